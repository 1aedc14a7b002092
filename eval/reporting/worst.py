"""The worst answers of a run, side by side with gold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.answer import Citation
from eval.gold import Place
from eval.metrics import measures
from eval.metrics.measure import Case, said, told
from eval.scoring import Scored
from eval.tables import number

LIMIT: Final = 30
_SHOWN: Final = 12
_GRAVITY: Final[dict[str, float]] = {
    "quotation": 5,
    "citation-valid": 5,
    "wrong-revision": 5,
    "abstention-recall": 3,
    "declined-wrongly": 3,
    "forbidden": 2,
    "document@any": 2,
    "nuggets": 2,
    "facts": 1,
    "clause": 1,
    "kind": 1,
    "language": 1,
}
"""What the loss of a whole point weighs when answers are put in order, worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """One case: what was given, and what gold says."""

    id: str
    question: str
    language: str
    failed: tuple[str, ...]
    got: str
    error: str | None
    statements: tuple[str, ...]
    notes: tuple[str, ...]
    citations: tuple[tuple[str, str, str], ...]
    expected: str
    nuggets: tuple[tuple[bool, str, str], ...]
    places: tuple[tuple[bool, str], ...]
    asker: str
    why: str


def gravity(case: Scored) -> float:
    """Returns how bad an answer is: what each measure lost against its best value, weighed; 0 is flawless."""
    table = measures()
    lost = 0.0
    for name, weight in _GRAVITY.items():
        if name in case.values:
            value = case.values[name]
            lost += weight * (1 - value if table[name].better == "higher" else value)
    return lost


def worst(cases: Sequence[Scored], *, limit: int = LIMIT) -> tuple[Scored, ...]:
    """Returns the worst answers, worst first; those without a flaw are left out."""
    ranked = sorted(cases, key=lambda case: (-gravity(case), case.id))
    return tuple(case for case in ranked[:limit] if gravity(case) > 0)


def side_by_side(scored: Scored, case: Case, error: str | None) -> SideBySide:
    """Returns a case as the page shows it: of the answer at most twelve statements and citations."""
    question, answer = case.question, case.answer
    words = told(answer) if answer else ""
    cited = {_place(one) for one in case.citations}
    return SideBySide(
        id=question.id,
        question=question.question,
        language=question.language,
        failed=_lost(scored),
        got=scored.got,
        error=error,
        statements=tuple(one.text for one in answer.statements[:_SHOWN]) if answer else (),
        notes=tuple(one.text for one in answer.notes) if answer else (),
        citations=tuple((one.quote, _place(one), one.language) for one in case.citations[:_SHOWN]),
        expected=", ".join((question.kind, *question.also)),
        nuggets=tuple((said(one.patterns, words), one.importance, one.text) for one in question.nuggets),
        places=tuple((_place(one) in cited, _place(one)) for group in question.evidence for one in group),
        asker=question.asker,
        why=question.why,
    )


def _lost(scored: Scored) -> tuple[str, ...]:
    table = measures()
    return tuple(
        f"{table[name].title}: {number(scored.values[name])}"
        for name in _GRAVITY
        if name in scored.values and scored.values[name] != (1.0 if table[name].better == "higher" else 0.0)
    )


def _place(of: Citation | Place) -> str:
    revision = f"@{of.revision}" if of.revision else ""
    return f"{of.document}{revision}, {of.clause}"
