"""When there is no answer, does it say so."""

from __future__ import annotations

from eval.metrics.measure import Case, Measure


def of(case: Case) -> float | None:
    """Returns 1 for an unanswerable question that was declined, else 0; None for questions with an answer."""
    if case.question.abstain != "must":
        return None
    return float(case.abstained)


MEASURE = Measure(
    title="Unanswerable questions are declined",
    formula="abstentions on unanswerable questions / unanswerable questions",
    source="recall; 1 minus the hallucination rate of NoMIRACL (Thakur et al. 2024)",
    of=of,
    binary=True,
)
