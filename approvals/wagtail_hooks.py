"""Registration of the approval chain with Wagtail's admin."""

from django.templatetags.static import static
from django.urls import include, path, resolve
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem
from wagtail.log_actions import LogFormatter
from wagtail.snippets.action_menu import ActionMenuItem as SnippetActionMenuItem

from . import urls
from .access import is_open
from .desk import DeskPanel
from .models import Governed, GovernedSnippet
from .permissions import seen_pages
from .views import review_address
from .viewsets import DraftBulkDelete

#: Core's ways to act at a stage, replaced by the review page, and to publish or take down.
_REPLACED = {"approve", "reject", "locked-approve", "action-publish", "action-unpublish"}


@hooks.register("register_admin_urls")
def admin_urls():
    return [path("", include((urls, "approvals"), namespace="approvals"))]


# Registered after Wagtail's own, under the same name.
hooks.register("register_bulk_action", DraftBulkDelete, order=1000)


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("approvals/chain.css"))


@hooks.register("construct_homepage_panels")
def desk_first(request, panels):
    """The desk replaces core's moderation lists, which know nothing of units and roles."""
    replaced = {"UserObjectsInWorkflowModerationPanel", "WorkflowObjectsToModeratePanel"}
    panels[:] = [panel for panel in panels if type(panel).__name__ not in replaced]
    panels.insert(0, DeskPanel(request.user))


@hooks.register("after_copy_page")
def own_the_copy(request, page, new_page):
    """A copy belongs to whoever makes it, in the unit below which it is made."""
    copy = new_page.specific
    if not isinstance(copy, Governed):
        return
    copy.author = request.user
    copy.unit_id = getattr(new_page.get_parent().specific, "unit_id", None) or copy.unit_id
    copy.save(clean=False)
    copy.save_revision(user=request.user, clean=False)


class ReviewItem(ActionMenuItem):
    """Leads from the editor to the review page."""

    name = "action-review"
    label = _("Review and act")
    icon_name = "glasses"
    order = 5

    def is_shown(self, context) -> bool:
        piece = context.get("page") or context.get("instance")
        return bool(piece and piece.pk) and bool(
            piece.current_workflow_state or piece.live or piece.approved_schedule
        )

    def get_url(self, context) -> str:
        return review_address(context.get("page") or context.get("instance"))


class SubmitItem(SubmitForModerationMenuItem):
    """Core names the chain of the parent page on a new page; the piece may have another."""

    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | {"label": _("Submit for approval")}


class SnippetReviewItem(SnippetActionMenuItem, ReviewItem):
    name = ReviewItem.name
    label = ReviewItem.label
    icon_name = ReviewItem.icon_name
    order = ReviewItem.order
    is_shown = ReviewItem.is_shown
    get_url = ReviewItem.get_url


@hooks.register("construct_page_action_menu")
@hooks.register("construct_snippet_action_menu")
def only_our_acts(menu_items, request, context):
    piece = context.get("page") or context.get("instance")
    model = type(piece) if piece else context.get("model")
    if not (isinstance(piece, Governed) or (model and issubclass(model, Governed))):
        return
    menu_items[:] = [item for item in menu_items if item.name not in _REPLACED]
    if "view" in context and not issubclass(model, GovernedSnippet):
        menu_items[:] = [
            SubmitItem(order=item.order) if item.name == SubmitItem.name else item
            for item in menu_items
        ]
    item = ReviewItem() if "page" in context else SnippetReviewItem()
    if item.is_shown(context):
        # Whoever may not write comes to act; whoever writes comes to save.
        locked = context.get("locked_for_user")
        menu_items.insert(0 if locked else len(menu_items), item)


@hooks.register("construct_page_chooser_queryset")
def only_seen_pages(pages, request):
    return seen_pages(pages, request.user)


@hooks.register("construct_reports_menu")
def only_own_reports(request, menu_items):
    """Core lists its reports for everybody who may edit any page."""
    menu_items[:] = [item for item in menu_items if is_open(resolve(item.url), request.user)]


@hooks.register("construct_page_listing_buttons")
def no_core_unpublish(buttons, page, user, context=None):
    """Core's Unpublish and Delete are replaced by the withdrawal."""
    names = {"wagtailadmin_pages:unpublish"}
    buttons[:] = [b for b in buttons if getattr(b, "url_name", None) not in names]


@hooks.register("construct_wagtail_userbar")
def no_moderation_in_userbar(request, items, page):
    """Acting at a stage happens on the review page, where the text has been seen."""
    replaced = {"ApproveModerationEditPageItem", "RejectModerationEditPageItem"}
    items[:] = [item for item in items if type(item).__name__ not in replaced]


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("approvals.lift_hold", _("Lift hold"), _("Hold lifted"))

    @actions.register_action("approvals.withdraw")
    class Withdrawal(LogFormatter):
        label = _("Withdraw")

        def format_message(self, log_entry):
            return _("Withdrawn: %(reason)s") % log_entry.data

    @actions.register_action("approvals.hold")
    class Hold(LogFormatter):
        label = _("Hold")

        def format_message(self, log_entry):
            return _("Put on hold: %(reason)s") % log_entry.data
