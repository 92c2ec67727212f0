"""What is governed: pages and snippets that become public through a chain only."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import CommentPanel, FieldPanel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Page,
    PageManager,
    PageQuerySet,
    PageViewRestriction,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
    WorkflowState,
)

from .. import acts, board, gate, releases
from ..forms import GovernedModelForm, GovernedPageForm
from ..locks import GovernanceLock
from ..panels import ChainPanel
from ..permissions import GovernedPageTester
from ..translation import drafts_only, kept, same_as_source, translator
from .chain import Chain

#: How core's ``publish_scheduled`` names what it does.
SCHEDULED = "wagtail.publish.scheduled"


class PublicQuerySet(models.QuerySet):
    def public(self):
        """What readers may see now: live, and not past its expiry even if no job has run."""
        return self.filter(live=True).filter(
            Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
        )


class GovernedPageQuerySet(PublicQuerySet, PageQuerySet):
    pass


class Governed(models.Model):
    """A piece has a unit and an author; rights and chain follow from them.

    Subclasses name the chain they go through by ``content_kind`` and add rules of
    their own by ``submission_violations``.
    """

    unit = models.ForeignKey(
        "organisation.Unit", verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    #: Which chain a piece of this class goes through; a key of ``Chain.kind``.
    content_kind: str = "page"

    class Meta:
        abstract = True

    def chain_kind(self) -> str:
        """The kind whose chain this very piece follows (a translation has its own, C13)."""
        locale = getattr(self, "locale", None)
        if locale is not None and locale.language_code != settings.LANGUAGE_CODE:
            return "translation"
        return self.content_kind

    def get_workflow(self):
        return Chain.workflow_for(self.chain_kind())

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    def get_lock(self):
        """Who may write follows from role, unit and stage; nothing else locks a piece."""
        return GovernanceLock(self)

    def submission_violations(self) -> list:
        """Rules of this kind that the piece breaks (``approvals.rules.Violation``)."""
        return []

    def save(self, *args, **kwargs):
        if drafts_only.get() and kwargs.get("update_fields") is None and self._is_live_row():
            # A translation of a public page becomes a draft by the revision that follows.
            self.live = True
            return None
        with gate.writing():
            return super().save(*args, **kwargs)

    @transaction.atomic
    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        """Keep what somebody approved, and let go of nothing when nothing changed.

        Wagtail's autosave rewrites its last revision in place; one that a stage has
        seen is evidence and stays as it was. Approvals given to the very same
        content are carried over to the new revision (upstream's wagtail#13563);
        other content voids them and any planned publication.
        """
        if overwrite_revision and releases.is_evidence(overwrite_revision):
            overwrite_revision = None
        revision = super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)
        acts.after_revision(self, revision)
        board.refresh(self)
        return revision

    def publish(self, revision, *args, log_action=True, **kwargs):
        """A planned publication waits while the piece is on hold; lifting the hold lets it go on.

        Core's command publishes what is due one by one: a refusal would stop the others.
        """
        if log_action == SCHEDULED and acts.hold_on(self):
            return
        super().publish(revision, *args, log_action=log_action, **kwargs)

    def _is_live_row(self) -> bool:
        return bool(self.pk) and type(self)._base_manager.filter(pk=self.pk, live=True).exists()


class GovernedPage(Governed, Page):
    """A page of the portal."""

    base_form_class = GovernedPageForm
    objects = PageManager.from_queryset(GovernedPageQuerySet)()

    #: Pages of this class take children from contributors of any unit.
    open_to_every_unit = False

    content_panels = [ChainPanel(), *Page.content_panels]
    promote_panels = [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")]
    #: What a translation says in its own words follows from the fields; these are no words.
    #: (Subclasses go on from this list; the address stays as the first translation made it.)
    override_translatable_fields = [
        kept("slug"),
        *same_as_source("show_in_menus", "unit"),
    ]

    #: When it leaves by itself is content; when it goes public is set at the last stage.
    settings_panels = [
        FieldPanel("expire_at", heading=_("Leaves by itself at")),
        CommentPanel(),
    ]

    class Meta:
        abstract = True

    def permissions_for_user(self, user):
        return GovernedPageTester(user, self)

    def copy(self, *, to=None, user=None, update_attrs=None, **options):
        """A copy belongs to whoever makes it, in the unit below which it is made.

        A translation is a copy that stays with the unit of its source.
        """
        if by := translator.get():
            owned = {"author": by}
        else:
            owned = {"unit_id": getattr(to, "unit_id", None) or self.unit_id, "author": user}
        attrs = {**owned, **(update_attrs or {})}
        return super().copy(to=to, user=user, update_attrs=attrs, **options)

    def get_view_restrictions(self):
        """There are no private pages (``gate.guard_privacy``): nothing to ask for at each view."""
        return PageViewRestriction.objects.none()

    def serve(self, request, *args, **kwargs):
        """Refuse a page past its expiry even if the job that takes it down has not run."""
        if self.expire_at and self.expire_at <= timezone.now():
            raise Http404
        return super().serve(request, *args, **kwargs)


class GovernedSnippet(
    Governed,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    ClusterableModel,
):
    """A snippet that readers see."""

    base_form_class = GovernedModelForm
    objects = PublicQuerySet.as_manager()

    class Meta:
        abstract = True

    def with_content_json(self, content):
        """Core forgets which revision of a snippet is live, and a plan would take it down."""
        piece = super().with_content_json(content)
        piece.live_revision = self.live_revision
        return piece

    @classmethod
    def get_default_workflow(cls):
        return Chain.workflow_for(cls.content_kind)


def governed_models() -> list[type[Governed]]:
    """Every concrete governed class."""

    def concrete(cls):
        for sub in cls.__subclasses__():
            if not sub._meta.abstract:
                yield sub
            yield from concrete(sub)

    return list(dict.fromkeys(concrete(Governed)))


def in_review(piece: Governed) -> bool:
    state = piece.current_workflow_state
    return bool(state) and state.status == WorkflowState.STATUS_IN_PROGRESS
