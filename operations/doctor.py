"""What is configured, what is wrong, what to do: a registry of checks.

A room adds its own in a module called ``doctor.py``, imported at start. Every
sentence tells the reader what to do next.
"""

import shutil
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from . import jobs
from .models import ScheduledJob
from .triggers import missing_triggers

OK, WARN, FAIL = "ok", "warn", "fail"


class Finding(NamedTuple):
    """``level`` is ok, warn or fail; ``sentence`` is for people."""

    name: str
    level: str
    sentence: str


Check = Callable[[], Finding]
_checks: list[Check] = []


def doctor_check(check: Check) -> Check:
    """Register a function without arguments that returns a :class:`Finding`."""
    if check not in _checks:
        _checks.append(check)
    return check


def examine() -> list[Finding]:
    """Run every check; one that breaks is itself a finding."""
    return [_guarded(check) for check in _checks]


def worst(findings: Iterable[Finding]) -> str:
    """The gravest level among the findings."""
    levels = {finding.level for finding in findings}
    return FAIL if FAIL in levels else WARN if WARN in levels else OK


def unapplied_migrations() -> list[str]:
    """Names of migrations that the code has and the database has not."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def _guarded(check: Check) -> Finding:
    try:
        return check()
    except Exception as error:  # noqa: BLE001 (a broken check is what the doctor must report)
        sentence = _("This check could not be made: %(error)s.") % {"error": error}
        return Finding(check.__name__, FAIL, sentence)


@doctor_check
def database() -> Finding:
    try:
        missing = unapplied_migrations()
    except DatabaseError:
        return Finding(
            "database",
            FAIL,
            _("The database does not answer. Start it or correct DATABASE_URL."),
        )
    if missing:
        sentence = _("%(count)d migrations are not applied. Run: manage.py migrate.")
        return Finding("database", FAIL, sentence % {"count": len(missing)})
    return Finding("database", OK, _("The database answers and all migrations are applied."))


@doctor_check
def triggers() -> Finding:
    if missing := missing_triggers():
        sentence = _("Guards are missing in the database: %(names)s. Run: manage.py migrate.")
        return Finding("triggers", FAIL, sentence % {"names": ", ".join(missing)})
    return Finding("triggers", OK, _("All guards of the database are in place."))


@doctor_check
def scheduler() -> Finding:
    return _pulse(
        jobs.SCHEDULER,
        timedelta(minutes=2),
        _("The scheduler is not running: planned pieces do not go public. Start: %(command)s."),
        "manage.py run_jobs --loop",
    )


@doctor_check
def worker() -> Finding:
    return _pulse(
        jobs.WORKER,
        timedelta(minutes=5),
        _("The job worker is not running: mails and indexing wait. Start: %(command)s."),
        "manage.py db_worker",
    )


def _pulse(part: str, patience: timedelta, sentence: str, command: str) -> Finding:
    age = jobs.heartbeat_age(part)
    if age is None or age > patience:
        return Finding(part, FAIL, sentence % {"command": command})
    seconds = int(age.total_seconds())
    return Finding(part, OK, _("Last sign of life %(seconds)d s ago.") % {"seconds": seconds})


@doctor_check
def scheduled_jobs() -> Finding:
    failing = ScheduledJob.objects.exclude(last_error="").values_list("name", "last_error")
    if failing:
        told = "; ".join(f"{name}: {error.strip().splitlines()[-1]}" for name, error in failing)
        sentence = _("Scheduled jobs failed at their last run: %(jobs)s. Correct the cause.")
        return Finding("jobs", WARN, sentence % {"jobs": told})
    return Finding("jobs", OK, _("No scheduled job failed at its last run."))


@doctor_check
def mail_delivery() -> Finding:
    """Open a mail server without sending anything; a mail folder checks itself when made."""
    backend = settings.EMAIL_BACKEND.rsplit(".", 2)[-2]
    try:
        connection = mail.get_connection(timeout=5)
        if backend == "smtp":
            connection.open()
            connection.close()
    except (OSError, ImproperlyConfigured) as error:
        sentence = _("Mail cannot be sent (%(error)s). Start the mail server or correct EMAIL_URL.")
        return Finding("mail", FAIL, sentence % {"error": error})
    if backend != "smtp":
        sentence = _("Mail does not leave this machine (%(backend)s). Set EMAIL_URL to send it.")
        return Finding("mail", WARN, sentence % {"backend": backend})
    return Finding("mail", OK, _("The mail server answers."))


@doctor_check
def disk() -> Finding:
    """Below 1 GB a backup may fail, below 200 MB the database may."""
    free = shutil.disk_usage(Path(settings.DATA_DIR)).free
    said = {"free": free // 1_000_000, "folder": settings.DATA_DIR}
    if free < 1_000_000_000:
        sentence = _("Only %(free)d MB are free at %(folder)s. Make room or enlarge the disk.")
        return Finding("disk", FAIL if free < 200_000_000 else WARN, sentence % said)
    return Finding("disk", OK, _("%(free)d MB are free at %(folder)s.") % said)


@doctor_check
def secret_key() -> Finding:
    if len(settings.SECRET_KEY) < 50 or len(set(settings.SECRET_KEY)) < 5:
        sentence = _("SECRET_KEY is too weak. Set a random text of at least 50 characters.")
        return Finding("secret_key", FAIL, sentence)
    return Finding("secret_key", OK, _("SECRET_KEY is long enough."))


@doctor_check
def debug() -> Finding:
    if settings.DEBUG:
        sentence = _("DEBUG is on: errors show the portal's insides to readers. Unset DEBUG.")
        return Finding("debug", FAIL, sentence)
    return Finding("debug", OK, _("DEBUG is off."))


@doctor_check
def https() -> Finding:
    if settings.BASE_URL.startswith("https://"):
        return Finding("https", OK, _("Readers are sent to HTTPS."))
    sentence = _("Pages travel without encryption. Put HTTPS in front and set BASE_URL to it.")
    return Finding("https", WARN, sentence)
