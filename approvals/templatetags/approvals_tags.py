"""What templates ask of the approval chain."""

from django import template

from ..standing import approvals_of_live

register = template.Library()


@register.simple_tag(takes_context=True)
def live_record(context, page):
    """Who approved what readers see of ``page``; empty unless staff is looking (R57)."""
    user = context["request"].user
    if not user.has_perm("wagtailadmin.access_admin"):
        return []
    return list(approvals_of_live(page))
