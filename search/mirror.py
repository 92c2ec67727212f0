"""Keeping Elasticsearch in step with the database, after the fact.

What it has not confirmed yet stands in PendingChange, written with the entries
themselves. Whoever comes by works that list off: the task enqueued after a
commit, the job that runs every few seconds, a rebuild. A change may be sent
twice, never lost.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from elasticsearch import NotFoundError, helpers

from .engines import elasticsearch as elastic
from .models import Entry, Lease, PendingChange
from .terms import FORMS_VERSION, index_forms

logger = logging.getLogger("portal.search")

BATCH = 500
LEASE = timedelta(minutes=2)
_LEASE = "elasticsearch"


def follow(written: Sequence[int], erased: Sequence[int]) -> None:
    """Note what Elasticsearch has to do, in the caller's transaction; do it after the commit."""
    if not elastic.configured() or not (written or erased):
        return
    PendingChange.objects.filter(entry__in=erased).delete()
    PendingChange.objects.bulk_create(
        [PendingChange(entry=entry) for entry in written]
        + [PendingChange(entry=entry, erased=True) for entry in erased]
    )
    transaction.on_commit(_enqueue, robust=True)


def _enqueue() -> None:
    if not elastic.rest.resting:
        catch_up_task.enqueue()


@task()
def catch_up_task() -> None:
    """Bring Elasticsearch up to date, in a worker."""
    catch_up()


def catch_up() -> int:
    """Send all pending changes; returns how many. Rebuilds an index that is missing or not ours.

    Never raises for Elasticsearch's sake: what fails stays pending.
    """
    if not elastic.configured() or not _take_lease():
        return 0
    try:
        with elastic.reaching():
            sent = _send_pending() if _index_is_ours() else _rebuild(lambda done: None)
            if not sent and not _counts_agree():
                sent = _rebuild(lambda done: None)
    except elastic.Unavailable as error:
        logger.info("Elasticsearch did not take all changes yet: %s", error)
        return 0
    finally:
        _release_lease()
    elastic.rest.end()
    return sent


def _send_pending() -> int:
    sent = 0
    while changes := list(PendingChange.objects.order_by("pk")[:BATCH]):
        _send(elastic.alias(), changes)
        PendingChange.objects.filter(pk__in=[change.pk for change in changes]).delete()
        _extend_lease()
        sent += len(changes)
    return sent


def _index_is_ours() -> bool:
    """Whether the alias leads to an index of this version of the forms."""
    try:
        found = elastic.client(elastic.WRITE_TIMEOUT).indices.get_mapping(index=elastic.alias())
    except NotFoundError:
        return False
    versions = [index["mappings"].get("_meta", {}).get("forms_version") for index in found.values()]
    return versions == [FORMS_VERSION]


def _counts_agree() -> bool:
    """Whether the index holds as many entries as the database, when nothing is pending."""
    held = elastic.client(elastic.WRITE_TIMEOUT).count(index=elastic.alias())["count"]
    return held == Entry.objects.count() or PendingChange.objects.exists()


def _send(index: str, changes: Sequence[PendingChange]) -> None:
    present = Entry.objects.select_related("text").in_bulk([change.entry for change in changes])
    actions = [
        _document(index, present[change.entry])
        if change.entry in present
        else {"_op_type": "delete", "_index": index, "_id": str(change.entry)}
        for change in changes
    ]
    _bulk(actions, refresh=True)


def _bulk(actions: Iterable[dict[str, Any]], *, refresh: bool) -> None:
    """Send actions; deleting what is not there is fine, any other refusal raises."""
    _, errors = helpers.bulk(
        elastic.client(elastic.WRITE_TIMEOUT),
        actions,
        chunk_size=BATCH,
        refresh=refresh,
        raise_on_error=False,
    )
    refused = [
        error
        for error in (errors if isinstance(errors, list) else [])
        if not ("delete" in error and error["delete"].get("status") == 404)
    ]
    if refused:
        raise helpers.BulkIndexError(f"{len(refused)} changes were refused", refused)


def _document(index: str, entry: Entry) -> dict[str, Any]:
    forms = index_forms(entry.title, entry.text.body, entry.number)
    return {
        "_op_type": "index",
        "_index": index,
        "_id": str(entry.pk),
        "terms": sorted(forms.terms),
        "running": forms.folded,
        "entry": entry.pk,
        "facets": entry.facets_id,
        "expires_at": entry.expires_at,
    }


def rebuild(progress: Callable[[int], None] = lambda done: None) -> int:
    """Copy all entries into a new index, then swap it in; returns how many.

    The old index serves until the swap; a rebuild that dies leaves it serving,
    and the next one removes the unfinished copy. What changes meanwhile stays
    pending and is sent after the swap. Raises Unavailable.
    """
    if not _take_lease():
        logger.info("Somebody else is writing to Elasticsearch now.")
        return 0
    try:
        with elastic.reaching():
            return _rebuild(progress)
    finally:
        _release_lease()


def _rebuild(progress: Callable[[int], None]) -> int:
    server = elastic.client(elastic.WRITE_TIMEOUT)
    _remove_unfinished()
    name = f"{elastic.alias()}-{timezone.now():%Y%m%d%H%M%S%f}"
    server.indices.create(index=name, settings=elastic.SETTINGS, mappings=elastic.MAPPINGS)
    done = 0
    for batch in _batches():
        _bulk([_document(name, entry) for entry in batch], refresh=False)
        done += len(batch)
        _extend_lease()
        progress(done)
    server.indices.refresh(index=name)
    _swap(name)
    return done


def _batches() -> Iterator[list[Entry]]:
    after = 0
    rows = Entry.objects.select_related("text").order_by("pk")
    while batch := list(rows.filter(pk__gt=after)[:BATCH]):
        yield batch
        after = batch[-1].pk


def _swap(name: str) -> None:
    """Let the alias lead to ``name`` alone, in one step, and remove what it led to."""
    server = elastic.client(elastic.WRITE_TIMEOUT)
    try:
        old = list(server.indices.get_alias(name=elastic.alias()))
    except NotFoundError:
        old = []
    server.indices.update_aliases(
        actions=[
            *({"remove_index": {"index": index}} for index in old),
            {"add": {"index": name, "alias": elastic.alias()}},
        ]
    )


def _remove_unfinished() -> None:
    """Remove copies that a killed rebuild left behind: our name, but no alias."""
    server = elastic.client(elastic.WRITE_TIMEOUT)
    found = server.indices.get_alias(index=f"{elastic.alias()}-*", allow_no_indices=True)
    for index, state in found.items():
        if not state["aliases"]:
            server.indices.delete(index=index)


def _take_lease() -> bool:
    now = timezone.now()
    Lease.objects.filter(name=_LEASE, until__lte=now).delete()
    _, ours = Lease.objects.get_or_create(name=_LEASE, defaults={"until": now + LEASE})
    return ours


def _extend_lease() -> None:
    Lease.objects.filter(name=_LEASE).update(until=timezone.now() + LEASE)


def _release_lease() -> None:
    Lease.objects.filter(name=_LEASE).delete()
