"""Every text a person sees has a Vietnamese form, and the catalogues are sound."""

import ast
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation import gettext, override

from launch import prepare

ROOT = Path(__file__).resolve().parents[2]
ROOMS = [
    ROOT / name
    for name in (
        "home reports faq directives units approvals organisation accounts "
        "search assets operations site templates"
    ).split()
]
CATALOGUES = sorted(path for room in [*ROOMS, ROOT / "locale"] for path in room.rglob("*.po"))
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop"}
IN_TEMPLATE = re.compile(r"""\{%\s*trans(?:late)?\s+(?:"([^"]+)"|'([^']+)')""")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def texts_in_code() -> Iterator[tuple[str, str]]:
    """(place, msgid) of every gettext call with a literal text."""
    for file in (file for room in ROOMS for file in room.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in CALLS
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield f"{file.relative_to(ROOT)}:{node.lineno}", node.args[0].value


def texts_in_templates() -> Iterator[tuple[str, str]]:
    for file in (file for room in ROOMS for file in room.rglob("*.html")):
        for found in IN_TEMPLATE.finditer(file.read_text(encoding="utf-8")):
            yield str(file.relative_to(ROOT)), found[1] or found[2]


@pytest.fixture(scope="module")
def ours() -> dict[str, str]:
    entries = (entry for path in CATALOGUES for entry in polib.pofile(str(path)))
    return {entry.msgid: entry.msgstr for entry in entries if entry.translated()}


def test_every_text_has_a_vietnamese_form(ours):
    """In our own catalogues, or in Django's and Wagtail's for texts that we share."""
    with override(settings.LANGUAGE_CODE):
        missing = [
            f"{place}: {text}"
            for place, text in (*texts_in_code(), *texts_in_templates())
            if text not in ours and gettext(text) == text
        ]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_catalogue_is_complete_and_keeps_its_placeholders(path):
    for entry in polib.pofile(str(path), check_for_duplicates=True):
        if entry.obsolete:
            continue
        assert not entry.fuzzy, entry.msgid
        for text in entry.msgstr_plural.values() or [entry.msgstr]:
            assert text, f"no translation: {entry.msgid}"
            original = entry.msgid_plural or entry.msgid
            assert set(PLACEHOLDER.findall(text)) <= set(PLACEHOLDER.findall(original)), entry.msgid


def test_a_text_has_one_translation_whichever_room_is_asked():
    """Rooms are loaded into one catalogue: of two translations the reader would meet either."""
    translations = defaultdict(set)
    for path in CATALOGUES:
        for entry in polib.pofile(str(path)):
            if not entry.obsolete:
                text = entry.msgstr or "|".join(entry.msgstr_plural.values())
                translations[path.name, entry.msgctxt, entry.msgid].add(text)
    assert [key for key, texts in translations.items() if len(texts) > 1] == []


class TestCompiling:
    """The build compiles catalogues, and only those that changed."""

    @pytest.fixture
    def catalogue(self, tmp_path, monkeypatch):
        monkeypatch.setattr(prepare, "ROOT", tmp_path)
        path = tmp_path / "room" / "locale" / "vi" / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True)
        path.write_text('msgid "news"\nmsgstr "tin"\n', encoding="utf-8")
        return path

    def test_a_new_catalogue_is_compiled(self, catalogue):
        prepare.compile_catalogues()
        compiled = polib.mofile(str(catalogue.with_suffix(".mo")))
        assert [(entry.msgid, entry.msgstr) for entry in compiled] == [("news", "tin")]

    def test_one_that_did_not_change_is_left_alone(self, catalogue, capsys):
        prepare.compile_catalogues()
        capsys.readouterr()
        prepare.compile_catalogues()
        assert capsys.readouterr().out == ""

    def test_one_that_changed_is_compiled_again(self, catalogue):
        prepare.compile_catalogues()
        catalogue.write_text('msgid "news"\nmsgstr "tin tức"\n', encoding="utf-8")
        later = catalogue.with_suffix(".mo").stat().st_mtime_ns + 1
        os.utime(catalogue, ns=(later, later))
        prepare.compile_catalogues()
        assert polib.mofile(str(catalogue.with_suffix(".mo")))[0].msgstr == "tin tức"
