"""The permission table (table.tsv): every admin address, asked by every role.

The table says what is right by duty (requirements 1A, R85), not what the portal
happens to do: where the two differ, the portal is mended.
"""

from contextlib import nullcontext

import pytest

from organisation.models import Membership, Role

from .answers import answer, browser_of, unrendered
from .table import NOWHERE, admin_routes, read_requests, route_of

#: Who may what is decided in Python: one database is enough.
pytestmark = [pytest.mark.django_db, pytest.mark.once]

REQUESTS = read_requests()
ROLES = list(REQUESTS[0].answers)
#: Pages are drawn for this role, which gets most of them: a template fails in no walk but this.
DRAWN = "admin"
HOW_TO_ADD = (
    "These addresses of the admin are in no line of tests/permissions/table.tsv. Add a line for"
    " each: a GET of the address with an object of tests/permissions/world.py in braces, and the"
    " answer that each role should get for its duty; a POST too, if it changes anything."
)


@pytest.mark.rule("R85")
@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_the_role_as_the_table_says(world, role):
    people, objects = world
    browser = browser_of(people, role)
    wrong = []
    with nullcontext() if role == DRAWN else unrendered():
        for request in REQUESTS:
            given = answer(browser, request.method, *request.filled(objects))
            if given != request.answers[role]:
                wrong.append(f"{request}: should be {request.answers[role]}, is {given}")
    assert not wrong, f"{len(wrong)} answers to {role}:\n" + "\n".join(wrong)


def test_the_table_knows_every_address_of_the_admin(world):
    _people, objects = world
    known = {route_of(r.filled(objects)[0]) for r in REQUESTS if r.method == "GET"}
    unknown = [route for route in admin_routes() if route not in known]
    assert not unknown, HOW_TO_ADD + "\n" + "\n".join(unknown)


def test_the_table_names_only_addresses_that_exist(world):
    _people, objects = world
    gone = [
        str(request)
        for request in REQUESTS
        if route_of(request.filled(objects)[0]) == NOWHERE and request.address != "nowhere/"
    ]
    assert not gone, "Take these lines out of tests/permissions/table.tsv:\n" + "\n".join(gone)


def test_every_role_of_the_house_has_a_column(world):
    people, _objects = world
    asked = [getattr(people, role) for role in ROLES if role != "anonymous"]
    held = set(Membership.objects.active().filter(user__in=asked).values_list("role", flat=True))
    missing = set(Role) - held
    assert not missing, f"Add a person and a column to the permission table for {missing}."
