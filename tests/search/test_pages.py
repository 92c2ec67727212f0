"""Pages of the portal: found from their publication to their end, and never outside it."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from approvals import services
from assets.models import Document
from home.models import StandardPage
from organisation import services as units_office
from search.models import Entry
from search.rebuilding import rebuild_database
from tests import pages
from tests.portal import page_of, published, put_live
from units.models import (
    LeadershipMember,
    LeadershipPage,
    NewsIndexPage,
    SectionPage,
    UnitContact,
    UnitPage,
    UnitPerson,
)

from .papers import pdf


def found(client, query: str, **filters) -> list[str]:
    """Addresses of the hits that a reader is shown for ``query``."""
    response = client.get("/tim-kiem/", {"q": query, **filters})
    assert response.status_code == 200
    return [hit.url for hit in response.context["results"].hits]


def first(client, query: str) -> str:
    """Address of the best hit; further ones may hold a part of the words only."""
    return next(iter(found(client, query)), "")


def paper(*texts: str, title: str = "Kế hoạch công tác", name: str = "ke-hoach.pdf") -> Document:
    return Document.objects.create(title=title, file=ContentFile(pdf(*texts), name))


@pytest.fixture
def draft(bloc, portal):
    """An article of the hospital about something nobody else writes about."""
    tree = pages.SimpleNamespace(hospital=UnitPage.objects.get(unit=bloc.units.hospital))
    return pages.draft_article(
        tree,
        bloc.contributor,
        title="Ngày hội hiến máu tình nguyện",
        body=[("text", "<p>Hơn hai trăm <b>đoàn viên</b> đăng ký.</p><p>Thu được 187 đơn vị.</p>")],
    )


@pytest.mark.rule("R28")
def test_an_article_is_found_with_the_last_approval_and_not_before(bloc, client, draft, committed):
    services.submit(draft, bloc.contributor)
    pages.approve_through(bloc, draft, until="standing")
    assert draft.get_url() not in found(client, "hien mau tinh nguyen")
    assert page_suggestions(client, "hien mau") == []
    with committed():
        services.approve(pages.fresh(draft), bloc.publisher)
    assert first(client, "hien mau tinh nguyen") == draft.get_url()
    assert page_suggestions(client, "hien mau") == [draft.title]


@pytest.mark.rule("R28")
def test_a_withdrawn_article_is_gone_with_the_withdrawal(bloc, client, draft, committed):
    with committed():
        article = pages.publish(bloc, draft)
    assert first(client, "hiến máu") == article.get_url()
    services.withdraw(pages.fresh(article), bloc.publisher, reason="Sai số liệu")
    assert found(client, "hiến máu") == []
    assert page_suggestions(client, "hien mau") == []


@pytest.mark.rule("R28")
def test_an_expired_article_is_not_found_though_no_job_has_run(
    bloc, client, draft, committed, monkeypatch
):
    draft.expire_at = timezone.now() + timedelta(hours=2)
    draft.save_revision(user=bloc.contributor)
    with committed():
        article = pages.publish(bloc, pages.fresh(draft))
    assert first(client, "hiến máu") == article.get_url()
    assert page_suggestions(client, "hien mau") == [article.title]
    later = timezone.now() + timedelta(hours=3)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert pages.fresh(article).live
    assert found(client, "hiến máu") == []
    assert page_suggestions(client, "hien mau") == []


def test_a_later_draft_changes_nothing_that_is_found(bloc, client, draft):
    article = pages.publish(bloc, draft)
    article.title = "Lễ hội hoa anh đào"
    article.save_revision(user=bloc.contributor)
    assert found(client, "hoa anh đào") == []
    assert first(client, "hiến máu") == article.get_url()


def test_a_hit_tells_kind_unit_day_and_place(bloc, client, draft):
    article = pages.publish(bloc, draft)
    soup = page_of(client, "/tim-kiem/?q=hien+mau")
    told = soup.select_one(".hit .meta").get_text(" ", strip=True)
    assert "Tin, bài" in told
    assert bloc.units.hospital.short_name in told
    assert f"{timezone.localdate(article.first_published_at):%d/%m/%Y}" in told
    assert "Đơn vị ›" in told
    marked = [mark.get_text() for mark in soup.select(".hit mark")]
    assert "hiến máu" in marked


def test_text_of_all_blocks_is_found_without_markup(bloc, portal, client):
    article = published(
        bloc.units.hospital,
        "Đủ khối",
        body=[
            ("h2", "Mục tiêu phấn đấu"),
            ("quotation", {"text": "Lương y như từ mẫu", "by": "Lời Bác dạy"}),
            ("call_out", {"title": "Nhắc việc", "text": "<p>Nộp đảng phí đúng hạn</p>"}),
            (
                "table",
                {
                    "data": [["Khoa", "Số ca"], ["Khoa Tiêu hóa", "sáu mươi"]],
                    "table_header_choice": "row",
                    "first_row_is_table_header": True,
                    "first_col_is_header": False,
                    "table_caption": "",
                },
            ),
        ],
    )
    for query in ("mục tiêu phấn đấu", "lương y như từ mẫu", "lời Bác dạy", "đảng phí", "tiêu hóa"):
        assert first(client, query) == article.get_url(), query
    assert "<" not in Entry.objects.get(url=article.get_url()).text.body


@pytest.mark.rule("R28")
def test_text_inside_a_pdf_is_found_with_its_page_once_its_page_is_public(bloc, client, draft):
    document = paper("Trang đầu", "Chỉ tiêu kết nạp ba mươi quần chúng ưu tú", "Trang cuối")
    draft.body.append(("file", {"document": document, "title": ""}))
    draft.save_revision(user=bloc.contributor)
    assert not Entry.objects.filter(url__startswith=document.url).exists()
    assert document.url not in first(client, "kết nạp quần chúng ưu tú")
    article = pages.publish(bloc, pages.fresh(draft))
    assert first(client, "ket nap quan chung uu tu") == f"{document.url}#page=2"
    soup = page_of(client, "/tim-kiem/?q=ket+nap+quan+chung")
    assert "trang 2" in soup.select_one(".hit-title").get_text()
    assert client.get(document.url).status_code == 200
    services.withdraw(pages.fresh(article), bloc.publisher, reason="Nhầm tệp")
    assert document.url not in first(client, "kết nạp quần chúng ưu tú")
    assert not Entry.objects.filter(url__startswith=document.url).exists()


def test_a_pdf_linked_in_the_text_is_found_too_and_other_files_are_no_error(bloc, portal, client):
    linked = paper("Quy chế làm việc của cấp ủy")
    broken, lost = paper("Hỏng", name="hong.pdf"), paper("Không còn", name="mat.pdf")
    Path(broken.file.path).write_bytes(b"%PDF-1.4 damaged since")
    Path(lost.file.path).unlink()
    published(
        bloc.units.hospital,
        "Có tệp",
        body=[
            ("text", f'<p>Xem <a linktype="document" id="{linked.pk}">quy chế</a>.</p>'),
            ("file", {"document": broken, "title": ""}),
            ("file", {"document": lost, "title": ""}),
        ],
    )
    assert first(client, "quy chế làm việc của cấp ủy") == f"{linked.url}#page=1"


def test_two_files_of_one_page_are_found_each(bloc, portal, client):
    table, list_ = paper("Biểu số liệu quý một"), paper("Danh sách khen thưởng", name="b.pdf")
    files = [("file", {"document": document, "title": ""}) for document in (table, list_)]
    published(bloc.units.hospital, "Hai tệp", body=files)
    assert first(client, "biểu số liệu") == f"{table.url}#page=1"
    assert first(client, "danh sách khen thưởng") == f"{list_.url}#page=1"


def test_people_of_a_unit_are_found_by_name_and_post_as_its_page_shows_them(bloc, portal, client):
    page = UnitPage.objects.get(unit=bloc.units.hospital)
    page.introduction = "<p>Đảng bộ có mười hai chi bộ trực thuộc.</p>"
    page.people = [UnitPerson(name="Lò Thị Phương Thảo", role="Phó Bí thư Thường trực")]
    page.contacts = [UnitContact(name="Vi Văn Sáng", post="Chuyên viên", phone="0219 3 811 222")]
    hidden = bloc.contributor.email
    revise(page)
    for query in ("lo thi phuong thao", "Phó Bí thư Thường trực", "vi văn sáng", "mười hai chi bộ"):
        assert page.get_url() in found(client, query), query
    assert found(client, f'"{hidden}"') == []


def revise(page):
    page.save_revision()
    with pages.publication_open("test fixture"):
        page.get_latest_revision().publish(skip_permission_checks=True)


def test_leading_bodies_sections_lists_and_plain_pages_are_found(bloc, portal, client):
    unit = bloc.units.office
    board = LeadershipPage(
        title="Ban Thường vụ", slug="btv", unit=unit, body_name="Ban Thường vụ Đảng ủy", term="2025"
    )
    board.members = [LeadershipMember(name="Hoàng Seo Lử", role="Ủy viên Ban Thường vụ")]
    put_live(board, portal.about)
    plain = StandardPage(
        title="Lịch sử", slug="lich-su", unit=unit, body=[("text", "<p>Thành lập năm 1963</p>")]
    )
    put_live(plain, portal.about)
    section = SectionPage(title="Chuyên đề", slug="cd", unit=unit, introduction="<p>Nêu gương</p>")
    put_live(section, portal.home)
    assert first(client, "hoang seo lu") == board.get_url()
    assert first(client, "thành lập năm 1963") == plain.get_url()
    assert first(client, "nêu gương") == section.get_url()
    assert NewsIndexPage.objects.get(slug="thong-bao").get_url() in found(client, "thông báo")


@pytest.mark.rule("R09")
def test_the_filter_by_unit_shows_that_units_news_only_and_its_count_agrees(bloc, portal, client):
    for unit, count in ((bloc.units.hospital, 3), (bloc.units.organisation, 2)):
        for number in range(count):
            published(unit, f"Học tập chuyên đề quý {number + 1}")
    response = client.get("/tim-kiem/", {"q": "học tập chuyên đề", "type": "article"})
    counts = {
        choice.label: (choice.value, choice.count)
        for choice in response.context["results"].facets["unit"]
    }
    for unit, count in ((bloc.units.hospital, 3), (bloc.units.organisation, 2)):
        value, told = counts[unit.short_name]
        assert told == count
        narrowed = client.get(
            "/tim-kiem/", {"q": "học tập chuyên đề", "type": "article", "unit": value}
        ).context["results"]
        assert {hit.unit_label for hit in narrowed.hits} == {unit.short_name}
        assert narrowed.total == count
        listed = page_of(client, f"/tin-tuc/?unit={value}").select("main .item-title")
        assert len(listed) == count


def test_a_unit_renamed_is_found_under_its_new_name_everywhere(bloc, portal, client):
    article = published(bloc.units.hospital, "Mổ thành công ca khó")
    unit = bloc.units.hospital
    unit.name, unit.short_name = "Đảng bộ Bệnh viện Hữu nghị", "Bệnh viện Hữu nghị"
    units_office.change_unit(unit, by=bloc.office)
    hit = client.get("/tim-kiem/", {"q": "mổ thành công"}).context["results"].hits[0]
    assert hit.url == article.get_url()
    assert hit.unit_label == "Bệnh viện Hữu nghị"
    assert "Đảng bộ Bệnh viện Hữu nghị" in hit.breadcrumb


def test_pages_below_follow_the_title_and_the_address_above_them(bloc, portal, client):
    plain = StandardPage(
        title="Tổ chức bộ máy", slug="to-chuc", unit=bloc.units.office, body=[("h2", "Sơ đồ")]
    )
    put_live(plain, portal.about)
    about = SectionPage.objects.get(pk=portal.about.pk)
    about.title, about.slug = "Giới thiệu về Đảng bộ Khối", "gioi-thieu-dang-bo"
    revise(about)
    hit = client.get("/tim-kiem/", {"q": "tổ chức bộ máy"}).context["results"].hits[0]
    assert hit.url == "/gioi-thieu-dang-bo/to-chuc/"
    assert hit.breadcrumb == "Giới thiệu về Đảng bộ Khối"


def test_a_rebuild_finds_what_is_public_and_forgets_what_is_not(bloc, portal, client, draft):
    article = published(bloc.units.hospital, "Tập huấn phòng cháy")
    before = set(Entry.objects.values_list("url", "title", "breadcrumb", "digest"))
    Entry.objects.filter(url=article.get_url()).delete()
    rebuild_database(lambda done: None, from_scratch=True)
    assert set(Entry.objects.values_list("url", "title", "breadcrumb", "digest")) == before
    assert first(client, "tập huấn phòng cháy") == article.get_url()
    assert found(client, "hiến máu") == []


def page_suggestions(client, typed: str) -> list[str]:
    answer = client.get("/tim-kiem/goi-y/", {"q": typed}).json()
    return [suggestion["text"] for suggestion in answer["suggestions"]]
