"""What a language model read and wrote."""

from __future__ import annotations

from eval.metrics.measure import Case, Measure


def of(case: Case) -> float | None:
    """Returns the tokens read and written for an answer; None where no model was asked."""
    if case.answer is None:
        return None
    return float(sum(case.answer.usage.values())) or None


MEASURE = Measure(
    title="Tokens a question",
    formula="mean of prompt and completion tokens, over answers for which a model was asked",
    source="the model server's own count",
    of=of,
    better="lower",
    unit="count",
)
