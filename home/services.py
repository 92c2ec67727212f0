"""Founding a portal: the pages that are there before anything is written."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, gettext_noop, override
from wagtail.models import Locale, Page, Site

from approvals.gate import publication_open
from approvals.models import GovernedPage
from organisation.models import Unit, UnitKind
from units.lives import UnitPages
from units.models import (
    ArticleKind,
    NewsIndexPage,
    SectionPage,
    UnitIndexPage,
    UnitPage,
    UnitScope,
    WorkProgrammePage,
)

from .models import GalleryIndexPage, HomePage


@dataclass(frozen=True)
class Founding:
    """A page of the first tree. ``title`` is a msgid: it is written in the default language."""

    model: type[GovernedPage]
    slug: str
    title: str
    fields: tuple[tuple[str, object], ...] = ()
    children: tuple["Founding", ...] = ()


FIRST_PAGES = (
    Founding(SectionPage, "gioi-thieu", gettext_noop("About")),
    Founding(
        NewsIndexPage,
        "tin-tuc",
        gettext_noop("News and events"),
        children=(
            Founding(
                NewsIndexPage,
                "hoat-dong-cua-dang-uy-khoi",
                gettext_noop("Activities of the bloc committee"),
                (("scope", UnitScope.BLOC),),
            ),
            Founding(
                NewsIndexPage,
                "tin-tu-co-so",
                gettext_noop("News from the grassroots"),
                (("scope", UnitScope.GRASSROOTS),),
            ),
            Founding(
                NewsIndexPage, "thong-bao", gettext_noop("Notices"), (("kind", ArticleKind.NOTICE),)
            ),
        ),
    ),
    Founding(SectionPage, "hoc-tap-va-lam-theo", gettext_noop("Following Uncle Hồ's example")),
    Founding(
        SectionPage,
        "huong-dan-nghiep-vu",
        gettext_noop("Professional guidance"),
        children=(
            Founding(SectionPage, "cong-tac-to-chuc", gettext_noop("Organisation work")),
            Founding(SectionPage, "kiem-tra-giam-sat", gettext_noop("Inspection and supervision")),
            Founding(SectionPage, "tuyen-giao", gettext_noop("Propaganda")),
            Founding(SectionPage, "dan-van", gettext_noop("Mass mobilisation")),
            Founding(SectionPage, "van-phong-cap-uy", gettext_noop("Party committee offices")),
        ),
    ),
    Founding(WorkProgrammePage, "chuong-trinh-cong-tac", gettext_noop("Work programme")),
    Founding(GalleryIndexPage, "thu-vien", gettext_noop("Media library")),
    Founding(UnitIndexPage, "don-vi", gettext_noop("Units")),
)


@transaction.atomic
def found_portal(unit: Unit) -> HomePage:
    """The home page of ``unit``, the site, the first pages and the pages of all units.

    Pages carry their names only; everything else comes through a chain. Doing it
    again changes nothing. Returns the home page.
    """
    locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    root = Page.objects.get(depth=1)
    home = HomePage.objects.child_of(root).filter(locale=locale).first()
    with publication_open("founding"), override(settings.LANGUAGE_CODE):
        if home is None:
            home = HomePage(title=unit.short_name, slug="home", unit=unit, locale=locale)
            _publish_below(root, home)
        _found_site(home)
        for founding in FIRST_PAGES:
            _found(home, founding, unit)
    _found_unit_pages()
    return home


def _found_site(home: HomePage) -> None:
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname,
            "port": port,
            "root_page": home,
            "site_name": home.title,
        },
    )


def _found(parent: Page, founding: Founding, unit: Unit) -> None:
    page = founding.model.objects.child_of(parent).filter(slug=founding.slug).first()
    if page is None:
        page = founding.model(
            title=gettext(founding.title),
            slug=founding.slug,
            unit=unit,
            show_in_menus=True,
            locale=parent.locale,
            **dict(founding.fields),
        )
        _publish_below(parent, page)
    for child in founding.children:
        _found(page, child, unit)


def _publish_below(parent: Page, page: GovernedPage) -> None:
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish(skip_permission_checks=True)


def _found_unit_pages() -> None:
    """Pages of the units that were there before the portal, those above first."""
    waiting = list(
        Unit.objects.exclude(kind=UnitKind.BLOC).exclude(pk__in=UnitPage.objects.values("unit"))
    )
    while waiting:
        ids = {unit.pk for unit in waiting}
        ready = [unit for unit in waiting if unit.parent_id not in ids]
        for unit in ready:
            UnitPages().unit_created(unit, None)
        waiting = [unit for unit in waiting if unit not in ready]
