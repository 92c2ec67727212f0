"""Highlighting: what is shown is the text itself, the hits marked where they stand."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.passages import Wanted, highlight, passage
from search.text import fold, key_word, words

pytestmark = pytest.mark.once


def wanted(*typed: str, exact: bool = True) -> Wanted:
    found = [word for text in typed for word in words(text)]
    keys = {fold(word): frozenset({key_word(word)}) for word in found} if exact else {}
    return Wanted({fold(word): 1.0 for word in found}, keys)


def marked(segments) -> list[str]:
    return [segment.text for segment in segments if segment.marked]


def plain(segments) -> str:
    return "".join(segment.text for segment in segments)


@given(st.text(), st.text(max_size=20))
def test_highlighting_loses_and_adds_nothing(text, query):
    segments = highlight(text, wanted(query, exact=False))
    assert plain(segments) == text
    asked = set(fold(query).split())
    for hit in marked(segments):
        assert set(fold(hit).split()) <= asked


@given(st.text(alphabet="aàảđbuủyỷ ̣̀\n.", max_size=600), st.text(alphabet="aàđb ", max_size=9))
def test_a_passage_is_a_stretch_of_the_text_and_cuts_no_letter(text, query):
    segments = passage(text, wanted(query), length=60)
    shown = plain(segments).removeprefix("… ").removesuffix(" …")
    assert shown in text
    for segment in segments:
        assert not (segment.marked and unicodedata.combining(segment.text[0]))


def test_hits_are_marked_as_they_were_written():
    segments = highlight("Đảng uỷ Khối họp", wanted("dang uy khoi", exact=False))
    assert marked(segments) == ["Đảng uỷ Khối"]


def test_decomposed_text_keeps_its_form_and_is_marked_whole():
    text = unicodedata.normalize("NFD", "Đảng ủy")
    assert marked(highlight(text, wanted("đảng"))) == [unicodedata.normalize("NFD", "Đảng")]


def test_typed_accents_mark_that_word_and_not_its_look_alike():
    assert marked(highlight("bán cái bàn", wanted("bàn"))) == ["bàn"]


def test_without_an_exact_hit_the_look_alike_is_marked():
    assert marked(highlight("bán nhà", wanted("bàn"))) == ["bán"]


def test_the_passage_is_where_the_words_stand_together():
    filler = "Câu này nói chuyện khác hẳn. " * 30
    text = f"Hội nghị khai mạc. {filler}Ban tổ chức hội nghị công bố kết quả bầu cử. {filler}"
    shown = plain(passage(text, wanted("kết quả bầu cử hội nghị")))
    assert "công bố kết quả bầu cử" in shown
    assert shown.startswith("… Ban tổ chức")
    assert shown.endswith(" …")


def test_without_a_hit_the_beginning_is_shown():
    assert plain(passage("Mở đầu. " * 100, wanted("vắng"))).startswith("Mở đầu.")


def test_a_short_text_is_shown_whole():
    assert plain(passage("Ngắn gọn.", wanted("gọn"))) == "Ngắn gọn."
