"""A unit's page follows the life of the unit."""

import pytest
from wagtail.models import GroupPagePermission

from organisation.models import Unit, UnitKind
from organisation.services import change_unit, create_unit
from tests.portal import page_of
from units.models import UnitPage
from units.slugs import ascii_slug


def new_unit(bloc, short_name="Bưu điện tỉnh", **fields) -> Unit:
    fields = {"kind": UnitKind.GRASSROOTS_CELL, "parent": bloc.units.bloc} | fields
    unit = Unit(name=f"Chi bộ {short_name}", short_name=short_name, **fields)
    return create_unit(unit, by=bloc.office)


@pytest.mark.rule("R02")
def test_a_new_unit_has_a_public_page_with_its_name_at_an_ascii_address(bloc, portal, client):
    unit = new_unit(bloc)
    assert page_of(client, "/don-vi/buu-dien-tinh/").h1.get_text() == "Chi bộ Bưu điện tỉnh"
    page = UnitPage.objects.get(unit=unit)
    assert page.introduction == page.functions == ""


@pytest.mark.rule("R02")
def test_its_group_may_work_at_the_page_and_nowhere_else(bloc, portal):
    unit = new_unit(bloc)
    page = UnitPage.objects.get(unit=unit)
    granted = GroupPagePermission.objects.filter(group=unit.group)
    assert {row.permission.codename for row in granted} == {"add_page", "change_page"}
    assert {row.page_id for row in granted} == {page.pk}


def test_a_unit_below_another_has_its_page_below(bloc, portal, client):
    new_unit(bloc, "Chi bộ Khoa Nhi", kind=UnitKind.CELL, parent=bloc.units.hospital)
    page_of(client, "/don-vi/benh-vien-da-khoa-tinh/chi-bo-khoa-nhi/")


def test_an_address_that_is_taken_gets_a_number(bloc, portal, client):
    new_unit(bloc, "Bưu điện tỉnh")
    new_unit(bloc, "Bưu Điện Tỉnh")
    page_of(client, "/don-vi/buu-dien-tinh-2/")


def test_a_new_name_is_the_title_at_once_and_the_address_stays(bloc, portal, client):
    unit = new_unit(bloc)
    unit = Unit.objects.get(pk=unit.pk)
    unit.name = "Chi bộ Bưu điện Lạc Giang"
    change_unit(unit, by=bloc.office)
    assert page_of(client, "/don-vi/buu-dien-tinh/").h1.get_text() == "Chi bộ Bưu điện Lạc Giang"


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Đảng ủy Khối", "dang-uy-khoi"), ("Ban Dân vận", "ban-dan-van"), ("Ỷ Ưỡng", "y-uong")],
)
def test_slugs_are_plain_ascii(text, slug):
    assert ascii_slug(text) == slug
