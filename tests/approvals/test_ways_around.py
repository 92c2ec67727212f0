"""Ways around the gate that somebody with a shell might think of, each of them closed.

``test_routes_to_live`` walks what Wagtail itself offers; here the gate's own parts
are turned against each other: permits, plans, partial writes, rows written anew.
"""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision, TaskState, WorkflowState

from approvals import services
from approvals.doctor import uncovered_live_rows
from approvals.exceptions import PublicationRefused
from approvals.models import Approval, Governed, PublicationTask, Release, WritePermit
from tests.pages import approve_through, draft_article, fresh, publish
from units.models import ArticlePage

STOPPED = (IntegrityError, DatabaseError, PermissionDenied)


@pytest.fixture
def public(bloc, article):
    return publish(bloc, article)


@pytest.fixture
def tomorrow():
    return timezone.now() + timedelta(days=1)


@pytest.fixture
def planned(bloc, article, tomorrow):
    """Its first row says "Tin của bệnh viện"; what was approved for tomorrow says more."""
    approved = fresh(article).get_latest_revision_as_object()
    approved.title, approved.lead = "Tên đã duyệt", "Lời dẫn đã duyệt"
    approved.save_revision(user=bloc.contributor)
    services.submit(fresh(article), bloc.contributor)
    approve_through(bloc, fresh(article), until="standing")
    services.approve(fresh(article), bloc.publisher, go_live_at=tomorrow)
    return fresh(article)


def assert_stopped(operation) -> None:
    with pytest.raises(STOPPED), transaction.atomic():
        operation()
    assert uncovered_live_rows() == []


