"""How soon the first right one comes."""

from __future__ import annotations

from eval.metrics.measure import Measure
from eval.metrics.ranking import of_ranking

DOCUMENT = Measure(
    title="Rank of the first right document (MRR@10)",
    formula="mean of (1 / rank of the first gold unit among 10, else 0)",
    source="trec_eval recip_rank, by ir-measures",
    of=of_ranking("RR@10", "document"),
)
CLAUSE = Measure(
    title="Rank of the first right clause (MRR@10)",
    formula="mean of (1 / rank of the first gold unit among 10, else 0)",
    source="trec_eval recip_rank, by ir-measures",
    of=of_ranking("RR@10", "clause"),
)
