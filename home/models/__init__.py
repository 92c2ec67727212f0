"""The front door: home page, plain pages, galleries, banners, menu and links."""

from .banners import Banner, Place
from .galleries import GalleryIndexPage, PhotoAlbumPage, VideoPage
from .navigation import ExternalLink, MenuItem
from .pages import HomePage, HomeSection, StandardPage

__all__ = [
    "Banner",
    "ExternalLink",
    "GalleryIndexPage",
    "HomePage",
    "HomeSection",
    "MenuItem",
    "PhotoAlbumPage",
    "Place",
    "StandardPage",
    "VideoPage",
]
