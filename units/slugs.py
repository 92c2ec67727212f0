"""Addresses of pages in plain ASCII, as readers type them."""

from django.utils.text import slugify
from wagtail.models import Page


def ascii_slug(text: str) -> str:
    """``Đảng ủy Khối`` -> ``dang-uy-khoi``; Đ does not decompose, everything else does."""
    return slugify(text.replace("đ", "d").replace("Đ", "D"), allow_unicode=False)


def free_slug(parent: Page, text: str) -> str:
    """``ascii_slug(text)``, numbered when a child of ``parent`` has it already."""
    wanted = ascii_slug(text) or "trang"
    taken = set(parent.get_children().values_list("slug", flat=True))
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug
