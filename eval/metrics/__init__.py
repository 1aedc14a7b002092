"""Measures of answers, one a file. A line of ``MEASURES`` names one; it is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from eval.metrics.measure import Measure

MEASURES: Final[dict[str, str]] = {
    "kind": "eval.metrics.kind:MEASURE",
    "document@1": "eval.metrics.document_first:MEASURE",
    "document@any": "eval.metrics.document_any:MEASURE",
    "evidence": "eval.metrics.evidence_complete:MEASURE",
    "clause": "eval.metrics.clause_hit:MEASURE",
    "nuggets": "eval.metrics.nuggets_vital:MEASURE",
    "nuggets-weighted": "eval.metrics.nuggets_weighted:MEASURE",
    "forbidden": "eval.metrics.forbidden_said:MEASURE",
    "facts": "eval.metrics.facts_agree:MEASURE",
    "quotation": "eval.metrics.quotation_exact:MEASURE",
    "citation-valid": "eval.metrics.citation_valid:MEASURE",
    "citation-recall": "eval.metrics.citation_recall:MEASURE",
    "citation-precision": "eval.metrics.citation_precision:MEASURE",
    "pinpoint": "eval.metrics.pinpoint:MEASURE",
    "citation-budget": "eval.metrics.citation_budget:MEASURE",
    "wrong-revision": "eval.metrics.wrong_revision:MEASURE",
    "unsupported": "eval.metrics.unsupported:MEASURE",
    "abstention-precision": "eval.metrics.abstention_precision:MEASURE",
    "abstention-recall": "eval.metrics.abstention_recall:MEASURE",
    "declined-wrongly": "eval.metrics.declined_wrongly:MEASURE",
    "aurc": "eval.metrics.risk_coverage:MEASURE",
    "ece": "eval.metrics.calibration:MEASURE",
    "language": "eval.metrics.answer_language:MEASURE",
    "found-document@1": "eval.metrics.retrieval_success:DOCUMENT",
    "found-documents@10": "eval.metrics.retrieval_recall:DOCUMENT",
    "ndcg-documents": "eval.metrics.retrieval_ndcg:DOCUMENT",
    "mrr-documents": "eval.metrics.retrieval_rank:DOCUMENT",
    "found-clause@1": "eval.metrics.retrieval_success:CLAUSE",
    "found-clauses@10": "eval.metrics.retrieval_recall:CLAUSE",
    "ndcg-clauses": "eval.metrics.retrieval_ndcg:CLAUSE",
    "mrr-clauses": "eval.metrics.retrieval_rank:CLAUSE",
    "words": "eval.metrics.words:MEASURE",
    "tokens": "eval.metrics.tokens:MEASURE",
    "cost": "eval.metrics.cost:MEASURE",
    "latency-p50": "eval.metrics.latency:MEDIAN",
    "latency-p95": "eval.metrics.latency:P95",
}

FAMILIES: Final[dict[str, tuple[str, ...]]] = {
    "What is said": ("kind", "nuggets", "nuggets-weighted", "forbidden", "facts", "language", "words"),
    "What is cited": (
        *("document@1", "document@any", "clause", "evidence", "citation-recall", "citation-precision", "pinpoint"),
        *("quotation", "citation-valid", "wrong-revision", "unsupported", "citation-budget"),
    ),
    "What is declined, and how surely": (
        *("abstention-precision", "abstention-recall", "declined-wrongly", "aurc", "ece"),
    ),
    "What retrieval finds, before anything is made of it": (
        *("found-document@1", "found-documents@10", "ndcg-documents", "mrr-documents"),
        *("found-clause@1", "found-clauses@10", "ndcg-clauses", "mrr-clauses"),
    ),
    "What it takes": ("latency-p50", "latency-p95", "tokens", "cost"),
}
"""The measures in the order a report tells them, each once."""

HEADLINE: Final = (
    "kind",
    "document@1",
    "document@any",
    "clause",
    "nuggets",
    "facts",
    "citation-precision",
    "abstention-recall",
    "declined-wrongly",
)
"""The family of measures a verdict between two runs is corrected over."""

INVARIANTS: Final[dict[str, float]] = {"quotation": 1.0, "citation-valid": 1.0, "wrong-revision": 0.0}
"""What every case has to give where the measure applies: the gate stops at the first one that does not."""


def measure(name: str) -> Measure:
    """Returns the measure of that name. Raises KeyError where the table has none."""
    module, _, attribute = MEASURES[name].partition(":")
    found: Measure = getattr(import_module(module), attribute)
    return found


def measures() -> dict[str, Measure]:
    """Returns all measures by name, in the order of the table."""
    return {name: measure(name) for name in MEASURES}
