"""Are there claims that nothing carries."""

from __future__ import annotations

from assistant.answer import Answer, Statement
from eval.metrics.measure import Case, Measure, fold, share


def of(case: Case) -> float | None:
    """Returns the share of statements without a citation, or called quoted without holding a quotation they cite."""
    answer = case.answer
    if answer is None or answer.kind in ("abstention", "clarification"):
        return None
    return share(sum(not _carried(one, answer) for one in answer.statements), len(answer.statements))


def _carried(statement: Statement, answer: Answer) -> bool:
    cited = [citation for citation in answer.citations if citation.n in statement.citations]
    if statement.support != "quoted":
        return bool(cited)
    return any(fold(citation.quote) in fold(statement.text) for citation in cited)


MEASURE = Measure(
    title="Unsupported statements",
    formula="mean of (statements without a citation, or 'quoted' without their quotation / statements)",
    source="the deterministic part of citation recall (ALCE, Gao et al. 2023); no entailment is judged",
    of=of,
    better="lower",
)
