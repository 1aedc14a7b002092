"""Does confidence put right answers first."""

from __future__ import annotations

from eval.metrics.measure import Measure, nothing
from eval.risk import area_under, sureness

MEASURE = Measure(
    title="Area under risk over coverage (AURC)",
    formula="mean over c of the share of wrong answers among the c surest; ties share theirs",
    source="Geifman and El-Yaniv 2017; Geifman, Uziel and El-Yaniv 2019",
    of=nothing,
    better="lower",
    over=area_under,
    pair=sureness,
)
