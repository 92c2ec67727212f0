"""Bodies of the file as values of ``units.blocks.BodyBlock``."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.html import escape

Block = tuple[str, Any]

#: Blocks of the file that flow together into one block of text.
_FLOWING = {"p", "list", "numbered"}


def paragraphs(*texts: str) -> str:
    """Rich text of plain ``texts``, one paragraph each."""
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def body(blocks: Iterable[dict], **makers: Callable[[dict], dict]) -> list[Block]:
    """``[{"p": ...}, ...]`` of the file as ``[(name, value), ...]``.

    ``makers`` (``image``, ``file``) turn what the file says of one (``{"ref", ...}``,
    ``{"title"}``) into the value of its block; KeyError for one that is not given.
    """
    made: dict[str, Callable] = {"quote": _quotation, "table": _table, "note": _call_out, **makers}
    result: list[Block] = []
    for block in blocks:
        ((kind, value),) = block.items()
        if kind in _FLOWING:
            _flow_on(result, paragraphs(value) if kind == "p" else _list(kind, value))
        elif kind in {"h2", "h3"}:
            result.append((kind, value))
        else:
            result.append((_NAMES[kind], made[kind](value)))
    return result


_NAMES = {
    "image": "image",
    "file": "file",
    "quote": "quotation",
    "table": "table",
    "note": "call_out",
}


def _flow_on(result: list[Block], html: str) -> None:
    if result and result[-1][0] == "text":
        html = result.pop()[1] + html
    result.append(("text", html))


def _list(kind: str, items: list[str]) -> str:
    tag = "ul" if kind == "list" else "ol"
    return f"<{tag}>{''.join(f'<li>{escape(item)}</li>' for item in items)}</{tag}>"


def _quotation(value: dict) -> dict:
    return {"text": value["text"], "by": value.get("by", "")}


def _call_out(value: str) -> dict:
    return {"title": "", "text": paragraphs(value)}


def _table(value: dict) -> dict:
    return {
        "data": [value["header"], *value["rows"]],
        "cell": [],
        "mergeCells": [],
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_header_choice": "row",
        "table_caption": value["caption"],
    }
