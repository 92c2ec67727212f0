"""What the loader has made so far, by the keys of the file."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models.fields.files import FieldFile
from wagtail.log_actions import log
from wagtail.models import Page

from accounts.models import User
from assets.models import Image
from organisation.models import Unit
from units.models import ProgrammeEntry, Topic, UnitIndexPage, UnitPage

from ..models import HomePage
from .reading import Content


@dataclass
class World:
    content: Content
    people: dict[str, User] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    images: dict[str, Image] = field(default_factory=dict)
    #: Pages that other pieces lead to, by their id in the file.
    pieces: dict[str, Page] = field(default_factory=dict)
    entries: dict[str, ProgrammeEntry] = field(default_factory=dict)
    #: Everything stored on the way, to be taken away again if the loading fails.
    files: list[FieldFile] = field(default_factory=list)

    @property
    def home(self) -> HomePage:
        return HomePage.objects.get(locale__language_code=settings.LANGUAGE_CODE)

    def page(self, path: str) -> Page | None:
        """The page at ``path`` ("tin-tuc/thong-bao"); None while no room offers it."""
        home = self.home
        wanted = f"{home.url_path}{path.strip('/')}/"
        return Page.objects.filter(url_path=wanted).specific().first() if path != "/" else home

    def page_of_unit(self, key: str) -> Page:
        """The public face of a unit: of the bloc committee it is the list of units."""
        written_first = {"locale__language_code": settings.LANGUAGE_CODE}
        return UnitPage.objects.filter(
            unit=self.units[key], **written_first
        ).first() or UnitIndexPage.objects.get(**written_first)

    def contributor_of(self, unit: str) -> str | None:
        """Key of the person who writes for ``unit``; None for a unit without pieces of its own."""
        for key, person in self.content["people"].items():
            if person["unit"] == unit and "contributor" in person["roles"]:
                return key
        return None


def revise(page, by: User):
    """Keep ``page``, an existing page changed in memory, as a new draft of ``by``."""
    page.author = page.author or by
    page.save_revision(user=by, log_action=True)
    return page


def draft_below(parent: Page, page, by: User):
    """Write ``page`` for the first time, as a draft of ``by`` below ``parent``."""
    page.live, page.owner, page.author = False, by, by
    parent.add_child(instance=page)
    return _first_revision(page, by)


def draft_snippet(piece, by: User):
    """Write ``piece`` for the first time, as a draft of ``by``."""
    piece.live, piece.author = False, by
    piece.full_clean()
    piece.save()
    return _first_revision(piece, by)


def _first_revision(piece, by: User):
    revision = piece.save_revision(user=by)
    log(instance=piece, action="wagtail.create", user=by, revision=revision, content_changed=True)
    return piece
