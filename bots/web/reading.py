"""A stored text as paragraphs to be read: every character kept, clauses as anchors, the cited words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from assistant.permalinks import anchor
from corpus.document import Basis, Clause, Part, Text

MARK_ID = "cited-words"
"""The HTML id of the first marked words."""

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words in a row that are drawn alike. ``anchor``: the id of a clause that begins here."""

    text: str
    role: Literal["words", "label"] = "words"
    marked: bool = False
    first_marked: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One line of the text: ``heading`` for calls and what else stands between clauses, ``front`` before all.

    ``target``: the document that the line is about, where it tells of a relation.
    """

    role: Literal["front", "heading", "clause", "title"]
    pieces: tuple[Piece, ...]
    path: str = ""
    anchor: str = ""
    basis: Basis | None = None
    part: Part | None = None
    target: str | None = None
    depth: int = 0


def paragraphs(text: Text, *, span: tuple[int, int] | None = None) -> tuple[Paragraph, ...]:
    """Returns the lines of ``text`` that are not empty. Their pieces joined are the text's lines, unchanged.

    ``span``: code points ``[from, to)`` of ``text.content`` to be marked, over as many lines as they reach.
    """
    drawn: list[Paragraph] = []
    clauses = iter(sorted(text.clauses, key=lambda clause: clause.start))
    pending = next(clauses, None)
    running: Clause | None = None
    for line in _LINE.finditer(text.content):
        begun: list[Clause] = []
        while pending is not None and pending.start < line.end():
            begun.append(pending)
            pending = next(clauses, None)
        is_call = pending is not None and bool(pending.call) and line.group().strip() == pending.call
        drawn.append(
            _paragraph(text, line.start(), line.end(), begun, running=running, span=span, first=not drawn, call=is_call)
        )
        running = begun[-1] if begun else running
    return _with_first_mark(drawn)


def span_of(text: Text, start: int | None, end: int | None) -> tuple[int, int] | None:
    """Returns ``(start, end)`` where they delimit words of ``text``, else None."""
    if start is None or end is None or not 0 <= start < end <= len(text.content):
        return None
    return (start, end)


def _paragraph(
    text: Text,
    start: int,
    end: int,
    begun: Sequence[Clause],
    *,
    running: Clause | None,
    span: tuple[int, int] | None,
    first: bool,
    call: bool,
) -> Paragraph:
    pieces = tuple(_pieces(text.content, start, end, begun, span=span))
    if begun:
        lead = begun[0]
        role: Literal["title", "clause"] = "title" if first and lead.part == "title" else "clause"
        depth = max(0, len(lead.labels) - 1)
        return Paragraph(
            role=role,
            pieces=pieces,
            path=lead.path,
            anchor=anchor(lead.path),
            basis=lead.basis,
            part=lead.part,
            target=lead.target,
            depth=depth,
        )
    if running is None:
        return Paragraph(role="heading" if call else "front", pieces=pieces)
    if start < running.end:  # a further line of the same clause
        return Paragraph(role="clause", pieces=pieces, basis=None)
    return Paragraph(role="heading", pieces=pieces)


def _pieces(
    content: str, start: int, end: int, begun: Sequence[Clause], *, span: tuple[int, int] | None
) -> Iterator[Piece]:
    starts = {clause.start: clause for clause in begun[1:]}
    own = begun[0].start if begun else start
    cuts = {start, end, own, *starts}
    if span is not None:
        cuts |= {cut for cut in span if start < cut < end}
    places = sorted(cut for cut in cuts if start <= cut <= end)
    for left, right in pairwise(places):
        marked = span is not None and span[0] <= left < span[1]
        role: Literal["words", "label"] = "label" if right <= own and begun else "words"
        begins = starts.get(left)
        yield Piece(text=content[left:right], role=role, marked=marked, anchor=anchor(begins.path) if begins else "")


def _with_first_mark(drawn: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Returns the paragraphs with the first marked piece told apart: it carries the id a link can jump to."""
    out: list[Paragraph] = []
    found = False
    for paragraph in drawn:
        pieces = list(paragraph.pieces)
        for place, piece in enumerate(pieces):
            if piece.marked and not found:
                pieces[place] = replace(piece, first_marked=True)
                found = True
        out.append(replace(paragraph, pieces=tuple(pieces)))
    return tuple(out)
