"""``manage.py rebuild_search``: everything that readers can find, built anew."""

from django.core.management.base import BaseCommand

from search import rebuilding
from search.engines import elasticsearch as elastic


class Command(BaseCommand):
    help = (
        "Brings the search index in line with what is public: missing entries are added, "
        "leftovers removed, words counted anew, and Elasticsearch, if configured, gets a new "
        "index that replaces the old one when it is complete. Readers can search all the while."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--elasticsearch-only",
            action="store_true",
            help="Only copy the entries as they are into a new Elasticsearch index.",
        )
        parser.add_argument(
            "--from-scratch",
            action="store_true",
            help="Write every entry anew, also those that have not changed.",
        )

    def handle(self, *args, **options) -> None:
        if not options["elasticsearch_only"]:
            done = rebuilding.rebuild_database(self._progress, from_scratch=options["from_scratch"])
            self.stdout.write(f"\r{done} entries in the database.      ")
        if elastic.configured():
            try:
                copied = rebuilding.rebuild_elasticsearch(self._progress)
            except elastic.Unavailable as error:
                self.stderr.write(
                    f"Elasticsearch is away ({error}); searching goes on in the database, and "
                    "the index will be built when it is back."
                )
                return
            self.stdout.write(f"\r{copied} entries in Elasticsearch.      ")

    def _progress(self, done: int) -> None:
        self.stdout.write(f"\r{done} ...", ending="")
        self.stdout.flush()
