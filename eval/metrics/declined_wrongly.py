"""Is a question declined that has an answer."""

from __future__ import annotations

from eval.metrics.measure import Case, Measure


def of(case: Case) -> float | None:
    """Returns 1 for an abstention where an answer was due, else 0; None for questions that may be declined."""
    if case.question.abstain != "must-not":
        return None
    return float(case.abstained)


MEASURE = Measure(
    title="Answerable questions declined",
    formula="abstentions on answerable questions / answerable questions",
    source="error rate of NoMIRACL (Thakur et al. 2024)",
    of=of,
    better="lower",
    binary=True,
)
