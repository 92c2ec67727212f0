"""What is found, in which order: the same promises on every engine."""

import unicodedata

import pytest

from search import services
from search.models import SynonymGroup
from search.results import NEWEST, SearchRequest
from search.searching import search

from .things import fill_library, show, thing


@pytest.fixture(autouse=True)
def library(engine, committed, synced):
    with committed():
        fill_library()
    synced()


def urls(query: str, **options) -> list[str]:
    return [hit.url for hit in search(SearchRequest(query, **options)).hits]


def first(query: str) -> str:
    found = urls(query)
    return found[0] if found else ""


@pytest.mark.rule("R28")
@pytest.mark.parametrize(
    "query",
    ["quy dinh 845", "845-QĐ/ĐUK", "quản lý trang thông tin", "845", "qd 845", "QĐ845",
     "quan ly trang thong tin", "số 845", "845/QĐ-ĐUK", "QUẢN LÝ, TRANG THÔNG TIN!"],
)  # fmt: skip
def test_the_regulation_comes_first(query):
    assert first(query) == "/quy-dinh/"


@pytest.mark.parametrize(
    "typed",
    ["Đảng ủy Khối", "đảng uỷ khối", "dang uy khoi", "ĐẢNG ỦY KHỐI",
     unicodedata.normalize("NFD", "Đảng ủy Khối"), "ĐUK", "dang uy khoi?"],
)  # fmt: skip
def test_every_spelling_finds_the_same(typed):
    assert set(urls(typed)) == set(urls("Đảng ủy Khối"))
    assert "/uy-ban/" in urls(typed)


@pytest.mark.parametrize("typed", ["Hòa Bình", "Hoà Bình", "hoa binh"])
def test_old_and_new_tone_placement_are_equal(typed):
    assert first(typed) == "/hoa-binh/"


def test_an_accented_word_ranks_before_its_look_alikes():
    assert urls("bàn")[0] == "/ban-ghe/"
    assert urls("bán")[0] == "/ban-nha/"


def test_an_unaccented_word_finds_all_readings():
    assert {"/ban-ghe/", "/ban-nha/"} <= set(urls("ban"))


def test_abbreviations_find_the_words_and_words_the_abbreviations():
    assert first("UBKT") == "/uy-ban/"
    assert "/benh-vien/" in urls("BCH khóa mới")
    show("viet-tat", "BCH họp phiên thứ nhất", "BCH thông qua quy chế.")
    assert "/viet-tat/" in urls("Ban Chấp hành")


def test_editors_synonyms_count_at_once():
    assert urls("bvdk") == []
    SynonymGroup.objects.create(members="BVĐK\nBệnh viện Đa khoa")
    assert first("bvdk") == "/benh-vien/"


def test_quotation_marks_keep_words_together():
    assert urls('"kiểm tra việc thu"') == ["/uy-ban/"]
    assert urls('"việc kiểm tra thu"') == []


def test_a_whole_question_finds_the_passage_that_answers():
    results = search(SearchRequest("Ai trình bày tham luận về phòng chống dịch ở đại hội?"))
    assert results.hits[0].url == "/benh-vien/"
    shown = "".join(segment.text for segment in results.hits[0].passage)
    assert "Bác sĩ Nguyễn Thị Hoa trình bày tham luận" in shown


def test_when_few_hold_all_words_some_are_enough():
    results = search(SearchRequest("bàn ghế zyxwv"))
    assert results.relaxed
    assert results.hits[0].url == "/ban-ghe/"


@pytest.mark.parametrize("slip", ["kiẻm tra đảng phý", "thuỷ điệm hòa bình", "benh vein da khoa"])
def test_a_slip_in_a_word_is_forgiven(slip):
    results = search(SearchRequest(slip))
    assert results.hits
    assert results.hits[0].url in {"/uy-ban/", "/hoa-binh/", "/benh-vien/"}


def test_the_closest_spelling_is_offered_as_texts_spell_it():
    results = search(SearchRequest("thủy điệm"))
    assert results.forgiven
    assert results.meant == "thủy điện"


def test_the_last_word_may_be_unfinished():
    assert "/benh-vien/" in urls("bệnh viện đa kh")


def test_hits_are_marked_in_the_original_text():
    hit = search(SearchRequest("uy ban kiem tra")).hits[0]
    assert "Ủy ban Kiểm tra" in [segment.text for segment in hit.title if segment.marked]


def test_facets_count_what_choosing_them_gives():
    results = search(SearchRequest("thông báo"))
    unit = {choice.value: choice.count for choice in results.facets["unit"]}
    for value, count in unit.items():
        assert search(SearchRequest("thông báo", filters={"unit": value})).total == count


def test_filters_narrow_and_leave_their_own_counts():
    everything = search(SearchRequest("cơ quan"))
    narrowed = search(SearchRequest("cơ quan", filters={"year": "2024", "unit": "1"}))
    assert narrowed.total <= everything.total
    assert {hit.date.year for hit in narrowed.hits} == {2024}
    chosen = [choice for choice in narrowed.facets["year"] if choice.chosen]
    assert [choice.value for choice in chosen] == ["2024"]


def test_a_filter_that_leaves_nothing_shows_nothing():
    results = search(SearchRequest("đại hội", filters={"unit": "999"}))
    assert (results.total, results.hits) == (0, [])


def test_sorting_by_date_puts_the_newest_first():
    days = [hit.date for hit in search(SearchRequest("cơ quan", sort=NEWEST)).hits]
    assert days == sorted(days, reverse=True)


def test_pages_do_not_repeat_or_lose_results(committed, synced):
    with committed():
        for n in range(25):
            show(f"tin-{n}", f"Bản tin số {n}", "Bản tin nội bộ tuần này.")
    synced()
    pages = [urls("bản tin nội bộ", page=page) for page in (1, 2, 3)]
    together = [url for page in pages for url in page]
    assert len(together) == len(set(together)) == 25
    assert [len(page) for page in pages] == [10, 10, 5]


def test_languages_are_kept_apart_and_the_other_one_is_offered():
    show("en", "Visit of the delegation", "The delegation visited the unit.", language="en")
    vietnamese = search(SearchRequest("delegation"))
    assert (vietnamese.total, vietnamese.elsewhere) == (0, 1)
    assert search(SearchRequest("delegation", language="en")).total == 1


def test_a_withdrawn_thing_is_gone_at_once_whatever_the_engine_knows(committed):
    services.withdraw(thing("uy-ban"))
    results = search(SearchRequest("ủy ban kiểm tra"))
    assert "/uy-ban/" not in [hit.url for hit in results.hits]


def test_a_new_thing_is_found_at_once_whatever_the_engine_knows():
    show("moi", "Khánh thành nhà văn hóa", "Lễ khánh thành nhà văn hóa công nhân.")
    results = search(SearchRequest("khánh thành nhà văn hóa"))
    assert results.hits[0].url == "/moi/"


@pytest.mark.parametrize("query", ["", "   ", "?!", '"', "\x00", '""', "NEAR(", "*", "''"])
def test_a_query_without_a_word_finds_nothing_and_breaks_nothing(query):
    assert search(SearchRequest(query)).hits == []
