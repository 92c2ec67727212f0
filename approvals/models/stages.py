"""The stages of a chain: one small task type each, differing in who may act.

Every rule of a stage holds in ``refusal`` and is asked both when a button is
drawn and when somebody acts, from the browser or from code.
"""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from organisation.models import Role, Unit
from organisation.people import holders, holds, leaders_for, units_led

from .. import acts
from ..content import in_own_class, latest_content, piece_of
from ..exceptions import StageRefused
from ..forms import PublicationForm, StageActionForm
from .proof import Approval


class Stage(Task):
    """What all stages share: four eyes, exact content, a service time."""

    service_hours = models.PositiveIntegerField(
        _("service time (hours)"),
        default=24,
        help_text=_("How long the stage may take; later pieces are flagged (art. 8)."),
    )

    admin_form_fields = [*Task.admin_form_fields, "service_hours"]

    #: The role that acts here, for the stages where it is the same everywhere.
    role: Role
    #: Whether whoever acts here may also mend the text in review (art. 10.2).
    mends = False
    #: Whether the same people act here on the pieces of every unit.
    serves_every_unit = True

    class Meta:
        abstract = True

    def acting_people(self, piece) -> models.QuerySet:
        """Who may act on ``piece`` here today, as far as their role goes."""
        return holders(self.role)

    def has_role(self, piece, user) -> bool:
        return holds(user, self.role)

    def units_served_by(self, user) -> models.QuerySet:
        """Units whose pieces ``user`` may act on here."""
        return Unit.objects.all() if holds(user, self.role) else Unit.objects.none()

    def refusal(self, piece, user) -> str:
        """Why ``user`` may not act on ``piece`` here and now; empty if they may."""
        if not self.has_role(piece, user):
            return gettext(
                "This stage is served by: %(people)s. You do not hold that role today."
            ) % {"people": ", ".join(map(str, self.acting_people(piece))) or gettext("nobody")}
        if held := acts.hold_on(piece):
            return gettext("The piece is on hold: %(reason)s") % {"reason": held}
        if acts.four_eyes_relaxed():
            return ""
        return acts.four_eyes_refusal(piece, user, self)

    def start(self, workflow_state, user=None):
        """Start at the first stage that has not approved this very content.

        Wagtail resumes a returned piece at the stage that returned it; ours goes
        back to the first approver who has not seen the new text (1B). What starts
        a chain, from the editor or from code, must keep the content rules.
        """
        if workflow_state.current_task_state is None:
            acts.check_submission(workflow_state, user)
            first = workflow_state.get_next_task()
            if first and first.pk != self.pk:
                return first.specific.start(workflow_state, user=user)
        return super().start(workflow_state, user=user)

    @transaction.atomic
    def on_action(self, task_state, user, action_name, comment="", **options):
        """Approve or return; refuse in words whoever may not, or has not seen the text.

        ``options``: ``seen`` is the digest of the content the person had before
        them, ``go_live_at`` a planned time of publication (last stage only).
        """
        task_state = TaskState.objects.select_for_update().get(pk=task_state.pk).specific
        piece = latest_content(piece_of(task_state.workflow_state))
        acts.check_act(
            self,
            task_state,
            piece,
            user,
            action=action_name,
            comment=comment,
            seen=options.get("seen"),
        )
        act = Approval.Act.RETURNED if action_name == "reject" else Approval.Act.APPROVED
        acts.note_act(self, task_state, piece, user, act=act, comment=comment)
        if act == Approval.Act.APPROVED:
            self.before_approval(task_state, options)
        super().on_action(task_state, user, action_name, comment=comment)

    def before_approval(self, task_state: TaskState, options: dict) -> None:
        """What a stage adds to an approval."""

    def get_actions(self, obj, user):
        piece = in_own_class(obj)
        if self.refusal(piece, user):
            return []
        return [("reject", _("Return"), True), ("approve", self.approve_label(piece), True)]

    def approve_label(self, piece) -> str:
        return gettext("Approve")

    def get_form_for_action(self, action):
        return StageActionForm  # on the review page, return and approve share one form

    def locked_for_user(self, obj, user) -> bool:
        return not (self.mends and self.has_role(in_own_class(obj), user))

    def user_can_access_editor(self, obj, user) -> bool:
        return self.has_role(in_own_class(obj), user)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        """Wagtail's own lists of things to moderate; the desk replaces them."""
        return TaskState.objects.none()

    def due_of(self, piece, since: datetime) -> datetime:
        """When the stage should have acted on ``piece``, which it has had ``since``."""
        return since + timedelta(hours=self.service_hours)


class UnitLeaderTask(Stage):
    """Stage 2: leaders of the piece's unit, else of the nearest unit above that has one."""

    role = Role.UNIT_LEADER
    serves_every_unit = False

    confirmation_hours = models.PositiveIntegerField(
        _("time to confirm an edited text (hours)"),
        default=4,
        help_text=_("How long the leader may take to confirm what the editorial board changed."),
    )

    admin_form_fields = [*Stage.admin_form_fields, "confirmation_hours"]

    class Meta:
        verbose_name = _("approval by the unit")
        verbose_name_plural = _("approvals by the unit")

    def acting_people(self, piece):
        return leaders_for(piece.unit)

    def has_role(self, piece, user) -> bool:
        return self.acting_people(piece).filter(pk=user.pk).exists()

    def units_served_by(self, user):
        return Unit.objects.filter(pk__in=units_led(user))

    def due_of(self, piece, since):
        if acts.was_mended(piece):
            return since + timedelta(hours=self.confirmation_hours)
        return super().due_of(piece, since)

    def approve_label(self, piece) -> str:
        if acts.was_mended(piece):
            return gettext("Confirm the edited text")
        return super().approve_label(piece)

    @classmethod
    def get_description(cls):
        return _("Leaders of the unit of the piece, else of the nearest unit above, approve.")


class EditorialTask(Stage):
    """Stage 3: the editorial board checks, mends and approves (art. 10.2)."""

    role = Role.EDITORIAL
    mends = True

    class Meta:
        verbose_name = _("editorial approval")
        verbose_name_plural = _("editorial approvals")

    @classmethod
    def get_description(cls):
        return _("Members of the editorial board check, mend and approve.")


class PropagandaTask(Stage):
    """The propaganda board as a stage of its own (banners, C7)."""

    role = Role.PROPAGANDA

    class Meta:
        verbose_name = _("approval by the propaganda board")
        verbose_name_plural = _("approvals by the propaganda board")

    @classmethod
    def get_description(cls):
        return _("The propaganda board approves.")


class StandingMemberTask(Stage):
    """Stage 4: the standing member in charge has the last word (art. 5.4b)."""

    role = Role.STANDING

    class Meta:
        verbose_name = _("approval by the standing member in charge")
        verbose_name_plural = _("approvals by the standing member in charge")

    @classmethod
    def get_description(cls):
        return _("The standing member in charge approves.")


class PublicationTask(Stage):
    """Stage 5: the network administrator publishes what is approved (art. 10.4)."""

    role = Role.NETWORK_ADMIN

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    def approve_label(self, piece) -> str:
        return gettext("Publish")

    def get_form_for_action(self, action):
        return PublicationForm

    def before_approval(self, task_state, options) -> None:
        go_live_at = options.get("go_live_at")
        if go_live_at and go_live_at <= timezone.now():
            raise StageRefused(gettext("The planned time of publication lies in the past."))
        acts.plan_publication(task_state.workflow_state, go_live_at)

    @classmethod
    def get_description(cls):
        return _("Network administrators publish what every stage before has approved.")
