"""Measures of ranked lists, by ir-measures, which asks trec_eval.

A ranking is a list of entries, best first, each once. There are no scores, so no ties: trec_eval would break those by
entry id. An entry without a judgement is not relevant. Where ir-measures has no build for the machine, the same
definitions written out below serve; the tests hold both against each other.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from types import ModuleType
from typing import Any, Final

from eval.intervals import Interval, bootstrap_mean

Grades = Mapping[str, int]
Rankings = Mapping[str, Sequence[str]]

CODES: Final[dict[str, str]] = {"ndcg@10": "nDCG@10", "recall@10": "R@10", "recall@100": "R@100", "mrr@10": "RR@10"}
"""The contract's names of what is measured on a data set, and ir-measures' names of the same."""
MEASURES: Final = tuple(CODES)


def per_query(rankings: Rankings, qrels: Mapping[str, Grades]) -> dict[str, dict[str, float]]:
    """Returns for each measure its value for each query of ``qrels``; a query without a ranking counts 0."""
    found = _judged(tuple(CODES.values()), rankings, qrels)
    return {name: found[code] for name, code in CODES.items()}


def value_of(code: str, ranking: Sequence[str], grades: Grades) -> float:
    """Returns one of ir-measures' measures (``nDCG@10``, ``R@10``, ``RR@10``, ``Success@1``) of one ranking."""
    return _judged((code,), {"q": ranking}, {"q": grades})[code]["q"]


def interval(values: Sequence[float], clusters: Sequence[str] | None = None) -> Interval:
    """Returns the 95% interval of the mean by percentile bootstrap over queries, or over clusters of them."""
    return bootstrap_mean(values, clusters or [str(place) for place in range(len(values))])


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


def success(ranking: Sequence[str], grades: Grades, *, depth: int) -> float:
    """Returns 1 where a relevant entry stands among the first ``depth``, else 0."""
    return float(any(grades.get(entry, 0) > 0 for entry in ranking[:depth]))


OWN: Final[dict[str, Callable[..., float]]] = {"nDCG": ndcg, "R": recall, "RR": reciprocal_rank, "Success": success}
"""The definitions by ir-measures' name, without the depth."""


def own(code: str) -> Callable[[Sequence[str], Grades], float]:
    """Returns the definition written out here for a code such as ``nDCG@10``."""
    name, _, depth = code.partition("@")
    return partial(OWN[name], depth=int(depth))


def _judged(codes: tuple[str, ...], rankings: Rankings, qrels: Mapping[str, Grades]) -> dict[str, dict[str, float]]:
    library = _library()
    if library is None:
        return {
            code: {query: own(code)(rankings.get(query, ()), grades) for query, grades in qrels.items()}
            for code in codes
        }
    found = {code: dict.fromkeys(qrels, 0.0) for code in codes}
    run = {query: _falling(ranking) for query, ranking in rankings.items() if ranking}
    for metric in _evaluator(library, codes, qrels).iter_calc(run):
        found[str(metric.measure)][metric.query_id] = float(metric.value)
    return found


def _falling(ranking: Sequence[str]) -> dict[str, float]:
    return {entry: float(len(ranking) - place) for place, entry in enumerate(ranking)}


def _evaluator(library: ModuleType, codes: tuple[str, ...], qrels: Mapping[str, Grades]) -> Any:
    measures = [library.parse_measure(code) for code in codes]
    return library.evaluator(measures, {query: dict(grades) for query, grades in qrels.items()})


@cache
def _library() -> ModuleType | None:
    try:
        import ir_measures
    except ImportError:
        return None
    module: ModuleType = ir_measures
    return module


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))
