"""Measures of ranked lists, with trec_eval's definitions; ir-measures checks them in the tests.

A ranking is a list of entries, best first, each once. There are no scores, so no ties: trec_eval would break those by
entry id. An entry without a judgement is not relevant.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

import numpy as np

Grades = Mapping[str, int]

RESAMPLES: Final = 10_000
_SEED: Final = 20_261_125


def ndcg(ranking: Sequence[str], grades: Grades, *, depth: int) -> float:
    """Returns the discounted gain of the first ``depth`` over that of the best order; gains are the grades.

    DCG is the sum of grade / log2(rank + 1), as in Järvelin and Kekäläinen (2002) with linear gain.
    """
    ideal = sorted((grade for grade in grades.values() if grade > 0), reverse=True)[:depth]
    gained = [max(0, grades.get(entry, 0)) for entry in ranking[:depth]]
    return _discounted(gained) / _discounted(ideal) if ideal else 0.0


def recall(ranking: Sequence[str], grades: Grades, *, depth: int) -> float:
    """Returns the share of the relevant entries that stand among the first ``depth``."""
    relevant = {entry for entry, grade in grades.items() if grade > 0}
    return len(relevant.intersection(ranking[:depth])) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranking: Sequence[str], grades: Grades, *, depth: int) -> float:
    """Returns 1 / rank of the first relevant entry among the first ``depth``, 0 where there is none."""
    return next((1 / rank for rank, entry in enumerate(ranking[:depth], 1) if grades.get(entry, 0) > 0), 0.0)


MEASURES: Final[dict[str, Callable[[Sequence[str], Grades], float]]] = {
    "ndcg@10": partial(ndcg, depth=10),
    "recall@10": partial(recall, depth=10),
    "recall@100": partial(recall, depth=100),
    "mrr@10": partial(reciprocal_rank, depth=10),
}


def per_query(rankings: Mapping[str, Sequence[str]], qrels: Mapping[str, Grades]) -> dict[str, dict[str, float]]:
    """Returns for each measure its value for each query of ``qrels``; a query without a ranking counts 0."""
    return {
        name: {query: measure(rankings.get(query, ()), grades) for query, grades in qrels.items()}
        for name, measure in MEASURES.items()
    }


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Returns the 95% interval of the mean by percentile bootstrap over queries; the same each time."""
    sample = np.asarray(values, np.float64)
    dice = np.random.default_rng(_SEED)
    means = [sample[dice.integers(sample.size, size=sample.size)].mean() for _ in range(RESAMPLES)]
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))
