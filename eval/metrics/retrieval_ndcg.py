"""How well what was found is ordered."""

from __future__ import annotations

from eval.metrics.measure import Measure
from eval.metrics.ranking import of_ranking

DOCUMENT = Measure(
    title="Documents found in order (nDCG@10)",
    formula="mean of (sum of grade / log2(rank + 1) over the first 10, over the same sum in the best order)",
    source="Järvelin and Kekäläinen 2002, linear gain; trec_eval ndcg_cut, by ir-measures",
    of=of_ranking("nDCG@10", "document"),
)
CLAUSE = Measure(
    title="Clauses found in order (nDCG@10)",
    formula="mean of (sum of grade / log2(rank + 1) over the first 10, over the same sum in the best order)",
    source="Järvelin and Kekäläinen 2002, linear gain; trec_eval ndcg_cut, by ir-measures",
    of=of_ranking("nDCG@10", "clause"),
)
