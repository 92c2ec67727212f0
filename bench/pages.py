"""How long a reader's page takes to make, and how many queries it asks.

In this process, without network and without the page cache: the figure that
templates and queries decide. Best of several rounds, since other programs only
ever make it slower.
"""

import time

from bench.portal import set_up

ROUNDS = 15
#: Pages of each class that are looked at.
SAMPLES = 3


def main() -> None:
    set_up()
    from django.conf import settings
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from wagtail.models import Page

    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    print(f"{'class':28}{'ms':>8}{'queries':>9}{'kB':>7}  address")
    for name, address in _addresses(Page):
        best, queries, size = float("inf"), 0, 0
        for _ in range(ROUNDS):
            cache.clear()
            began = time.perf_counter()
            with CaptureQueriesContext(connection) as asked:
                response = client.get(address)
            best = min(best, time.perf_counter() - began)
            queries, size = len(asked), len(response.content)
        print(f"{name:28}{best * 1000:8.1f}{queries:9}{size / 1000:7.1f}  {address}")


def _addresses(pages):
    """(class, address) of some live pages of every class, by class."""
    seen: dict[str, int] = {}
    for page in pages.objects.live().filter(depth__gt=1).order_by("content_type", "path"):
        name = page.specific_class.__name__
        seen[name] = seen.get(name, 0) + 1
        if seen[name] <= SAMPLES and (address := page.get_url()):
            yield name, address