def run_sql(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_everything_with_drafts_is_governed():
    drafts = [m for m in apps.get_models() if issubclass(m, DraftStateMixin) and m is not Page]
    assert [m for m in drafts if not issubclass(m, Governed)] == []


# --- Rows written anew ------------------------------------------------------------


def test_going_live_as_a_root_and_coming_back_down(article):
    rows = Page.objects.filter(pk=article.pk)

    def climb():
        rows.update(live=True, depth=1)
        rows.update(depth=article.depth)

    assert_stopped(climb)


def test_replacing_the_row_of_a_public_text(public):
    table = ArticlePage._meta.db_table
    columns = [connection.ops.quote_name(f.column) for f in ArticlePage._meta.local_concrete_fields]
    taken = ["'Khác'" if c == '"lead"' else c for c in columns]
    key = public.pk

    def replace():
        run_sql(f"CREATE TEMPORARY TABLE kept AS SELECT * FROM {table} WHERE page_ptr_id = %s", key)
        run_sql(f"DELETE FROM {table} WHERE page_ptr_id = %s", key)
        run_sql(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(taken)} FROM kept")

    assert_stopped(replace)
    assert fresh(public).lead == "Lời dẫn của bài."


def test_replacing_the_row_of_a_public_text_in_one_statement(public):
    if connection.vendor == "sqlite":
        table = ArticlePage._meta.db_table
        names = [f.column for f in ArticlePage._meta.local_concrete_fields]
        taken = ["'Khác'" if name == "lead" else f'"{name}"' for name in names]
        quoted = ", ".join(f'"{name}"' for name in names)
        assert_stopped(
            lambda: run_sql(
                f"INSERT OR REPLACE INTO {table} ({quoted}) "
                f"SELECT {', '.join(taken)} FROM {table} WHERE page_ptr_id = %s",
                public.pk,
            )
        )
    assert fresh(public).lead == "Lời dẫn của bài."


def test_a_public_row_of_another_class(public):
    """The text would be read by another template, or by none."""
    other = Page.objects.get(pk=public.get_parent().pk).content_type
    assert_stopped(lambda: Page.objects.filter(pk=public.pk).update(content_type=other))


def test_bulk_update_of_public_rows(public):
    public.lead = "Khác"
    assert_stopped(lambda: ArticlePage.objects.bulk_update([public], ["lead"]))


# --- Part of what was approved ------------------------------------------------------


def test_a_part_of_a_block_that_was_approved_is_not_dropped(bloc, tree, image):
    """A stored block without a key reads as its default: that is another content."""
    shown = {"image": image, "caption": "Chú thích đã duyệt", "credit": "Ảnh: N. V."}
    article = publish(bloc, draft_article(tree, bloc.contributor, body=[("image", shown)]))
    article.body = f'[{{"type": "image", "value": {{"image": {image.pk}}}}}]'
    assert_stopped(article.save)
    assert fresh(article).body[0].value["caption"] == "Chú thích đã duyệt"


def test_going_live_without_writing_what_was_approved(planned):
    """The row still holds the first draft; only ``live`` would be written."""
    approved = planned.scheduled_revision.as_object()
    approved.live = True
    assert_stopped(lambda: approved.save(update_fields=["live"]))
    assert not fresh(planned).live


def test_half_of_a_newer_approved_text_over_the_public_one(bloc, public, tomorrow):
    newer = public.get_latest_revision_as_object()
    newer.title, newer.lead = "Tên mới", "Lời dẫn mới"
    newer.save_revision(user=bloc.contributor)
    services.submit(fresh(public), bloc.contributor)
    approve_through(bloc, fresh(public), until="standing")
    services.approve(fresh(public), bloc.publisher, go_live_at=tomorrow)
    half = fresh(public).scheduled_revision.as_object()
    assert_stopped(lambda: half.save(update_fields=["title"]))
    assert fresh(public).title == "Tin của bệnh viện"


# --- Plans --------------------------------------------------------------------------


def test_a_plan_is_not_carried_out_before_its_time(planned):
    early = planned.scheduled_revision.as_object()
    early.live = True
    assert_stopped(early.save)
    assert not fresh(planned).live


def test_a_plan_whose_time_is_moved_by_code(planned):
    """The publisher set the time; a row of the database does not bring it forward."""
    planned.revisions.update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    with transaction.atomic():
        run_schedule()
    assert not fresh(planned).live


def test_a_planned_text_that_was_tampered_with(planned):
    revision = planned.scheduled_revision
    content = revision.content | {"title": "Sửa trong cơ sở dữ liệu"}
    Revision.objects.filter(pk=revision.pk).update(
        content=content, approved_go_live_at=timezone.now() - timedelta(minutes=1)
    )
    run_schedule()
    assert not fresh(planned).live


def test_a_planned_page_is_not_moved_elsewhere(planned, tree):
    """It was approved for this place in the tree."""
    try:
        with transaction.atomic():
            planned.move(tree.organisation, pos="last-child")
    except PublicationRefused:
        return
    assert not fresh(planned).scheduled_revision
    assert not Release.objects.of(planned).filter(revoked_at=None).exists()


def run_schedule() -> None:
    try:
        with transaction.atomic():
            call_command("publish_scheduled", verbosity=0)
    except PublicationRefused:
        pass


# --- The chain by code -----------------------------------------------------------------


def test_wagtails_own_approve_moves_nothing_to_the_public(bloc, article):
    services.submit(article, bloc.contributor)
    try:
        with transaction.atomic():
            while state := fresh(article).current_workflow_task_state:
                state.approve(user=bloc.admin)
    except PermissionDenied:
        pass
    assert not fresh(article).live


def test_a_stage_does_not_act_in_place_of_another(bloc, article):
    """Who serves the last stage would approve for the first."""
    services.submit(article, bloc.contributor)
    waiting = fresh(article).current_workflow_task_state
    last = PublicationTask.objects.get()
    assert_stopped(lambda: last.on_action(waiting, bloc.publisher, "approve"))
    assert not Approval.objects.exists()


def test_a_chain_declared_finished_by_code(bloc, article):
    services.submit(article, bloc.contributor)
    state = fresh(article).current_workflow_state
    TaskState.objects.filter(workflow_state=state).update(status=TaskState.STATUS_APPROVED)
    WorkflowState.objects.filter(pk=state.pk).update(status=WorkflowState.STATUS_APPROVED)
    assert_stopped(WorkflowState.objects.get(pk=state.pk).on_finish)
    assert not fresh(article).live


def test_what_was_approved_is_not_swapped_before_the_last_stage(bloc, article):
    services.submit(article, bloc.contributor)
    approve_through(bloc, fresh(article), until="standing")
    revision = fresh(article).get_latest_revision()
    Revision.objects.filter(pk=revision.pk).update(content=revision.content | {"lead": "Tráo"})
    assert_stopped(lambda: services.approve(fresh(article), bloc.publisher))
    assert not fresh(article).live


def test_approvals_of_one_piece_do_not_release_another(bloc, tree, public):
    other = draft_article(tree, bloc.contributor, "Bài khác")
    kept = Release.objects.of(public).get()
    with pytest.raises(STOPPED), transaction.atomic():
        Release.objects.filter(pk=kept.pk).update(object_id=str(other.pk))
    other.live = True
    assert_stopped(other.save)


def test_an_empty_chain_publishes_nothing(bloc, article):
    """The office switched every stage off: that is no approval."""
    workflow = article.get_workflow()
    workflow.workflow_tasks.all().delete()
    with pytest.raises(Exception), transaction.atomic():  # noqa: B017 (whatever stops it)
        services.submit(article, bloc.contributor)
    assert not fresh(article).live


# --- Taking down -------------------------------------------------------------------------


def test_what_was_taken_down_past_the_signals_is_not_put_back(public):
    Page.objects.filter(pk=public.pk).update(live=False)
    back = fresh(public)
    back.live = True
    assert_stopped(back.save)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_write_that_fails_leaves_no_permit_behind(bloc, article):
    """Outside of any transaction: the next ``update`` would ride on it."""
    twin = draft_article(_tree_of(article), bloc.contributor, "Bài thứ hai")
    public = publish(bloc, article)
    public.slug = twin.slug
    with pytest.raises(Exception):  # noqa: B017 (a taken address, refused by whoever is first)
        public.save()
    assert not WritePermit.objects.exists()
    with pytest.raises(STOPPED):
        Page.objects.filter(pk=public.pk).update(title="Khác")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_save_that_the_database_stops_revokes_nothing(bloc, article):
    """The row stays public, so its release stays valid."""
    public = publish(bloc, article)
    public.live = False
    public.title = "Khác"
    with pytest.raises(STOPPED):
        public.save(update_fields=["title"])
    assert fresh(public).live
    assert uncovered_live_rows() == []


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_bare_page_save_that_fails_leaves_no_permit_behind(bloc, article):
    public = publish(bloc, article)
    page = Page.objects.get(pk=public.pk)
    with pytest.raises(Exception):  # noqa: B017 (the primary key is taken)
        Page.save_base(page, force_insert=True)
    assert not WritePermit.objects.exists()


def _tree_of(article):
    from types import SimpleNamespace

    return SimpleNamespace(hospital=article.get_parent().specific)
