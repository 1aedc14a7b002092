"""How much of what has to be said, or may be, is said."""

from __future__ import annotations

from eval.metrics.measure import Case, Measure, said, told

_WEIGHTS = {"vital": 1.0, "okay": 0.5}


def of(case: Case) -> float | None:
    """Returns the weight of the nuggets said over that of all; None where there are none or no answer was due."""
    if not case.wants_answer or not case.question.nuggets:
        return None
    words = told(case.answer) if case.answer else ""
    got = sum(_WEIGHTS[one.importance] for one in case.question.nuggets if said(one.patterns, words))
    return got / sum(_WEIGHTS[one.importance] for one in case.question.nuggets)


MEASURE = Measure(
    title="Facts are said, weighted",
    formula="mean of ((vital said + 0.5 okay said) / (vital + 0.5 okay))",
    source="W_strict of the TREC RAG track (Pradeep et al. 2024)",
    of=of,
)
