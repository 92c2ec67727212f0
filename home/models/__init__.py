"""The front door: home page, plain pages, banners, menu and links."""

from .banners import Banner, Place
from .navigation import ExternalLink, MenuItem
from .pages import HomePage, HomeSection, StandardPage

__all__ = [
    "Banner",
    "ExternalLink",
    "HomePage",
    "HomeSection",
    "MenuItem",
    "Place",
    "StandardPage",
]
