"""The gate: the one and only way to become public.

A live row may be written only if what it says was released: kept by value when
the last stage of a chain approved exactly that content, or when a recorded
opening of the gate did. This holds for pages and snippets, from the admin, a
schedule, a translation, a copy, a fixture, the API, a script or the shell, for
everyone, superuser included. Permissions in front only spare people a refusal.

``guard`` receives every ``pre_save``; database triggers (``approvals.triggers``)
stop what gets past Django's signals. Both know of a permitted write by a
``WritePermit``, which stands for the time of one save.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.models import DraftStateMixin, Page, Revision, TaskState

from assets.access import note_published, refresh_references
from operations import audit
from search.services import publish as make_findable
from search.services import withdraw as make_unfindable

from .content import BOOKKEEPING, content_of, covers, digest, piece_of
from .exceptions import ProofProtected, PublicationRefused
from .models.proof import Approval, Declaration, Release, WritePermit

_opening: ContextVar[str] = ContextVar("opening", default="")
_permits: ContextVar[list[WritePermit] | None] = ContextVar("permits", default=None)

#: Writes of these alone never change what readers see.
_INVISIBLE = BOOKKEEPING - {"live", "live_revision"}


@contextmanager
def publication_open(reason: str) -> Iterator[None]:
    """Let structural operations (first migrations, units) publish; each use is recorded.

    What is saved live inside gets a release that carries ``reason``. A test lists
    the call sites.
    """
    if not reason:
        raise ValueError("Opening the gate needs a reason.")
    token = _opening.set(reason)
    try:
        yield
    finally:
        _opening.reset(token)


@contextmanager
def writing() -> Iterator[None]:
    """Keep permits given to the row being saved until its children are saved too."""
    outer = _permits.get()
    if outer is not None:  # a nested save belongs to the outer one
        yield
        return
    permits: list[WritePermit] = []
    token = _permits.set(permits)
    try:
        yield
    finally:
        _permits.reset(token)
        _close(permits)


def guard(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """``pre_save`` of every model: nothing live is written that no valid release covers."""
    if not isinstance(instance, DraftStateMixin) or _is_root(instance):
        return
    if update_fields is not None and set(update_fields) <= _INVISIBLE:
        return
    if not instance.live:
        _revoke_if_taken_down(instance)
        return
    if not _opening.get():
        _require_release(instance)
    _permit(instance)


def guard_child(sender, instance, **kwargs) -> None:
    """``pre_save``/``pre_delete`` of rows that are part of a piece (inline panels, tags)."""
    parent = _live_parent(instance)
    if parent is None or _opening.get() or _is_permitted(parent):
        return
    raise PublicationRefused(
        _("“%(title)s” is public: its parts change only together with it, through its chain.")
        % {"title": parent}
    )


def after_save(sender, instance, update_fields=None, **kwargs) -> None:
    """``post_save``: record an opening, bring file access up to date, close the permit."""
    if not isinstance(instance, DraftStateMixin) or _is_root(instance):
        return
    if update_fields is not None and set(update_fields) <= _INVISIBLE:
        return
    piece = _whole(instance)
    if _opening.get() and piece.live:
        _release_by_opening(piece)
    if _permits.get() is None:
        _close(_open_permits(instance))


def after_publication(sender, instance, **kwargs) -> None:
    """``published``: older releases end; files and search entries follow at once."""
    if not instance.live:
        return
    _supersede(instance)
    _show(instance)


def after_unpublication(sender, instance, **kwargs) -> None:
    """``unpublished``: publishing it again takes a new chain."""
    revoke_releases(instance, _("no longer public"))
    refresh_references(instance)
    make_unfindable(instance)


def guard_move(sender, instance, url_path_before, url_path_after, **kwargs) -> None:
    """``pre_page_move``: the address of anything public changes through a chain only."""
    if url_path_before == url_path_after or _opening.get():
        return
    if instance.get_descendants(inclusive=True).filter(live=True).exists():
        raise PublicationRefused(
            _("“%(title)s” or a page below it is public; moving it would change its address.")
            % {"title": instance}
        )


def guard_privacy(sender, instance, **kwargs) -> None:
    """``pre_save``/``pre_delete`` of a view restriction: lifting one would be a publication."""
    if not _opening.get():
        raise PublicationRefused(
            _("Pages are public or drafts; there are no private ones. Withdraw a page instead.")
        )


def release(workflow_state, user) -> None:
    """Keep the content that every stage has approved, and make exactly it public.

    Raises PublicationRefused, before anything is written, when a stage of the
    chain has not approved this very content.
    """
    piece = piece_of(workflow_state)
    revision = piece.get_latest_revision()
    content = content_of(revision.as_object())
    digest_now = digest(content)
    _require_every_stage(workflow_state, digest_now, piece)
    Release.objects.create(
        content_type=piece.get_base_content_type(),
        object_id=str(piece.pk),
        revision=revision,
        digest=digest_now,
        content=content,
        user=user,
        at=timezone.now(),
        workflow_state=workflow_state,
    )
    audit.record("approvals.release", actor=user, obj=piece, unit=piece.unit, digest=digest_now)
    revision.publish(user=user, skip_permission_checks=True)


def revoke_releases(piece, because: str) -> None:
    for old in Release.objects.of(piece).filter(revoked_at=None):
        _revoke(old, because)


def is_released(piece) -> bool:
    """Whether a valid release covers ``piece`` as it is in memory."""
    current = content_of(piece)
    return any(
        covers(kept.content, current, type(piece))
        for kept in Release.objects.of(piece).filter(revoked_at=None)
    )


def is_evidence(revision: Revision) -> bool:
    """Whether somebody vouched for this revision; such a one is never rewritten."""
    return (
        TaskState.objects.filter(revision=revision).exists()
        or Approval.objects.filter(revision=revision).exists()
        or Declaration.objects.filter(revision=revision).exists()
    )


def has_proof(piece) -> bool:
    """Whether the piece was ever public or in a chain."""
    return (
        Release.objects.of(piece).exists()
        or Declaration.objects.of(piece).exists()
        or piece.workflow_states.exists()
    )


def forbid_deletion(sender, instance, **kwargs) -> None:
    """``pre_delete``: what was ever public or in a chain is withdrawn, never deleted."""
    if isinstance(instance, DraftStateMixin) and has_proof(instance):
        raise ProofProtected(instance)


# --- inside ------------------------------------------------------------------


def _show(piece) -> None:
    """What becomes public with a piece: the files it refers to, and its search entries."""
    refresh_references(piece)
    note_published(piece)
    make_findable(piece)


def _is_root(instance) -> bool:
    return isinstance(instance, Page) and instance.depth == 1


def _whole(instance):
    """The full piece, when a bare ``Page`` is being saved: its own row with those fields."""
    if not isinstance(instance, Page) or type(instance) is not Page or not instance.pk:
        return instance
    specific = instance.specific_class._base_manager.get(pk=instance.pk)
    for field in Page._meta.concrete_fields:
        setattr(specific, field.attname, getattr(instance, field.attname))
    return specific


def _require_release(instance) -> None:
    piece = _whole(instance)
    if getattr(piece, "alias_of_id", None):
        raise PublicationRefused(
            _("“%(title)s” is an alias. Aliases are never public; write or translate a page.")
            % {"title": piece}
        )
    if not piece.pk or not is_released(piece):
        raise PublicationRefused(
            _(
                "“%(title)s” was not published: no finished approval chain covers exactly this"
                " content. Submit it and let every stage approve it (art. 5.4b, 10)."
            )
            % {"title": piece}
        )


def _require_every_stage(workflow_state, digest_now: str, piece) -> None:
    stages = workflow_state.workflow.tasks.filter(active=True)
    approved = set(
        Approval.objects.filter(
            task_state__workflow_state=workflow_state,
            act=Approval.Act.APPROVED,
            digest=digest_now,
        ).values_list("task_state__task_id", flat=True)
    )
    missing = [stage.name for stage in stages if stage.pk not in approved]
    if missing or not approved:
        raise PublicationRefused(
            _("“%(title)s” was not published: %(stages)s have not approved exactly this content.")
            % {"title": piece, "stages": ", ".join(missing) or _("the stages of its chain")}
        )


def _release_by_opening(piece) -> None:
    content = content_of(piece)
    if is_released(piece):
        return
    Release.objects.create(
        content_type=piece.get_base_content_type(),
        object_id=str(piece.pk),
        digest=digest(content),
        content=content,
        at=timezone.now(),
        opening=_opening.get(),
    )
    _supersede(piece)
    audit.record("approvals.gate_opened", obj=piece, reason=_opening.get())
    _show(piece)


def _supersede(piece) -> None:
    """What readers see now ends the releases of other texts, but not one that is planned."""
    current = content_of(piece)
    planned = piece.revisions.filter(approved_go_live_at__isnull=False).values("pk")
    for old in Release.objects.of(piece).filter(revoked_at=None).exclude(revision__in=planned):
        if not covers(old.content, current, type(piece)):
            _revoke(old, _("superseded"))


def _revoke(kept: Release, because: str) -> None:
    kept.revoked_at = timezone.now()
    kept.revoked_because = because
    kept.save(update_fields=["revoked_at", "revoked_because"])


def _revoke_if_taken_down(instance) -> None:
    """Any write that takes a row down ends its releases, however it was done.

    A planned first publication writes a row that is not live yet and must keep
    its release: hence the look at what the database says now.
    """
    if instance.pk and type(instance)._base_manager.filter(pk=instance.pk, live=True).exists():
        revoke_releases(_whole(instance), _("no longer public"))


def _table(instance) -> str:
    return Page._meta.db_table if isinstance(instance, Page) else instance._meta.db_table


def _permit(instance) -> None:
    permit = WritePermit.objects.create(
        table=_table(instance), row="" if instance._state.adding else str(instance.pk)
    )
    permits = _permits.get()
    if permits is not None:
        permits.append(permit)


def _is_permitted(piece) -> bool:
    return WritePermit.objects.filter(table=_table(piece), row__in=["", str(piece.pk)]).exists()


def _open_permits(instance) -> list[WritePermit]:
    return list(WritePermit.objects.filter(table=_table(instance), row__in=["", str(instance.pk)]))


def _close(permits: list[WritePermit]) -> None:
    """Permits written in a transaction that has failed are gone with it."""
    connection = transaction.get_connection()
    if permits and not connection.needs_rollback:
        WritePermit.objects.filter(pk__in=[p.pk for p in permits]).delete()


@cache
def _parent_keys(model: type[models.Model]) -> tuple[models.ForeignKey, ...]:
    """Keys by which rows of ``model`` are inline parts of a piece."""
    return tuple(
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and issubclass(field.related_model, DraftStateMixin)
        and field in [relation.field for relation in get_all_child_relations(field.related_model)]
        and field.remote_field.get_accessor_name() not in BOOKKEEPING
    )


def _live_parent(instance):
    """The live piece that ``instance`` is an inline part of, if any."""
    for field in _parent_keys(instance._meta.model):
        pieces = field.related_model._base_manager
        if parent := pieces.filter(pk=getattr(instance, field.attname), live=True).first():
            return parent
    return None
