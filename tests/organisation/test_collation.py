"""Names in the order of the Vietnamese alphabet, as ICU has it."""

import random
from itertools import product
from pathlib import Path

import pytest
from django.urls import reverse

from organisation.collation import alphabetical, sort_key
from organisation.models import Unit
from tests.people import person
from tests.portals import chromium

__all__ = ["chromium"]

CONTENT = Path(__file__).resolve().parents[2] / "home" / "demo" / "content.yaml"

#: In order: letters before tones, tones before case.
NAMES = (
    *("An", "Ân", "Bạch", "Bảo", "Cúc", "Dung", "Duy", "Đào", "Đức", "Giang"),
    *("Ngân", "Nguyên", "Oanh", "Ổn", "Ơn", "Phương", "Quân", "Sơn", "Uyên", "Ước", "Yến"),
)


def words(count: int) -> list[str]:
    """Words of the demo, and syllables made of every letter, tone and case."""
    told = {word.strip("\".,:;()[]{}!?“”'-/|#&*>%+=") for word in CONTENT.read_text().split()}
    written = sorted(word for word in told if word.isalpha())
    vowels = [*"aăâeêioôơuưy"]
    made = [
        f"{first}{vowel}{tone}{last}"
        for first, vowel, tone, last in product(
            ["", "b", "d", "đ", "Đ", "ng", "Th"],
            vowels,
            ["", *"\u0300\u0309\u0303\u0301\u0323"],
            ["", "n"],
        )
    ]
    chance = random.Random("bảng chữ cái")  # noqa: S311 (repeatable on purpose)
    return [*chance.sample(written, count // 2), *chance.sample(made, count - count // 2)]


@pytest.mark.needs_chromium
def test_a_thousand_words_stand_as_icu_puts_them(chromium):
    sought = list(dict.fromkeys(words(1_000)))
    assert len(sought) > 990
    page = chromium.new_page()
    in_browser = page.evaluate("all => all.sort(new Intl.Collator('vi').compare)", sought)
    page.close()
    assert sorted(sought, key=sort_key) == in_browser


def test_tones_in_their_order_come_after_letters_and_before_case():
    told = ["ma", "Ma", "mà", "mả", "mã", "má", "mạ", "mã bưu", "mai", "mă", "mâ", "mb"]
    shuffled = random.Random(1).sample(told, len(told))  # noqa: S311 (repeatable on purpose)
    assert sorted(shuffled, key=sort_key) == told
    assert sort_key("Ở") == sort_key("O\u031b\u0309")  # however it is encoded


def test_the_database_puts_units_in_the_same_order(bloc):
    made = [Unit(name=name, short_name=name, kind="agency", sort_order=9) for name in NAMES]
    Unit.objects.bulk_create(reversed(made))
    found = Unit.objects.filter(sort_order=9).order_by(*alphabetical("name"))
    assert tuple(found.values_list("name", flat=True)) == NAMES
    turned = Unit.objects.filter(sort_order=9).order_by(*alphabetical("-name"))
    assert tuple(turned.values_list("name", flat=True)) == NAMES[::-1]


@pytest.mark.parametrize("order", ["", "?ordering=first_name"])
def test_people_in_the_admin_stand_by_given_name(bloc, client_for, order):
    for number, name in enumerate(["Đạt", "Dũng", "Ánh", "Ân", "An"]):
        person(f"them{number}", last_name="Zuỳ Thử", first_name=name)
    address = reverse("wagtailusers_users:index") + order
    html = client_for(bloc.admin).get(address).content.decode()
    places = [html.index(f"Zuỳ Thử {name}") for name in ("An", "Ánh", "Ân", "Dũng", "Đạt")]
    assert places == sorted(places)
