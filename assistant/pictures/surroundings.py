"""The surroundings of a resolution: what it cites, what cites it, its counterparts, and what is out of date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.answers.related import is_stale, related_to
from assistant.library import Library
from assistant.messages import direction, say
from assistant.pictures.picture import GAP, LINE, Box, Edge, Heading, Picture, fitted, wrapped
from corpus.document import Document
from corpus.force import title_at
from corpus.labels import label

Relation = Literal["cited-by", "cites", "counterpart"]
RELATIONS: tuple[Relation, ...] = ("cited-by", "cites", "counterpart")
_SHOWN = 9
"""Boxes of one relation; the table has all."""
_COLUMN, _CENTRE, _BETWEEN = 236.0, 204.0, 42.0
_WIDE, _NARROW = 2 * _COLUMN + _CENTRE + 2 * _BETWEEN, 340.0
_TOP = 2 * LINE
_SMALL = 6.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A document beside the one in the middle. ``stale``: the citation names a revision that was replaced since."""

    document: str
    label: str
    title: str
    relation: Relation
    where: str
    stale: bool


def surroundings_of(document: Document, library: Library) -> tuple[Neighbour, ...]:
    """Returns the neighbours by relation, the nearest first; a document may be there under several relations."""
    out_of_date = {link.document for link in library.catalogue.links_to(document.id) if is_stale(link, library)}
    found = related_to(document, library)
    return tuple(
        Neighbour(
            document=one.document,
            label=label(library.document(one.document)),
            title=title_at(library.document(one.document), None),
            relation=relation,
            where=one.relations[relation][0].clause,
            stale=(relation == "cites" and "cites-stale" in one.relations)
            or (relation == "cited-by" and one.document in out_of_date),
        )
        for relation in RELATIONS
        for one in found
        if relation in one.relations
    )


def draw_surroundings(
    document: Document, found: Sequence[Neighbour], *, language: str, narrow: bool = False
) -> Picture:
    """Returns the picture: cited by on one side, cites on the other, counterparts below; ``narrow`` puts all below."""
    layout = _narrow if narrow else _wide
    picture = layout(document, found, language)
    return picture.mirrored() if direction(language) == "rtl" else picture


def _wide(document: Document, found: Sequence[Neighbour], language: str) -> Picture:
    left = _column(_of(found, "cited-by"), 0.0, _TOP, language)
    right = _column(_of(found, "cites"), _WIDE - _COLUMN, _TOP, language)
    bottom = max((box.y + box.height for box in (*left, *right)), default=_TOP + 60)
    left, right = _halfway(left, bottom), _halfway(right, bottom)
    centre = _centre(document, _COLUMN + _BETWEEN, _CENTRE)
    centre = _moved(centre, max(_TOP, (_TOP + bottom - centre.height) / 2))
    ends = [
        *(_edge(box, box.x + box.width, centre.x, centre) for box in left if box.look != "more"),
        *(_edge(box, box.x, centre.x + centre.width, centre, outward=True) for box in right if box.look != "more"),
    ]
    headings = [_heading("cited-by", _COLUMN / 2, language, y=left[0].y - LINE)] if left else []
    headings += [_heading("cites", _WIDE - _COLUMN / 2, language, y=right[0].y - LINE)] if right else []
    bottom = max(bottom, centre.y + centre.height)
    below = list(_grid(_of(found, "counterpart"), bottom + 2.6 * LINE, language))
    if below:
        headings.append(_heading("counterpart", _WIDE / 2, language, y=bottom + 2 * LINE))
        middle = centre.x + centre.width / 2
        ends.append(Edge(x1=middle, y1=centre.y + centre.height, x2=middle, y2=bottom + LINE, arrow=False))
    boxes = (centre, *left, *right, *below)
    return _picture(document, found, language, _WIDE, boxes, ends, headings)


def _narrow(document: Document, found: Sequence[Neighbour], language: str) -> Picture:
    centre = _centre(document, 0.0, _NARROW)
    boxes, headings, y = [centre], [], centre.height
    for relation in RELATIONS:
        neighbours = _of(found, relation)
        if not neighbours:
            continue
        headings.append(_heading(relation, _NARROW / 2, language, y=y + 2 * LINE))
        column = _column(neighbours, 0.0, y + 2.6 * LINE, language, width=_NARROW)
        boxes += column
        y = column[-1].y + column[-1].height
    return _picture(document, found, language, _NARROW, boxes, (), headings)


