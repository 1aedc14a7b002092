"""When it says that it cannot answer, is that so."""

from __future__ import annotations

from eval.metrics.measure import Case, Measure


def of(case: Case) -> float | None:
    """Returns 1 for an abstention that was due, 0 for one where an answer was; None for all else."""
    if not case.abstained or case.question.abstain == "may":
        return None
    return float(case.question.abstain == "must")


MEASURE = Measure(
    title="Abstentions are right",
    formula="abstentions on unanswerable questions / abstentions",
    source="precision; questions on which both are right count in neither figure",
    of=of,
    binary=True,
)
