"""Is it answered in the language of the question."""

from __future__ import annotations

from eval.metrics.measure import Case, Measure


def of(case: Case) -> float | None:
    """Returns 1 where the answer's language is the question's; None for nonsense, which has none."""
    if case.question.unanswerable == "nonsense":
        return None
    return float(case.answer is not None and case.answer.language == case.question.language)


MEASURE = Measure(
    title="Answered in the language asked",
    formula="answers in the question's language / questions",
    source="accuracy; quotations stay in the language of their text",
    of=of,
    binary=True,
)
