"""What a translator is given, and how their English becomes public: by chain C13 alone."""

import datetime as dt
import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page

from approvals.gate import publication_open
from approvals.models import Piece
from home.models import HomeSection
from tests.pages import draft_article, fresh, publish
from tests.portal import picture, published, put_live
from units.models import SectionPage, Topic

BODY = [
    ("h2", "Việc đã làm"),
    ("text", "<p>Đoạn một.</p><ul><li>Điểm thứ nhất</li></ul>"),
    ("quotation", {"text": "Lời được trích.", "by": "Bí thư Đảng ủy"}),
    (
        "table",
        {
            "data": [["Đơn vị", "Số lượng"], ["Bệnh viện", "12"]],
            "cell": [],
            "mergeCells": [],
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_header_choice": "row",
            "table_caption": "Kết quả sáu tháng",
        },
    ),
    ("call_out", {"title": "Ghi nhớ", "text": "<p>Nội dung ghi nhớ.</p>"}),
]


@pytest.fixture
def article(bloc, tree):
    """A public article of the hospital, with everything that is no text."""
    image = picture()
    topic = Topic.objects.create(name="Xây dựng Đảng", slug="xay-dung-dang")
    body = [*BODY, ("image", {"image": image, "caption": "Chú thích ảnh", "credit": ""})]
    return published(
        bloc.units.hospital,
        "Khánh thành khoa Nhi",
        topics=[topic],
        parent=tree.hospital,
        body=body,
        main_image=image,
        author=bloc.contributor,
        event_date=dt.date(2026, 11, 18),
        event_place="Hội trường lớn",
        source_name="Báo Lạc Giang",
        source_url="https://bao.example/1",
        origin="compiled",
    )


@pytest.fixture
def begun(translator, english_unit, article):
    translator.begin(article)
    return article


def test_every_text_of_an_article_is_offered_and_nothing_else(translator, begun):
    offered = {entry.msgid for entry in translator.texts(begun)}
    assert offered == {
        *("Khánh thành khoa Nhi", "Lời dẫn: Khánh thành khoa Nhi.", "Hội trường lớn"),
        *("Việc đã làm", "Đoạn một.", "Điểm thứ nhất", "Lời được trích.", "Bí thư Đảng ủy"),
        *("Kết quả sáu tháng", "Đơn vị", "Số lượng", "Bệnh viện", "12"),
        *("Ghi nhớ", "Nội dung ghi nhớ.", "Chú thích ảnh"),
    }


def test_what_is_no_text_is_that_of_the_source(bloc, translator, begun):
    target = translator.target(begun)
    for name in (
        *("unit_id", "kind", "main_image_id", "section_id", "event_date", "source_url"),
        *("source_name", "origin", "featured", "slug"),
    ):
        assert getattr(target, name) == getattr(begun, name), name
    assert list(target.topics.all()) == list(begun.topics.all())
    assert target.author == bloc.translator


def test_a_translated_table_keeps_its_shape(translator, begun):
    translator.say(begun, {"Kết quả sáu tháng": "Six months", "Bệnh viện": "Hospital"})
    translator.submit(begun)
    target = translator.target(begun).get_latest_revision_as_object()
    table = next(block.value for block in target.body if block.block_type == "table")
    assert table["table_caption"] == "Six months"
    assert table["data"] == [["In English", "In English"], ["Hospital", "In English"]]


def test_the_texts_stand_in_the_editor(translator, begun):
    address = reverse("wagtailadmin_pages:edit", args=[translator.target(begun).pk])
    page = BeautifulSoup(translator.client.get(address).content, "html.parser")
    props = json.loads(page.select_one(".js-translation-editor")["data-props"])
    assert "Điểm thứ nhất" in json.dumps(props["segments"], ensure_ascii=False)
    assert props["perms"]["canPublish"] is False
    assert page.find("button", string="Gửi duyệt bản dịch")


def test_a_translation_with_a_text_missing_is_not_submitted(translator, begun):
    po = translator.texts(begun)
    for entry in po[1:]:
        entry.msgstr = "In English"
    translator.upload(begun, po)
    html = translator.submit(begun).content.decode()
    assert "Còn 1 đoạn chưa dịch" in html
    assert not translator.target(begun).workflow_in_progress


def test_a_translation_without_the_declaration_is_not_submitted(translator, begun):
    translator.say(begun, {})
    html = translator.submit(begun, declaration_missing="1").content.decode()
    assert "cam kết" in html
    assert not translator.target(begun).workflow_in_progress


