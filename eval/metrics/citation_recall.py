"""Is everything cited that has to be."""

from __future__ import annotations

from eval.gold import Place
from eval.metrics.measure import Case, Measure, share


def of(case: Case) -> float | None:
    """Returns groups of evidence with a clause cited / groups; None where no answer or no citation is due."""
    groups = case.question.evidence
    if not case.wants_answer or not groups or case.question.candidates:
        return None
    cited = {Place(document=one.document, revision=one.revision, clause=one.clause) for one in case.citations}
    return share(sum(not cited.isdisjoint(group) for group in groups), len(groups))


MEASURE = Measure(
    title="Evidence is cited",
    formula="mean of (groups of evidence with a clause cited in its revision / groups of evidence)",
    source="citation recall (ALCE, Gao et al. 2023), decided by gold instead of entailment",
    of=of,
)
