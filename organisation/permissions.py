"""What each role may do in the admin, as data, and the groups that carry it.

Groups are only a shadow of memberships: Wagtail and Django ask groups, so every
role and every unit has one, and a person is in exactly those that today's
memberships call for. Nobody is put into a group by hand. What concerns one
piece (whose it is, at which stage) is decided elsewhere, by unit and chain;
these permissions only open the doors of the admin.
"""

from collections.abc import Iterable

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Exists, OuterRef, Q
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtailmedia.models import get_media_model

from .models import Membership, Role, Unit
from .people import units_led

#: Everybody with a role enters the admin.
EVERYBODY = ["wagtailadmin.access_admin"]

#: Words that mean the same to whoever searches, and what stands first for a query.
SEARCH_WORDS = [
    "search.add_synonymgroup",
    "search.change_synonymgroup",
    "search.delete_synonymgroup",
    "wagtailsearchpromotions.add_searchpromotion",
    "wagtailsearchpromotions.change_searchpromotion",
    "wagtailsearchpromotions.delete_searchpromotion",
]

#: "app.codename" by role. A codename whose application is not installed is passed over.
ROLE_PERMISSIONS: dict[Role, list[str]] = {
    Role.CONTRIBUTOR: [],
    Role.UNIT_LEADER: [],
    Role.EDITORIAL: ["assets.view_unpublished_files", *SEARCH_WORDS],
    Role.PROPAGANDA: ["assets.view_unpublished_files"],
    Role.PROPAGANDA_OFFICER: [],
    Role.STANDING: ["assets.view_unpublished_files"],
    Role.NETWORK_ADMIN: [
        "assets.view_unpublished_files",
        "operations.view_auditentry",
        "operations.view_scheduledjob",
    ],
    Role.OFFICE: [
        "accounts.add_user",
        "accounts.change_user",
        "assets.view_unpublished_files",
        "home.add_externallink",
        "home.change_externallink",
        "home.delete_externallink",
        "home.add_menuitem",
        "home.change_menuitem",
        "home.delete_menuitem",
        "operations.view_auditentry",
        "organisation.add_unit",
        "organisation.change_unit",
        "organisation.view_unit",
        "organisation.change_portalsettings",
        *SEARCH_WORDS,
        "units.add_reprintsource",
        "units.change_reprintsource",
        "units.add_topic",
        "units.change_topic",
        "wagtailcore.add_task",
        "wagtailcore.change_task",
        "wagtailcore.add_workflow",
        "wagtailcore.change_workflow",
    ],
    Role.LEADERSHIP: [],
    Role.CLERK: [],
    Role.TRANSLATOR: ["wagtail_localize.submit_translation"],
}

#: Roles that see the whole page tree, not only the pages of their unit.
EXPLORERS = (
    Role.EDITORIAL,
    Role.PROPAGANDA,
    Role.STANDING,
    Role.NETWORK_ADMIN,
    Role.OFFICE,
    Role.LEADERSHIP,
    Role.TRANSLATOR,
)
#: Page permissions on the root of the tree that open the explorer to them.
EXPLORER_PERMISSIONS = ("change_page",)
#: Roles that choose among the files of every unit: who mends texts, who sets the emblem.
CHOOSERS = (Role.EDITORIAL, Role.OFFICE)
#: What a unit's members may do with the files in the unit's own collection: see them.
MEMBER_ACTIONS = ("choose",)
#: What its contributors may do there besides (requirements 1A): others change no files.
CONTRIBUTOR_ACTIONS = ("add", "change")


def group_name(role: str) -> str:
    """The name of the group that stands for ``role``."""
    return f"role:{role}"


def unit_group_name(unit: Unit) -> str:
    """The name of the group of the members of ``unit``."""
    return f"unit:{unit.short_name}"


def contributors_group_name(unit_id: int) -> str:
    """The name of the group of a unit's contributors; by its key, so that it is never renamed."""
    return f"contributors:{unit_id}"


