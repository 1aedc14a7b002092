"""Is something said that must not be: what is false, or later than the date asked for."""

from __future__ import annotations

from eval.metrics.measure import Case, Measure, claimed, said


def of(case: Case) -> float | None:
    """Returns 1 where a forbidden fact stands in blocks, statements, quotations or follow-ups, else 0."""
    if not case.question.forbidden:
        return None
    words = claimed(case.answer) if case.answer else ""
    return float(any(said(one.patterns, words) for one in case.question.forbidden))


MEASURE = Measure(
    title="Forbidden facts said",
    formula="answers that say a forbidden fact / questions that have one",
    source="contradiction rate on hand-written contradictions; notes are free to name what is later",
    of=of,
    better="lower",
    binary=True,
)
