"""The address of a page on paper: a QR code that any telephone reads (R78)."""

from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe


@lru_cache(maxsize=2048)
def qr_code(address: str) -> SafeString:
    """An inline SVG of ``address``, with the white border that readers of codes need.

    Drawing takes some milliseconds, as long as the rest of the page: it is done once.
    """
    drawn = segno.make_qr(address, error="m").svg_inline(border=4, omitsize=True, light="#fff")
    return mark_safe(drawn)  # noqa: S308 - drawn from numbers; the address is not in it as text
