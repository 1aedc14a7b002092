"""How much of what is cited has the fact."""

from __future__ import annotations

from eval.metrics.measure import Case, Measure, share


def of(case: Case) -> float | None:
    """Returns citations of gold documents / citations; None where nothing is cited or nothing was to be."""
    wanted = case.question.documents | set(case.question.related)
    if not case.wants_answer or not wanted or case.question.candidates:
        return None
    return share(sum(citation.document in wanted for citation in case.citations), len(case.citations))


MEASURE = Measure(
    title="Citations are of gold documents",
    formula="mean of (citations of gold documents / citations)",
    source="precision; a lower bound, since other documents may bear on the question too",
    of=of,
)
