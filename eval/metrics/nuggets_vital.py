"""How much of what has to be said is said."""

from __future__ import annotations

from eval.metrics.measure import Case, Measure, said, share, told


def of(case: Case) -> float | None:
    """Returns vital nuggets said / vital nuggets; None where there are none or no answer was due."""
    vital = [nugget for nugget in case.question.nuggets if nugget.importance == "vital"]
    if not case.wants_answer or not vital:
        return None
    words = told(case.answer) if case.answer else ""
    return share(sum(said(nugget.patterns, words) for nugget in vital), len(vital))


MEASURE = Measure(
    title="Vital facts are said",
    formula="mean of (vital nuggets said / vital nuggets)",
    source="V_strict of the TREC RAG track (Pradeep et al. 2024); said is decided by expressions, not by a judge",
    of=of,
)
