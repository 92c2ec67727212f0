"""The people and objects of the permission table: built once, by the real services.

Everything that belongs to a unit belongs to the hospital: ``contributor`` and
``leader`` are of the hospital, ``contributor2`` and ``leader2`` of Ban Tổ chức,
so that one row of the table shows both sides of the wall between units.
"""

from datetime import date, timedelta
from types import SimpleNamespace
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query
from wagtail.models import Collection, Locale, Site, Task, UploadedFile, Workflow, WorkflowTask
from wagtail_localize.models import Translation, TranslationSource

from approvals import acts, services
from approvals.content import latest_content
from assets.models import Document, Image
from home.models import Banner, ExternalLink, HomePage, MenuItem
from operations.models import AuditEntry
from organisation.models import PortalSettings, Role
from search.models import SynonymGroup
from tests.assets import samples
from tests.forms import ARTICLE_TEXT
from tests.pages import approve_through, draft_article, draft_banner, found_tree, fresh, publish
from tests.people import Bloc, build_bloc, join, leave, person
from tests.programme import draft_entry
from units.models import ArticlePage, ReprintSource, Topic

#: The title that nobody outside Ban Tổ chức is to read who does not read every unit.
OTHER_DRAFT = "Bản thảo của Ban Tổ chức"
#: What the form of the review page says was seen, as ``{seen.name}``.
IN_REVIEW = (
    "draft",
    "submitted",
    "at_publication",
    "held",
    "published",
    "submitted_banner",
    "banner",
)
#: Bodies of forms that several rows send, by the name in braces.
FORMS = {
    "new_article": urlencode(
        {
            "title": "Mới",
            "slug": "moi",
            "lead": "Lời dẫn",
            "kind": "news",
            "origin": "own",
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
            "related_pages-TOTAL_FORMS": 0,
            "related_pages-INITIAL_FORMS": 0,
        }
        | ARTICLE_TEXT
    ),
    "new_banner": "title=M%E1%BB%9Bi&unit={unit.pk}&image={banner_image.pk}&place=home_top",
    "new_entry": urlencode(
        {
            "title": "Mới",
            "day": "2026-12-01",
            "chair": "Bí thư",
            "place": "Phòng họp",
            "state": "planned",
            "documents-TOTAL_FORMS": 0,
            "documents-INITIAL_FORMS": 0,
        }
    )
    + "&unit={unit.pk}",
    "no_memberships": "memberships-TOTAL_FORMS=0&memberships-INITIAL_FORMS=0",
    "synonyms_form": urlencode({"members": "ĐUK\nĐảng ủy Khối", "note": ""}),
}


def build_people() -> Bloc:
    """The small bloc, a clerk and an officer of the board, and one whose term is over."""
    bloc = build_bloc()
    bloc.clerk = person("clerk", last_name="Vi Thị", first_name="Thảo")
    join(bloc.units.hospital, bloc.clerk, Role.CLERK)
    bloc.officer = person("officer", last_name="Lò Văn", first_name="Pẩn")
    join(bloc.units.propaganda, bloc.officer, Role.PROPAGANDA_OFFICER)
    bloc.ended = person("ended", last_name="Sầm Thị", first_name="Mỵ")
    leave(
        join(bloc.units.hospital, bloc.ended, Role.CONTRIBUTOR, started_on=date(2020, 1, 1)),
        on=timezone.localdate(),
    )
    return bloc


def build_objects(bloc: Bloc) -> SimpleNamespace:
    """What the addresses of the table call by name, as ``{name}`` or ``{name.attribute}``."""
    files = _files(bloc)
    pages = _pages(bloc, files)
    objects = SimpleNamespace(
        **vars(files),
        **vars(pages),
        **vars(_banners(bloc, files)),
        **vars(_entries(bloc)),
        **vars(_translations(bloc, pages)),
        **vars(_settings(bloc)),
        unit=bloc.units.hospital,
        person=bloc.contributor,
        superuser=bloc.admin,
        collection=bloc.units.hospital.collection,
        audit=AuditEntry.objects.latest("pk"),
        session=EditingSession.objects.create(
            user=bloc.contributor, content_object=pages.draft, last_seen_at=timezone.now()
        ),
        article_type=ContentType.objects.get_for_model(ArticlePage),
        home_type=ContentType.objects.get_for_model(HomePage),
        banner_type=ContentType.objects.get_for_model(Banner),
    )
    objects.seen = SimpleNamespace(
        **{name: acts.digest_of(latest_content(getattr(objects, name))) for name in IN_REVIEW}
    )
    for name, body in FORMS.items():
        setattr(objects, name, body.format(**vars(objects)))
    return objects


def _files(bloc: Bloc) -> SimpleNamespace:
    """Files in the hospital's collection: unused ones, and ones that a live page shows."""
    mine = {"collection": bloc.units.hospital.collection, "uploaded_by_user": bloc.contributor}
    unpublished = {
        "image": samples.image(**mine),
        "document": samples.document(**mine),
        "media": samples.media(**mine),
    }
    unpublished["banner_image"] = samples.image("co.png", samples.picture(size=(110, 90)), **mine)
    shown = {
        "public_image": samples.image("rong.png", samples.picture(size=(130, 90)), **mine),
        "public_document": samples.document("129-QD.pdf", samples.pdf(2), **mine),
        "public_media": samples.media("phim2.mp4", samples.MP4 + b"\0", **mine),
    }
    return SimpleNamespace(
        **unpublished,
        **shown,
        upload=UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(Document),
            file=samples.document("x.pdf", samples.pdf(3), **mine).file,
            uploaded_by_user=bloc.contributor,
        ),
        picture_upload=UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(Image),
            file=samples.image("y.png", samples.picture(size=(140, 90)), **mine).file,
            uploaded_by_user=bloc.contributor,
        ),
    )


