"""Wagtail's snippet pages for governed snippets."""

from django.http import Http404
from django.utils.functional import cached_property
from wagtail.snippets.views.snippets import DeleteView, IndexView, SnippetViewSet

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
