"""Numbers of documents in the forms in which people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.numbers import DocumentNumber, asked_number, parse_number, written_numbers

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "query",
    ["845-QĐ/ĐUK", "845/QĐ-ĐUK", "845 - QĐ / ĐUK", "845", "số 845", "qd 845", "QĐ 845", "QĐ845",
     "quy dinh 845", "Quy định số 845-QĐ/ĐUK", "845 qd duk", "0845-QĐ/ĐUK"],
)  # fmt: skip
def test_every_written_form_asks_for_the_same_document(query):
    asked = asked_number(query)
    own = parse_number("845-QĐ/ĐUK")
    assert asked is not None
    assert own.answers(asked.number)
    assert not parse_number("846-QĐ/ĐUK").answers(asked.number)


@pytest.mark.parametrize(
    "query",
    ["quản lý trang thông tin", "điều 15 khoản 2", "", "từ 10 đến 20 người",
     "một câu hỏi dài có số 5 ở giữa và nhiều từ khác"],
)  # fmt: skip
def test_other_queries_ask_for_no_number(query):
    assert asked_number(query) is None


def test_letters_that_contradict_are_another_document():
    asked = asked_number("845-CV/ĐUK")
    assert not parse_number("845-QĐ/ĐUK").answers(asked.number)


def test_a_year_is_part_of_the_number():
    assert parse_number("30/2020/NĐ-CP") == DocumentNumber("30", "2020", ("nd", "cp"))
    assert parse_number("30/2020/NĐ-CP").answers(asked_number("30/2020/NĐ-CP").number)
    assert not parse_number("30/2019/NĐ-CP").answers(asked_number("30/2020/NĐ-CP").number)


def test_numbers_are_read_out_of_running_text():
    text = (
        "Căn cứ Quy định số 845-QĐ/ĐUK ngày 12/3/2025, Nghị định 30/2020/NĐ-CP và 68/2020/QH14;"
        " tăng 3/4 so với năm 2019-2020, lúc 7-8 giờ."
    )
    assert [number.terms()[0] for number in written_numbers(text)] == ["#845", "#30", "#68"]


@given(st.text())
def test_any_text_is_read_without_an_error(text):
    asked_number(text)
    parse_number(text)
    for number in written_numbers(text):
        assert all(term.isascii() and " " not in term for term in number.terms())
