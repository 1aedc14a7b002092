"""Does an answer cite what it needs, and no more."""

from __future__ import annotations

from eval.metrics.measure import Case, Measure

MOST = 12
_FREE = ("sector", "history", "related")


def of(case: Case) -> float | None:
    """Returns 1 where at most twelve are cited, else 0; None for kinds that may cite more, and for crashes."""
    if case.answer is None or case.answer.kind in _FREE:
        return None
    return float(len(case.citations) <= MOST)


MEASURE = Measure(
    title="At most twelve citations",
    formula="answers with at most 12 citations / answers but for sector, history, related",
    source="the outer contract",
    of=of,
    binary=True,
)
