"""What readers search: public entries, their texts, and what ranking knows of words.

Rows of Entry exist exactly for what is public; :mod:`search.services` writes
them in the transaction that publishes or withdraws. The index that finds entries
by their terms is not a Django model: see :mod:`search.engines`.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .text import folded_words

MIN_MEMBERS = 2


class FacetSet(models.Model):
    """One combination of everything results are counted by.

    Entries point here, so that a search counts a single small integer per hit
    however many facets there are. Rows never change their meaning and are few.
    ``kind`` names a registered kind; ``unit`` is the unit's key or 0 for none;
    ``year`` 0 means undated; ``level`` and ``field`` are codes or empty.
    """

    kind = models.CharField(max_length=40)
    unit = models.PositiveBigIntegerField(default=0)
    year = models.PositiveSmallIntegerField(default=0)
    level = models.CharField(max_length=80, blank=True, default="")
    field = models.CharField(max_length=120, blank=True, default="")
    language = models.CharField(max_length=12, default="vi")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "unit", "year", "level", "field", "language"],
                name="one_row_per_combination",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.unit} {self.year}"


class Entry(models.Model):
    """One public thing, or one page of a public PDF file.

    ``object_key`` is ``app.model:pk`` of the thing; ``file`` and ``part`` are 0 for
    the thing itself, else the key of a file of it and a page of that. A row is never changed: what
    is published again gets a new row, so an engine's index never lags in place.
    """

    facets = models.ForeignKey(FacetSet, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    file = models.PositiveBigIntegerField(default=0)
    part = models.PositiveIntegerField(default=0)
    object_key = models.CharField(max_length=120)
    number = models.CharField(max_length=80, blank=True, default="")
    title = models.CharField(max_length=500)
    url = models.CharField(max_length=1000)
    unit_label = models.CharField(max_length=255, blank=True, default="")
    breadcrumb = models.CharField(max_length=500, blank=True, default="")
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.UniqueConstraint(
                fields=["object_key", "file", "part"], name="one_entry_per_part"
            )
        ]
        indexes = [models.Index(fields=["published_on"], name="entry_by_date")]

    def __str__(self) -> str:
        return self.title


class EntryText(models.Model):
    """The texts of an entry, apart from it so that counting reads short rows only.

    ``body`` is the readable text; ``folded`` and ``exact`` are the running texts
    of :class:`search.terms.IndexForms`; ``length`` is in words.
    """

    entry = models.OneToOneField(
        Entry, on_delete=models.CASCADE, primary_key=True, related_name="text"
    )
    length = models.PositiveIntegerField(default=0)
    body = models.TextField(blank=True, default="")
    folded = models.TextField(blank=True, default="")
    exact = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return str(self.entry_id)


class TermStatistic(models.Model):
    """In how many entries a term stands; ranking and spelling read it.

    Two reserved rows, :data:`DOCUMENTS` and :data:`WORDS`, hold the number of
    entries and of all their words. Kept after each commit, not in it: a figure
    that is one document behind changes no ranking, and publishers do not queue
    for the row of the word "và".
    """

    DOCUMENTS = "*documents"
    WORDS = "*words"

    term = models.CharField(max_length=140, primary_key=True)
    documents = models.BigIntegerField(default=0)
    is_word = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["documents"],
                name="term_vocabulary",
                condition=models.Q(is_word=True),
            )
        ]

    def __str__(self) -> str:
        return self.term


class PendingChange(models.Model):
    """An entry that Elasticsearch has not confirmed yet: written or erased.

    Readers get such entries from the database, so that a publication shows with
    its commit however far behind Elasticsearch is.
    """

    entry = models.PositiveBigIntegerField(unique=True)
    erased = models.BooleanField(default=False)
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{'-' if self.erased else '+'}{self.entry}"


class Lease(models.Model):
    """Who may do something alone, until when; whoever dies loses it by itself."""

    name = models.CharField(max_length=40, primary_key=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class FileText(models.Model):
    """Text read out of a file, by the file's SHA-256, so that it is read once."""

    digest = models.CharField(max_length=64, primary_key=True)
    pages = models.JSONField(help_text="List of texts, one a page, NFC.")
    read_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.digest


class SynonymGroup(models.Model):
    """Words and abbreviations that mean the same to whoever searches.

    A reader who types one of the members finds texts that use any other.
    """

    members = models.TextField(
        _("words that mean the same"),
        help_text=_(
            "One word, abbreviation or phrase per line, e.g. ĐUK and Đảng ủy Khối. "
            "Accents and capitals make no difference."
        ),
    )
    note = models.CharField(_("note"), max_length=255, blank=True, default="")

    class Meta:
        verbose_name = _("synonym group")
        verbose_name_plural = _("synonyms")
        ordering = ["members"]

    def __str__(self) -> str:
        return " = ".join(self.lines())

    def lines(self) -> list[str]:
        """The members as the editor wrote them."""
        return [line.strip() for line in self.members.splitlines() if line.strip()]

    def clean(self) -> None:
        """Two different members at least, each with something to search for."""
        readings = {tuple(folded_words(line)) for line in self.lines()}
        if () in readings or len(readings) < MIN_MEMBERS:
            raise ValidationError(
                {
                    "members": _(
                        "Enter at least two different words or phrases, one per line; "
                        "accents and capitals do not make a difference."
                    )
                }
            )


class QueryCount(models.Model):
    """How often something was searched on one day, and what it found. No person in it.

    ``text`` is the query as last typed, ``folded`` what it was counted by;
    ``found`` is the number of results of the last time.
    """

    day = models.DateField()
    folded = models.CharField(max_length=255)
    text = models.CharField(max_length=255)
    language = models.CharField(max_length=12, default="vi")
    times = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "folded", "language"], name="one_count_per_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.text}"
