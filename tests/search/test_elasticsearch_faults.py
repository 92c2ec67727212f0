"""Elasticsearch fails in every way there is: readers notice nothing, and it catches up."""

import http.server
import threading
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from search import mirror, services
from search.engines import elasticsearch as elastic
from search.models import Lease, PendingChange
from search.results import SearchRequest
from search.searching import search

from .proxy import Wire
from .things import fill_library, show, thing

pytestmark = [pytest.mark.needs_elasticsearch, pytest.mark.usefixtures("things", "wire")]

PATIENCE = 1.8
"""Seconds that a reader waits at most for a search during which Elasticsearch fails."""


@pytest.fixture
def wire(settings, elasticsearch, elasticsearch_url, committed):
    """The library, in an Elasticsearch at the other end of a wire."""
    wire = Wire(elasticsearch_url)
    settings.ELASTICSEARCH_URL = wire.url
    with committed():
        fill_library()
    mirror.catch_up()
    yield wire
    wire.cut()
    settings.ELASTICSEARCH_URL = elasticsearch_url


def urls(query: str = "ủy ban kiểm tra") -> list[str]:
    return [hit.url for hit in search(SearchRequest(query)).hits]


def held() -> int:
    """How many entries Elasticsearch holds."""
    server = elastic.client(elastic.WRITE_TIMEOUT)
    server.indices.refresh(index=elastic.alias())
    return server.count(index=elastic.alias())["count"]


def indexes() -> set[str]:
    server = elastic.client(elastic.WRITE_TIMEOUT)
    return set(server.indices.get(index=f"{elastic.alias()}-*"))


def assert_all_is_well() -> None:
    """Everything is in Elasticsearch, nothing is pending, and it answers."""
    elastic.rest.end()
    assert not PendingChange.objects.exists()
    asked = elastic.client().count(index=elastic.alias())["count"]
    assert asked == held() == len(urls_of_everything())
    assert urls()[0] == "/uy-ban/"
    assert not elastic.rest.resting


def urls_of_everything() -> list[str]:
    from search.models import Entry

    return list(Entry.objects.values_list("url", flat=True))


def test_elasticsearch_answers_as_long_as_all_is_well(wire):
    before = wire.requests
    assert urls()[0] == "/uy-ban/"
    assert wire.requests > before
    assert_all_is_well()


def test_stopped_before_a_query(wire):
    wire.cut()
    assert urls()[0] == "/uy-ban/"
    assert elastic.rest.resting


@pytest.mark.parametrize("answered", [0, 1])
def test_stopped_in_the_middle_of_a_query(wire, answered):
    """In its first question, or between counting and finding."""
    wire.cut_after = answered
    results = search(SearchRequest("ủy ban kiểm tra"))
    assert results.hits[0].url == "/uy-ban/"
    assert results.total >= len(results.hits)


def test_after_a_failure_readers_do_not_wait_again(wire):
    wire.delay = 2.0
    urls()
    started = time.monotonic()
    assert urls()[0] == "/uy-ban/"
    assert time.monotonic() - started < elastic.SEARCH_TIMEOUT


def test_slow(wire):
    wire.delay = 2.0
    started = time.monotonic()
    assert urls()[0] == "/uy-ban/"
    assert time.monotonic() - started < PATIENCE


def test_stopped_while_indexing_it_catches_up_by_itself(wire, committed):
    wire.cut_after = 1
    with committed():
        show("moi", "Ủy ban Kiểm tra tập huấn", "Tập huấn nghiệp vụ kiểm tra.")
    assert PendingChange.objects.count() == 1
    assert "/moi/" in urls()
    mirror.catch_up()
    assert PendingChange.objects.count() == 1
    wire.mend()
    assert mirror.catch_up() == 1
    assert_all_is_well()


def test_what_was_withdrawn_while_it_was_away_is_never_shown(wire, committed):
    wire.cut()
    with committed():
        services.withdraw(thing("uy-ban"))
    assert "/uy-ban/" not in urls()
    wire.mend()
    elastic.rest.end()
    assert held() == len(urls_of_everything()) + 1
    assert "/uy-ban/" not in urls()
    mirror.catch_up()
    assert held() == len(urls_of_everything())


def test_a_full_disk(wire, committed):
    block(True)
    try:
        with committed():
            show("moi", "Ủy ban Kiểm tra tập huấn", "Tập huấn nghiệp vụ kiểm tra.")
        assert PendingChange.objects.count() == 1
        elastic.rest.end()
        assert {"/moi/", "/uy-ban/"} <= set(urls())
        assert mirror.catch_up() == 0
    finally:
        block(None)
    assert mirror.catch_up() == 1
    assert_all_is_well()


