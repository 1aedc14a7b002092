"""Does what is cited exist."""

from __future__ import annotations

from eval.metrics.measure import Case, Measure, share


def of(case: Case) -> float | None:
    """Returns the share of citations whose clause is in the text named and holds the place; None without citations."""
    valid = sum(_valid(case, number) for number in range(len(case.citations)))
    numbers = {citation.n for citation in case.citations}
    named = {number for statement in case.answer.statements for number in statement.citations} if case.answer else set()
    return 0.0 if named - numbers else share(valid, len(case.citations))


def _valid(case: Case, place: int) -> bool:
    citation = case.citations[place]
    clause = case.evidence.clause(citation)
    return clause is not None and clause.start <= citation.start < citation.end <= clause.end


MEASURE = Measure(
    title="Citations are valid",
    formula="mean of (citations whose document, revision and clause exist and whose place lies in it / citations)",
    source="hard invariant; 0 for an answer with a statement that names a number without a citation",
    of=of,
)
