"""Is the answer of a kind that serves."""

from __future__ import annotations

from eval.metrics.measure import Case, Measure


def of(case: Case) -> float:
    """Returns 1 where the kind is the expected one or another that serves, else 0. Applies to every case."""
    kinds = (case.question.kind, *case.question.also)
    return float(case.answer is not None and case.answer.kind in kinds)


MEASURE = Measure(
    title="Kind of answer is right",
    formula="answers of an expected kind / questions",
    source="accuracy; kinds are those of the outer contract",
    of=of,
    binary=True,
)