def _pages(bloc: Bloc, files: SimpleNamespace) -> SimpleNamespace:
    """An article of the hospital at each standing, and the tree around them."""
    tree = found_tree(bloc)
    body = [
        ("image", {"image": files.public_image, "caption": "", "credit": ""}),
        ("text", f'<p><a linktype="document" id="{files.public_document.pk}">tệp</a></p>'),
        ("video", {"media": files.public_media, "caption": ""}),
    ]
    published = publish(bloc, draft_article(tree, bloc.contributor, "Đã đăng", body=body))
    withdrawn = publish(bloc, draft_article(tree, bloc.contributor, "Đã gỡ"))
    services.withdraw(withdrawn, bloc.publisher, reason="Sai số liệu")
    scheduled = draft_article(tree, bloc.contributor, "Hẹn giờ")
    services.submit(scheduled, bloc.contributor)
    scheduled = approve_through(bloc, scheduled, until="standing")
    tomorrow = timezone.now() + timedelta(days=1)
    services.approve(scheduled, bloc.publisher, go_live_at=tomorrow)
    submitted = draft_article(tree, bloc.contributor, "Chờ lãnh đạo đơn vị duyệt")
    services.submit(submitted, bloc.contributor)
    held = draft_article(tree, bloc.contributor, "Tạm dừng")
    services.submit(held, bloc.contributor)
    services.hold(fresh(held), bloc.propaganda, reason="Chờ ý kiến")
    return SimpleNamespace(
        root=tree.home.get_parent(),
        home=tree.home,
        index=tree.index,
        unit_page=tree.hospital,
        other_unit_page=tree.organisation,
        draft=draft_article(tree, bloc.contributor, "Bản thảo"),
        submitted=fresh(submitted),
        at_publication=_at_publication(bloc, tree),
        held=fresh(held),
        scheduled=fresh(scheduled),
        published=fresh(published),
        withdrawn=fresh(withdrawn),
        other_draft=draft_article(tree, bloc.contributor2, OTHER_DRAFT, tree.organisation),
    )


def _at_publication(bloc: Bloc, tree: SimpleNamespace) -> ArticlePage:
    """An article that waits for the network administrator only."""
    article = draft_article(tree, bloc.contributor, "Chờ đăng")
    services.submit(article, bloc.contributor)
    return approve_through(bloc, article, until="standing")


def _banners(bloc: Bloc, files: SimpleNamespace) -> SimpleNamespace:
    def banner(title: str) -> Banner:
        return draft_banner(bloc.units.hospital, bloc.contributor, files.banner_image, title)

    submitted = banner("Chờ duyệt")
    services.submit(submitted, bloc.contributor)
    return SimpleNamespace(banner=banner("Bản thảo"), submitted_banner=fresh(submitted))


def _entries(bloc: Bloc) -> SimpleNamespace:
    submitted = draft_entry(bloc, "Chờ duyệt")
    services.submit(submitted, bloc.contributor)
    return SimpleNamespace(entry=draft_entry(bloc, "Bản thảo"), submitted_entry=fresh(submitted))


def _translations(bloc: Bloc, pages: SimpleNamespace) -> SimpleNamespace:
    """The home page on its way into English."""
    english, _created = Locale.objects.get_or_create(language_code="en")
    source, _created = TranslationSource.update_or_create_from_instance(pages.home)
    translation = Translation.objects.create(source=source, target_locale=english)
    source.create_or_update_translation(english, user=bloc.translator, publish=False, fallback=True)
    return SimpleNamespace(
        english=english,
        source=source,
        translation=translation,
        segment=source.stringsegment_set.first(),
        translated=pages.home.get_translation(english),
    )


def _settings(bloc: Bloc) -> SimpleNamespace:
    """One row of everything that the office or the system's keeper looks after."""
    unused = Workflow.objects.create(name="Chưa dùng")
    stage = Task.objects.create(name="Chưa dùng")
    WorkflowTask.objects.create(workflow=unused, task=stage)
    return SimpleNamespace(
        topic=Topic.objects.create(name="Xây dựng Đảng", slug="xay-dung-dang"),
        reprint_source=ReprintSource.objects.create(name="Báo Lạc Giang"),
        menu_item=MenuItem.objects.create(title="Giới thiệu", url="/gioi-thieu/"),
        link=ExternalLink.objects.create(title="Tỉnh ủy", url="https://tinhuy.example/"),
        portal_settings=PortalSettings.load(),
        site=Site.objects.get(is_default_site=True),
        vietnamese=Locale.objects.get(language_code="vi"),
        redirect=Redirect.objects.create(old_path="/cu", redirect_link="/moi/"),
        query=Query.get("nghị quyết"),
        root_collection=Collection.get_first_root_node(),
        workflow=Workflow.objects.first(),
        task=Task.objects.first(),
        unused_workflow=unused,
        unused_task=stage,
        synonyms=SynonymGroup.objects.create(members="ĐUK\nĐảng ủy Khối"),
    )
