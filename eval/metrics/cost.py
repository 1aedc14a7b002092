"""What a language model costs."""

from __future__ import annotations

from eval.metrics.measure import Case, Measure


def of(case: Case) -> float | None:
    """Returns the price of an answer; None where no model was asked, or the run does not say what tokens cost."""
    if case.answer is None or case.price is None or not any(case.answer.usage.values()):
        return None
    read, written = case.answer.usage.get("prompt_tokens", 0), case.answer.usage.get("completion_tokens", 0)
    return (read * case.price[0] + written * case.price[1]) / 1_000_000


MEASURE = Measure(
    title="Cost a question",
    formula="mean of (prompt tokens x their price + completion tokens x theirs), prices as given to iscg eval generate",
    source="the provider's price a million tokens; in its currency",
    of=of,
    better="lower",
    unit="money",
)
