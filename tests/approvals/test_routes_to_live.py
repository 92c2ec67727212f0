"""Every way content could become public without its chain, each of them closed.

The list is that of the facts measured on Wagtail's own code, and more: admin,
bulk actions, schedule, translation, copy, alias, fixture, actions, models,
querysets, SQL. Played as superuser, who has no way around the chain either.
"""

import json
from datetime import timedelta

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, PageViewRestriction

from approvals import services
from approvals.exceptions import PublicationRefused
from approvals.gate import publication_open
from approvals.models import Release
from home.models import Banner
from operations.models import AuditEntry
from tests.forms import edit_page, edit_snippet
from tests.pages import draft_article, fresh, publish
from units.models import ArticlePage


@pytest.fixture
def admin(client_for, bloc):
    return client_for(bloc.admin)


@pytest.fixture
def public(bloc, article):
    """An article that its chain made public."""
    return publish(bloc, article)


def assert_refused(operation):
    with pytest.raises(PublicationRefused), transaction.atomic():
        operation()


def assert_stopped_by_the_database(operation):
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        operation()


# --- Actions and models, from code or the shell --------------------------------


def test_revision_publish(article):
    assert_refused(lambda: article.get_latest_revision().publish())
    assert not fresh(article).live


def test_publish_action_that_skips_permission_checks(bloc, article):
    action = PublishPageRevisionAction(article.get_latest_revision(), user=bloc.admin)
    assert_refused(lambda: action.execute(skip_permission_checks=True))
    assert not fresh(article).live


def test_saving_a_row_as_live(article):
    article.live = True
    assert_refused(article.save)


def test_saving_the_bare_page_as_live(article):
    page = Page.objects.get(pk=article.pk)
    page.live = True
    assert_refused(page.save)


def test_adding_a_child_which_is_live_by_default(bloc, tree):
    new = ArticlePage(title="Mới", unit=bloc.units.hospital, lead="Lời dẫn")
    assert_refused(lambda: tree.hospital.add_child(instance=new))


def test_copying_a_public_page_keeping_it_live(public, tree):
    assert_refused(
        lambda: public.copy(to=tree.organisation, keep_live=True, update_attrs={"slug": "ban-sao"})
    )


def test_aliases_are_never_public(public, tree):
    assert_refused(lambda: public.create_alias(parent=tree.organisation, update_slug="bi-danh"))


def test_changing_a_public_row(public):
    public.title = "Tên khác"
    assert_refused(public.save)
    assert fresh(public).title != "Tên khác"


def test_changing_one_field_of_a_public_row(public):
    public.lead = "Lời dẫn khác"
    assert_refused(lambda: public.save(update_fields=["lead"]))


def test_changing_the_address_of_a_public_row(public):
    public.slug = "dia-chi-khac"
    assert_refused(public.save)


def test_changing_the_parts_of_a_public_row(public, topic):
    public.topics.add(topic)
    assert_refused(public.save)


def test_saving_a_part_of_a_public_row_by_itself(public, topic):
    part = public.topics.through(content_object=public, tag=topic)
    assert_refused(part.save)


def test_a_fixture(article):
    data = json.loads(serializers.serialize("json", [Page.objects.get(pk=article.pk), article]))
    data[0]["fields"]["live"] = True

    def load():
        for row in serializers.deserialize("json", json.dumps(data)):
            row.save()

    assert_refused(load)


def test_restoring_an_approved_text_after_a_withdrawal(bloc, public):
    services.withdraw(public, bloc.publisher, reason="Sai số liệu")
    withdrawn = fresh(public)
    assert_refused(lambda: withdrawn.get_latest_revision().publish())


def test_an_older_approved_text_is_not_put_back(bloc, public):
    first = public.get_latest_revision()
    public.title = "Tên thứ hai"
    public.save_revision(user=bloc.contributor)
    publish(bloc, fresh(public))
    assert_refused(first.publish)


def test_moving_a_public_page_changes_its_address(public, tree):
    assert_refused(lambda: public.move(tree.organisation, pos="last-child"))


def test_privacy_cannot_be_set_nor_lifted(public):
    restriction = PageViewRestriction(page=public, restriction_type="login")
    assert_refused(restriction.save)


# --- Past Django's signals ----------------------------------------------------


def test_queryset_update_to_live(article):
    rows = Page.objects.filter(pk=article.pk)
    assert_stopped_by_the_database(lambda: rows.update(live=True))


def test_queryset_update_of_a_public_title(public):
    rows = Page.objects.filter(pk=public.pk)
    assert_stopped_by_the_database(lambda: rows.update(title="Khác"))


