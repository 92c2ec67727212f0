"""Is the portal alive, and can it serve: for load balancers and watchers."""

import logging
from functools import cache

from django.core.cache import cache as site_cache
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import jobs
from .doctor import unapplied_migrations

logger = logging.getLogger("portal.health")


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing else, so that a slow database restarts nobody."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """What the portal depends on; 503 when it cannot serve readers.

    The cache, the scheduler and the worker are told but do not count: public
    pages are served without them (requirement R21).
    """
    state: dict[str, object] = {"database": "ok", "migrations": "ok", "cache": _cache_state()}
    try:
        if not _migrated():
            state["migrations"] = "missing"
        state["scheduler_seconds"] = _seconds(jobs.SCHEDULER)
        state["worker_seconds"] = _seconds(jobs.WORKER)
    except DatabaseError:
        logger.exception("The database does not answer.")
        state["database"], state["migrations"] = "away", "unknown"
    ready = state["database"] == "ok" and state["migrations"] == "ok"
    state["ready"] = ready
    return JsonResponse(state, status=200 if ready else 503)


def _migrated() -> bool:
    """Code does not change under a running process: a yes is kept, a no asked again."""
    try:
        return _kept_yes()
    except LookupError:
        return False


@cache
def _kept_yes() -> bool:
    if unapplied_migrations():
        raise LookupError("migrations")
    return True


def _seconds(part: str) -> int | None:
    age = jobs.heartbeat_age(part)
    return None if age is None else int(age.total_seconds())


def _cache_state() -> str:
    try:
        site_cache.set("readyz", 1, 5)
        return "ok" if site_cache.get("readyz") == 1 else "away"
    except Exception:
        # Every cache backend has exceptions of its own; none may take readiness down.
        logger.exception("The cache does not answer.")
        return "away"
