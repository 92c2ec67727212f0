"""Rules of albums and films under which a chain may begin, each naming its clause."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from approvals.rules import Violation

ALBUM_EMPTY = Violation("", _("Add at least one photo: this album is empty (art. 6.2h)."))
FILM_MISSING = Violation(
    "media", _("Choose the film, or give the address where it is shown (art. 6.2h).")
)
SOURCE_MISSING = Violation(
    "source",
    _("Name the source: only films of a known, official source are published (art. 6.2h)."),
)
WORDS_MISSING = Violation(
    "media",
    _(
        "The film has neither captions nor a transcript. Add one of them in the film's form, for"
        " those who do not hear or see it (art. 5.5a, accessibility)."
    ),
)


def violations_of_album(album) -> Iterable[Violation]:
    """There are photos, and each says who made it or where it was taken from (R44)."""
    if not album.shown_photos:
        yield ALBUM_EMPTY
    for photo in album.shown_photos:
        image = photo["image"]
        if not any(text.strip() for text in (photo["credit"], image.credit, image.source)):
            yield Violation(
                "",
                _("The photo “%(photo)s” names neither its author nor its source (art. 6.2h).")
                % {"photo": image.title},
            )


def violations_of_film(film) -> Iterable[Violation]:
    """There is a film, its source is named, and its words can be read (R44)."""
    if not film.media_id and not film.address:
        yield FILM_MISSING
    if not film.source.strip():
        yield SOURCE_MISSING
    if film.media_id and not (film.media.captions or film.media.transcript.strip()):
        yield WORDS_MISSING
