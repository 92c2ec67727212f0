from django.apps import AppConfig
from django.db.models.signals import post_save, pre_delete, pre_save
from django.utils.translation import gettext_lazy as _


class ApprovalsConfig(AppConfig):
    name = "approvals"
    verbose_name = _("Approvals")

    def ready(self) -> None:
        from wagtail.models import CollectionViewRestriction, DraftStateMixin, PageViewRestriction
        from wagtail.permission_policies.pages import PagePermissionPolicy
        from wagtail_localize.models import TranslationSource

        from assets.protection import register_change_guard, register_deletion_guard
        from operations.triggers import register_source

        from . import gate
        from .files import in_a_chain
        from .permissions import list_only_seen_pages
        from .translation import keep_translations_drafts
        from .triggers import gate_triggers

        register_source(gate_triggers)
        register_change_guard(in_a_chain)
        register_deletion_guard(in_a_chain)
        keep_translations_drafts(TranslationSource, DraftStateMixin)
        list_only_seen_pages(PagePermissionPolicy)
        pre_save.connect(gate.guard, dispatch_uid="approvals.guard")
        pre_save.connect(gate.guard_child, dispatch_uid="approvals.guard_child_save")
        pre_delete.connect(gate.guard_child, dispatch_uid="approvals.guard_child_delete")
        pre_delete.connect(gate.forbid_deletion, dispatch_uid="approvals.forbid_deletion")
        post_save.connect(gate.after_save, dispatch_uid="approvals.after_save")
        for restriction in (PageViewRestriction, CollectionViewRestriction):
            for signal in (pre_save, pre_delete):
                signal.connect(gate.guard_privacy, sender=restriction)
        self._follow_the_chain()
        self._write_our_own_mail()

    def _write_our_own_mail(self) -> None:
        """Core mails whoever it thinks concerned; ours goes to the people of the stage.

        A ``dispatch_uid`` is taken once: ``wagtail.admin``, ready after us, finds its
        own taken. (Core: ``wagtail.admin.signal_handlers``.)
        """
        from wagtail import signals as wagtail_signals
        from wagtail.models import WorkflowState

        from .notifications import leave_to_us

        for signal, name in (
            (wagtail_signals.workflow_submitted, "workflow_state_submitted"),
            (wagtail_signals.workflow_rejected, "workflow_state_rejected"),
            (wagtail_signals.workflow_approved, "workflow_state_approved"),
        ):
            signal.connect(
                leave_to_us, sender=WorkflowState, dispatch_uid=f"{name}_email_notification"
            )

    def _follow_the_chain(self) -> None:
        from wagtail import signals as wagtail_signals

        from . import acts, gate, signals, translation

        def connect(signal, receiver):
            signal.connect(receiver, dispatch_uid=f"approvals.{receiver.__name__}")

        connect(wagtail_signals.pre_page_move, gate.guard_move)
        connect(wagtail_signals.published, gate.after_publication)
        connect(wagtail_signals.unpublished, gate.after_unpublication)
        connect(wagtail_signals.published, signals.went_public)
        connect(wagtail_signals.published, translation.follow_source)
        connect(gate.taken_down, signals.left_public)
        connect(wagtail_signals.task_submitted, signals.stage_began)
        connect(wagtail_signals.task_rejected, signals.stage_returned)
        connect(wagtail_signals.workflow_cancelled, acts.guard_cancellation)
        connect(wagtail_signals.workflow_cancelled, signals.chain_ended)
        connect(wagtail_signals.workflow_approved, signals.chain_ended)
