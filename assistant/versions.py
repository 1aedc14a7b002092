"""The same clause in the other languages of a text, which are equally authentic: linked by the order of paths.

Nothing is compared but the shape of two texts: preamble or operative, how deep a clause stands, where a call opens.
They are linked from the first clause on as long as their shapes agree, and not beyond.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from corpus.document import Clause, Text, TextKind
from indexer.assembly import TextKey


class Texts(Protocol):
    """What is needed of the store's catalogue."""

    def text(
        self,
        document: str,
        revision: str | None = None,
        /,
        *,
        language: str | None = None,
        kind: TextKind | None = None,
    ) -> Text | None:
        """Returns a text, or None where it is not held so."""

    def text_keys(self, document: str, /) -> Sequence[TextKey]:
        """Returns the names of all texts of a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A text in another language, and which of its clauses is which: ``clauses`` by the path in the text at hand.

    ``complete``: every clause of both texts is linked. ``stops_at`` is the first path of the text at hand that has no
    counterpart, None where only the other text goes on.
    """

    language: str
    clauses: Mapping[str, Clause]
    complete: bool
    stops_at: str | None = None


def versions_of(text: Text, texts: Texts) -> tuple[Version, ...]:
    """Returns the other languages the same text is held in, ordered by their codes; of summaries there are none."""
    if text.kind != "original":
        return ()
    keys = (key for key in texts.text_keys(text.document) if (key.revision, key.kind) == (text.revision, "original"))
    languages = sorted({key.language for key in keys} - {text.language})
    others = (texts.text(text.document, text.revision, language=one, kind="original") for one in languages)
    return tuple(linked(text, other) for other in others if other is not None)


def linked(text: Text, other: Text) -> Version:
    """Returns which clause of ``other`` stands where a clause of ``text`` does."""
    shapes, others = _shapes(text), _shapes(other)
    shared = min(len(shapes), len(others))
    count = next((at for at in range(shared) if shapes[at] != others[at]), shared)
    pairs = zip(text.clauses[:count], other.clauses[:count], strict=True)
    return Version(
        language=other.language,
        clauses={mine.path: its for mine, its in pairs},
        complete=count == len(shapes) == len(others),
        stops_at=text.clauses[count].path if count < len(shapes) else None,
    )


Shape = tuple[str, bool, int, bool, bool]
"""Part, whether operative, depth of labels, whether a section opens with it, whether a call stands over it."""


def _shapes(text: Text) -> list[Shape]:
    sections = ["", *map(_section, text.clauses)]
    opens = [before != here for before, here in pairwise(sections)]
    return [
        (clause.part, clause.operative, len(clause.labels), opened, bool(clause.call))
        for clause, opened in zip(text.clauses, opens, strict=True)
    ]


def _section(clause: Clause) -> str:
    """What stands above a clause, in its language: the call, counted where it opens again, or a heading."""
    if not clause.call:
        return clause.heading
    match = re.search(re.escape(clause.call) + r"(?: \(\d+\))?", clause.path)
    return clause.path[: match.end()] if match else clause.call
