"""Addresses within a search: another filter, another order, the same question."""

from django import template
from django.http import HttpRequest
from django.utils.http import urlencode

register = template.Library()


def _address(request: HttpRequest, **changes: str | None) -> str:
    """The current query string with some parameters changed, always from the first page."""
    query = request.GET.copy()
    for name, value in {**changes, "page": None}.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def querystring_with(context, name: str, value: str) -> str:
    """This search with one more or another filter."""
    return _address(context["request"], **{name: value})


@register.simple_tag(takes_context=True)
def querystring_without(context, name: str) -> str:
    """This search without a filter."""
    return _address(context["request"], **{name: None})


@register.simple_tag
def query_only(text: str) -> str:
    """``q=...`` for a fresh search, without filters."""
    return urlencode({"q": text})
