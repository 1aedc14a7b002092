"""What a reference is as written, what it turned out to name, and what has to be known to say so."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, Protocol

from corpus.scope import BodyCode

Genre = Literal["resolution", "decision", "recommendation", "opinion", "document", "service-order", "question"]
State = Literal["resolved", "not-held", "ambiguous", "unknown", "no-such-revision"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One reference as it is written; nothing here was looked up but the conference.

    ``text`` is ``source[start:end]``; offsets are half-open code points of the text searched. A reference that stands
    alone spans all its words ("PP Resolution 191 (Rev. Bucharest, 2022)"); one of a list spans its number and what
    follows that number alone; one inside a range ("71 to 75") spans the range. ``list_index`` counts within the list,
    from 0.

    ``number`` is the number without ITU-R's count of revisions, which is ``suffix`` ("7-4" gives "7" and "4"); for
    documents the symbol, with its addendum ("ISCG/26-1/7 Addendum 1"); for service orders and Questions both halves
    ("24/06"). ``body`` is None unless an organ, a conference or ITU-R's form of number is written. ``place`` and
    ``year`` are those of the bracket (a list's last bracket counts for the numbers before it). ``revised`` is None
    without a bracket. ``conference`` is the code that body, place and year, or a label such as "WTSA-24", leave as the
    only one. ``own``: the organ is "this conference". ``document`` is set where a document's identifier was written.
    """

    text: str
    start: int
    end: int
    genre: Genre
    number: str
    suffix: str | None = None
    body: BodyCode | None = None
    place: str | None = None
    year: int | None = None
    revised: bool | None = None
    conference: str | None = None
    own: bool = False
    document: str | None = None
    list_index: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a reference names, and why.

    - ``resolved``: ``document`` is held; ``revision`` is the one written, None where none was.
    - ``no-such-revision``: ``document`` is held, but its history has no such revision; ``candidates`` are those it has.
    - ``not-held``: it can be only ``document``, of which nothing is held.
    - ``ambiguous``: ``candidates`` are documents held that it may be; there is no hint which.
    - ``unknown``: no document held bears this number.
    """

    state: State
    document: str | None = None
    revision: str | None = None
    candidates: tuple[str, ...] = ()
    why: str


class Known(Protocol):
    """What is held. The catalogue answers this; a test may with three dicts."""

    def document_ids(self) -> Collection[str]:
        """Returns the identifiers of all documents held; asked for membership alone."""

    def revisions_of(self, document: str, /) -> tuple[str, ...]:
        """Returns the codes of the revisions in its history, oldest first; () where none is known."""

    def symbol_to_id(self, symbol: str, /) -> str | None:
        """Returns the document that bears this symbol ("C26/35"), or None."""
