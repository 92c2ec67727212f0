"""``manage.py rebuild_modelsearch_index``: the admin's own search, built anew.

Wagtail lists modelsearch under another label, so that its command of this name
is not found by itself.
"""

from modelsearch.management.commands.rebuild_modelsearch_index import Command as Stock


class Command(Stock):
    help = "Builds the index of Wagtail's admin search anew (the same as update_index)."
