"""What a page costs in queries, uncached, and that it costs the same on a large portal."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from approvals.gate import publication_open
from approvals.models.proof import WritePermit
from home.models import ExternalLink, HomePage, HomeSection, MenuItem
from tests.portal import days_ago, picture, published, put_live
from units import front
from units.models import ArticlePage, LeadershipMember, LeadershipPage, UnitPage, UnitPerson

FEW = 10
MANY = 1000


@pytest.fixture
def news(bloc, portal, topic):
    """Ten articles with images and topics, and a menu."""
    for item in (portal.news, portal.units, portal.about):
        MenuItem.objects.create(title=item.title, page=item, lists_children=True)
    ExternalLink.objects.create(title="Báo Nhân Dân", url="https://nhandan.vn")
    units = (bloc.units.hospital, bloc.units.cell, bloc.units.library, bloc.units.office)
    articles = []
    for number in range(FEW):
        image = picture()
        articles.append(
            published(
                units[number % len(units)],
                f"Tin {number}",
                at=days_ago(number),
                topics=[topic],
                main_image=picture(),
                kind="notice" if number % 3 == 0 else "news",
                author=bloc.contributor,
                event_date=timezone.localdate(),
                event_place="Hội trường",
                body=[
                    ("image", {"image": image, "caption": "", "credit": ""}),
                    ("text", "<p>Nội dung</p>"),
                    ("image", {"image": picture(), "caption": "", "credit": ""}),
                ],
            )
        )
    return articles


def multiply(article: ArticlePage, count: int) -> None:
    """Add ``count`` public copies of ``article`` straight to its tables."""
    parent = article.get_parent()
    last = parent.get_last_child().path
    moment = timezone.now()
    pages, rows = [], []
    for number in range(count):
        last = Page._inc_path(Page(path=last, depth=article.depth))
        slug = f"{article.slug}-{number}"
        base = {f.attname: getattr(article, f.attname) for f in Page._meta.concrete_fields}
        base |= {
            "id": None,
            "path": last,
            "slug": slug,
            "url_path": f"{parent.url_path}{slug}/",
            "translation_key": Page._meta.get_field("translation_key").get_default(),
            "first_published_at": moment,
            "latest_revision_id": None,
            "live_revision_id": None,
        }
        pages.append(Page(**base))
    permit = WritePermit.objects.create(table=Page._meta.db_table, row="")
    Page.objects.bulk_create(pages, batch_size=20)
    local = ArticlePage._meta.local_concrete_fields
    for page in pages:
        row = ArticlePage(page_ptr_id=page.pk)
        for field in local[1:]:
            setattr(row, field.attname, getattr(article, field.attname))
        rows.append(row)
    ArticlePage.objects.get_queryset()._batched_insert(rows, local, batch_size=20)
    permit.delete()
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + count)


def queries_of(client, address: str) -> list[str]:
    """Queries of one request with nothing remembered; renditions exist, as after the first."""
    client.get(address)
    for cache in caches.all():
        cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as seen:
        response = client.get(address)
    assert response.status_code == 200, address
    return [query["sql"] for query in seen.captured_queries]


def assert_budget(client, address: str, budget: int) -> None:
    seen = queries_of(client, address)
    assert len(seen) <= budget, f"{address}: {len(seen)}\n" + "\n".join(seen)


def assert_same_on_a_large_portal(client, address: str, budget: int, article) -> None:
    few = queries_of(client, address)
    assert len(few) <= budget, f"{address}: {len(few)}\n" + "\n".join(few)
    multiply(article, MANY)
    many = queries_of(client, address)
    assert len(many) == len(few), "\n".join(set(many) - set(few))


def test_the_news_list_costs_at_most_25_queries(client, news):
    assert_same_on_a_large_portal(client, "/tin-tuc/", 25, news[0])


def test_the_home_page_costs_at_most_45_queries(client, news, portal, topic):
    home = HomePage.objects.get(pk=portal.home.pk)
    home.sections = [
        HomeSection(kind=kind, title=kind, sort_order=number)
        for number, (kind, _label) in enumerate(front.choices())
    ]
    home.sections.add(HomeSection(kind="pieces", topic=topic, sort_order=90))
    home.sections.add(HomeSection(kind="pieces", page=portal.example, sort_order=91))
    with publication_open("test fixture"):
        home.save_revision().publish(skip_permission_checks=True)
    assert_same_on_a_large_portal(client, "/", 45, news[0])


def test_lists_of_units_sections_topics_and_people_keep_within_25(
    client, news, bloc, portal, topic
):
    page = UnitPage.objects.get(unit=bloc.units.hospital)
    page.people = [
        UnitPerson(person=bloc.leader, role="Bí thư", portrait=picture()),
        UnitPerson(person=bloc.contributor, role="Ủy viên", portrait=picture()),
    ]
    with publication_open("test fixture"):
        page.save_revision().publish(skip_permission_checks=True)
    body = LeadershipPage(title="Ban Chấp hành", body_name="Ban Chấp hành", unit=bloc.units.office)
    body.members = [
        LeadershipMember(person=person, role="Ủy viên", portrait=picture())
        for person in (bloc.leader, bloc.standing, bloc.leader2)
    ]
    put_live(body, portal.about)
    for address in (
        page.get_url(),
        "/don-vi/",
        "/gioi-thieu/",
        body.get_url(),
        "/huong-dan-nghiep-vu/",
        "/chuong-trinh-cong-tac/",
        f"/chu-de/{topic.slug}/",
        "/rss/",
        "/sitemap.xml",
    ):
        assert_budget(client, address, 25)


def test_an_article_costs_at_most_20_queries(client, news):
    nested = next(a for a in news if a.unit.short_name == "Chi bộ Khoa Khám bệnh")
    assert_same_on_a_large_portal(client, nested.get_url(), 20, nested)
