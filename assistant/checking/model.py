"""What was found in a user's text, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.answer import Citation, Run

ItemType = Literal["reference", "quotation"]
Verdict = Literal[
    "exact", "exact-in-other-revision", "altered", "spliced", "not-found", "exists", "stale", "ambiguous", "unknown"
]

Caution = Literal["brackets", "digest", "elsewhere", "not-held", "other-revision"]
"""What has to be known beside a verdict (``cautions``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A document, or one revision of it, that an item may mean or was put together from."""

    document: str
    revision: str | None
    label: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One reference or quotation. ``text`` is ``source[start:end]`` of the user's text: code points, half-open.

    A quotation is given without its marks. ``citation`` is where its words, or those nearest to them, stand; for a
    reference the line of the record that tells of it. ``candidates``: for an ambiguous reference the documents it may
    be, for one to a revision that does not exist those that do, for an unknown one what other
    bodies have of its number, for a stale one the revision in force, for a spliced
    quotation the texts its pieces come from, for any other the further texts that have the same words.
    ``differences``: from the text cited to the user's words; what is ``added`` stands in the user's text alone.
    ``cautions``: what keeps the verdict on a quotation from being taken for more than it is.
    """

    start: int
    end: int
    text: str
    type: ItemType
    verdict: Verdict
    candidates: tuple[Candidate, ...] = ()
    citation: Citation | None = None
    differences: tuple[Run, ...] = ()
    cautions: tuple[Caution, ...] = ()
