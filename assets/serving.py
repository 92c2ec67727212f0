"""HTTP for stored files: conditional requests, single ranges, types from a closed list."""

import hashlib
import posixpath
import re
from datetime import UTC
from typing import BinaryIO, cast
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import Storage
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe

from .formats import content_type_of, is_shown_inline

FOR_READERS = "no-cache"  # kept, but asked about each time: a withdrawn file is gone at once
FOR_STAFF = "private, no-store"

#: A file opened by its own address may show itself and nothing else.
POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"

_SINGLE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})\s*", re.ASCII)


class Span:
    """A readable part of an open file; closing it closes the file."""

    def __init__(self, file: BinaryIO, start: int, length: int):
        file.seek(start)
        self._file = file
        self._left = length

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        data = self._file.read(wanted)
        self._left -= len(data)
        return data

    def close(self) -> None:
        self._file.close()


def serve_file(request: HttpRequest, file: FieldFile, *, public: bool) -> HttpResponseBase:
    """Answer a GET or HEAD for ``file``; whoever calls has checked that it may be fetched.

    :raises Http404: when the storage has lost the file.
    """
    stored_as = file.name or ""
    response = _accelerated(stored_as) or _direct(request, file.storage, stored_as)
    response["Cache-Control"] = FOR_READERS if public else FOR_STAFF
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    if response.status_code in (200, 206):
        name = posixpath.basename(stored_as)
        kind = "inline" if is_shown_inline(name) else "attachment"
        response["Content-Type"] = content_type_of(name)
        response["Content-Disposition"] = f"{kind}; filename*=UTF-8''{quote(name)}"
    else:
        del response["Content-Type"]  # no body, so no type
    return response


def _accelerated(name: str) -> HttpResponse | None:
    """Let nginx send the body, ranges and validators included, if it is set up to."""
    if not settings.MEDIA_ACCEL_PREFIX:
        return None
    response = HttpResponse()
    location = f"{settings.MEDIA_ACCEL_PREFIX.rstrip('/')}/{name}"
    response["X-Accel-Redirect"] = quote(location)
    return response


def _direct(request: HttpRequest, storage: Storage, name: str) -> HttpResponseBase:
    try:
        size = storage.size(name)
        modified = storage.get_modified_time(name)
    except OSError as error:
        raise Http404 from error
    seconds = int(modified.astimezone(UTC).timestamp())
    identity = f"{name}|{size}|{modified.timestamp()}"
    etag = f'"{hashlib.sha256(identity.encode()).hexdigest()[:32]}"'

    whole = HttpResponse()
    whole["ETag"], whole["Last-Modified"] = etag, http_date(seconds)
    conditional = get_conditional_response(request, etag, seconds, whole)
    if conditional is not None and conditional is not whole:
        return conditional

    asked = _asked_range(request, size, etag, seconds)
    if asked is None:
        response = _body(request, storage, name, 0, size, status=200)
    elif asked[1] <= 0:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
    else:
        start, length = asked
        response = _body(request, storage, name, start, length, status=206)
        response["Content-Range"] = f"bytes {start}-{start + length - 1}/{size}"
    response["Accept-Ranges"] = "bytes"
    response["ETag"], response["Last-Modified"] = etag, http_date(seconds)
    return response


def _body(
    request: HttpRequest, storage: Storage, name: str, start: int, length: int, *, status: int
) -> HttpResponseBase:
    if request.method == "HEAD":
        response: HttpResponseBase = HttpResponse(status=status)
    else:
        try:
            opened = storage.open(name)
        except OSError as error:
            raise Http404 from error
        response = FileResponse(Span(cast(BinaryIO, opened), start, length), status=status)
    response["Content-Length"] = str(length)
    return response


def _asked_range(
    request: HttpRequest, size: int, etag: str, modified: int
) -> tuple[int, int] | None:
    """The one range asked for, as (start, length); None for "the whole file".

    A length of 0 or less means that it lies beyond the end. Several ranges, a
    unit other than bytes, or an If-Range that no longer holds ask for the whole
    file (RFC 9110, 14.2 and 13.1.5).
    """
    match = _SINGLE_RANGE.fullmatch(request.headers.get("Range", ""))
    if not match or match.groups() == ("", ""):
        return None
    condition = request.headers.get("If-Range")
    if condition and condition != etag and parse_http_date_safe(condition) != modified:
        return None
    first, last = match.groups()
    if not first:  # the last N bytes
        length = min(int(last), size)
        return size - length, length
    start, end = int(first), min(int(last), size - 1) if last else size - 1
    if last and int(last) < int(first):
        return None  # not a range at all
    return start, end - start + 1
