"""People are managed by the office; nobody grants rights in the browser."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.urls import reverse
from wagtail.models import ModelLogEntry

from accounts.models import User
from organisation.models import Role
from tests.people import join

NEW = "/admin/users/new/"


def person_data(**fields) -> dict:
    return {
        "last_name": "Tống Gia Hoàng",
        "first_name": "Phúc",
        "username": "phuc",
        "email": "phuc@danguykhoi.lacgiang.example",
        "phone": "0200 3 555 125",
        **fields,
    }


def edit_url(person: User) -> str:
    return reverse("wagtailusers_users:edit", args=[person.pk])


def data_of(person: User, **fields) -> dict:
    names = ("last_name", "first_name", "username", "email", "phone")
    return {**{name: getattr(person, name) for name in names}, "is_active": "on", **fields}


def test_office_opens_an_account_and_its_owner_chooses_the_password(
    bloc, client_for, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = client_for(bloc.office).post(NEW, person_data())
    assert response.status_code == 302
    person = User.objects.get(username="phuc")
    assert str(person) == "Tống Gia Hoàng Phúc"
    (letter,) = mail.outbox
    assert letter.to == [person.email]
    assert "Kính gửi đồng chí Tống Gia Hoàng Phúc" in letter.body
    link = next(line for line in letter.body.splitlines() if "/password_reset/confirm/" in line)
    path = link.split("8000", 1)[1]
    page = client.get(path, follow=True)
    chosen = {"new_password1": "Trăng-sáng-2026", "new_password2": "Trăng-sáng-2026"}
    client.post(page.redirect_chain[-1][0], chosen)
    person.refresh_from_db()
    assert person.check_password("Trăng-sáng-2026")


@pytest.mark.parametrize("who", ["office", "admin"])
def test_no_post_makes_a_superuser_or_a_member_of_a_group(bloc, client_for, who):
    group = Group.objects.get(name="role:network_admin")
    permission = Permission.objects.get(codename="publish_page")
    greedy = {
        "is_superuser": "on",
        "is_staff": "on",
        "groups": [group.pk],
        "user_permissions": [permission.pk],
        "password": "x",
        "password1": "x",
        "password2": "x",
    }
    browser = client_for(getattr(bloc, who))
    browser.post(NEW, person_data(**greedy))
    browser.post(edit_url(bloc.contributor), data_of(bloc.contributor, **greedy))
    browser.post(edit_url(bloc.office), data_of(bloc.office, **greedy))
    for username in ("phuc", "contributor", "office"):
        person = User.objects.get(username=username)
        assert not person.is_superuser
        assert not person.is_staff
        assert group not in person.groups.all()
        assert not person.user_permissions.exists()
        assert not person.check_password("x")


def test_the_form_has_no_box_for_rights_and_shows_memberships(bloc, client_for):
    page = client_for(bloc.office).get(edit_url(bloc.contributor)).content.decode()
    for name in ("is_superuser", "groups", "password1", "user_permissions"):
        assert f'name="{name}"' not in page
    assert "Cộng tác viên viết tin, bài" in page
    assert reverse("organisation_units:edit", args=[bloc.units.hospital.pk]) in page


def test_a_right_given_behind_the_portals_back_is_gone_at_the_next_request(bloc, client_for):
    browser = client_for(bloc.contributor)
    bloc.contributor.groups.add(Group.objects.get(name="role:office"))
    bloc.contributor.user_permissions.add(Permission.objects.get(codename="add_unit"))
    assert browser.get("/admin/units/").status_code == 302
    assert not bloc.contributor.groups.filter(name="role:office").exists()


def test_office_cannot_touch_a_superusers_account(bloc, client_for):
    browser = client_for(bloc.office)
    assert bloc.admin not in browser.get("/admin/users/").context["object_list"]
    assert browser.get(edit_url(bloc.admin)).status_code == 404
    assert (
        browser.post(edit_url(bloc.admin), data_of(bloc.admin, email="x@y.vn")).status_code == 404
    )
    history = reverse("wagtailusers_users:history", args=[bloc.admin.pk])
    assert browser.get(history).status_code == 404
    bloc.admin.refresh_from_db()
    assert bloc.admin.email != "x@y.vn"


def test_each_person_has_an_address_of_their_own(bloc, client_for):
    taken = bloc.leader.email.upper()
    response = client_for(bloc.office).post(NEW, person_data(email=taken))
    assert "đã dùng cho một tài khoản khác" in str(response.context["form"].errors)


def test_a_deactivated_person_is_out_at_the_next_request_and_the_trail_names_no_contents(
    bloc, client_for
):
    inside = client_for(bloc.contributor)
    assert inside.get("/admin/").status_code == 200
    form = data_of(bloc.contributor, phone="0912 345 678")
    del form["is_active"]
    assert client_for(bloc.office).post(edit_url(bloc.contributor), form).status_code == 302
    assert inside.get("/admin/").status_code == 302
    entry = ModelLogEntry.objects.for_instance(bloc.contributor).get(action="accounts.edit")
    assert entry.user == bloc.office
    assert entry.data == {"fields": ["is_active", "phone"]}


def test_nobody_deactivates_their_own_account(bloc, client_for):
    form = data_of(bloc.office)
    del form["is_active"]
    client_for(bloc.office).post(edit_url(bloc.office), form)
    bloc.office.refresh_from_db()
    assert bloc.office.is_active


@pytest.mark.parametrize("who", ["office", "admin"])
def test_there_is_no_page_to_delete_people_or_to_edit_groups(bloc, client_for, who):
    browser = client_for(getattr(bloc, who))
    pk, group = bloc.contributor.pk, Group.objects.first().pk
    for path in (
        f"/admin/users/delete/{pk}/",
        f"/admin/users/copy/{pk}/",
        f"/admin/bulk/accounts/user/delete/?id={pk}",
        f"/admin/bulk/accounts/user/assign_role/?id={pk}",
        f"/admin/bulk/accounts/user/set_active_state/?id={pk}",
        "/admin/groups/",
        "/admin/groups/new/",
        f"/admin/groups/edit/{group}/",
        f"/admin/groups/delete/{group}/",
    ):
        assert browser.get(path).status_code == 404, path
        assert browser.post(path).status_code == 404, path
    assert User.objects.filter(pk=pk).exists()


def test_people_are_found_without_accents(bloc, client_for):
    response = client_for(bloc.office).get("/admin/users/?q=mai+tram")
    assert list(response.context["object_list"]) == [bloc.contributor]


def test_a_person_in_two_units_has_the_groups_of_both(bloc, client_for):
    join(bloc.units.library, bloc.contributor, Role.UNIT_LEADER)
    assert set(bloc.contributor.groups.values_list("name", flat=True)) == {
        "role:contributor",
        "role:clerk",
        "role:unit_leader",
        "unit:Bệnh viện Đa khoa tỉnh",
        f"contributors:{bloc.units.hospital.pk}",
        "unit:Thư viện tỉnh",
    }
