"""The gate's invariants under random acts by random people (design, section 4).

A machine plays an article of the hospital and a banner of Văn phòng through
everything that people, jobs and scripts may try. It keeps a small record of its
own (who wrote, what was refused) and compares the database with it after each step.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, Revision, TaskState, WorkflowState

from accounts.models import User
from approvals import services
from approvals.content import content_of, digest
from approvals.models import Approval, Declaration, Piece, Release
from approvals.permissions import may_write
from operations.models import AuditEntry
from organisation.models import Membership, Role
from tests.pages import fresh
from tests.people import join, person

REFUSALS = (PermissionDenied, ProtectedError, DatabaseError)

#: Who tries things; ``both`` writes for the hospital and leads it, ``former`` led it once.
PEOPLE = (
    *("contributor", "leader", "both", "former", "contributor2", "leader2"),
    *("office_contributor", "office_leader", "editor", "editor2", "propaganda", "standing"),
    *("publisher", "office", "translator", "admin"),
)
#: Whose terms may end while a piece is under way; somebody else can still act.
LEAVING = ("both", "editor2")

EVIDENCE = (Approval, Declaration, Release, TaskState, WorkflowState, Revision, AuditEntry, Piece)

people = st.sampled_from(PEOPLE)
pieces = st.sampled_from(("article", "banner"))
titles = st.sampled_from(("Tin một", "Tin hai", "Tin ba"))


@dataclass
class Known:
    """What the machine knows of one piece without asking the portal."""

    writers: set[int] = field(default_factory=set)
    #: Writers of each release, as they were when it was made.
    written: dict[int, set[int]] = field(default_factory=dict)
    #: It was public once: taken down it is withdrawn, no mere draft. A plan that is
    #: withdrawn before anybody could read it leaves a draft.
    was_public: bool = False
    #: Acts at stages, and whether it was public, when it was put on hold.
    held: tuple[int, bool] | None = None


def evidence() -> list:
    return [list(model.objects.order_by("pk").values_list()) for model in EVIDENCE]


class Gate(RuleBasedStateMachine):
    """One example is one savepoint; the world of units and people is built once."""

    world: dict = {}

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.clock = time_machine.travel(timezone.now(), tick=False)
        self.time = self.clock.start()
        self.known = {"article": Known(), "banner": Known()}
        self.acts: dict[str, int] = {}

    def teardown(self):
        self.clock.stop()
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    # --- the world --------------------------------------------------------------

    def piece(self, name: str):
        return fresh(self.world[name])

    def who(self, name: str) -> User:
        return User.objects.get(pk=self.world[name].pk)

    def attempt(self, action: Callable[[], object]) -> bool:
        """Whether ``action`` went through; if it did not, it left everything as it was."""
        before = evidence()
        try:
            with transaction.atomic():
                action()
        except REFUSALS:
            assert evidence() == before
            return False
        return True

    def refused_by_service(self, action: Callable[[], object]) -> bool:
        """The same for services, which are whole without a transaction around them."""
        before = evidence()
        try:
            action()
        except PermissionDenied:
            assert evidence() == before
            return True
        return False

    def count(self, act: str) -> None:
        self.acts[act] = self.acts.get(act, 0) + 1

    # --- writing -----------------------------------------------------------------

    @rule(name=pieces, who=people, title=titles)
    def edit(self, name, who, title):
        piece, user = self.piece(name), self.who(who)
        if not may_write(piece, user):
            return
        in_review = self.stage(name) is not None
        draft = piece.get_latest_revision_as_object()
        changed = draft.title != title
        draft.title = title
        draft.save_revision(user=user)
        if changed and not in_review:
            self.known[name].writers.add(user.pk)

    @rule(name=pieces, who=people)
    def save_without_a_change(self, name, who):
        piece, user = self.piece(name), self.who(who)
        if may_write(piece, user):
            piece.get_latest_revision_as_object().save_revision(user=user)

    @rule(name=pieces, title=titles, live=st.booleans())
    def save_the_row(self, name, title, live):
        piece = self.piece(name)
        piece.title, piece.live = title, live
        self.attempt(piece.save)

    @rule(name=pieces, title=titles)
    def update_the_rows(self, name, title):
        model = Page if name == "article" else type(self.world[name])
        rows = model.objects.filter(pk=self.world[name].pk, live=True)
        self.attempt(lambda: rows.update(title=title + " sửa"))

    @rule(name=pieces)
    def update_to_live(self, name):
        model = Page if name == "article" else type(self.world[name])
        rows = model.objects.filter(pk=self.world[name].pk, live=False)
        self.attempt(lambda: rows.update(live=True))

    @rule(name=pieces, index=st.integers(min_value=0, max_value=5))
    def publish_a_revision(self, name, index):
        revisions = list(self.piece(name).revisions.order_by("pk"))
        self.attempt(revisions[index % len(revisions)].publish)

    @precondition(lambda self: not Page.objects.filter(slug="ban-sao").exists())
    @rule()
    def copy_the_page(self):
        page = self.piece("article")
        self.attempt(lambda: page.copy(update_attrs={"slug": "ban-sao"}))
        assert not Page.objects.filter(slug="ban-sao", live=True).exists()

    @rule(name=pieces)
    def delete(self, name):
        piece = self.piece(name)
        if piece.workflow_states.exists() or Release.objects.of(piece).exists():
            assert not self.attempt(piece.delete)

    # --- the chain ---------------------------------------------------------------

    def stage(self, name: str):
        return self.piece(name).current_workflow_task

    @rule(name=pieces, who=people)
    def submit(self, name, who):
        self._submit(name, self.who(who))

    @rule(name=pieces)
    def submit_as_author(self, name):
        self._submit(name, self.piece(name).author)

    def _submit(self, name, user):
        if not self.refused_by_service(lambda: services.submit(self.piece(name), user)):
            self.known[name].writers.add(user.pk)

    @rule(name=pieces, who=people)
    def approve(self, name, who):
        self._approve(name, self.who(who))

    @rule(name=pieces, data=st.data(), go_live_in=st.sampled_from((None, 1, 3)))
    def approve_in_turn(self, name, data, go_live_in):
        if not (stage := self.stage(name)):
            return
        acting = list(stage.acting_people(self.piece(name)).order_by("pk"))
        is_last = type(stage).__name__ == "PublicationTask"
        at = timezone.now() + timedelta(hours=go_live_in) if go_live_in and is_last else None
        self._approve(name, data.draw(st.sampled_from(acting)), go_live_at=at)

    @rule(name=pieces, stages=st.integers(min_value=1, max_value=5), plan=st.booleans())
    def go_through_the_chain(self, name, stages, plan):
        """As most pieces do; without it random acts seldom come as far as the public."""
        if not self.stage(name):
            self._submit(name, self.piece(name).author)
        for _stage in range(stages):
            if not (stage := self.stage(name)):
                return
            acting = stage.acting_people(self.piece(name)).exclude(pk__in=self._barred(name))
            is_last = type(stage).__name__ == "PublicationTask"
            at = timezone.now() + timedelta(hours=2) if plan and is_last else None
            if acting:
                self._approve(name, acting.order_by("pk")[0], go_live_at=at)

    def _barred(self, name: str) -> set[int]:
        state = self.piece(name).current_workflow_state
        approvals = Approval.objects.filter(task_state__workflow_state=state)
        return self.known[name].writers | set(approvals.values_list("user", flat=True))

    def _approve(self, name, user, **options):
        if not self.refused_by_service(lambda: services.approve(self.piece(name), user, **options)):
            self.count("approvals.approved")

    @rule(name=pieces, who=people, comment=st.sampled_from(("", "Bổ sung nguồn")))
    def send_back(self, name, who, comment):
        user = self.who(who)
        if not self.refused_by_service(
            lambda: services.send_back(self.piece(name), user, comment=comment)
        ):
            assert comment
            self.count("approvals.returned")

    @rule(name=pieces, who=people)
    def take_back(self, name, who):
        user = self.who(who)
        if not self.refused_by_service(lambda: services.take_back(self.piece(name), user)):
            assert user.pk in self.known[name].writers | {self.piece(name).author_id}

    @precondition(lambda self: any(self.stage(name) for name in ("article", "banner")))
    @rule(name=pieces, who=st.sampled_from(("propaganda", "standing", "admin")))
    def hold(self, name, who):
        user = self.who(who)
        if self.stage(name) and not self.refused_by_service(
            lambda: services.hold(self.piece(name), user, reason="Chờ xác minh")
        ):
            assert who == "propaganda"
            self.count("approvals.hold")
            self.known[name].held = (self._acts_of(name), self.piece(name).live)

    @rule(name=pieces, who=st.sampled_from(("propaganda", "contributor", "admin")))
    def lift_hold(self, name, who):
        user = self.who(who)
        if self.known[name].held and not self.refused_by_service(
            lambda: services.lift_hold(self.piece(name), user)
        ):
            assert who == "propaganda"
            self.known[name].held = None

    @rule(name=pieces, who=st.sampled_from(("publisher", "standing", "admin")))
    def withdraw(self, name, who):
        piece, user = self.piece(name), self.who(who)
        public = piece.live or piece.revisions.filter(approved_go_live_at__isnull=False).exists()
        refused = self.refused_by_service(
            lambda: services.withdraw(piece, user, reason="Sai số liệu")
        )
        assert refused == (who != "publisher" or not public)
        if not refused:
            self.count("approvals.withdraw")
            assert not self.piece(name).live

    @rule(name=pieces)
    def unpublish_by_code(self, name):
        piece = self.piece(name)
        action = UnpublishPageAction if name == "article" else UnpublishAction
        if piece.live:
            self.attempt(lambda: action(piece).execute(skip_permission_checks=True))

    @rule(hours=st.sampled_from((1, 2, 4)))
    def time_passes(self, hours):
        self.time.shift(timedelta(hours=hours))
        self.attempt(lambda: call_command("publish_scheduled", verbosity=0))

    @rule(who=st.sampled_from(LEAVING))
    def a_term_ends(self, who):
        Membership.objects.filter(user=self.world[who]).update(ended_on=timezone.localdate())

    # --- what always holds ----------------------------------------------------------

    def _acts_of(self, name: str) -> int:
        return Approval.objects.of(self.world[name]).count()

    @invariant()
    def nothing_is_public_or_planned_without_every_stage(self):
        for name, known in self.known.items():
            piece = self.piece(name)
            known.was_public |= piece.live
            for kept in Release.objects.of(piece).exclude(pk__in=known.written):
                known.written[kept.pk] = known.writers | {piece.author_id}
                known.writers = set()
            contents = [content_of(piece)] if piece.live else []
            planned = piece.revisions.filter(approved_go_live_at__isnull=False)
            contents += [content_of(revision.as_object()) for revision in planned]
            valid = {r.digest: r for r in Release.objects.of(piece).filter(revoked_at=None)}
            assert {digest(content) for content in contents} == set(valid)
            for kept in valid.values():
                self._check_release(kept, known.written[kept.pk])

    def _check_release(self, kept: Release, writers: set[int]) -> None:
        stages = set(kept.workflow_state.workflow.tasks.values_list("pk", flat=True))
        approvals = Approval.objects.filter(
            task_state__workflow_state=kept.workflow_state,
            act=Approval.Act.APPROVED,
            digest=kept.digest,
        ).values_list("task_state__task", "user")
        by_person: dict[int, set[int]] = {}
        for stage, user in approvals:
            by_person.setdefault(user, set()).add(stage)
        assert set().union(*by_person.values()) == stages
        assert all(len(acted_at) == 1 for acted_at in by_person.values())
        assert not writers & by_person.keys()

    @invariant()
    def held_pieces_do_not_move(self):
        for name, known in self.known.items():
            if known.held:
                acts, was_live = known.held
                assert self._acts_of(name) == acts
                assert was_live or not self.piece(name).live

    @invariant()
    def every_act_is_in_the_audit_trail(self):
        recorded = {
            act: AuditEntry.objects.filter(action=act).count() - self.world["audit"].get(act, 0)
            for act in self.acts
        }
        assert recorded == self.acts

    @invariant()
    def the_flat_row_says_where_the_piece_stands(self):
        for name, known in self.known.items():
            piece = self.piece(name)
            row = Piece.objects.of(piece).first()
            if row is None:
                assert not piece.workflow_states.exists()
                continue
            stage = self.stage(name)
            planned = piece.revisions.filter(approved_go_live_at__isnull=False).first()
            state = piece.current_workflow_state
            if state:
                expected = "returned" if state.status == "needs_changes" else "in_review"
            elif planned:
                expected = "scheduled"
            elif piece.live:
                expected = "published"
            else:
                expected = "withdrawn" if known.was_public else "draft"
            assert row.state == expected
            assert row.live == piece.live
            assert row.go_live_at == (planned.approved_go_live_at if planned else None)
            if expected == "in_review":
                assert row.stage_id == stage.pk


@pytest.fixture
def world(bloc, article, banner):
    both = person("both", last_name="Người", first_name="kiêm nhiệm")
    former = person("former", last_name="Người", first_name="đã thôi")
    join(bloc.units.hospital, both, Role.CONTRIBUTOR)
    join(bloc.units.hospital, both, Role.UNIT_LEADER)
    ended = join(bloc.units.hospital, former, Role.UNIT_LEADER)
    Membership.objects.filter(pk=ended.pk).update(ended_on=timezone.localdate())
    named = {name: getattr(bloc, name) for name in PEOPLE if hasattr(bloc, name)}
    audit = {
        act: AuditEntry.objects.filter(action=act).count()
        for act in AuditEntry.objects.values_list("action", flat=True).distinct()
    }
    return named | {
        "both": both,
        "former": former,
        "article": article,
        "banner": banner,
        "audit": audit,
    }


def test_the_gate_holds_whatever_is_tried(world):
    machine = type("GateOfThisWorld", (Gate,), {"world": world})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            database=None,
            # A failure prints its steps; shortening them would take minutes.
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
