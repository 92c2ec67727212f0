"""A small page tree for tests: home, units, and articles of the hospital.

The tree is founded inside an opening of the gate, as the portal's own founding
is; everything else in the tests becomes public through its chain.
"""

from types import SimpleNamespace

from wagtail.models import Page, Site

from approvals import services
from approvals.gate import publication_open
from home.models import Banner, HomePage, Place
from units.lives import open_to_group
from units.models import ArticlePage, UnitIndexPage, UnitPage


def found_tree(bloc) -> SimpleNamespace:
    """Home page, index of units, and the pages of the hospital and of Ban Tổ chức."""
    root = Page.objects.get(depth=1)
    with publication_open("founding of the tests"):
        home = root.add_child(
            instance=HomePage(title="Trang chủ", slug="trang-chu", unit=bloc.units.office)
        )
        index = home.add_child(
            instance=UnitIndexPage(title="Đơn vị", slug="don-vi", unit=bloc.units.office)
        )
        hospital = index.add_child(
            instance=UnitPage(
                title="Bệnh viện Đa khoa tỉnh", slug="benh-vien", unit=bloc.units.hospital
            )
        )
        organisation = index.add_child(
            instance=UnitPage(title="Ban Tổ chức", slug="ban-to-chuc", unit=bloc.units.organisation)
        )
    open_to_group(hospital, bloc.units.hospital)
    open_to_group(organisation, bloc.units.organisation)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": home}
    )
    return SimpleNamespace(home=home, index=index, hospital=hospital, organisation=organisation)


def draft_article(tree, author, title="Tin của bệnh viện", parent=None, **fields) -> ArticlePage:
    """A draft of ``author`` below the hospital's page, with its first revision."""
    parent = parent or tree.hospital
    fields.setdefault("lead", "Lời dẫn của bài.")
    fields.setdefault("body", [("text", "<p>Nội dung của bài.</p>")])
    article = parent.add_child(
        instance=ArticlePage(title=title, unit=parent.unit, author=author, live=False, **fields)
    )
    article.save_revision(user=author)
    return fresh(article)


def draft_banner(unit, author, image, title="Banner") -> Banner:
    """A draft of ``author`` for the top of the home page, with its first revision."""
    banner = Banner(
        title=title, image=image, place=Place.HOME_TOP, unit=unit, author=author, live=False
    )
    banner.save()
    banner.save_revision(user=author)
    return fresh(banner)


def fresh(piece):
    """The piece as the database has it now."""
    return type(piece).objects.get(pk=piece.pk)


def approve_through(bloc, piece, *, until: str = "publication"):
    """Take a submitted hospital piece through its stages, up to and including ``until``."""
    for stage, person in (
        ("unit", bloc.leader),
        ("editorial", bloc.editor),
        ("standing", bloc.standing),
        ("publication", bloc.publisher),
    ):
        services.approve(fresh(piece), person)
        if stage == until:
            break
    return fresh(piece)


def publish(bloc, piece, author=None):
    """Take a hospital draft through its whole chain."""
    services.submit(piece, author or bloc.contributor)
    return approve_through(bloc, piece)
