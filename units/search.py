"""What readers can find of the page tree of the bloc: pages, their files, people and units."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from pypdfium2 import PdfiumError

from approvals.models import Governed, GovernedPage
from assets import pdf
from organisation import lives
from organisation.models import Unit
from search import files, kinds, services
from search.kinds import EntryData, EntryKind
from search.pages import day_of, page_entries, refresh_below, text_of

from . import languages, programme
from .models import (
    ArticlePage,
    LeadershipPage,
    NewsIndexPage,
    ProgrammeEntry,
    SectionPage,
    UnitIndexPage,
    UnitPage,
    WorkProgrammePage,
)

#: Pages of a kind that are in memory at a time during a rebuild.
_CHUNK = 200


def article_entries(page: ArticlePage) -> list[EntryData]:
    told = [page.event_place, page.source_name, languages.writer_of(page)]
    topics = [topic.name for topic in page.topics.all()]
    body = [*text_of(page, "lead", "body"), *told, *topics]
    return entries_of(page, body, date=day_of(page.first_published_at))


def unit_page_entries(page: UnitPage) -> list[EntryData]:
    """The unit with the people and contacts that its page shows."""
    contacts = [
        ", ".join(part for part in (row.name, row.post, row.phone, row.email) if part)
        for row in page.contacts.all()
    ]
    body = [
        *text_of(page, "introduction", "functions"),
        *people_lines(page.people),
        *text_of(page, "decision", "address", "phone", "email"),
        *contacts,
    ]
    return entries_of(page, body)


def leadership_entries(page: LeadershipPage) -> list[EntryData]:
    body = [
        *text_of(page, "body_name", "term", "introduction"),
        *people_lines(page.members),
        *text_of(page, "decision"),
    ]
    return entries_of(page, body)


def programme_entries(entry: ProgrammeEntry) -> list[EntryData]:
    """An entry, where the page of the programme shows it; nothing without that page."""
    programmes = WorkProgrammePage.objects.public()
    page = programmes.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if page is None or not entry.live:
        return []
    told = programme.of_entry(entry)
    body = (entry.chair, entry.attendees, entry.place, entry.note)
    return [
        EntryData(
            title=entry.title,
            body="\n".join(part for part in body if part),
            url=f"{page.get_url()}?week={entry.day}#{told.anchor}",
            unit=entry.unit_id,
            unit_label=entry.unit.short_name,
            date=entry.day,
            breadcrumb=page.title,
            expires_at=entry.expire_at,
        )
    ]


def introduced_entries(page: Any) -> list[EntryData]:
    """A list, by its title and introduction; what it lists is found by itself."""
    return entries_of(page, text_of(page, "introduction"))


def entries_of(page: GovernedPage, body: Iterable[str], **facets: Any) -> list[EntryData]:
    """A governed page with ``body`` as its text, under the name of its unit in its language."""
    unit = page.unit
    with override(page.locale.language_code):
        name = unit.shown_short_name
    return page_entries(page, body, unit=unit.pk, unit_label=name, **facets)


def people_lines(rows: Any) -> list[str]:
    """One line a person: name, post, duty."""
    told = [(row.shown_name, row.role, row.duty) for row in rows.all()]
    return [", ".join(part for part in line if part) for line in told]


def public_pages(model: type[GovernedPage]) -> Callable[[], Iterator[Any]]:
    """For a rebuild: every page of ``model`` that readers see now."""
    return lambda: (
        model.objects.public().select_related("unit", "locale").iterator(chunk_size=_CHUNK)
    )


def _public_entries() -> Iterator[ProgrammeEntry]:
    found = ProgrammeEntry.objects.public().select_related("unit", "article")
    yield from found.iterator(chunk_size=_CHUNK)


def unit_names(keys: list[str]) -> dict[str, str]:
    """Units' short names by their keys, as filters show them."""
    known = [int(key) for key in keys if key.isascii() and key.isdigit()]
    return {str(unit.pk): unit.shown_short_name for unit in Unit.objects.filter(pk__in=known)}


def pdf_pages(file: BinaryIO, most: int) -> list[str]:
    """Texts of the first ``most`` pages; none of a file that is locked or damaged."""
    try:
        return pdf.text_of(file, most)
    except (pdf.UnreadablePdf, PdfiumError):
        return []


class FindableUnits(lives.Participant):
    """A unit's new name stands at once below everything of it that is found."""

    def unit_changed(self, unit: Unit, by) -> None:
        for kind in kinds.kinds():
            if issubclass(kind.model, Governed):
                services.publish_many(kind.model.objects.public().filter(unit=unit))
        for page in UnitPage.objects.filter(unit=unit):
            refresh_below(page)


def register_all() -> None:
    """Called when the application is ready."""
    _register("article", _("News and articles"), ArticlePage, article_entries)
    _register("unit", _("Units"), UnitPage, unit_page_entries)
    _register("leadership", _("Leading bodies"), LeadershipPage, leadership_entries)
    for model in (SectionPage, NewsIndexPage, UnitIndexPage, WorkProgrammePage):
        _register("section", _("Sections"), model, introduced_entries)
    kinds.register(
        EntryKind("event", _("Events"), ProgrammeEntry, programme_entries, _public_entries)
    )
    kinds.register_labels("unit", unit_names)
    files.read_with(pdf_pages)
    lives.register(FindableUnits())


def _register(name: str, label: Any, model: type[GovernedPage], entries: Callable) -> None:
    kinds.register(EntryKind(name, label, model, entries, public_pages(model)))
