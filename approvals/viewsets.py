"""Wagtail's snippet pages for governed snippets."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property, classproperty
from django.utils.translation import gettext as _
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.models import get_snippet_models
from wagtail.snippets.views.snippets import DeleteView, IndexView, SnippetViewSet

from . import releases
from .exceptions import ProofProtected
from .models import Governed
from .permissions import GovernedSnippetPolicy, may_delete


class OwnIndexView(IndexView):
    """Lists the pieces that the person may see."""

    def get_base_queryset(self):
        visible = self.permission_policy.instances_user_has_any_permission_for(
            self.request.user, {"view"}
        )
        return super().get_base_queryset().filter(pk__in=visible)


class DraftDeleteView(DeleteView):
    """Deletes drafts that no chain has seen; everything else is withdrawn."""

    def get_object(self, queryset=None):
        piece = super().get_object()
        if not may_delete(piece, self.request.user):
            raise Http404
        return piece


class GovernedSnippetViewSet(SnippetViewSet):
    """Base of the viewsets of governed snippets: no publish, no unpublish, own rights."""

    index_view_class = OwnIndexView
    delete_view_class = DraftDeleteView
    copy_view_enabled = False
    inspect_view_enabled = False

    @cached_property
    def permission_policy(self) -> GovernedSnippetPolicy:
        return GovernedSnippetPolicy(self.model)


def _why_kept(piece) -> str:
    if piece.live or releases.has_proof(piece):
        return ProofProtected(piece).message
    return _("Only contributors of the unit %(unit)s edit this piece.") % {
        "unit": piece.unit.short_name
    }


class DraftBulkDelete(DeleteBulkAction):
    """Core's asks for a Django permission on the model; ours asks about each piece.

    One that must stay stops the whole deletion, with the reason: nobody is to
    believe that all of them are gone.
    """

    @classproperty
    def models(cls):
        return [model for model in get_snippet_models() if issubclass(model, Governed)]

    def check_perm(self, piece) -> bool:
        return may_delete(piece, self.request.user)

    def prepare_action(self, objects, objects_without_access):
        kept = objects_without_access["items_with_no_access"]
        if not kept:
            return None
        for piece in kept:
            messages.error(self.request, _why_kept(piece))
        return redirect(self.next_url)
