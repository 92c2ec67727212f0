"""May this person see, write, create, withdraw: every such question is answered here.

Rights follow from memberships in the unit of the piece and from central roles,
never from the position in the page tree. Wagtail's own page permissions only
open the explorer.
"""

from functools import wraps

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from wagtail.models import (
    Page,
    PagePermissionTester,
    PageQuerySet,
    WorkflowState,
    get_page_models,
)
from wagtail.permission_policies.base import ModelPermissionPolicy

from organisation.models import Role
from organisation.people import holds, leaders_for, units_led, units_of

from . import releases

#: Roles that oversee the content of every unit (requirements 1A).
OVERSEERS = (
    Role.EDITORIAL,
    Role.PROPAGANDA,
    Role.STANDING,
    Role.NETWORK_ADMIN,
    Role.OFFICE,
)


def may_see(piece, user) -> bool:
    """Members of the unit, its acting leaders, overseers; a translation's translators."""
    if not user.is_active:
        return False
    if user.is_superuser or holds(user, *OVERSEERS):
        return True
    if holds(user, Role.CONTRIBUTOR, Role.UNIT_LEADER, unit=piece.unit_id):
        return True
    if leaders_for(piece.unit).filter(pk=user.pk).exists():
        return True
    return holds(user, Role.TRANSLATOR) and (piece.live or is_translation(piece))


def may_write(piece, user) -> bool:
    """Whose turn it is to change the text.

    In review: the stage that mends. Otherwise: contributors of the unit, and
    translators for a translation.
    """
    if not user.is_active:
        return False
    state = piece.current_workflow_state
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        stage = piece.current_workflow_task
        return bool(stage) and not stage.locked_for_user(piece, user)
    if is_translation(piece):
        return holds(user, Role.TRANSLATOR)
    return holds(user, Role.CONTRIBUTOR, unit=piece.unit_id)


def may_create_under(parent, user) -> bool:
    """Contributors of the parent's unit; of any unit below the central indexes."""
    if getattr(parent, "open_to_every_unit", False):
        return holds(user, Role.CONTRIBUTOR)
    unit_id = getattr(parent, "unit_id", None)
    return unit_id is not None and holds(user, Role.CONTRIBUTOR, unit=unit_id)


def may_withdraw(piece, user) -> bool:
    """Withdrawing is always possible for the network administrator (C11)."""
    return holds(user, Role.NETWORK_ADMIN)


def may_hold(piece, user) -> bool:
    """The propaganda board stops a piece in review (art. 5.4a, A4)."""
    return holds(user, Role.PROPAGANDA)


def may_delete(piece, user) -> bool:
    """A draft that was never submitted nor public, by those who may write it."""
    return not releases.has_proof(piece) and not piece.live and may_write(piece, user)


def is_translation(piece) -> bool:
    locale = getattr(piece, "locale", None)
    return locale is not None and locale.language_code != settings.LANGUAGE_CODE


class GovernedSnippetPolicy(ModelPermissionPolicy):
    """Rights on governed snippets, by membership; nobody has a publish right.

    (Core: ``wagtail.permission_policies.base.ModelPermissionPolicy``.)
    """

    def user_has_permission(self, user, action) -> bool:
        return self.user_has_any_permission(user, {action})

    def user_has_any_permission(self, user, actions) -> bool:
        if not user.is_active:
            return False
        actions = set(actions)
        writes = holds(user, Role.CONTRIBUTOR)
        if "add" in actions and writes:
            return True
        reads = writes or user.is_superuser or holds(user, *OVERSEERS, Role.UNIT_LEADER)
        return bool(actions & {"change", "view", "delete"}) and reads

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        return self.user_has_any_permission_for_instance(user, {action}, instance)

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        actions = set(actions)
        if actions & {"change", "view"} and may_see(instance, user):
            return True
        return "delete" in actions and may_delete(instance, user)

    def instances_user_has_any_permission_for(self, user, actions):
        if user.is_superuser or holds(user, *OVERSEERS):
            return self.model._default_manager.all()
        units = units_of(user, Role.CONTRIBUTOR, Role.UNIT_LEADER)
        return self.model._default_manager.filter(unit__in=units)


