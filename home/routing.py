"""From an address to its page in two queries, however deep the page lies.

Wagtail walks the tree slug by slug and loads every page on the way whole; a cell's
article lies five levels deep.
"""

from django.http import Http404, HttpRequest
from wagtail.models import Page
from wagtail.url_routing import RouteResult


def route(home: Page, request: HttpRequest, components: list[str]) -> RouteResult:
    """The deepest page along ``components`` below ``home`` answers for the rest of them.

    Raises Http404 as Wagtail's own ``Page.route`` does. The pages passed on the way
    stand in ``trail`` of the found page, the home page first.
    """
    trail = _trail(home, components)
    rest = components[len(trail) - 1 :]
    found = trail.pop()
    if found is not home:
        found = _whole(found)
        found.trail = trail
    if rest and not hasattr(found, "resolve_subpage"):
        raise Http404
    return found.route(request, rest)


def _trail(home: Page, components: list[str]) -> list[Page]:
    """``home`` and, as far as they exist, the pages that ``components`` name one below another."""
    candidates = Page.objects.filter(
        slug__in=components,
        path__startswith=home.path,
        depth__gt=home.depth,
        depth__lte=home.depth + len(components),
    )
    by_place = {(page.path[: -Page.steplen], page.slug): page for page in candidates}
    trail = [home]
    for slug in components:
        page = by_place.get((trail[-1].path, slug))
        if page is None:
            break
        trail.append(page)
    return trail


def _whole(page: Page) -> Page:
    """The page in its own class, with what its template shows of related rows."""
    model = page.specific_class
    if model is None:
        raise Http404
    shown = getattr(model, "shown_with_page", ())
    return model._default_manager.select_related("locale", *shown).get(pk=page.pk)
