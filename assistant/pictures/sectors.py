"""A theme and its Sectors: the role of each, its units, and its own resolutions on the theme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers.wording import theme_name
from assistant.library import Library
from assistant.messages import direction, say
from assistant.pictures.picture import GAP, LINE, Box, Edge, Heading, Picture, fitted, wrapped
from assistant.responsibility.reading import Part, of_theme
from corpus.document import Document, RoleName
from corpus.labels import label
from corpus.scope import SECTOR_OF_BODY, SECTORS, SectorCode

_SHOWN, _UNITS = 8, 3
_WIDTH = 236.0
_WIDE, _NARROW = 4 * _WIDTH + 3 * GAP, 340.0
_SMALL = 6.3


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorShown:
    """One Sector on a theme. ``resolutions``: those of its own assembly, by id."""

    sector: SectorCode
    role: RoleName
    units: tuple[str, ...]
    resolutions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeShown:
    """A theme with its Sectors; ``common`` are the resolutions of bodies that belong to no Sector."""

    theme: Document
    sectors: tuple[SectorShown, ...]
    common: tuple[str, ...]
    names: dict[str, str]


def sectors_of(theme: Document, library: Library) -> ThemeShown | None:
    """Returns what is known of the Sectors on a theme; None where no Sector has a role and no resolution is mapped."""
    found = of_theme(theme, library)
    mapped = [one for one in (theme.theme.resolutions if theme.theme else ()) if one in library.document_ids]
    if found is None and not mapped:
        return None
    owner = {one: SECTOR_OF_BODY.get(library.document(one).body) for one in mapped}
    parts = {part.sector: part for part in found.parts} if found else {}
    shown = tuple(
        _sector(sector, parts.get(sector), tuple(one for one in mapped if owner[one] == sector), library)
        for sector in SECTORS
    )
    common = tuple(one for one in mapped if owner[one] not in SECTORS)
    return ThemeShown(
        theme=theme, sectors=shown, common=common, names={one: label(library.document(one)) for one in mapped}
    )


def _sector(sector: SectorCode, part: Part | None, own: tuple[str, ...], library: Library) -> SectorShown:
    units = part.units or tuple(library.name(one) for one in part.groups) if part else ()
    return SectorShown(sector=sector, role=part.role if part else "none", units=units, resolutions=own)


def draw_sectors(shown: ThemeShown, *, language: str, narrow: bool = False) -> Picture:
    """Returns the picture: the theme, what all Sectors share, and a column a Sector; ``narrow`` puts them below."""
    width = _NARROW if narrow else _WIDE
    name = theme_name(shown.theme, language)
    lines = wrapped(name, width * 0.7)
    boxes = [Box(x=width * 0.15, y=0.0, width=width * 0.7, lines=lines, look="centre", named=len(lines))]
    headings: list[Heading] = []
    y = boxes[0].height
    if shown.common:
        headings.append(Heading(x=width / 2, y=y + 1.8 * LINE, text=say("picture.common", language)))
        row = _rows(shown.common, shown, y + 2.4 * LINE, width, language, columns=1 if narrow else 4)
        boxes += row
        y = max(box.y + box.height for box in row)
    edges: list[Edge] = []
    for at, sector in enumerate(shown.sectors):
        x = 0.0 if narrow else at * (_WIDTH + GAP)
        top = y + 2 * LINE
        column = _column(sector, shown, x, top, width if narrow else _WIDTH, language)
        boxes += column
        if narrow:
            y = column[-1].y + column[-1].height
        else:
            middle = x + _WIDTH / 2
            edges.append(Edge(x1=middle, y1=y + LINE * 0.7, x2=middle, y2=top, look=sector.role))
    if not narrow:
        edges.append(Edge(x1=_WIDE / 2, y1=y, x2=_WIDE / 2, y2=y + LINE * 0.7, arrow=False))
        edges.append(Edge(x1=_WIDTH / 2, y1=y + LINE * 0.7, x2=_WIDE - _WIDTH / 2, y2=y + LINE * 0.7, arrow=False))
    picture = Picture(
        width=width,
        height=max(box.y + box.height for box in boxes) + 2,
        title=say("picture.sectors", language, name=name),
        description=f"{_told(shown.sectors, language)} {say('picture.same_as_table', language)}",
        boxes=tuple(boxes),
        edges=tuple(edges),
        headings=tuple(headings),
    )
    return picture.mirrored() if direction(language) == "rtl" else picture


def told_role(role: RoleName, language: str) -> str:
    """Returns a role in words."""
    return say(f"picture.role.{role}", language)


def _told(sectors: Sequence[SectorShown], language: str) -> str:
    said = (f"{say(f'sector.name.{one.sector}', language)}: {told_role(one.role, language)}" for one in sectors)
    return f"{'; '.join(said)}."


def _column(sector: SectorShown, shown: ThemeShown, x: float, y: float, width: float, language: str) -> list[Box]:
    name = say(f"sector.name.{sector.sector}", language)
    lines = [name, told_role(sector.role, language)]
    lines += [fitted(unit, width, letter=_SMALL) for unit in sector.units[:_UNITS]]
    if len(sector.units) > _UNITS:
        lines.append(say("picture.more", language, number=len(sector.units) - _UNITS))
    boxes = [Box(x=x, y=y, width=width, lines=tuple(fitted(line, width) for line in lines), look=sector.role)]
    boxes += _rows(sector.resolutions, shown, y + boxes[0].height + GAP, width, language, left=x)
    return boxes


def _rows(
    resolutions: Sequence[str],
    shown: ThemeShown,
    y: float,
    width: float,
    language: str,
    *,
    left: float = 0.0,
    columns: int = 1,
) -> list[Box]:
    """Returns a box for each resolution, ``columns`` in a row, and one that tells how many more there are."""
    each = (width - (columns - 1) * GAP) / columns
    side = (columns - min(columns, len(resolutions))) * (each + GAP) / 2
    boxes = [
        Box(
            x=left + side + at % columns * (each + GAP),
            y=y + at // columns * (LINE + 2 * GAP + 6),
            width=each,
            lines=(fitted(shown.names[one], each),),
        )
        for at, one in enumerate(resolutions[:_SHOWN])
    ]
    more = len(resolutions) - _SHOWN
    if more > 0:
        below = boxes[-1].y + boxes[-1].height + GAP
        boxes.append(
            Box(x=left, y=below, width=width, lines=(say("picture.more", language, number=more),), look="more")
        )
    return boxes
