"""Measures of ranked lists, computed by ir-measures with trec_eval's definitions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

NAMES: Final = {"ndcg@10": "nDCG@10", "recall@10": "R@10", "recall@100": "R@100", "mrr@10": "RR@10"}
"""The names in reports and what ir-measures calls them."""

RESAMPLES: Final = 10_000
_SEED: Final = 20_261_125


def per_query(
    rankings: Mapping[str, Sequence[str]], qrels: Mapping[str, Mapping[str, int]]
) -> dict[str, dict[str, float]]:
    """Returns for each measure the value of each query of ``qrels``; a query without a ranking counts 0.

    nDCG has linear gain, and an entry without a judgement is not relevant.

    Args:
        rankings: Query to entries, best first, each once. Scores are made from ranks, so that no two are equal:
            trec_eval would order equal ones by id.
        qrels: Query to entry to grade.
    """
    import ir_measures

    measures = {ir_measures.parse_measure(code): name for name, code in NAMES.items()}
    run = {
        query: {entry: float(len(ranking) - place) for place, entry in enumerate(ranking)}
        for query, ranking in rankings.items()
    }
    values = {name: dict.fromkeys(qrels, 0.0) for name in NAMES}
    judged = {query: dict(grades) for query, grades in qrels.items()}
    for metric in ir_measures.iter_calc(list(measures), judged, run):
        values[measures[metric.measure]][metric.query_id] = metric.value
    return values


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Returns the 95% interval of the mean by percentile bootstrap over queries; the same each time."""
    sample = np.asarray(values, np.float64)
    dice = np.random.default_rng(_SEED)
    means = [sample[dice.integers(sample.size, size=sample.size)].mean() for _ in range(RESAMPLES)]
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)
