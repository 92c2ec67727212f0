"""Wagtail's own search (explorer, choosers, documents, images, snippets), folded.

The stock backends keep accents as they are typed. Ours fold text with
:func:`search.text.fold` on both sides, when indexing and when asking, so that
editors find as readers do. Named by WAGTAILSEARCH_BACKENDS.
"""

from importlib import import_module

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

_VENDORS = ("postgresql", "sqlite")


def SearchBackend(params):
    """The backend for the default connection; raises ImproperlyConfigured for other vendors.

    modelsearch has the models of the vendor in use only, so that only its
    module can be imported.
    """
    if connection.vendor not in _VENDORS:
        raise ImproperlyConfigured(
            f"Admin search works on SQLite and PostgreSQL, not on {connection.vendor}."
        )
    return import_module(f".{connection.vendor}", __package__).FoldedBackend(params)