def test_queryset_update_of_a_public_text(public):
    rows = ArticlePage.objects.filter(pk=public.pk)
    assert_stopped_by_the_database(lambda: rows.update(lead="Khác"))


def test_bulk_create_of_parts(public, topic):
    through = public.topics.through
    part = through(content_object=public, tag=topic)
    assert_stopped_by_the_database(lambda: through.objects.bulk_create([part]))


def test_sql(public, article):
    def run():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE wagtailcore_page SET title = 'x' WHERE id = %s", [public.pk])

    assert_stopped_by_the_database(run)


def test_bookkeeping_on_public_rows_stays_possible(public):
    assert Page.objects.filter(pk=public.pk).update(has_unpublished_changes=True) == 1


# --- The admin, as superuser --------------------------------------------------


def test_the_editors_publish_button_saves_a_draft(bloc, client_for, article):
    client = client_for(bloc.contributor)
    edit_page(client, article, {"title": "Sửa", "action-publish": "1"})
    assert not fresh(article).live
    assert fresh(article).get_latest_revision_as_object().title == "Sửa"


def test_a_schedule_in_the_form_publishes_nothing(bloc, client_for, article):
    client = client_for(bloc.contributor)
    soon = (timezone.localtime() - timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M")
    edit_page(client, article, {"go_live_at": soon, "action-publish": "1"})
    call_command("publish_scheduled")
    assert not fresh(article).live


def test_bulk_publish(admin, article):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    admin.post(f"{url}?id={article.pk}")
    assert not fresh(article).live


@pytest.mark.parametrize("address", ["unpublish", "delete"])
def test_core_unpublish_and_delete_are_replaced(admin, public, address):
    url = reverse(f"wagtailadmin_pages:{address}", args=[public.pk])
    admin.post(url)
    assert fresh(public).live


def test_copy_form_with_publish_copies(bloc, client_for, public, tree):
    client = client_for(bloc.contributor)
    url = reverse("wagtailadmin_pages:copy", args=[public.pk])
    data = {
        "new_title": "Bản sao",
        "new_slug": "ban-sao",
        "new_parent_page": tree.hospital.pk,
        "publish_copies": "on",
        "alias": "",
    }
    client.post(url, data)
    copies = Page.objects.filter(slug="ban-sao")
    assert copies.count() == 1
    assert not copies.get().live


def test_copy_form_as_alias(bloc, client_for, public, tree):
    client = client_for(bloc.contributor)
    url = reverse("wagtailadmin_pages:copy", args=[public.pk])
    data = {
        "new_title": "Bản sao",
        "new_slug": "bi-danh",
        "new_parent_page": tree.hospital.pk,
        "alias": "on",
    }
    client.post(url, data)
    assert not Page.objects.filter(slug="bi-danh", live=True).exists()


def test_privacy_form(admin, public):
    admin.post(
        reverse("wagtailadmin_pages:set_privacy", args=[public.pk]), {"restriction_type": "login"}
    )
    assert not PageViewRestriction.objects.exists()


def test_moving_in_the_admin(admin, public, tree):
    url = reverse("wagtailadmin_pages:move_confirm", args=[public.pk, tree.organisation.pk])
    admin.post(url)
    assert fresh(public).get_parent().pk == tree.hospital.pk


# --- Snippets ------------------------------------------------------------------


def test_snippets_do_not_go_public_by_code(banner):
    assert_refused(lambda: banner.get_latest_revision().publish())
    banner.live = True
    assert_refused(banner.save)


def test_snippets_are_not_created_live(bloc, image):
    assert_refused(lambda: Banner.objects.create(title="Nóng", image=image, unit=bloc.units.office))


def test_snippets_past_the_signals(banner):
    rows = Banner.objects.filter(pk=banner.pk)
    assert_stopped_by_the_database(lambda: rows.update(live=True))


def test_the_snippet_editors_publish_button(bloc, client_for, banner):
    edit_snippet(client_for(bloc.office_contributor), banner, {"action-publish": "1"})
    assert not fresh(banner).live


# --- The only openings -----------------------------------------------------------


def test_an_opening_is_recorded(bloc, tree):
    with publication_open("kiểm thử"):
        page = tree.hospital.add_child(
            instance=ArticlePage(title="Mở", unit=bloc.units.hospital, lead="Lời dẫn")
        )
    assert Release.objects.of(page).get().opening == "kiểm thử"
    assert AuditEntry.objects.filter(action="approvals.gate_opened").exists()


def test_draft_article_helper_makes_no_public_page(bloc, tree):
    assert not draft_article(tree, bloc.contributor, "Khác").live
