"""How long is what is said."""

from __future__ import annotations

from eval.metrics.measure import Case, Measure


def of(case: Case) -> float | None:
    """Returns the words of an answer's statements; None for abstentions, questions asked back and crashes."""
    if case.answer is None or case.answer.kind in ("abstention", "clarification"):
        return None
    return float(sum(len(statement.text.split()) for statement in case.answer.statements))


MEASURE = Measure(
    title="Words of an answer, median",
    formula="median of words in statements, parted by white space",
    source="told beside recall of nuggets, which length buys (TREC RAG track, Pradeep et al. 2024)",
    of=of,
    over="median",
    better="lower",
    unit="count",
)
