"""Do citations of the right document point at the right clause of it."""

from __future__ import annotations

from eval.gold import Place
from eval.metrics.measure import Case, Measure, share


def of(case: Case) -> float | None:
    """Returns citations of gold clauses / citations of gold documents; None where no gold document is cited."""
    if not case.wants_answer or case.question.candidates:
        return None
    near = [one for one in case.citations if one.document in case.question.documents]
    exact = (Place(document=one.document, revision=one.revision, clause=one.clause) for one in near)
    return share(sum(place in case.question.places for place in exact), len(near))


MEASURE = Measure(
    title="Citations of a gold document are of a gold clause",
    formula="mean of (citations of a gold clause in its revision / citations of gold documents)",
    source="pinpoint accuracy of legal citation, over citations; a parent or a neighbour clause gets nothing",
    of=of,
)
