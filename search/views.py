"""The search page, suggestions while typing, and OpenSearch."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from . import queries
from .promoted import promoted
from .results import FACETS, NEWEST, RELEVANCE, Results, SearchRequest
from .searching import MAX_RANKED, search
from .suggestions import suggest

#: Parameter of an address -> facet. The rest are named alike.
PARAMETERS = {"type": "kind", **{facet: facet for facet in FACETS if facet != "kind"}}
_MAX_PAGE = MAX_RANKED // 10
#: So many choices of a facet are shown at once, the others on request.
_FIRST_CHOICES = 8


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """``/tim-kiem/``: a form, and with ``q`` its results. Works without JavaScript."""
    asked = read_request(request)
    results = search(asked)
    if asked.text.strip() and asked.page == 1 and not any(asked.filters.values()):
        queries.note(asked.text, asked.language, results.total)
    first = promoted(asked.text, asked.language) if asked.page == 1 else []
    response = TemplateResponse(
        request,
        "search/results.html",
        {
            "title": _("Search"),
            "results": results,
            "promoted": first,
            "page_obj": _paging(results),
            "facets": facet_groups(results),
            "sort_choices": [(RELEVANCE, _("most relevant")), (NEWEST, _("newest"))],
            "elsewhere": _elsewhere(results) if not results.total else [],
        },
    )
    return _private(response)


def _elsewhere(results: Results) -> list[dict]:
    """The same search in the portal's other languages, when this one finds nothing."""
    links = []
    for code, name in settings.LANGUAGES:
        if results.elsewhere and code != results.request.language:
            with override(code):
                address = f"{reverse('search')}?{urlencode({'q': results.request.text})}"
            links.append({"name": name, "url": address})
    return links


@require_GET
def suggestions(request: HttpRequest) -> JsonResponse:
    """``/tim-kiem/goi-y/``: ``{"suggestions": [{"text", "url"}]}``."""
    found = suggest(request.GET.get("q", ""), get_language())
    return _private(
        JsonResponse({"suggestions": [{"text": item.text, "url": item.url} for item in found]})
    )


@require_safe
def open_search(request: HttpRequest) -> HttpResponse:
    """The OpenSearch description by which browsers offer the portal's search."""
    base = request.build_absolute_uri("/").rstrip("/")
    return render(
        request,
        "search/opensearch.xml",
        {
            "page_url": base + reverse("search"),
            "suggest_url": base + reverse("search_open_suggestions"),
        },
        content_type="application/opensearchdescription+xml",
    )


@require_GET
def open_suggestions(request: HttpRequest) -> JsonResponse:
    """Suggestions in the shape of the OpenSearch suggestions extension."""
    text = request.GET.get("q", "")
    found = suggest(text, get_language())
    return _private(
        JsonResponse(
            [text, [item.text for item in found]],
            safe=False,
            content_type="application/x-suggestions+json",
        )
    )


def read_request(request: HttpRequest) -> SearchRequest:
    """The search an address asks for; whatever is malformed counts as absent."""
    page = request.GET.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    sort = request.GET.get("sort", "")
    return SearchRequest(
        text=request.GET.get("q", ""),
        language=get_language() or "vi",
        filters={
            facet: value[:120]
            for parameter, facet in PARAMETERS.items()
            if (value := request.GET.get(parameter, ""))
        },
        sort=NEWEST if sort == NEWEST else RELEVANCE,
        page=min(max(number, 1), _MAX_PAGE),
    )


def facet_groups(results: Results) -> list[dict]:
    """The facets as the page shows them: those with a choice to make."""
    headings = {
        "kind": _("Type of content"),
        "unit": _("Unit"),
        "year": _("Year"),
        "level": _("Level"),
        "field": _("Field of work"),
    }
    parameters = {facet: parameter for parameter, facet in PARAMETERS.items()}
    return [
        {
            "heading": headings[facet],
            "parameter": parameters[facet],
            "choices": choices[:_FIRST_CHOICES],
            "rest": choices[_FIRST_CHOICES:],
            "rest_open": any(choice.chosen for choice in choices[_FIRST_CHOICES:]),
        }
        for facet, choices in results.facets.items()
        if len(choices) > 1 or any(choice.chosen for choice in choices)
    ]


def _paging(results: Results):
    """Results as Django's paginator sees them, so that the shared paging template serves."""
    size = results.request.page_size
    paginator = Paginator(range(min(results.total, MAX_RANKED)), size)
    return paginator.get_page(results.request.page)


def _private(response):
    """Nobody between the portal and the reader keeps what was searched."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
