"""How the blocks of the home page share its rows."""

from dataclasses import dataclass

from django.http import HttpRequest

from units import front, languages

COLUMNS = 12


@dataclass
class DrawnBlock:
    """A block with everything its template needs; ``columns`` is what it got in its row."""

    section: object
    template: str
    context: dict
    columns: int

    @property
    def more_path(self) -> str:
        """Where the title leads; empty when it leads nowhere."""
        return self.context.get("more_path", "")


def rows(sections, request: HttpRequest) -> list[list[DrawnBlock]]:
    """Shown blocks that have something to show, in the editors' order, row by row.

    Neighbours share a row while their columns fit into twelve; a block that is left
    alone takes the whole row.
    """
    shown: set[int] = set()
    result: list[list[DrawnBlock]] = []
    for section in sections:
        drawn = _draw(section, request, shown)
        if drawn is None:
            continue
        used = sum(block.columns for block in result[-1]) if result else COLUMNS
        if used + drawn.columns <= COLUMNS:
            result[-1].append(drawn)
        else:
            result.append([drawn])
    for row in result:
        if len(row) == 1:
            row[0].columns = COLUMNS
    return result


def _draw(section, request: HttpRequest, shown: set[int]) -> DrawnBlock | None:
    block = front.get(section.kind)
    if block is None or not section.shown:
        return None
    context = block.context(section, request, shown)
    if context is None:
        return None
    if section.page and "more_path" not in context:
        target = languages.in_readers_language([section.page]).get(section.page_id)
        context["more_path"] = target.get_url(request) if target else ""
    return DrawnBlock(section, block.template, context, block.columns)
