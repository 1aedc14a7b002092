"""What a measure is, and the case it judges."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.answer import Answer, Block, Citation, Run
from corpus.conferences import held_on
from corpus.document import Clause, Text
from eval.gold import Patterns, Place, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDocument:
    """Which texts of a document there are. ``revisions``: code and ISO date of each step with a text, oldest first."""

    document: str
    revisions: tuple[tuple[str, str], ...] = ()
    held: tuple[str, ...] = ()

    def serving(self, day: date | None) -> str | None:
        """Returns the newest revision held that is not later than ``day`` (None: today), or None."""
        return next(
            (
                code
                for code, dated in reversed(self.revisions)
                if code in self.held and (day is None or date.fromisoformat(dated) <= day)
            ),
            None,
        )


TextName = tuple[str, str | None, str, str]
"""Document, revision, language and kind of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What citations are held against: the stored texts themselves, not what an answer says of them."""

    texts: Mapping[TextName, Text]
    documents: Mapping[str, HeldDocument]

    def text(self, citation: Citation) -> Text | None:
        """Returns the text a citation points into, or None where there is none."""
        return self.texts.get((citation.document, citation.revision, citation.language, citation.text_kind))

    def clause(self, citation: Citation) -> Clause | None:
        """Returns the clause it names, or None."""
        text = self.text(citation)
        return next((one for one in text.clauses if one.path == citation.clause), None) if text else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question with what the system made of it. ``answer`` None: it crashed, and every quality is 0.

    ``retrieved``: what its retrieval found for the question, best first, None where that was not kept. ``price``: of a
    million prompt tokens and a million completion tokens, None where it is not known.
    """

    question: Question
    answer: Answer | None
    milliseconds: float
    evidence: Evidence
    retrieved: tuple[Place, ...] | None = None
    price: tuple[float, float] | None = None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The answer's citations; none where it crashed."""
        return self.answer.citations if self.answer else ()

    @property
    def abstained(self) -> bool:
        """Whether the system said that it cannot answer."""
        return self.answer is not None and (self.answer.abstained or self.answer.kind == "abstention")

    @property
    def wants_answer(self) -> bool:
        """Whether what is in the answer is to be judged: one is due, or may be given and was."""
        if self.question.abstain == "may":
            return not self.abstained
        return self.question.abstain == "must-not"

    @property
    def day(self) -> date | None:
        """The last day of which something may be said; None: today."""
        asked = self.question.as_of
        if asked is None:
            return None
        return date(int(asked), 12, 31) if asked.isdigit() else held_on(asked.lower())


Pair = tuple[float, float]
"""Two numbers of one case, such as its confidence and whether it is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A number a case gets, or None where the measure does not apply to it; never 0 for that.

    ``over`` says how cases become one figure: a name, or a function of what ``pair`` gives each case; such a figure is
    of many cases together, so that a case has no value of its own and ``of`` is ``nothing``.
    ``binary``: the values are 0 or 1, so that Wilson's interval fits.
    """

    title: str
    formula: str
    source: str
    of: Callable[[Case], float | None]
    over: Literal["mean", "median", "p95"] | Callable[[Sequence[Pair]], float] = "mean"
    better: Literal["higher", "lower"] = "higher"
    binary: bool = False
    unit: Literal["share", "ms", "count", "money"] = "share"
    pair: Callable[[Case], Pair | None] | None = None


def nothing(case: Case) -> None:
    """Returns None: a single case has no such value."""


def share(hits: int, of: int) -> float | None:
    """Returns hits / of, or None where there was nothing to hit."""
    return hits / of if of else None


def said(patterns: Patterns, words: str) -> bool:
    """Returns whether all expressions of one of the groups are found in ``words`` (folded by ``fold``)."""
    return any(all(re.search(one, words) for one in group) for group in patterns)


def fold(words: str) -> str:
    """Returns ``words`` in NFKC with every run of white space as one space."""
    return " ".join(unicodedata.normalize("NFKC", words).split())


def told(answer: Answer) -> str:
    """Returns what an answer says: its blocks, statements, quotations and notes, folded."""
    return fold(" \n ".join([claimed(answer), *(note.text for note in answer.notes)]))


def claimed(answer: Answer) -> str:
    """Returns what an answer says as known: the same without notes, which may speak of what is not; with follow-ups."""
    pieces = [piece for block in answer.blocks for piece in _words(block)]
    pieces += [statement.text for statement in answer.statements]
    pieces += [citation.quote for citation in answer.citations]
    return fold(" \n ".join([*pieces, *answer.follow_ups]))


def _words(block: Block) -> Iterator[str]:
    yield block.text
    yield from block.head
    lines: list[tuple[Run, ...]] = [block.runs, *block.items, *(cell for row in block.rows for cell in row)]
    for line in lines:
        yield " ".join(run.text for run in line if run.text)
