"""Search as the tests need it: a kind of things, and every engine in turn."""

from uuid import uuid4

import pytest

from search import kinds, mirror, statistics
from search.engines import elasticsearch as elastic
from search.models import FileText, PendingChange
from search.results import facet_sets
from search.spelling import vocabulary
from tests.portal import bloc, kept_for_a_module, portal

from .things import entries_of

__all__ = ["bloc", "portal"]


@pytest.fixture(autouse=True)
def fresh_memory():
    """No process memory of another test's ids and words, no rest after its failures."""
    for memory in (facet_sets, vocabulary):
        memory.forget()
    elastic.rest.end()
    yield
    elastic.rest.end()


@pytest.fixture
def things(db):
    """Registers the kind of :mod:`tests.search.things`; nothing else is findable."""
    known = dict(kinds._kinds)
    kinds._kinds.clear()
    kinds.register(kinds.EntryKind("thing", "Thing", FileText, entries_of, lambda: []))
    yield
    kinds._kinds.clear()
    kinds._kinds.update(known)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """``with committed():`` what follows a commit happens at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def elasticsearch(settings, elasticsearch_url, db):
    """A real node, with an index of this test's own."""
    settings.ELASTICSEARCH_URL = elasticsearch_url
    settings.ELASTICSEARCH_INDEX = f"test-{uuid4().hex[:12]}"
    _remove_indexes()
    mirror.catch_up()
    yield
    _remove_indexes()


def _remove_indexes() -> None:
    server = elastic.client(elastic.WRITE_TIMEOUT)
    for index in server.indices.get(index=f"{elastic.alias()}-*", allow_no_indices=True):
        server.indices.delete(index=index)


@pytest.fixture(
    params=["database", pytest.param("elasticsearch", marks=pytest.mark.needs_elasticsearch)]
)
def engine(request, settings, things):
    """Each engine in turn: the suite's database, then Elasticsearch with that database."""
    if request.param == "elasticsearch":
        request.getfixturevalue("elasticsearch")
    else:
        settings.ELASTICSEARCH_URL = ""
    return request.param


@pytest.fixture
def synced(engine):
    """``synced()`` brings Elasticsearch up to date, where it is the engine."""

    def sync() -> None:
        if engine == "elasticsearch":
            mirror.catch_up()
            assert not PendingChange.objects.exists()

    return sync


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    with kept_for_a_module(django_db_blocker) as kept:
        statistics.recount()  # nothing is committed here, so nobody has counted
        yield kept
