"""Questions that can, cannot or must not be answered as asked, and what the assistant made of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol

import msgspec

from assistant.answer import Answer
from eval.gold import GoldError, Place
from eval.metrics.measure import told

TEST: Final = Path(__file__).parents[1] / "datasets" / "answerability.jsonl"
DEV: Final = Path(__file__).parents[1] / "datasets" / "answerability-dev.jsonl"
DEEP: Final = 10
"""Clauses are looked for among so many places."""
WIDE: Final = 5
"""Documents are looked for among so many."""

Class = Literal[
    "answerable", "unknowable", "outside-related", "outside-unrelated", "nonsense", "known-gap", "false-premise"
]
UNANSWERABLE: Final[tuple[Class, ...]] = (
    "unknowable",
    "outside-related",
    "outside-unrelated",
    "nonsense",
    "known-gap",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What corrects a false premise: one of the expressions is said, one of the documents cited."""

    patterns: tuple[str, ...]
    documents: tuple[str, ...]


class Asked(msgspec.Struct, frozen=True, kw_only=True, rename={"class_": "class"}):
    """One question; fields as in ``datasets/README.md``. ``clauses``: of each group one place has to be found."""

    id: str
    language: str
    question: str
    class_: Class
    form: str = ""
    documents: tuple[str, ...] = ()
    clauses: tuple[tuple[Place, ...], ...] = ()
    correction: Correction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One question with what became of it.

    ``places``: the first ten the assistant puts forward, those its answer cites before those its search finds.
    """

    asked: Asked
    answer: Answer
    places: tuple[tuple[str, str | None, str], ...] = ()

    @property
    def kind(self) -> Class:
        """The class of the question."""
        return self.asked.class_

    @property
    def abstained(self) -> bool:
        """Whether the assistant said that it cannot answer."""
        return self.answer.abstained

    @property
    def first_is_right(self) -> bool:
        """Whether the document cited first is one that answers."""
        return bool(self.answer.citations) and self.answer.citations[0].document in self.asked.documents

    @property
    def found_wide(self) -> bool:
        """Whether one of the first five documents answers."""
        first = tuple(dict.fromkeys(document for document, _, _ in self.places))[:WIDE]
        return any(document in self.asked.documents for document in first)

    @property
    def clauses_found(self) -> int:
        """How many groups of clauses have a place among the first ten."""
        found = set(self.places[:DEEP])
        return sum(any(_key(place) in found for place in group) for group in self.asked.clauses)

    @property
    def clauses_cited(self) -> int:
        """How many groups of clauses the answer itself cites."""
        cited = {(one.document, one.revision, one.clause) for one in self.answer.citations}
        return sum(any(_key(place) in cited for place in group) for group in self.asked.clauses)

    @property
    def corrected(self) -> bool:
        """Whether a false premise is put right, with a citation."""
        wanted = self.asked.correction
        if wanted is None or self.abstained:
            return False
        words = told(self.answer)
        said = any(re.search(pattern, words) for pattern in wanted.patterns)
        return said and any(one.document in wanted.documents for one in self.answer.citations)


class Asking(Protocol):
    """What is asked."""

    def ask(self, question: str) -> Answer:
        """Returns the answer."""

    def retrieve(self, question: str) -> Sequence[Place]:
        """Returns the places of the passages that search finds, best first."""


def read_asked(path: Path) -> tuple[Asked, ...]:
    """Returns the questions of a file in its order. Raises GoldError where it cannot be read."""
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return tuple(msgspec.json.decode(line, type=Asked) for line in lines)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise GoldError(f"{path} cannot be read: {error}. See eval/datasets/README.md.") from error


def judge(asked: Asked, system: Asking) -> Judged:
    """Asks one question and returns what became of it."""
    answer = system.ask(asked.question)
    if asked.class_ != "answerable":
        return Judged(asked=asked, answer=answer)
    cited = [(one.document, one.revision, one.clause) for one in answer.citations]
    found = map(_key, system.retrieve(asked.question))
    return Judged(asked=asked, answer=answer, places=tuple(dict.fromkeys((*cited, *found))))


def _key(place: Place) -> tuple[str, str | None, str]:
    return place.document, place.revision, place.clause
