"""Role by admin address of this room: who comes in, who is sent away."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from organisation.models import PortalSettings, Role
from organisation.permissions import ROLE_PERMISSIONS, group_name

MAY_MANAGE = {"office", "admin"}
EVERYBODY = (
    "contributor",
    "leader",
    "contributor2",
    "leader2",
    "office_contributor",
    "office_leader",
    "cell_contributor",
    "editor",
    "editor2",
    "propaganda",
    "standing",
    "publisher",
    "office",
    "leadership",
    "translator",
    "admin",
)


def addresses(bloc) -> list[str]:
    unit, somebody = bloc.units.hospital.pk, bloc.contributor.pk
    return [
        "/admin/units/",
        "/admin/units/results/",
        "/admin/units/new/",
        reverse("organisation_units:edit", args=[unit]),
        reverse("organisation_units:inspect", args=[unit]),
        reverse("organisation_units:history", args=[unit]),
        "/admin/users/",
        "/admin/users/new/",
        reverse("wagtailusers_users:edit", args=[somebody]),
        f"/admin/settings/organisation/portalsettings/{PortalSettings.load().pk}/",
    ]


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_doors_of_units_people_and_settings(bloc, client_for, who):
    browser = client_for(getattr(bloc, who))
    for address in addresses(bloc):
        answer = browser.get(address)
        if who in MAY_MANAGE:
            assert answer.status_code == 200, address
        else:
            assert (answer.status_code, answer.url) == (302, "/admin/"), address
            assert browser.post(address, {}).status_code == 302, address


def test_strangers_are_asked_to_sign_in(bloc, client):
    for address in ["/admin/", *addresses(bloc)]:
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer.url.startswith("/admin/login/?next=")


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_with_a_role_has_a_home_in_the_admin(bloc, client_for, who):
    page = client_for(getattr(bloc, who)).get("/admin/")
    assert page.status_code == 200
    menu = page.content.decode()
    assert ("/admin/units/" in menu) == (who in MAY_MANAGE)
    assert "/admin/groups/" not in menu


@pytest.mark.parametrize(
    "who", ["editor", "propaganda", "standing", "publisher", "office", "leadership", "translator"]
)
def test_central_roles_see_the_whole_tree(bloc, client_for, who):
    assert client_for(getattr(bloc, who)).get("/admin/pages/").status_code == 200


def test_the_table_of_permissions_names_every_role():
    assert set(ROLE_PERMISSIONS) == set(Role)


def test_after_every_migrate_the_groups_say_what_the_table_says(bloc):
    office = Group.objects.get(name=group_name(Role.OFFICE))
    clerk = Group.objects.get(name=group_name(Role.CLERK))
    unit_rights = office.permissions.filter(content_type__app_label="organisation")
    assert unit_rights.filter(codename="add_unit").exists()
    clerk.permissions.add(*unit_rights)
    office.permissions.clear()
    call_command("migrate", verbosity=0)
    assert office.permissions.filter(codename="add_unit").exists()
    assert office.permissions.filter(codename="access_admin").exists()
    assert set(clerk.permissions.values_list("codename", flat=True)) == {"access_admin"}
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
