"""Accounts, units and memberships of the bloc, and the end of a unit."""

from collections.abc import Iterator

from django.contrib.auth.hashers import check_password, make_password
from django.utils import timezone
from wagtail.log_actions import log

from accounts.models import User
from accounts.services import change_account
from organisation.models import Membership, Role, Unit
from organisation.services import change_unit, create_unit

from .acts import Act
from .reading import Content
from .world import World

#: Days from the founding of the portal to the first piece that anybody writes.
_BEFORE_FIRST_PIECE = 14


def founding_day(content: Content) -> int:
    """Units and roles are in force from before the first act of any piece."""
    return min(article["event"] for article in content["articles"]) - _BEFORE_FIRST_PIECE


def acts(world: World, password: str) -> Iterator[Act]:
    """Accounts first, then the units from above, then what ends."""
    content = world.content
    founded = founding_day(content)
    hashed = make_password(password)
    for key, row in content["people"].items():
        yield Act(
            content.at(founded, "07:30"), key, lambda k=key, r=row: _account(world, k, r, hashed)
        )
    for number, row in enumerate(content["units"]):
        yield Act(
            content.at(founded, "08:00"), row["id"], lambda n=number, r=row: _unit(world, n, r)
        )
    for row in content["units"]:
        if "ended" in row:
            at = content.at(row["ended"]["day"], "00:30")
            yield Act(at, f"{row['id']}: end", lambda r=row: _end(world, r))


def _account(world: World, key: str, row: dict, hashed: str) -> None:
    family, _space, given = row["name"].rpartition(" ")
    if "system" in row["roles"]:  # an account of the system, not of a person with a family name
        family, given = "", row["name"]
    user = User(
        username=row["username"],
        last_name=family,
        first_name=given,
        email=f"{row['username']}@{world.content['organisation']['domain']}",
        password=hashed,
        is_superuser="system" in row["roles"],
        date_joined=timezone.now(),
    )
    user.full_clean()
    user.save()
    log(instance=user, action="accounts.create", user=None, content_changed=True)
    world.people[key] = user


def _unit(world: World, number: int, row: dict) -> None:
    english = world.content["translations"]["en"]
    unit = Unit(
        name=row["name"],
        short_name=row["short_name"],
        name_en=english["unit_names"].get(row["id"], ""),
        short_name_en=english["units"].get(row["id"], {}).get("short_name", ""),
        field_en=english["units"].get(row["id"], {}).get("field", ""),
        kind=row["kind"],
        symbol=row.get("symbol", ""),
        field=row["field"],
        parent=world.units.get(row.get("parent", "")),
        sort_order=number,
    )
    unit.memberships = [
        Membership(user=world.people[key], role=role, post=person["post"], sort_order=order)
        for order, (key, person) in enumerate(world.content["people"].items())
        if person["unit"] == row["id"]
        for role in person["roles"]
        if role in Role.values
    ]
    world.units[row["id"]] = create_unit(unit, by=world.people["p-admin"])


def _end(world: World, row: dict) -> None:
    """The unit ends, and with it what its people are; its name and its pieces stay."""
    unit = Unit.objects.get(pk=world.units[row["id"]].pk)
    unit.ended_on = world.content.day(row["ended"]["day"])
    terms = list(unit.memberships.all())
    for term in terms:
        term.ended_on = unit.ended_on
    unit.memberships = terms
    world.units[row["id"]] = change_unit(unit, by=world.people["p-office"])


def demo_accounts(content: Content) -> list[User]:
    """The accounts of the file that are there, in its order."""
    names = [person["username"] for person in content["people"].values()]
    found = {user.username: user for user in User.objects.filter(username__in=names)}
    return [found[name] for name in names if name in found]


def keep_password(content: Content, password: str) -> int:
    """Give ``password`` to the demo accounts that have another; return how many had."""
    fits: dict[str, bool] = {}  # by hash: they share one, and checking it is slow
    changed = 0
    hashed = ""
    for user in demo_accounts(content):
        if user.password not in fits:
            fits[user.password] = check_password(password, user.password)
        if fits[user.password]:
            continue
        hashed = hashed or make_password(password)
        user.password = hashed
        change_account(user, changed=["password"], by=None)
        changed += 1
    return changed
