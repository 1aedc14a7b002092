"""How long it takes."""

from __future__ import annotations

from eval.metrics.measure import Case, Measure


def of(case: Case) -> float:
    """Returns the milliseconds from question to answer, in process, on a warm store."""
    return case.milliseconds


MEDIAN = Measure(
    title="Time to answer, median",
    formula="50th percentile of milliseconds",
    source="wall clock around Assistant.ask, one at a time",
    of=of,
    over="median",
    better="lower",
    unit="ms",
)
P95 = Measure(
    title="Time to answer, 95th percentile",
    formula="95th percentile of milliseconds",
    source="wall clock around Assistant.ask, one at a time",
    of=of,
    over="p95",
    better="lower",
    unit="ms",
)
