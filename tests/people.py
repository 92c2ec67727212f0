"""A small bloc for tests: units and people in the shape of the demo portal.

Built through the services of ``organisation``, so that every unit has its
group, collection and page, and every right comes from a membership.
"""

from types import SimpleNamespace

from accounts.models import User
from organisation.models import Membership, Role, Unit, UnitKind
from organisation.services import change_unit, create_unit

#: attribute of the fixture: (family and middle names, given name)
NAMES = {
    "contributor": ("Cù Thị Mai", "Trâm"),
    "leader": ("Kim Đình Bảo", "Long"),
    "contributor2": ("Âu Thanh Tâm", "An"),
    "leader2": ("Lục Thị Ngân", "Hạnh"),
    "office_contributor": ("Ung Thị Vân", "Cẩm"),
    "office_leader": ("Mạc Thị Lan", "Chi"),
    "cell_contributor": ("Giang Thị Hoài", "Sương"),
    "editor": ("Đàm Thị Khánh", "Ngân"),
    "editor2": ("Giáp Văn Trọng", "Nghĩa"),
    "propaganda": ("Thân Đức Nhật", "Quang"),
    "standing": ("Nghiêm Thị Thục", "Uyên"),
    "publisher": ("Lều Anh Tuấn", "Khôi"),
    "office": ("Trình Quốc Hưng", "Thịnh"),
    "leadership": ("Khúc Thế Minh", "Trường"),
    "translator": ("Chử Thị Bảo", "Nhiên"),
}


class Bloc(SimpleNamespace):
    """``bloc.units.hospital`` is a unit, ``bloc.contributor`` a person (keys of NAMES, admin)."""


def person(username: str, *, last_name: str = "", first_name: str = "", **fields) -> User:
    """An account without a password: tests sign it in with ``client_for``."""
    user = User(username=username, last_name=last_name, first_name=first_name, **fields)
    user.email = user.email or f"{username}@danguykhoi.lacgiang.example"
    user.set_unusable_password()
    user.save()
    return user


def member(user: User, role: Role, **fields) -> Membership:
    """A membership that is not saved yet, to be given to a new unit."""
    return Membership(user=user, role=role, **fields)


def join(unit: Unit, user: User, role: Role, **fields) -> Membership:
    """Add ``user`` to ``unit`` as the office does."""
    unit = Unit.objects.get(pk=unit.pk)
    membership = member(user, role, **fields)
    unit.memberships.add(membership)
    change_unit(unit, by=None)
    return membership


def leave(membership: Membership, on) -> None:
    """End a membership as the office does: ``on`` is the first day without the right."""
    unit = Unit.objects.get(pk=membership.unit_id)
    term = next(term for term in unit.memberships.all() if term.pk == membership.pk)
    term.ended_on = on
    unit.memberships.add(term)
    change_unit(unit, by=None)


def build_bloc() -> Bloc:
    """Create the units and people; see NAMES and the calls below for who is where."""
    people = {
        username: person(username, last_name=last, first_name=first)
        for username, (last, first) in NAMES.items()
    }
    admin = person("admin", last_name="Quản trị", first_name="hệ thống", is_superuser=True)

    def unit(name, short_name, kind, parent=None, **roles) -> Unit:
        """``roles``: username = role or tuple of roles."""
        memberships = [
            member(people[username], role)
            for username, held in roles.items()
            for role in (held if isinstance(held, tuple) else (held,))
        ]
        new = Unit(name=name, short_name=short_name, kind=kind, parent=parent)
        new.memberships = memberships
        return create_unit(new, by=None)

    bloc = unit(
        "Đảng ủy Khối Các cơ quan và Doanh nghiệp tỉnh",
        "Đảng ủy Khối",
        UnitKind.BLOC,
        leadership=Role.LEADERSHIP,
        standing=Role.STANDING,
    )
    office = unit(
        "Văn phòng Đảng ủy Khối",
        "Văn phòng",
        UnitKind.AGENCY,
        bloc,
        office=Role.OFFICE,
        office_contributor=(Role.CONTRIBUTOR, Role.CLERK),
        office_leader=Role.UNIT_LEADER,
        editor2=Role.EDITORIAL,
        publisher=Role.NETWORK_ADMIN,
        translator=Role.TRANSLATOR,
    )
    organisation = unit(
        "Ban Tổ chức Đảng ủy Khối",
        "Ban Tổ chức",
        UnitKind.AGENCY,
        bloc,
        contributor2=Role.CONTRIBUTOR,
        leader2=Role.UNIT_LEADER,
    )
    propaganda = unit(
        "Ban Tuyên giáo Đảng ủy Khối",
        "Ban Tuyên giáo",
        UnitKind.AGENCY,
        bloc,
        propaganda=(Role.PROPAGANDA, Role.UNIT_LEADER),
        editor=Role.EDITORIAL,
    )
    hospital = unit(
        "Đảng bộ Bệnh viện Đa khoa tỉnh",
        "Bệnh viện Đa khoa tỉnh",
        UnitKind.GRASSROOTS_COMMITTEE,
        bloc,
        contributor=(Role.CONTRIBUTOR, Role.CLERK),
        leader=Role.UNIT_LEADER,
    )
    cell = unit(
        "Chi bộ Khoa Khám bệnh",
        "Chi bộ Khoa Khám bệnh",
        UnitKind.CELL,
        hospital,
        cell_contributor=Role.CONTRIBUTOR,
    )
    library = unit("Chi bộ Thư viện tỉnh", "Thư viện tỉnh", UnitKind.GRASSROOTS_CELL, bloc)
    units = SimpleNamespace(
        bloc=bloc,
        office=office,
        organisation=organisation,
        propaganda=propaganda,
        hospital=hospital,
        cell=cell,
        library=library,
    )
    return Bloc(units=units, admin=admin, **people)
