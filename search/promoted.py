"""Results that editors put first for a query (Wagtail's promoted search results).

Only pages that search may show are shown, by their own approved title: neither
an editor's description nor an outside link has gone through a chain.
"""

from django.db.models import Q
from django.utils import timezone
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

from .models import Entry
from .query import parse


def promoted(text: str, language: str) -> list[Entry]:
    """Entries promoted for this query, however it is spelt, in the editors' order."""
    asked = parse(text).folded
    if not asked:
        return []
    label = Page._meta.label_lower
    keys = [
        f"{label}:{page}"
        for query, page in SearchPromotion.objects.filter(page__isnull=False)
        .order_by("sort_order")
        .values_list("query__query_string", "page_id")
        if parse(query).folded == asked
    ]
    if not keys:
        return []
    rows = Entry.objects.filter(object_key__in=keys, part=0, facets__language=language).filter(
        Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    )
    return sorted(rows, key=lambda entry: keys.index(entry.object_key))
