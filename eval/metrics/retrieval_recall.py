"""How much of the evidence is among the first ten found."""

from __future__ import annotations

from eval.metrics.measure import Measure
from eval.metrics.ranking import of_ranking

DOCUMENT = Measure(
    title="Documents found among ten",
    formula="mean of (groups of evidence among the first 10 units / groups of evidence)",
    source="trec_eval recall, by ir-measures",
    of=of_ranking("R@10", "document"),
)
CLAUSE = Measure(
    title="Clauses found among ten",
    formula="mean of (groups of evidence among the first 10 units / groups of evidence)",
    source="trec_eval recall, by ir-measures",
    of=of_ranking("R@10", "clause"),
)