def block(value: bool | None) -> None:
    """What Elasticsearch does to an index when its disk is full."""
    settings = {"index.blocks.read_only_allow_delete": value}
    server = elastic.client(elastic.WRITE_TIMEOUT)
    server.indices.put_settings(index=elastic.alias(), settings=settings)


def test_an_index_that_is_missing_is_built_again(wire):
    for index in indexes():
        elastic.client().indices.delete(index=index)
    assert urls()[0] == "/uy-ban/"
    mirror.catch_up()
    assert_all_is_well()


def test_an_index_of_another_version_of_the_forms_is_built_again(wire, monkeypatch):
    old = indexes()
    monkeypatch.setattr(mirror, "FORMS_VERSION", mirror.FORMS_VERSION + 1)
    monkeypatch.setitem(elastic.MAPPINGS, "_meta", {"forms_version": mirror.FORMS_VERSION})
    mirror.catch_up()
    assert not indexes() & old
    assert_all_is_well()


def test_an_index_that_has_lost_entries_is_built_again(wire):
    server = elastic.client(elastic.WRITE_TIMEOUT)
    found = server.search(index=elastic.alias(), size=1)["hits"]["hits"][0]
    server.delete(index=elastic.alias(), id=found["_id"], refresh=True)
    mirror.catch_up()
    assert_all_is_well()


def test_stopped_while_rebuilding_the_old_index_serves(wire):
    old = indexes()
    wire.cut_after = 3
    call_command("rebuild_search", "--elasticsearch-only")
    wire.mend()
    elastic.rest.end()
    assert old < indexes()
    assert_all_is_well()
    call_command("rebuild_search", "--elasticsearch-only")
    assert len(indexes()) == 1
    assert not indexes() & old
    assert_all_is_well()


def test_a_killed_rebuild_leaves_the_old_index_serving_and_its_lease_runs_out(wire):
    old = indexes()

    def die(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        mirror.rebuild(die)
    # A process that is killed leaves its lease, too.
    Lease.objects.create(name="elasticsearch", until=timezone.now() + timedelta(minutes=1))
    assert old < indexes()
    assert_all_is_well()
    assert mirror.rebuild() == 0
    Lease.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert mirror.rebuild() == len(urls_of_everything())
    assert len(indexes()) == 1
    assert_all_is_well()


def test_what_is_published_and_withdrawn_during_a_rebuild_is_right_after_it(wire, committed):
    def meanwhile(done: int) -> None:
        with committed():
            show("moi", "Ủy ban Kiểm tra tập huấn", "Tập huấn nghiệp vụ kiểm tra.")
            services.withdraw(thing("ban-ghe"))

    mirror.rebuild(meanwhile)
    assert "/moi/" in urls()
    mirror.catch_up()
    assert_all_is_well()


def test_more_changes_than_readers_can_wait_for_are_answered_by_the_database(wire, monkeypatch):
    monkeypatch.setattr("search.engines.choose.MAX_PENDING", 2)
    for number in range(4):
        show(f"tin-{number}", "Ủy ban Kiểm tra họp")
    before = wire.requests
    assert {"/tin-0/", "/tin-3/", "/uy-ban/"} <= set(urls())
    assert wire.requests == before


class Stranger(http.server.BaseHTTPRequestHandler):
    """A server that is no Elasticsearch that the client knows."""

    status, body = 200, b"{}"

    def answer(self) -> None:
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    do_GET = do_POST = do_PUT = do_HEAD = answer

    def log_message(self, format: str, *args: object) -> None:
        """Nothing to tell."""


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b'{"version": {"number": "7.10.2"}}'),
        (400, b'{"error": {"type": "media_type_header_exception"}, "status": 400}'),
        (200, b"<html>"),
        (401, b"{}"),
        (503, b""),
    ],
)
def test_a_server_of_another_version_or_none_at_all(settings, committed, status, body):
    handler = type("Handler", (Stranger,), {"status": status, "body": body})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    ours = settings.ELASTICSEARCH_URL
    settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{server.server_port}"
    try:
        assert urls()[0] == "/uy-ban/"
        with committed():
            show("moi", "Ủy ban Kiểm tra tập huấn")
        elastic.rest.end()
        assert mirror.catch_up() == 0
        assert "/moi/" in urls()
    finally:
        server.shutdown()
        server.server_close()
        settings.ELASTICSEARCH_URL = ours
    mirror.catch_up()
    assert_all_is_well()
