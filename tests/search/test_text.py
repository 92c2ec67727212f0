"""Words, folding and exact keys."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.text import clean, fold, is_accented, key_word, pairs, tokens

pytestmark = pytest.mark.once

any_text = st.text() | st.text(alphabet=st.characters(), max_size=50)
vietnamese = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạ"
    "ắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ "
    "AĂÂBCDĐEÊ-/.,1234567890"
)


@given(any_text)
@example("İ ß ﬁ ½ ﷺ ͺ \x00 \ud800 ϓ")
def test_folding_is_total_idempotent_and_plain_ascii(text):
    folded = fold(text)
    assert folded.isascii()
    assert fold(folded) == folded
    assert all(word.isalnum() for word in folded.split())


@given(vietnamese)
def test_composed_and_decomposed_text_give_the_same_words(text):
    composed = [(t.folded, t.key) for t in tokens(unicodedata.normalize("NFC", text))]
    decomposed = [(t.folded, t.key) for t in tokens(unicodedata.normalize("NFD", text))]
    assert composed == decomposed


@given(any_text)
def test_offsets_lead_back_to_the_word_as_written(text):
    end = 0
    for token in tokens(text):
        assert token.start >= end
        end = token.end
        assert fold(text[token.start : token.end]) == token.folded
        assert not (end < len(text) and "\u0300" <= text[end] <= "\u036f")


@given(any_text)
def test_clean_text_can_be_stored(text):
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("left", "right"),
    [("hòa", "hoà"), ("ủy", "uỷ"), ("thủy", "thuỷ"), ("ĐẢNG", "Đảng"), ("quý", "quý")],
)
def test_spellings_of_one_word_have_one_key(left, right):
    assert key_word(left) == key_word(right)
    assert fold(left) == fold(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("bàn", "bán"), ("ban", "bàn"), ("đa", "da"), ("tư", "tu"), ("ăn", "ân"), ("an", "án")],
)
def test_different_words_have_different_keys_and_one_folded_form(left, right):
    assert key_word(left) != key_word(right)
    assert fold(left) == fold(right)


def test_keys_are_readable():
    assert [key_word(word) for word in ("Đảng", "ủy", "Khối", "nghị", "ước")] == [
        "d9ang3",
        "uy3",
        "kho6i1",
        "nghi5",
        "u7o7c1",
    ]


def test_marks_make_a_word_accented_and_capitals_do_not():
    assert is_accented("Đảng")
    assert is_accented("đa")
    assert not is_accented("BCH")


def test_letters_of_other_alphabets_stay_apart():
    assert fold("жизнь") != fold("живот")


def test_invisible_characters_do_not_cut_a_word():
    assert fold("Đả\u00adng\u200b ủy") == "dang uy"


def test_a_very_long_word_is_cut():
    assert len(fold("a" * 10_000)) <= 64


def test_pairs_are_neighbours():
    assert pairs(["dang", "uy", "khoi"]) == ["dang_uy", "uy_khoi"]
    assert pairs(["dang"]) == []