def due_groups(user) -> tuple[set[int], set[int]]:
    """Ids of the groups ``user`` should be in today, and of those they are in.

    Two queries; three more for a unit leader, who stands in for units below that have none.
    """
    terms = list(
        Membership.objects.active()
        .filter(user=user)
        .values_list("role", "unit_id", "unit__group_id")
    )
    names = [group_name(role) for role, _unit, _group in terms]
    names += [
        contributors_group_name(unit) for role, unit, _group in terms if role == Role.CONTRIBUTOR
    ]
    units = {group for _role, _unit, group in terms if group}
    if any(role == Role.UNIT_LEADER for role, _unit, _group in terms):
        led = Unit.objects.filter(pk__in=units_led(user), group__isnull=False)
        units |= set(led.values_list("group_id", flat=True))
    mine = user.groups.through.objects.filter(user_id=user.pk, group_id=OuterRef("pk"))
    rows = (
        Group.objects.annotate(mine=Exists(mine))
        .filter(Q(name__in=names) | Q(pk__in=units) | Q(mine=True))
        .values_list("pk", "name", "mine")
    )
    due = {pk for pk, name, _mine in rows if name in names or pk in units}
    return due, {pk for pk, _name, mine in rows if mine}


def bring_groups_in_step(user) -> bool:
    """Put ``user`` into the groups of today's memberships and out of all others.

    Writes only when something differs. True if the person holds any membership.
    """
    due, present = due_groups(user)
    if due != present:
        user.groups.set(due)
    return bool(due)


def permissions_named(names: Iterable[str]) -> list[Permission]:
    """The permissions of ``names`` ("app.codename") that exist."""
    wanted = {tuple(name.split(".", 1)) for name in names}
    if not wanted:
        return []
    found = Permission.objects.filter(
        content_type__app_label__in={app for app, _codename in wanted},
        codename__in={codename for _app, codename in wanted},
    ).select_related("content_type")
    return [p for p in found if (p.content_type.app_label, p.codename) in wanted]


def grant_roles(app_config: AppConfig, **kwargs) -> None:
    """After each application's migrations: give the roles what the table says about it.

    Idempotent; what the table no longer names is taken away. Permissions of an
    application are made here if Django has not come to it yet.
    """
    create_permissions(app_config, verbosity=0)
    label = app_config.label
    for role in Role:
        group, _created = Group.objects.get_or_create(name=group_name(role))
        names = [n for n in EVERYBODY + ROLE_PERMISSIONS[role] if n.startswith(f"{label}.")]
        due = permissions_named(names)
        stale = group.permissions.filter(content_type__app_label=label)
        group.permissions.remove(*stale.exclude(pk__in=[p.pk for p in due]))
        group.permissions.add(*due)
    if label == Page._meta.app_label:
        open_explorer()
    if label == get_image_model()._meta.app_label:
        open_all_collections()


def open_explorer() -> None:
    """Let the explorers' groups see the page tree from its root down."""
    root = Page.get_first_root_node()
    if root is None:
        return
    for permission in permissions_named(f"wagtailcore.{name}" for name in EXPLORER_PERMISSIONS):
        for group in Group.objects.filter(name__in=[group_name(role) for role in EXPLORERS]):
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def file_permissions(actions: Iterable[str]) -> list[Permission]:
    """The permissions of ``actions`` on images, documents and media."""
    return permissions_named(
        f"{model._meta.app_label}.{action}_{model._meta.model_name}"
        for model in (get_image_model(), get_document_model(), get_media_model())
        for action in actions
    )


def open_collection(unit: Unit) -> None:
    """Let the members of ``unit`` see the files in its collection, its contributors keep them."""
    contributors = Group.objects.create(name=contributors_group_name(unit.pk))
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=unit.collection, permission=permission)
        for group, actions in (
            (unit.group, MEMBER_ACTIONS),
            (contributors, CONTRIBUTOR_ACTIONS),
        )
        for permission in file_permissions(actions)
    )


def open_all_collections() -> None:
    """Let the choosers choose among all files."""
    root = Collection.get_first_root_node()
    if root is None:
        return
    for permission in file_permissions(["choose"]):
        for group in Group.objects.filter(name__in=[group_name(role) for role in CHOOSERS]):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )


def new_collection(name: str) -> Collection:
    """A collection called ``name`` directly below the root."""
    return Collection.get_first_root_node().add_child(name=name)
