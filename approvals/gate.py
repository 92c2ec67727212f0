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
from django.dispatch import Signal
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.models import DraftStateMixin, Page, Revision

from assets.access import note_published, refresh_references
from search.services import publish as make_findable
from search.services import withdraw as make_unfindable

from . import acts, releases
from .content import BOOKKEEPING, content_of
from .exceptions import ProofProtected, PublicationRefused
from .models.proof import WritePermit

_opening: ContextVar[str] = ContextVar("opening", default="")
_permits: ContextVar[list[WritePermit] | None] = ContextVar("permits", default=None)

#: Sent when a piece has ceased to be public, by whatever write.
taken_down = Signal()

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


def guard(sender, instance, update_fields=None, **kwargs) -> None:
    """``pre_save`` of every model: nothing live is written that no valid release covers.

    A permit is given only to a governed piece that saves itself. Bare pages, fixtures
    and the like may write what is released already and no more: the triggers see to it.
    """
    if not _concerns(instance, update_fields):
        return
    piece = _as_written(instance, update_fields)
    if not piece.live:
        _keep_addresses_below(piece)
        return
    if not _opening.get():
        _require_release(piece)
    if _permits.get() is not None:
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
    """``post_save``: what the row now is decides which releases are used or at their end."""
    if not _concerns(instance, update_fields):
        return
    piece = _as_written(instance, update_fields)
    if not _is_public(piece):
        if releases.note_taken_down(piece):
            _hide(piece)
        return
    if _opening.get():
        releases.release_by_opening(piece, _opening.get())
        _show(piece)
    releases.note_public(piece)


def after_publication(sender, instance, **kwargs) -> None:
    """``published``: files and search entries follow in the same transaction."""
    if instance.live:
        _show(instance)


def after_unpublication(sender, instance, **kwargs) -> None:
    """``unpublished``: and they leave in the same transaction."""
    releases.note_taken_down(instance)
    _hide(instance)


def guard_move(sender, instance, url_path_before, url_path_after, **kwargs) -> None:
    """``pre_page_move``: the address of anything public changes through a chain only."""
    if url_path_before == url_path_after or _opening.get():
        return
    tree = instance.get_descendants(inclusive=True)
    if tree.filter(live=True).exists() or _is_planned(tree):
        raise PublicationRefused(
            _("“%(title)s” or a page below it is public or planned; moving changes the address.")
            % {"title": instance}
        )


def guard_privacy(sender, instance, **kwargs) -> None:
    """``pre_save``/``pre_delete`` of a view restriction: lifting one would be a publication."""
    if not _opening.get():
        raise PublicationRefused(
            _("Pages are public or drafts; there are no private ones. Withdraw a page instead.")
        )


def forbid_deletion(sender, instance, **kwargs) -> None:
    """``pre_delete``: what was ever public or in a chain is withdrawn, never deleted."""
    if isinstance(instance, DraftStateMixin) and releases.has_proof(instance):
        raise ProofProtected(instance)


# --- inside ------------------------------------------------------------------


def _concerns(instance, update_fields) -> bool:
    """Whether the save could change what readers see."""
    if not isinstance(instance, DraftStateMixin):
        return False
    if isinstance(instance, Page) and instance.is_root():
        return False
    return update_fields is None or not set(update_fields) <= _INVISIBLE


def _as_written(instance, update_fields):
    """The piece as its row will be: only ``update_fields`` are written, if given.

    Of a bare ``Page`` the fields of its own class are those of the row.
    """
    bare = type(instance) is Page
    if instance._state.adding or (update_fields is None and not bare):
        return instance
    model = instance.specific_class if bare else type(instance)
    row = model._base_manager.get(pk=instance.pk)
    fields = Page._meta.concrete_fields if bare else instance._meta.concrete_fields
    for field in fields:
        if update_fields is None or {field.name, field.attname} & set(update_fields):
            setattr(row, field.attname, getattr(instance, field.attname))
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if name in (update_fields or ()) and name not in BOOKKEEPING:
            setattr(row, name, list(getattr(instance, name).all()))
    return row


def _keep_addresses_below(piece) -> None:
    """A draft's new slug would at once change the addresses of public pages below it."""
    if not isinstance(piece, Page) or piece._state.adding or _opening.get():
        return
    before = Page.objects.filter(pk=piece.pk).exclude(slug=piece.slug).first()
    if before and before.get_descendants().filter(live=True).exists():
        raise PublicationRefused(
            _("Pages below “%(title)s” are public; its slug would change their addresses.")
            % {"title": piece}
        )


def _is_public(piece) -> bool:
    """What the database says now, whatever is in memory."""
    return type(piece)._base_manager.filter(pk=piece.pk, live=True).exists()


def _is_planned(tree) -> bool:
    keys = [str(pk) for pk in tree.values_list("pk", flat=True)]
    planned = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    return planned.filter(object_id__in=keys).exists()


def _show(piece) -> None:
    """What becomes public with a piece: the files it refers to, and its search entries."""
    refresh_references(piece)
    note_published(piece)
    make_findable(piece)


def _hide(piece) -> None:
    refresh_references(piece)
    make_unfindable(piece)
    taken_down.send(sender=type(piece), instance=piece)


def _require_release(piece) -> None:
    if held := acts.hold_on(piece):
        _refuse_change_on_hold(piece, held)
    if getattr(piece, "alias_of_id", None):
        raise PublicationRefused(
            _("“%(title)s” is an alias. Aliases are never public; write or translate a page.")
            % {"title": piece}
        )
    if not piece.pk or not releases.is_released(piece, going_public=not _is_public(piece)):
        raise PublicationRefused(
            _(
                "“%(title)s” was not published: no finished approval chain covers exactly this"
                " content. Submit it and let every stage approve it (art. 5.4b, 10)."
            )
            % {"title": piece}
        )


def _refuse_change_on_hold(piece, reason: str) -> None:
    """A held piece does not move: what readers see stays what it is (art. 5.4a)."""
    row = type(piece)._base_manager.filter(pk=piece.pk, live=True).first()
    if row is None or content_of(row) != content_of(piece):
        raise PublicationRefused(_("The piece is on hold: %(reason)s") % {"reason": reason})


def _table(instance) -> str:
    return Page._meta.db_table if isinstance(instance, Page) else instance._meta.db_table


def _permit(instance) -> None:
    row = "" if instance._state.adding else str(instance.pk)
    _permits.get().append(WritePermit.objects.create(table=_table(instance), row=row))


def _is_permitted(piece) -> bool:
    return WritePermit.objects.filter(table=_table(piece), row__in=["", str(piece.pk)]).exists()


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
