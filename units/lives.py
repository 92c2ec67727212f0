"""What becomes of a unit's page when the unit is created or changed."""

from django.conf import settings
from django.contrib.auth.models import Permission
from django.utils.translation import override
from wagtail.models import GroupPagePermission, Page

from approvals.gate import publication_open
from approvals.permissions import is_translation
from organisation.lives import Participant
from organisation.models import Unit, UnitKind

from .models import UnitIndexPage, UnitPage
from .slugs import free_slug

#: What members of a unit may do at their page; the chain decides about everything else.
UNIT_PERMISSIONS = ("add_page", "change_page")


class UnitPages(Participant):
    """A unit has a page with its name from the first moment (R02, R32).

    The bloc committee itself has no page below the list of units: the list is its face.
    """

    def unit_created(self, unit: Unit, by) -> None:
        if unit.kind == UnitKind.BLOC:
            return
        parent = page_above(unit)
        if parent is None:  # the portal has not been founded yet: founding makes the pages
            return
        page = UnitPage(
            title=unit.name,
            slug=free_slug(parent, unit.short_name),
            unit=unit,
            owner=by,
            show_in_menus=True,
            live=False,
        )
        parent.add_child(instance=page)
        with publication_open("unit created"):
            page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
        open_to_group(page, unit)

    def unit_changed(self, unit: Unit, by) -> None:
        """A new name is the title of the page at once, in its language; its address stays."""
        for page in UnitPage.objects.filter(unit=unit).select_related("locale"):
            with override(page.locale.language_code):
                title = unit.shown_name
            if page.title != title and (title != unit.name or not is_translation(page)):
                page.title = page.draft_title = title
                with publication_open("unit renamed"):
                    page.save(update_fields=["title", "draft_title"])


def page_above(unit: Unit) -> Page | None:
    """The page of the unit above, else the list of units; None before there is one."""
    source = {"locale__language_code": settings.LANGUAGE_CODE}
    above = UnitPage.objects.filter(unit=unit.parent, **source).first() if unit.parent else None
    return above or UnitIndexPage.objects.filter(**source).first()


def open_to_group(page: Page, unit: Unit) -> None:
    """Let the unit's group work at ``page`` and below in Wagtail's explorer."""
    if unit.group is None:
        return
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=UNIT_PERMISSIONS
    ):
        GroupPagePermission.objects.get_or_create(
            group=unit.group, page=page, permission=permission
        )
