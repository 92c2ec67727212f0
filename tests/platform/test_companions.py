"""The admin of wagtail-localize speaks Vietnamese as a whole."""

from pathlib import Path

import polib
import pytest
import wagtail_localize
from django.conf import settings

LOCALE = Path(wagtail_localize.__file__).parent / "locale"


def translated(path: Path) -> set[tuple[str | None, str]]:
    return {
        (entry.msgctxt, entry.msgid)
        for entry in polib.pofile(str(path))
        if entry.translated() and not entry.fuzzy
    }


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_text_of_the_translators_editor_is_vietnamese(domain):
    """Their English catalogue names every text; ours or theirs has it in Vietnamese."""
    told = polib.pofile(str(LOCALE / "en" / "LC_MESSAGES" / f"{domain}.po"))
    texts = {(entry.msgctxt, entry.msgid) for entry in told if not entry.obsolete}
    ours = Path(settings.LOCALE_PATHS[1]) / "vi" / "LC_MESSAGES" / f"{domain}.po"
    theirs = LOCALE / "vi" / "LC_MESSAGES" / f"{domain}.po"
    assert texts
    missing = texts - translated(ours) - translated(theirs)
    assert not missing, f"{1 - len(missing) / len(texts):.0%}: {missing}"
