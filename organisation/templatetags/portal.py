"""What templates show of the portal settings, in the language of the page."""

from django import template

from ..models import FooterRow, PortalSettings

register = template.Library()


def _settings(context: template.Context) -> PortalSettings:
    return PortalSettings.load(request_or_site=context.get("request"))


@register.simple_tag(takes_context=True)
def portal_text(context: template.Context, name: str) -> str:
    """The setting ``name``: ``{% portal_text "slogan" %}``; Vietnamese where English is empty."""
    return _settings(context).text(name)


@register.simple_tag(takes_context=True)
def portal_footer(context: template.Context) -> list[FooterRow]:
    """Rows of the footer: ``{% portal_footer as rows %}``, none of them empty."""
    return _settings(context).footer_rows()
