"""What the portal says about itself: changed by the office, shown without gaps (R07)."""

import pytest
from django.template import Context, Template
from django.utils import translation
from wagtail.models import ModelLogEntry

from organisation.models import PortalSettings

FIELDS = [f.name for f in PortalSettings._meta.fields if f.name not in ("id", "emblem")]


@pytest.fixture
def portal(db) -> PortalSettings:
    portal = PortalSettings.load()
    portal.site_title = "Trang thông tin điện tử Đảng ủy Khối"
    portal.short_name = "Đảng ủy Khối"
    portal.managing_body = "Đảng ủy Khối tỉnh Lạc Giang"
    portal.managing_body_en = "Party Committee of the Bloc"
    portal.licence_number = "Công văn số 215/SKHCN-BCVT"
    portal.licence_issuer = "Sở Khoa học và Công nghệ"
    portal.save()
    return portal


def url(portal: PortalSettings) -> str:
    return f"/admin/settings/organisation/portalsettings/{portal.pk}/"


def form_of(portal: PortalSettings, **fields) -> dict:
    return {**{name: getattr(portal, name) for name in FIELDS}, "emblem": "", **fields}


@pytest.mark.rule("R07")
def test_office_changes_the_licence_number_and_the_change_is_logged(bloc, portal, client_for):
    response = client_for(bloc.office).post(
        url(portal), form_of(portal, licence_number="Giấy phép số 7/GP-TTĐT")
    )
    assert response.status_code == 302
    rows = {row.name: row.value for row in PortalSettings.load().footer_rows()}
    assert rows["licence"] == "Giấy phép số 7/GP-TTĐT, Sở Khoa học và Công nghệ"
    entry = ModelLogEntry.objects.for_instance(portal).get(action="organisation.settings.edit")
    assert entry.user == bloc.office
    assert entry.data["changed"] == {
        "licence_number": ["Công văn số 215/SKHCN-BCVT", "Giấy phép số 7/GP-TTĐT"]
    }


@pytest.mark.parametrize(
    "who",
    ["contributor", "leader", "editor", "propaganda", "standing", "publisher", "leadership"],
)
def test_nobody_but_the_office_changes_the_settings(bloc, portal, client_for, who):
    browser = client_for(getattr(bloc, who))
    assert browser.get(url(portal)).status_code == 302
    assert browser.post(url(portal), form_of(portal, licence_number="9")).status_code == 302
    portal.refresh_from_db()
    assert portal.licence_number == "Công văn số 215/SKHCN-BCVT"


@pytest.mark.rule("R07")
def test_an_empty_field_leaves_no_orphan_label(portal):
    assert [row.label for row in portal.footer_rows()] == ["Cơ quan chủ quản", "Giấy phép"]
    portal.licence_number = portal.licence_issuer = ""
    assert [row.label for row in portal.footer_rows()] == ["Cơ quan chủ quản"]
    assert PortalSettings().footer_rows() == []


def test_english_pages_show_english_and_vietnamese_where_there_is_none(portal):
    template = Template(
        "{% load portal %}{% portal_text 'managing_body' %}|{% portal_text 'short_name' %}|"
        "{% portal_footer as rows %}{% for row in rows %}{{ row.label }};{% endfor %}"
    )
    with translation.override("en"):
        assert template.render(Context()) == (
            "Party Committee of the Bloc|Đảng ủy Khối|Managing body;Licence;"
        )
    with translation.override("vi"):
        assert template.render(Context()).startswith("Đảng ủy Khối tỉnh Lạc Giang|")
