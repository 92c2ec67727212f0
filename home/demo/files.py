"""Pictures drawn in place of photos, and the papers that articles offer."""

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image as Pillow

from accounts.models import User
from assets.models import Document, Image
from assets.placeholders import draw, draw_banner, draw_portrait
from organisation.models import Unit
from units.slugs import ascii_slug

from .world import World

#: What a banner shows beside its words, by its id in the file.
BANNER_MOTIFS = {
    "b-hoc-tap-bac": "lotus",
    "b-chuyen-doi-so": "phone",
    "b-phan-anh": "envelope",
    "b-hien-mau": "drop",
    "b-cuoc-thi-viet": "notebook",
    "b-an-toan-mang": "shield",
}
PORTRAIT_PALETTES = (
    ("#8c1c13", "#f2e8cf"),
    ("#1d3557", "#d7e3ee"),
    ("#386641", "#e6efd9"),
    ("#5f0f40", "#f3dfe6"),
)

_FONTS = [
    settings.ROOT / "static" / "fonts" / f"be-vietnam-pro-{part}-700-normal.woff2"
    for part in ("vietnamese", "latin")
]


def image(world: World, key: str, unit: str, by: User) -> Image:
    """The image ``key`` of the file, drawn when a piece first shows it."""
    if key not in world.images:
        row = world.content["images"][key]
        world.images[key] = _keep_image(
            world,
            key,
            draw(row["motif"], tuple(row["palette"]), seed=key),
            world.units[unit],
            by,
            title=row["caption"],
            description=row["alt"],
            credit=row["credit"],
        )
    return world.images[key]


def banner_image(world: World, row: dict, by: User) -> Image:
    """The picture of a banner: its words and its motif."""
    picture = draw_banner(row["title"], tuple(row["palette"]), BANNER_MOTIFS[row["id"]], _FONTS)
    unit = world.units[row["unit"]]
    texts = {"title": row["title"], "description": row["alt"], "credit": unit.name}
    return _keep_image(world, row["id"], picture, unit, by, **texts)


def portrait(world: World, person: str, unit: str, by: User) -> Image:
    """A bust without a face: invented people have no photos."""
    key = f"chan-dung-{person}"
    if key not in world.images:
        name = world.content["people"][person]["name"]
        words = name.split()
        number = list(world.content["people"]).index(person)
        world.images[key] = _keep_image(
            world,
            key,
            draw_portrait(
                words[0][0] + words[-1][0],
                PORTRAIT_PALETTES[number % len(PORTRAIT_PALETTES)],
                _FONTS,
                hair="bun" if "Thị" in words else "short",
            ),
            world.units[unit],
            by,
            title=f"Chân dung đồng chí {name} (hình minh họa)",
            description=f"Hình minh họa thay chân dung đồng chí {name}",
            credit=world.units[unit].name,
        )
    return world.images[key]


def _keep_image(
    world: World, name: str, picture: Pillow.Image, unit: Unit, by: User, **texts: str
) -> Image:
    data = io.BytesIO()
    picture.convert("RGB").save(data, "JPEG", quality=88)
    kept = Image(
        file=ContentFile(data.getvalue(), name=f"{name}.jpg"),
        collection=unit.collection,
        uploaded_by_user=by,
        **texts,
    )
    kept.save()
    world.files.append(kept.file)
    return kept


def paper(world: World, title: str, paragraphs: Iterable[str], unit: Unit, by: User) -> Document:
    """A word processor's file with a heading and ``paragraphs``, for readers to download."""
    kept = Document(
        title=title,
        file=ContentFile(_docx(title, paragraphs), name=f"{ascii_slug(title)}.docx"),
        collection=unit.collection,
        uploaded_by_user=by,
        credit=unit.name,
    )
    kept.save()
    world.files.append(kept.file)
    return kept


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def _docx(title: str, paragraphs: Iterable[str]) -> bytes:
    """The smallest package that word processors open (ECMA-376, part 1)."""
    bold = "<w:rPr><w:b/></w:rPr>"
    runs = [(title, bold), *((text, "") for text in paragraphs)]
    text = "".join(
        f'<w:p><w:r>{style}<w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'
        for words, style in runs
    )
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_MAIN_TYPE}"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
            "</Relationships>"
        ),
        "word/document.xml": (
            f'<w:document xmlns:w="{_WORD}"><w:body>{text}</w:body></w:document>'
        ),
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{part}')
    return data.getvalue()
