"""Asking every address as every role, and the words for what comes back.

An answer of the table is one word:

``200`` ``400`` ``403`` ``404`` ``405`` ``422`` ``500``  the status
``login``   sent to the log-in page
``home``    sent to the admin's home: Wagtail's way to refuse
``302``     sent anywhere else: usually where one goes after the work is done

followed by ``+`` where the request left something written: ``302+`` deleted or
changed something, ``302`` did not.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from unittest import mock

from django.core.cache import cache
from django.db import connection, transaction
from django.template.backends.django import Template
from django.template.response import SimpleTemplateResponse
from django.test import Client

#: Written by looking around, not by changing anything: sessions, presence in the
#: editor and the wish to hear of its comments, and what derives from other rows.
BOOKKEEPING = {
    "django_session",
    "wagtailadmin_editingsession",
    "wagtailcore_pagesubscription",
    "wagtailcore_referenceindex",
    "wagtailimages_rendition",
    "assets_rendition",
    "wagtailusers_userprofile",
    "accounts_user_groups",
}

_WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)"?', re.I)
_SAVEPOINT = re.compile(r'\s*(SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT)\s+"?(\w+)"?', re.I)


class Writes:
    """Names of the tables that statements wrote to, without what was rolled back."""

    def __init__(self) -> None:
        self._seen: list[tuple[str, str]] = []

    def __call__(self, execute: Callable, sql: str, params, many: bool, context: dict):
        if savepoint := _SAVEPOINT.match(sql):
            self._on_savepoint(savepoint[1].upper(), savepoint[2])
        elif write := _WRITE.match(sql):
            self._seen.append(("write", write[1]))
        return execute(sql, params, many, context)

    def _on_savepoint(self, what: str, name: str) -> None:
        if what == "SAVEPOINT":
            self._seen.append(("savepoint", name))
        elif what.startswith("ROLLBACK"):
            del self._seen[self._seen.index(("savepoint", name)) + 1 :]

    @property
    def tables(self) -> set[str]:
        return {name for kind, name in self._seen if kind == "write"} - BOOKKEEPING


@contextmanager
def _undone() -> Iterator[None]:
    """Whatever happens inside leaves the database as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def unrendered() -> Iterator[None]:
    """Nothing is drawn: who gets a page is decided before, and drawing takes half the time."""
    with (
        mock.patch.object(Template, "render", lambda *args, **kwargs: ""),
        mock.patch.object(SimpleTemplateResponse, "rendered_content", ""),
    ):
        yield


def browser_of(people, role: str) -> Client:
    """A browser in which the person who stands for ``role`` is signed in."""
    browser = Client(raise_request_exception=False)
    if role != "anonymous":
        browser.force_login(getattr(people, role))
    return browser


def answer(client: Client, method: str, address: str, sends: str = "") -> str:
    """The answer to one request, in the words above; the request is undone.

    :param address: below ``/admin/``, with its query.
    :param sends: the body of a POST as a browser encodes it.
    """
    writes, cookies = Writes(), deepcopy(client.cookies)
    with _undone(), connection.execute_wrapper(writes):
        response = client.generic(
            method, f"/admin/{address}", sends, "application/x-www-form-urlencoded"
        )
    client.cookies = cookies
    if writes.tables:
        cache.clear()  # of what was worked out from rows that are gone again
    return _word(response) + ("+" if writes.tables else "")


def _word(response) -> str:
    if response.status_code != 302:
        return str(response.status_code)
    target = response["Location"].split("?")[0]
    return {"/admin/login/": "login", "/admin/": "home"}.get(target, "302")
