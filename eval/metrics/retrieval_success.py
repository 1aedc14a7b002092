"""Does what retrieval found first have the fact, before anything is made of it."""

from __future__ import annotations

from eval.metrics.measure import Measure
from eval.metrics.ranking import of_ranking

DOCUMENT = Measure(
    title="The first document found is right",
    formula="1 where the first unit of the ranked list is gold",
    source="trec_eval success, by ir-measures",
    of=of_ranking("Success@1", "document"),
    binary=True,
)
CLAUSE = Measure(
    title="The first clause found is right",
    formula="1 where the first unit of the ranked list is gold",
    source="trec_eval success, by ir-measures",
    of=of_ranking("Success@1", "clause"),
    binary=True,
)
