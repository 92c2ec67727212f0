"""A right lasts as long as its term, to the day, with no job run (R03)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from organisation.models import Membership, Role
from organisation.people import holders, holds, leaders_for, units_led, units_of
from organisation.permissions import bring_groups_in_step
from tests.organisation.test_units_admin import edit_url, form_data
from tests.people import join, leave, person

TODAY = timezone.localdate
DAY = timedelta(days=1)


@pytest.mark.rule("R03")
def test_ending_a_membership_today_removes_the_right_at_the_next_click(bloc, client_for):
    member = client_for(bloc.contributor2)
    assert member.get("/admin/").status_code == 200

    unit = bloc.units.organisation
    data = form_data(unit)
    row = next(
        n
        for n in range(data["memberships-TOTAL_FORMS"])
        if data[f"memberships-{n}-user"] == bloc.contributor2.pk
    )
    data[f"memberships-{row}-ended_on"] = TODAY().isoformat()
    assert client_for(bloc.office).post(edit_url(unit), data).status_code == 302

    response = member.get("/admin/")
    assert response.status_code == 302
    assert "/login/" in response.url
    stays = Membership.objects.get(user=bloc.contributor2)
    assert stays.ended_on == TODAY()
    assert stays.user.pk == bloc.contributor2.pk


@pytest.mark.rule("R03")
def test_a_term_that_runs_out_by_itself_needs_no_job(bloc, client_for, monkeypatch):
    newcomer = person("short")
    join(bloc.units.library, newcomer, Role.CONTRIBUTOR, ended_on=TODAY() + DAY)
    browser = client_for(newcomer)
    assert browser.get("/admin/").status_code == 200
    tomorrow = timezone.now() + DAY
    monkeypatch.setattr("django.utils.timezone.now", lambda: tomorrow)
    assert browser.get("/admin/").status_code == 302


def test_a_term_that_has_not_begun_gives_nothing_yet(bloc, client_for):
    newcomer = person("later")
    join(bloc.units.library, newcomer, Role.CONTRIBUTOR, started_on=TODAY() + DAY)
    assert client_for(newcomer).get("/admin/").status_code == 302
    assert not holds(newcomer, Role.CONTRIBUTOR)


def test_losing_one_of_two_roles_leaves_the_other(bloc, client_for):
    browser = client_for(bloc.office)
    assert browser.get("/admin/units/").status_code == 200
    join(bloc.units.library, bloc.office, Role.CONTRIBUTOR)
    leave(Membership.objects.get(user=bloc.office, role=Role.OFFICE), TODAY())
    assert browser.get("/admin/").status_code == 200
    assert browser.get("/admin/units/").status_code == 302


def test_who_has_no_membership_cannot_sign_in(bloc):
    stranger = person("stranger")
    stranger.set_password("secret-word-7")
    stranger.save()
    browser = Client()
    form = {"username": "stranger", "password": "secret-word-7"}
    page = browser.post("/admin/login/", form)
    assert page.status_code == 200
    assert "không còn hiệu lực" in page.content.decode()
    join(bloc.units.library, stranger, Role.CONTRIBUTOR)
    assert browser.post("/admin/login/", form).status_code == 302


def test_the_end_of_a_unit_ends_what_its_members_may_do(bloc, client_for):
    join(bloc.units.library, bloc.translator, Role.CONTRIBUTOR)
    library = bloc.units.library
    library.refresh_from_db()
    client_for(bloc.office).post(
        edit_url(library), form_data(library, ended_on=TODAY().isoformat())
    )
    assert not holds(bloc.translator, Role.CONTRIBUTOR)
    assert holds(bloc.translator, Role.TRANSLATOR)


def test_a_request_costs_two_queries_for_rights_and_writes_only_on_a_difference(
    bloc, django_assert_num_queries
):
    with django_assert_num_queries(2):
        assert bring_groups_in_step(bloc.contributor)


def test_who_stands_in_for_a_unit_without_a_leader_works_in_it_like_one_of_its_own(bloc):
    units = bloc.units
    assert units_led(bloc.leader) == {units.hospital.pk, units.cell.pk}
    assert units_led(bloc.contributor) == set()
    assert bloc.leader in units.cell.group.user_set.all()
    assert bloc.contributor not in units.cell.group.user_set.all()

    join(units.cell, bloc.cell_contributor, Role.UNIT_LEADER)
    assert units_led(bloc.leader) == {units.hospital.pk}
    bring_groups_in_step(bloc.leader)
    assert bloc.leader not in units.cell.group.user_set.all()


def test_people_ask_the_nearest_unit_above_that_has_a_leader(bloc):
    units = bloc.units
    assert list(leaders_for(units.cell)) == [bloc.leader]
    assert list(leaders_for(units.hospital)) == [bloc.leader]
    assert list(leaders_for(units.library)) == []
    assert set(holders(Role.EDITORIAL)) == {bloc.editor, bloc.editor2}
    assert list(units_of(bloc.contributor)) == [units.hospital]
    assert holds(bloc.contributor, Role.CONTRIBUTOR, unit=units.hospital)
    assert not holds(bloc.contributor, Role.CONTRIBUTOR, unit=units.organisation)
    assert not holds(None, Role.CONTRIBUTOR)
