"""What a composer or a model proposes, before it is checked: claims on evidence, laid out in blocks without numbers.

``assistant.verification`` turns a ``Draft`` into an ``Answer``: it re-cuts every quotation, drops what does not hold,
and gives the rest their citation numbers in order of appearance.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from assistant.answer import AnswerKind, Note, Reason, Run, Support
from corpus.document import Basis, Clause, Text, TextKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A quotation and where it stands: ``quote == content[start:end]`` of that text, or verification drops it."""

    document: str
    revision: str | None
    language: str
    kind: TextKind
    clause: str
    start: int
    end: int
    quote: str
    basis: Basis


def evidence_of(text: Text, clause: Clause, *, start: int | None = None, end: int | None = None) -> Evidence:
    """Returns a clause of a text as evidence, or the part of it from ``start`` to ``end`` (offsets in the text)."""
    first = clause.start if start is None else start
    last = clause.end if end is None else end
    return Evidence(
        document=text.document,
        revision=text.revision,
        language=text.language,
        kind=text.kind,
        clause=clause.path,
        start=first,
        end=last,
        quote=text.content[first:last],
        basis=clause.basis,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement with its evidence. ``shown`` is what stands in the block, ``states`` the sentence it amounts to.

    In a table cell the two differ: "lead" is shown, "ITU-D leads on accessibility" is stated.
    """

    states: str
    evidence: tuple[Evidence, ...]
    support: Support
    shown: tuple[Run, ...] = ()

    @property
    def runs(self) -> tuple[Run, ...]:
        """Returns what is drawn for the claim, before its citation marks."""
        return self.shown or (Run(text=self.states),)


Piece = Claim | str
"""A claim, or plain words that claim nothing (a separator, a label)."""
Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftBlock:
    """A block of an answer with claims in place of runs. Fields by ``type`` as in ``assistant.answer.Block``."""

    type: Literal["paragraph", "heading", "list", "table"]
    pieces: Cell = ()
    text: str = ""
    level: int = 2
    items: tuple[Cell, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


NumbersOf = Callable[[Sequence[Evidence]], list[int]]
"""Gives the citation numbers of those pieces of evidence that stood the check."""


def no_facts(_: NumbersOf) -> dict[str, Any]:
    """Returns the facts of a kind that has none."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A proposed answer. ``facts`` is called with the numbers once they are known; ``rests_on`` lists documents."""

    kind: AnswerKind
    blocks: tuple[DraftBlock, ...]
    notes: tuple[Note, ...] = ()
    facts: Callable[[NumbersOf], dict[str, Any]] = no_facts
    rests_on: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    confidence: float = 0.0
    reason: Reason | None = None
    as_of: date | None = None
    as_of_label: str | None = None
    history: bool = field(default=False)
    """The draft speaks of former revisions on purpose: superseded evidence is then no fault."""
    pinned: frozenset[tuple[str, str]] = frozenset()
    """``(document, revision)`` that the question names by bracket: they may be quoted though a newer one is held."""


def heading(text: str, *, level: int = 2) -> DraftBlock:
    """Returns a heading."""
    return DraftBlock(type="heading", text=text, level=level)


def paragraph(*pieces: Piece) -> DraftBlock:
    """Returns a paragraph of claims and plain words."""
    return DraftBlock(type="paragraph", pieces=pieces)


def bullets(items: Sequence[Cell]) -> DraftBlock:
    """Returns a list, one cell an item."""
    return DraftBlock(type="list", items=tuple(items))


def table(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> DraftBlock:
    """Returns a table; every row has as many cells as ``head`` has texts."""
    return DraftBlock(type="table", head=tuple(head), rows=tuple(tuple(row) for row in rows))
