"""Does the first citation lead to a document that has the fact."""

from __future__ import annotations

from eval.metrics.measure import Case, Measure


def of(case: Case) -> float | None:
    """Returns 1 where the first citation's document is a gold one, else 0; None where nothing is to be cited."""
    if not case.wants_answer or not case.question.documents or case.question.candidates:
        return None
    return float(bool(case.citations) and case.citations[0].document in case.question.documents)


MEASURE = Measure(
    title="First document cited is right",
    formula="answers whose citation 1 is of a gold document / answers due",
    source="success@1 of ranked retrieval (trec_eval's success), on citations in their order",
    of=of,
    binary=True,
)
