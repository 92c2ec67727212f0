"""The office creates and changes units in one form (R02); wrong trees are refused."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, ModelLogEntry

from organisation.lives import Participant, participants, register
from organisation.models import Membership, Role, Unit, UnitKind
from organisation.services import create_unit

INDEX = "/admin/units/"
NEW = "/admin/units/new/"


def edit_url(unit: Unit) -> str:
    return reverse("organisation_units:edit", args=[unit.pk])


def form_data(unit: Unit | None = None, memberships=(), **fields) -> dict:
    """What the browser sends; ``memberships`` are dicts of the added rows."""
    values = {
        "name": "Ban Dân vận Đảng ủy Khối",
        "short_name": "Ban Dân vận",
        "kind": UnitKind.AGENCY,
        "symbol": "BDVĐUK",
        "field": "Dân vận",
        "parent": "",
        "sort_order": 0,
        "started_on": "2025-01-01",
        "ended_on": "",
    }
    rows = []
    if unit is not None:
        values |= {
            name: getattr(unit, name)
            for name in ("name", "short_name", "kind", "symbol", "field", "sort_order")
        }
        values["parent"] = unit.parent_id or ""
        values["started_on"] = unit.started_on.isoformat()
        rows = [
            {
                "id": m.pk,
                "user": m.user_id,
                "role": m.role,
                "post": m.post,
                "started_on": m.started_on.isoformat(),
                "ended_on": m.ended_on.isoformat() if m.ended_on else "",
            }
            for m in unit.memberships.all()
        ]
    initial = len(rows)
    rows += [{"post": "", "started_on": "2025-01-01", "ended_on": "", **m} for m in memberships]
    data = {
        "memberships-TOTAL_FORMS": len(rows),
        "memberships-INITIAL_FORMS": initial,
        "memberships-MIN_NUM_FORMS": 0,
        "memberships-MAX_NUM_FORMS": 1000,
    }
    for number, row in enumerate(rows):
        data |= {f"memberships-{number}-{name}": value for name, value in row.items()}
        data[f"memberships-{number}-ORDER"] = number + 1
    return {**values, **data, **fields}


def messages_of(response) -> str:
    """Every error of the form, in words."""
    form = response.context["form"]
    parts = [str(form.errors)]
    parts += [str(row.errors) for row in form.formsets["memberships"].forms]
    return " ".join(parts)


@pytest.mark.rule("R02")
def test_office_creates_a_unit_with_all_that_belongs_to_it_in_one_form(bloc, client_for):
    browser = client_for(bloc.office)
    assert "Ban Dân vận" not in browser.get(INDEX).content.decode()

    response = browser.post(
        NEW,
        form_data(
            parent=bloc.units.bloc.pk,
            memberships=[
                {"user": bloc.translator.pk, "role": Role.UNIT_LEADER, "post": "Trưởng ban"},
                {"user": bloc.contributor2.pk, "role": Role.CONTRIBUTOR},
            ],
        ),
    )

    assert response.status_code == 302
    unit = Unit.objects.get(short_name="Ban Dân vận")
    assert unit.parent == bloc.units.bloc
    assert unit.collection == Collection.objects.get(name="Ban Dân vận")
    assert set(unit.group.user_set.all()) == {bloc.translator, bloc.contributor2}
    assert unit.memberships.get(user=bloc.translator).post == "Trưởng ban"
    assert "Ban Dân vận" in browser.get(INDEX).content.decode()


def test_members_work_with_the_files_of_their_own_unit_only(bloc, client_for):
    page = client_for(bloc.contributor).get("/admin/images/add/")
    choices = str(page.content.decode())
    assert page.status_code == 200
    assert "Ban Tổ chức" not in choices
    member = client_for(bloc.contributor)
    own = member.get(f"/admin/images/?collection_id={bloc.units.hospital.collection_id}")
    assert own.status_code == 200


def test_every_step_of_a_units_life_is_logged_with_who_and_what(bloc, client_for):
    browser = client_for(bloc.office)
    browser.post(
        NEW,
        form_data(
            parent=bloc.units.bloc.pk,
            memberships=[{"user": bloc.leader2.pk, "role": Role.UNIT_LEADER}],
        ),
    )
    unit = Unit.objects.get(short_name="Ban Dân vận")
    browser.post(edit_url(unit), form_data(unit, name="Ban Dân vận và Tuyên truyền"))

    entries = ModelLogEntry.objects.for_instance(unit)
    assert set(entries.values_list("action", flat=True)) == {
        "organisation.unit.create",
        "organisation.membership.start",
        "organisation.unit.edit",
    }
    assert {entry.user for entry in entries} == {bloc.office}
    edit = entries.filter(action="organisation.unit.edit").earliest("timestamp")
    assert edit.data["changed"] == {
        "name": ["Ban Dân vận Đảng ủy Khối", "Ban Dân vận và Tuyên truyền"]
    }
    unit.refresh_from_db()
    ended = form_data(unit, kind=UnitKind.BOARD, ended_on="2026-03-02")
    assert browser.post(edit_url(unit), ended).status_code == 302
    history = browser.get(reverse("organisation_units:history", args=[unit.pk]))
    text = history.content.decode()
    assert "Loại: Cơ quan tham mưu, giúp việc → Thường trực, tổ công tác" in text
    assert "Ngày kết thúc hoạt động: - → 02/03/2026" in text
    assert "Tên: Ban Dân vận Đảng ủy Khối → Ban Dân vận và Tuyên truyền" in text
    assert "Lục Thị Ngân Hạnh, Lãnh đạo đơn vị, 01/01/2025 - -" in text


def test_saving_a_form_without_changes_logs_nothing(bloc, client_for):
    unit = bloc.units.hospital
    before = ModelLogEntry.objects.for_instance(unit).count()
    response = client_for(bloc.office).post(edit_url(unit), form_data(unit))
    assert response.status_code == 302
    assert ModelLogEntry.objects.for_instance(unit).count() == before


def test_a_new_short_name_renames_group_and_collection(bloc, client_for):
    unit = bloc.units.library
    client_for(bloc.office).post(edit_url(unit), form_data(unit, short_name="Thư viện"))
    unit.refresh_from_db()
    assert unit.short_name == unit.collection.name == "Thư viện"
    assert unit.group.name == "unit:Thư viện"


def test_what_a_participant_refuses_leaves_nothing_half_done(bloc, monkeypatch):
    class Refusing(Participant):
        def unit_created(self, unit, by):
            raise RuntimeError("no page")

    monkeypatch.setattr("organisation.lives._participants", list(participants()))
    register(Refusing())
    groups = Group.objects.count()
    new = Unit(name="Ban X", short_name="Ban X", kind=UnitKind.AGENCY, parent=bloc.units.bloc)
    with pytest.raises(RuntimeError):
        create_unit(new, by=bloc.office)
    assert not Unit.objects.filter(short_name="Ban X").exists()
    assert not Collection.objects.filter(name="Ban X").exists()
    assert Group.objects.count() == groups


WRONG_TREES = {
    "a cell under an agency": ("cell", "office", "đảng bộ cơ sở"),
    "a cell without a unit above": ("cell", None, "đảng bộ cơ sở"),
    "an agency under a grassroots committee": ("agency", "hospital", "đảng ủy khối"),
    "a grassroots cell under a cell": ("grassroots_cell", "cell", "đảng ủy khối"),
    "a board without a unit above": ("board", None, "đảng ủy khối"),
    "a second bloc committee": ("bloc", None, "đã có"),
    "a bloc committee under an agency": ("bloc", "office", "để trống"),
}


@pytest.mark.parametrize("case", WRONG_TREES)
def test_a_wrong_place_in_the_tree_is_refused_in_words(bloc, client_for, case):
    kind, parent, words = WRONG_TREES[case]
    parent_pk = getattr(bloc.units, parent).pk if parent else ""
    response = client_for(bloc.office).post(NEW, form_data(kind=kind, parent=parent_pk))
    assert response.status_code == 200
    assert words in messages_of(response).lower()
    assert not Unit.objects.filter(short_name="Ban Dân vận").exists()


def test_a_unit_cannot_stand_under_itself_or_below(bloc, client_for):
    hospital, cell = bloc.units.hospital, bloc.units.cell
    browser = client_for(bloc.office)
    for below in (hospital, cell):
        response = browser.post(edit_url(hospital), form_data(hospital, parent=below.pk))
        assert "chính nó" in messages_of(response)


def test_a_kind_that_the_units_below_do_not_allow_is_refused(bloc, client_for):
    hospital = bloc.units.hospital
    response = client_for(bloc.office).post(
        edit_url(hospital), form_data(hospital, kind=UnitKind.AGENCY)
    )
    assert "kind" in response.context["form"].errors


def test_an_end_before_the_start_is_refused(bloc, client_for):
    response = client_for(bloc.office).post(
        NEW, form_data(parent=bloc.units.bloc.pk, ended_on="2024-12-31")
    )
    assert "ended_on" in response.context["form"].errors


def test_a_day_is_read_before_its_month(bloc, client_for):
    data = form_data(parent=bloc.units.bloc.pk, started_on="05/04/2026")
    assert client_for(bloc.office).post(NEW, data).status_code == 302
    unit = Unit.objects.get(short_name="Ban Dân vận")
    assert (unit.started_on.day, unit.started_on.month) == (5, 4)
    assert 'value="05/04/2026"' in client_for(bloc.office).get(edit_url(unit)).content.decode()


def test_a_short_name_is_unique_whatever_its_unicode_form(bloc, client_for):
    import unicodedata

    browser = client_for(bloc.office)
    for name in ("Ban Tổ chức", unicodedata.normalize("NFD", "Ban Tổ  chức")):
        response = browser.post(NEW, form_data(parent=bloc.units.bloc.pk, short_name=name))
        assert "short_name" in response.context["form"].errors
    assert Unit.objects.filter(short_name="Ban Tổ chức").count() == 1


def test_a_unit_does_not_end_before_the_units_below_it(bloc, client_for):
    hospital = bloc.units.hospital
    today = timezone.localdate().isoformat()
    response = client_for(bloc.office).post(edit_url(hospital), form_data(hospital, ended_on=today))
    assert "Chi bộ Khoa Khám bệnh" in messages_of(response)


def test_no_new_unit_under_one_that_has_ended(bloc, client_for):
    browser = client_for(bloc.office)
    hospital, cell = bloc.units.hospital, bloc.units.cell
    today = timezone.localdate().isoformat()
    assert browser.post(edit_url(cell), form_data(cell, ended_on=today)).status_code == 302
    assert browser.post(edit_url(hospital), form_data(hospital, ended_on=today)).status_code == 302
    response = browser.post(NEW, form_data(kind=UnitKind.CELL, parent=hospital.pk))
    assert "parent" in response.context["form"].errors


def test_a_membership_is_ended_never_removed_nor_rewritten(bloc, client_for):
    unit = bloc.units.hospital
    browser = client_for(bloc.office)
    for change in (
        {"memberships-0-DELETE": "on"},
        {"memberships-0-user": bloc.office.pk},
        {"memberships-0-role": Role.EDITORIAL},
    ):
        response = browser.post(edit_url(unit), {**form_data(unit), **change})
        assert response.status_code == 200
        assert "đến ngày" in messages_of(response)
    data = {**form_data(unit), "memberships-0-ended_on": timezone.localdate().isoformat()}
    assert browser.post(edit_url(unit), data).status_code == 302
    history = browser.get(reverse("organisation_units:history", args=[unit.pk]))
    assert "Đã sửa tư cách thành viên: Cù Thị Mai Trâm" in history.content.decode()
    assert Membership.objects.filter(unit=unit).count() == 3


def test_the_same_person_twice_in_a_role_is_refused(bloc, client_for):
    row = {"user": bloc.translator.pk, "role": Role.CONTRIBUTOR}
    response = client_for(bloc.office).post(
        NEW, form_data(parent=bloc.units.bloc.pk, memberships=[row, row])
    )
    assert "Chử Thị Bảo Nhiên" in messages_of(response)


def test_nobody_deletes_a_unit_or_a_membership(bloc, client_for):
    unit = bloc.units.library
    browser = client_for(bloc.admin)
    assert browser.get(f"/admin/units/delete/{unit.pk}/").status_code == 404
    assert browser.post(f"/admin/units/delete/{unit.pk}/").status_code == 404
    for things in (unit, Unit.objects.all(), Membership.objects.all(), Membership.objects.first()):
        with pytest.raises(ProtectedError):
            things.delete()


def test_the_list_filters_by_kind_and_time_and_finds_without_accents(bloc, client_for):
    browser = client_for(bloc.office)

    def names(query: str) -> set[str]:
        response = browser.get(f"{INDEX}?{query}")
        return {unit.short_name for unit in response.context["object_list"]}

    assert names("kind=agency") == {"Văn phòng", "Ban Tổ chức", "Ban Tuyên giáo"}
    assert names("q=ban+to+chuc") == names("q=BAN+TỔ+CHỨC") == {"Ban Tổ chức"}
    assert names("time=ended") == set()
    library = bloc.units.library
    yesterday = timezone.localdate() - timedelta(days=1)
    browser.post(
        edit_url(library),
        form_data(library, started_on="2025-01-01", ended_on=yesterday.isoformat()),
    )
    assert names("time=ended") == {"Thư viện tỉnh"}
    assert "Thư viện tỉnh" not in names("time=active")


def test_a_unit_can_be_inspected_with_those_who_are_in_it_today(bloc, client_for):
    url = reverse("organisation_units:inspect", args=[bloc.units.hospital.pk])
    text = client_for(bloc.office).get(url).content.decode()
    assert "Cù Thị Mai Trâm" in text
