"""A portal of its own for the benchmarks of search: a fresh database, filled with documents.

Documents become articles below one unit. Their rows are written in bulk, as those
of a restored backup are, and ``rebuild_search`` then makes them findable.
"""

import html
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("SHARED_DATA", ROOT.parent / "shared" / "data"))
ENGINES = ("sqlite", "postgresql", "elasticsearch")
_BATCH = 200


def at_hand(engine: str) -> bool:
    """Whether the server of ``engine`` is named: by TEST_POSTGRESQL_URL, TEST_ELASTICSEARCH_URL."""
    return engine == "sqlite" or bool(_address(engine))


def _address(engine: str) -> str:
    names = {
        "postgresql": ("TEST_POSTGRESQL_URL", "DATABASE_URL"),
        "elasticsearch": ("TEST_ELASTICSEARCH_URL", "ELASTICSEARCH_URL"),
    }[engine]
    found = next((value for name in names if (value := os.environ.get(name))), "")
    return "" if engine == "postgresql" and not found.startswith("postgres") else found


@contextmanager
def fresh_portal(engine: str) -> Iterator[None]:
    """Django on an empty, migrated database of ``engine``; gone afterwards. Once a process."""
    folder = Path(tempfile.mkdtemp(prefix="bench-search-"))
    name = f"bench_search_{uuid4().hex[:12]}"
    server = _address("postgresql") if engine == "postgresql" else ""
    if server:
        _on_server(server, f"CREATE DATABASE {name}")
    os.environ |= {
        "SECRET_KEY": "benchmarks-only",
        "DATA_DIR": str(folder),
        "DATABASE_URL": _renamed(server, name) if server else f"sqlite:///{folder}/portal.sqlite3",
        "ELASTICSEARCH_URL": _address("elasticsearch") if engine == "elasticsearch" else "",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    sys.path.insert(0, str(ROOT / "site"))
    try:
        _start(name)
        yield
    finally:
        _stop(engine)
        if server:
            _on_server(server, f"DROP DATABASE {name} WITH (FORCE)")
        shutil.rmtree(folder, ignore_errors=True)


def _start(name: str) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ELASTICSEARCH_INDEX = name
    settings.TASKS["default"]["BACKEND"] = "django_tasks.backends.dummy.DummyBackend"
    call_command("migrate", verbosity=0)


def _stop(engine: str) -> None:
    from django.db import connections

    if engine == "elasticsearch":
        from search.engines import elasticsearch as elastic

        server = elastic.client(elastic.WRITE_TIMEOUT)
        for index in server.indices.get(index=f"{elastic.alias()}-*", allow_no_indices=True):
            server.indices.delete(index=index)
    connections.close_all()


def _renamed(server: str, name: str) -> str:
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def _on_server(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


def load(documents: Sequence[dict]) -> dict[str, str]:
    """Make ``{id, title, text}`` public articles, findable; their addresses -> the ids.

    A document without a title gets its id for one, since every page has a title.
    """
    from django.core.management import call_command
    from django.db import transaction
    from wagtail.models import Page

    from approvals.models import WritePermit

    parent = _found()
    known: dict[str, str] = {}
    for batch in batches(documents, _BATCH):
        with transaction.atomic():
            permit = WritePermit.objects.create(table=Page._meta.db_table, row="")
            pages = _write(parent, batch)
            permit.delete()
        known.update(
            (page.get_url_parts()[2], document["id"])
            for page, document in zip(pages, batch, strict=True)
        )
    started = time.monotonic()
    call_command("rebuild_search")
    print(f"{len(known) / (time.monotonic() - started):.0f} pages a second became findable")
    return known


def batches(things: Iterable[Any], size: int) -> Iterator[list[Any]]:
    remaining = iter(things)
    while batch := list(islice(remaining, size)):
        yield batch


def _found() -> Any:
    from home.services import found_portal
    from organisation.models import Unit, UnitKind
    from units.models import UnitPage

    bloc = Unit.objects.create(name="Đảng ủy Khối", short_name="Đảng ủy Khối", kind=UnitKind.BLOC)
    unit = Unit.objects.create(
        name="Văn phòng", short_name="Văn phòng", kind=UnitKind.AGENCY, parent=bloc
    )
    found_portal(bloc)
    return UnitPage.objects.get(unit=unit)


def _write(parent: Any, documents: Sequence[dict]) -> list[Any]:
    """Live articles below ``parent``, written as Wagtail's tree wants them."""
    from django.db.models import F
    from wagtail.models import Page

    there = Page.objects.filter(pk=parent.pk).values_list("numchild", flat=True)[0]
    pages = [_article(parent, at, row) for at, row in enumerate(documents, start=there + 1)]
    names = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    rows = [Page(**{name: getattr(page, name) for name in names}) for page in pages]
    for page, row in zip(pages, Page.objects.bulk_create(rows), strict=True):
        page.pk = page.page_ptr_id = row.pk
    # Django offers no public way to write many rows of a class that has a parent.
    model = type(pages[0])
    model._base_manager._insert(pages, model._meta.local_concrete_fields, using="default", raw=True)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
    return pages


def _article(parent: Any, at: int, document: dict) -> Any:
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone

    from units.models import ArticlePage

    title = document.get("title") or document["id"]
    return ArticlePage(
        title=title,
        draft_title=title,
        slug=f"tai-lieu-{at}",
        path=ArticlePage._get_path(parent.path, parent.depth + 1, at),
        depth=parent.depth + 1,
        url_path=f"{parent.url_path}tai-lieu-{at}/",
        content_type=ContentType.objects.get_for_model(ArticlePage),
        locale_id=parent.locale_id,
        unit_id=parent.unit_id,
        first_published_at=timezone.now(),
        live=True,
        body=[("text", _paragraphs(document["text"]))],
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n") if part.strip())
