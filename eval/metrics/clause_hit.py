"""Does a citation point at the very clause."""

from __future__ import annotations

from eval.gold import Place
from eval.metrics.measure import Case, Measure


def of(case: Case) -> float | None:
    """Returns 1 where a citation's document, revision and clause are those of a gold place, else 0."""
    if not case.wants_answer or not case.question.places or case.question.candidates:
        return None
    cited = {Place(document=one.document, revision=one.revision, clause=one.clause) for one in case.citations}
    return float(bool(cited & case.question.places))


MEASURE = Measure(
    title="A clause cited is right",
    formula="answers with a citation of a gold clause in its revision / answers due",
    source="pinpoint accuracy, on the answer; a parent or a neighbour clause gets nothing",
    of=of,
    binary=True,
)
