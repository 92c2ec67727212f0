"""What templates ask of the approval chain."""

from django import template

from .. import rules
from ..standing import Standing, approvals_of_live, standing_of

register = template.Library()


@register.simple_tag(takes_context=True)
def live_record(context, page):
    """Who approved what readers see of ``page``; empty unless staff is looking (R57)."""
    user = context["request"].user
    if not user.has_perm("wagtailadmin.access_admin"):
        return []
    return list(approvals_of_live(page))


@register.simple_tag(takes_context=True)
def chain_of(context, piece) -> Standing:
    """Where ``piece`` stands and what may be done now, for whoever is looking."""
    return standing_of(piece, context["request"].user)


@register.simple_tag
def declaration() -> str:
    """What is declared at each submission."""
    return str(rules.DECLARATION)