def _of(found: Sequence[Neighbour], relation: Relation) -> list[Neighbour]:
    return [one for one in found if one.relation == relation]


def _centre(document: Document, x: float, width: float) -> Box:
    title = wrapped(document.title, width, letter=_SMALL, most=3)
    return Box(x=x, y=0.0, width=width, lines=(label(document), *title), look="centre")


def _moved(box: Box, y: float) -> Box:
    return replace(box, y=y)


def _halfway(column: list[Box], bottom: float) -> list[Box]:
    """Returns a column half way down to ``bottom``."""
    down = (bottom - column[-1].y - column[-1].height) / 2 if column else 0.0
    return [_moved(box, box.y + down) for box in column]


def _box(one: Neighbour, x: float, y: float, width: float, language: str) -> Box:
    lines = [*wrapped(one.label, width)]
    named = len(lines)
    if not one.title.startswith(one.label):
        lines.append(fitted(one.title, width, letter=_SMALL))
    if one.stale:
        lines.append(fitted(say("picture.stale", language), width, letter=_SMALL))
    return Box(x=x, y=y, width=width, lines=tuple(lines), look="stale" if one.stale else "plain", named=named)


def _column(neighbours: Sequence[Neighbour], x: float, y: float, language: str, *, width: float = _COLUMN) -> list[Box]:
    boxes: list[Box] = []
    for one in neighbours[:_SHOWN]:
        boxes.append(_box(one, x, y, width, language))
        y += boxes[-1].height + GAP
    return boxes + _rest(len(neighbours) - _SHOWN, x, y, width, language)


def _grid(neighbours: Sequence[Neighbour], y: float, language: str) -> Iterator[Box]:
    """Yields boxes three in a row, fewer of them in its middle."""
    width = (_WIDE - 2 * GAP) / 3
    for first in range(0, min(len(neighbours), _SHOWN), 3):
        shown = neighbours[first : min(first + 3, _SHOWN)]
        side = (3 - len(shown)) * (width + GAP) / 2
        row = [_box(one, side + at * (width + GAP), y, width, language) for at, one in enumerate(shown)]
        yield from row
        y += max(box.height for box in row) + GAP
    yield from _rest(len(neighbours) - _SHOWN, 0.0, y, _WIDE, language)


def _rest(more: int, x: float, y: float, width: float, language: str) -> list[Box]:
    if more <= 0:
        return []
    return [Box(x=x, y=y, width=width, lines=(say("picture.more", language, number=more),), look="more")]


def _edge(box: Box, side: float, middle: float, centre: Box, *, outward: bool = False) -> Edge:
    """Returns the line between a box and the middle, its head at the text that is cited."""
    at_box, at_centre = (side, box.middle), (middle, centre.middle)
    (x1, y1), (x2, y2) = (at_centre, at_box) if outward else (at_box, at_centre)
    return Edge(x1=x1, y1=y1, x2=x2, y2=y2, look=box.look)


def _heading(relation: Relation, x: float, language: str, *, y: float) -> Heading:
    return Heading(x=x, y=y, text=say(f"picture.{relation}", language))


def _picture(
    document: Document,
    found: Sequence[Neighbour],
    language: str,
    width: float,
    boxes: Sequence[Box],
    edges: Sequence[Edge],
    headings: Sequence[Heading],
) -> Picture:
    counts = [f"{say(f'picture.{relation}', language)}: {len(_of(found, relation))}" for relation in RELATIONS]
    counts.append(f"{say('picture.stale', language)}: {sum(one.stale for one in found)}")
    return Picture(
        width=width,
        height=max(box.y + box.height for box in boxes) + 2,
        title=say("picture.surroundings", language, name=label(document)),
        description=f"{'; '.join(counts)}. {say('picture.same_as_table', language)}",
        boxes=tuple(boxes),
        edges=tuple(edges),
        headings=tuple(headings),
    )