class GovernedPageTester(PagePermissionTester):
    """Core asks for Wagtail's page permissions; ours asks for memberships.

    Nobody has a publish right: pages become public by a finished chain only, and
    cease to be by a withdrawal. Superusers have none of the shortcuts they have
    in core. (Core: ``wagtail.models.pages.PagePermissionTester``.)
    """

    def __init__(self, user, page):
        super().__init__(user, page)
        self.page = page if page.specific_class is type(page) else page.specific
        self.permissions = getattr(self, "permissions", set()) - {"publish", "lock", "unlock"}

    def can_add_subpage(self) -> bool:
        models = self.page.creatable_subpage_models()
        return any(m.can_create_at(self.page) for m in models) and may_create_under(
            self.page, self.user
        )

    def can_edit(self) -> bool:
        """Open the editor, to read at least; the lock says who may write."""
        return may_see(self.page, self.user)

    def can_delete(self, ignore_bulk=False) -> bool:
        return self.page.is_leaf() and may_delete(self.page, self.user)

    def can_unpublish(self) -> bool:
        return False

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        """Lifting privacy would be a publication: there are no private pages."""
        return False

    def can_unschedule(self) -> bool:
        """A plan is dropped by a withdrawal, with a reason."""
        return False

    def can_lock(self) -> bool:
        return False

    def can_unlock(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return holds(self.user, Role.OFFICE)

    def can_move(self) -> bool:
        """The address of anything that is or was public is not moved by hand."""
        tree = self.page.get_descendants(inclusive=True)
        return not tree.filter(live=True).exists() and may_write(self.page, self.user)

    def can_move_to(self, destination) -> bool:
        return (
            self.can_move()
            and self.page != destination
            and not destination.is_descendant_of(self.page)
            and self.page.specific.can_move_to(destination)
            and destination.permissions_for_user(self.user).can_add_subpage()
        )

    def can_copy(self) -> bool:
        """Whoever copies writes the copy."""
        return holds(self.user, Role.CONTRIBUTOR) and may_see(self.page, self.user)

    def can_copy_to(self, destination, recursive=False) -> bool:
        return (
            not recursive
            and self.can_copy()
            and self.page.specific_class.can_create_at(destination)
            and destination.permissions_for_user(self.user).can_add_subpage()
        )

    def can_view_revisions(self) -> bool:
        return may_see(self.page, self.user)


def may_see_page(page: Page, user) -> bool:
    """``may_see`` for any page: those that no unit governs are only for the explorer."""
    specific = page.specific
    return not hasattr(specific, "unit_id") or may_see(specific, user)


def pages_seen_by(user) -> Q:
    """The condition under which a page may be named to ``user`` in a list, search or chooser.

    ``may_see_page``, and what readers see anyway: a public page is no secret, the
    new title that somebody drafts for it is.
    """
    if user.is_superuser or holds(user, *OVERSEERS):
        return Q()
    governed = [model for model in get_page_models() if hasattr(model, "unit_id")]
    types = ContentType.objects.get_for_models(*governed).values()
    seen = Q(live=True, draft_title=F("title")) | ~Q(content_type__in=types)
    units = set(units_of(user, Role.CONTRIBUTOR, Role.UNIT_LEADER).values_list("pk", flat=True))
    units |= units_led(user)
    for model in governed:
        seen |= Q(pk__in=model._base_manager.filter(unit__in=units).values("pk"))
    if holds(user, Role.TRANSLATOR):
        seen |= ~Q(locale__language_code=settings.LANGUAGE_CODE)
    return seen


def seen_pages(pages: PageQuerySet, user) -> PageQuerySet:
    """Those of ``pages`` that may be named to ``user``; by key, so that they can be searched."""
    seen = Page.objects.filter(pages_seen_by(user))
    return pages.filter(pk__in=seen.values_list("pk", flat=True))


def list_only_seen_pages(policy_class: type) -> None:
    """Let the explorer, page search, usage, history and the admin API list what may be named.

    Core asks one method for all of them and offers no other place: each hook covers
    one list only. (Upstream: ``wagtail.permission_policies.pages.PagePermissionPolicy``
    of 7.4; tests/permissions fails when an upgrade asks elsewhere.)
    """
    original = policy_class.explorable_instances

    @wraps(original)
    def explorable_instances(self, user) -> PageQuerySet:
        return seen_pages(original(self, user), user)

    policy_class.explorable_instances = explorable_instances
