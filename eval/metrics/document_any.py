"""Does any citation lead to a document that has the fact."""

from __future__ import annotations

from eval.metrics.measure import Case, Measure


def of(case: Case) -> float | None:
    """Returns 1 where a citation's document is a gold one, else 0; None where nothing is to be cited."""
    if not case.wants_answer or not case.question.documents or case.question.candidates:
        return None
    return float(any(citation.document in case.question.documents for citation in case.citations))


MEASURE = Measure(
    title="A document cited is right",
    formula="answers with a citation of a gold document / answers due",
    source="success@k of ranked retrieval (trec_eval's success), k the number of citations",
    of=of,
    binary=True,
)
