"""Reading the table of who may reach which address of the admin (table.tsv)."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver, resolve

TABLE = Path(__file__).with_name("table.tsv")
#: The catch-all at the end of Wagtail's admin: an address that resolves to it does not exist.
NOWHERE = "admin/.*/$"


class Request(NamedTuple):
    """One request and the answer that each role should get."""

    method: str
    address: str
    sends: str
    answers: dict[str, str]

    def filled(self, objects: dict) -> tuple[str, str]:
        """Address and body with the objects' keys in the place of the braces."""
        return self.address.format(**objects), self.sends.format(**objects)

    def __str__(self) -> str:
        return f"{self.method} {self.address} {self.sends}".strip()


def read_requests() -> list[Request]:
    """The requests of the table in their order; its first line names the roles."""
    rows = [
        row.split("\t")
        for row in TABLE.read_text(encoding="utf-8").splitlines()
        if row and not row.startswith("#")
    ]
    (_address, _method, *roles, _sends), *lines = rows
    return [
        Request(method, one, "" if sends == "-" else sends, dict(zip(roles, answers, strict=True)))
        for address, method, *answers, sends in lines
        for one in _each(address)
    ]


def _each(address: str) -> list[str]:
    """``a/[b|c]/d`` stands for ``a/b/d`` and ``a/c/d``."""
    before, opened, rest = address.partition("[")
    if not opened:
        return [address]
    among, _closed, after = rest.partition("]")
    return [before + part + after for part in among.split("|")]


def admin_routes() -> Iterator[str]:
    """Every route below ``/admin/``, as Django's ``ResolverMatch.route`` spells it."""

    def below(resolver: URLResolver, prefix: str) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            route = prefix + str(pattern.pattern).removeprefix("^")
            if isinstance(pattern, URLPattern):
                yield route
            else:
                yield from below(pattern, route)

    return (route for route in below(get_resolver(), "") if route.startswith("admin/"))


def route_of(address: str) -> str:
    """The route that answers ``address`` (below ``/admin/``, without its query)."""
    return resolve("/admin/" + address.partition("?")[0]).route
