"""Is every thing that was asked for cited, where it takes more than one place."""

from __future__ import annotations

from eval.metrics.measure import Case, Measure, share


def of(case: Case) -> float | None:
    """Returns the share of evidence groups with a document cited; None where there are fewer than two groups."""
    groups = case.question.evidence
    if not case.wants_answer or len(groups) < 2:
        return None
    cited = {citation.document for citation in case.citations}
    return share(sum(any(place.document in cited for place in group) for group in groups), len(groups))


MEASURE = Measure(
    title="All evidence of a joined question is cited",
    formula="mean of (evidence groups with a document cited / evidence groups)",
    source="recall over sub-questions, as in multi-hop sets (HotpotQA, Yang et al. 2018)",
    of=of,
)
