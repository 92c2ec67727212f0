"""Rules of articles and of the programme under which a chain may begin, naming their clauses."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from approvals.rules import Violation

from .models.sources import ReprintSource

SOURCE_MISSING = Violation(
    "source_name",
    _("Name the source: whatever is not our own text carries its origin (art. 7.2)."),
)
ADDRESS_MISSING = Violation(
    "source_url", _("Give the address of the source, so that readers can look it up (art. 7.2).")
)
SOURCE_NOT_LISTED = Violation(
    "source_url",
    _(
        "Whole articles are reprinted only from sources on the list (art. 7.3). Rewrite it in your"
        " own words and choose “compiled”, or ask the office to add the source."
    ),
)
STATE_MISSING = Violation(
    "state",
    _(
        "The day, time, chair or place differs from what readers know: mark the entry as changed"
        " or cancelled (art. 8.3)."
    ),
)
CHANGE_MISSING = Violation(
    "note", _("Say in a few words what has changed, so that readers see it at once (art. 8.3).")
)


def violations_of_origin(article) -> Iterable[Violation]:
    """The source is named when the text is not original, and listed for reprints (R52, R54)."""
    if article.origin == article.Origin.OWN:
        return
    if not article.source_name.strip():
        yield SOURCE_MISSING
    if not article.source_url:
        yield ADDRESS_MISSING
    elif (
        article.origin == article.Origin.REPRINT
        and not ReprintSource.objects.covering(article.source_url).exists()
    ):
        yield SOURCE_NOT_LISTED


def violations_of_place(article) -> Iterable[Violation]:
    """News of a unit stand below that unit's page: readers look for them there (R32)."""
    parent = article.get_parent().specific if article.pk else None
    if parent and parent.content_kind == "unit_page" and parent.unit_id != article.unit_id:
        yield Violation(
            "",
            _(
                "This article of “%(unit)s” stands below the page of “%(other)s”. Move it below"
                " the page of its own unit before you submit it (art. 6.2a)."
            )
            % {"unit": article.unit, "other": parent.unit},
        )


def violations_of_change(entry) -> Iterable[Violation]:
    """What was public and changes is marked, with a word on how (R41)."""
    if entry.state == entry.State.PLANNED:
        if entry.differs_from_public():
            yield STATE_MISSING
    elif not entry.note.strip():
        yield CHANGE_MISSING