def test_english_is_public_when_its_own_chain_is_through(translator, begun, client):
    translator.say(begun, {"Khánh thành khoa Nhi": "A ward opens"})
    translator.submit(begun)
    target = translator.target(begun)
    assert Piece.objects.of(target).get().kind == "translation"
    assert client.get("/en/don-vi/benh-vien/khanh-thanh-khoa-nhi/").status_code == 404
    public = translator.approve(begun)
    assert public.live
    page = client.get("/en/don-vi/benh-vien/khanh-thanh-khoa-nhi/").content.decode()
    assert "A ward opens" in page and "Điểm thứ nhất" not in page


def test_a_change_of_the_source_is_shown_and_the_public_english_stays(
    bloc, tree, translator, english_unit, client
):
    article = publish(bloc, draft_article(tree, bloc.contributor, title="Tin cũ"))
    english = translator.publish(article, "Old news")
    assert translator.translation(article).get_progress() == (3, 3)
    article = fresh(article)
    article.lead = "Lời dẫn đã đổi."
    article.save_revision(user=bloc.contributor)
    publish(bloc, fresh(article))
    total, done = translator.translation(article).get_progress()
    assert (total, done) == (3, 2)
    report = translator.client.get(reverse("wagtail_localize:translations_report"))
    assert "Tin cũ" in report.content.decode()
    assert client.get(english.get_url()).status_code == 200
    html = translator.submit(article).content.decode()
    assert "Còn 1 đoạn chưa dịch" in html
    translator.say(article, {"Tin cũ": "Newer news"})
    translator.submit(article)
    assert "Old news" in client.get(english.get_url()).content.decode()
    translator.approve(article)
    assert "Newer news" in client.get(english.get_url()).content.decode()


def test_publishing_at_once_is_never_offered(translator, begun):
    source = translator.translation(begun).source
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    html = translator.client.get(address).content.decode()
    assert "publish_translations" not in html
    translator.client.post(address, {"publish_translations": "on"})
    assert not translator.target(begun).live


def test_the_page_above_is_translated_first(translator, english_home, tree):
    response = translator.client.post(
        reverse("wagtail_localize:submit_page_translation", args=[tree.hospital.pk]),
        {"locales": [translator.english.pk]},
        follow=True,
    )
    assert "Đơn vị" in response.content.decode()
    assert not Page.objects.filter(locale=translator.english, slug="don-vi").exists()


@pytest.mark.parametrize("name", ["contributor", "leader", "office", "leadership"])
def test_only_translators_translate(bloc, client_for, translator, tree, name):
    other = client_for(getattr(bloc, name))
    assert translator.begin(tree.home, as_client=other).status_code in {403, 404}
    assert not Page.objects.filter(locale=translator.english).exists()
    translator.begin(tree.home)
    translator.say(tree.home, {})
    target = translator.target(tree.home)
    address = reverse(
        "approvals:submit_translation", args=[target.get_content_type().pk, target.pk]
    )
    assert other.post(address, {"declaration": "on"}).status_code in {302, 404}
    assert not fresh(target).workflow_in_progress


def test_a_piece_that_is_no_translation_cannot_be_submitted_as_one(translator, tree):
    address = reverse(
        "approvals:submit_translation", args=[tree.home.get_content_type().pk, tree.home.pk]
    )
    response = translator.client.post(address, {"declaration": "on"}, follow=True)
    assert "Không có bản dịch nào" in response.content.decode()


def test_a_section_keeps_its_topics_and_lists_english_articles_of_the_source(
    bloc, tree, translator, english_unit, client
):
    with_topic = Topic.objects.create(name="Học tập Bác", slug="hoc-tap-bac")
    section = SectionPage(title="Học tập", slug="hoc-tap", unit=bloc.units.office)
    section.topics = [with_topic]
    section = put_live(section, tree.home)
    article = published(
        bloc.units.hospital, "Tin của chuyên mục", parent=tree.hospital, section=section
    )
    english = translator.publish(section, "Studying")
    assert list(english.topics.all()) == [with_topic]
    translator.publish(article, "News of the section")
    assert "News of the section" in client.get("/en/hoc-tap/").content.decode()


def test_blocks_of_the_home_page_get_english_titles(bloc, tree, translator, client):
    home = tree.home
    home.sections = [HomeSection(kind="latest_news", title="Tin mới nhất")]
    with publication_open("test fixture"):
        home.save_revision().publish(skip_permission_checks=True)
    english = translator.publish(fresh(home), "Home", **{"Tin mới nhất": "Latest news"})
    (block,) = english.sections.all()
    assert (block.kind, block.title, block.locale) == ("latest_news", "Latest news", english.locale)
    assert fresh(home).sections.get().title == "Tin mới nhất"
