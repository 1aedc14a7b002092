"""How sure a figure is: intervals, and whether two runs differ. Deterministic.

scipy does the statistics. The tests hold it against the formulas, written out a second time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from statistics import NormalDist
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from scipy import stats

RESAMPLES: Final = 10_000
_FEW: Final = 1_000
_SAME: Final = 1e-12
"""Differences below this are none, but what adding up leaves."""
_SEED: Final = 20_261_125
_BATCH: Final = 500
"""Resamples held in memory at a time; the figures do not depend on it."""

Interval = tuple[float, float]


@lru_cache(maxsize=4096)
def wilson(hits: float, n: int) -> Interval:
    """Returns the 95% score interval of a proportion (Wilson 1927, without continuity correction)."""
    found = stats.binomtest(round(hits), n).proportion_ci(method="wilson")
    return float(found.low), float(found.high)


def bootstrap_mean(values: Sequence[float], clusters: Sequence[str]) -> Interval:
    """Returns the 95% percentile interval of the mean; whole clusters are drawn, as what they hold is not independent.

    With a single cluster nothing can be drawn, and the interval is the mean itself.
    """
    names, places = np.unique(np.asarray(clusters), return_inverse=True)
    sums = np.bincount(places, np.asarray(values, np.float64))
    counts = np.bincount(places).astype(np.float64)
    if len(names) == 1:
        return float(sums[0] / counts[0]), float(sums[0] / counts[0])
    found = stats.bootstrap(
        (sums, counts),
        _ratio,
        paired=True,
        vectorized=True,
        n_resamples=RESAMPLES,
        batch=_BATCH,
        method="percentile",
        rng=np.random.default_rng(_SEED),
    ).confidence_interval
    return float(found.low), float(found.high)


def bootstrap_of(
    pairs: Sequence[tuple[float, float]],
    clusters: Sequence[str],
    statistic: Callable[[Sequence[tuple[float, float]]], float],
) -> Interval:
    """Returns the 95% percentile interval of a figure of many cases together, from 1,000 draws of whole clusters."""
    rows: dict[str, list[tuple[float, float]]] = {}
    for pair, cluster in zip(pairs, clusters, strict=True):
        rows.setdefault(cluster, []).append(pair)
    held, dice = list(rows.values()), np.random.default_rng(_SEED)
    drawn = dice.integers(len(held), size=(_FEW, len(held)))
    figures = [statistic([pair for place in places for pair in held[place]]) for places in drawn.tolist()]
    low, high = np.percentile(figures, [2.5, 97.5])
    return float(low), float(high)


def quantile_interval(values: Sequence[float], quantile: float) -> Interval:
    """Returns the 95% interval of a quantile between two order statistics, whatever the distribution.

    Their ranks are binomial (Conover 1999, 3.2). Where the sample is too small for a bound, its extreme value stands.
    """
    found = stats.quantile_test(values, p=quantile).confidence_interval(confidence_level=0.95)
    low = min(values) if math.isnan(found.low) else float(found.low)
    high = max(values) if math.isnan(found.high) else float(found.high)
    return low, high


def sign_flip(differences: Sequence[float], clusters: Sequence[str] | None = None) -> float:
    """Returns the two-sided p of the paired randomization test that the mean difference is 0 (Fisher's sign flips).

    With ``clusters`` the signs of all that a cluster holds flip together, as they are not independent. Every
    arrangement of signs where there are at most 10,000, else as many drawn, with the observed one counted, so that it
    is never 0 (Phipson and Smyth 2010). Pairs that do not differ change nothing and are left out.
    """
    moved: NDArray[np.float64] = np.asarray(differences, np.float64)
    if clusters is not None:
        moved = np.asarray(np.bincount(np.unique(np.asarray(clusters), return_inverse=True)[1], moved), np.float64)
    sample = moved[np.abs(moved) > _SAME]
    if sample.size < 2:
        return 1.0
    found = stats.permutation_test(
        (sample,),
        _sum,
        permutation_type="samples",
        vectorized=True,
        n_resamples=RESAMPLES,
        batch=_BATCH,
        rng=np.random.default_rng(_SEED),
    )
    return float(found.pvalue)


def mcnemar(won: int, lost: int) -> float:
    """Returns the exact two-sided p of McNemar's test: won and lost are as likely among the cases that changed."""
    return float(stats.binomtest(won, won + lost).pvalue) if won + lost else 1.0


def holm(chances: dict[str, float]) -> dict[str, float]:
    """Returns the p values corrected for their number (Holm 1979); each still compares with the level itself."""
    corrected: dict[str, float] = {}
    highest = 0.0
    for rank, (name, p) in enumerate(sorted(chances.items(), key=lambda one: one[1])):
        highest = max(highest, min(1.0, p * (len(chances) - rank)))
        corrected[name] = highest
    return corrected


def detectable(differences: Sequence[float]) -> float | None:
    """Returns the mean difference that as many pairs as these would show in four of five tries at the 5% level.

    (z.975 + z.80) times the standard error of the mean difference; None where no pair differs from
    another, since nothing tells then how much they scatter.
    """
    if len(set(differences)) < 2:
        return None
    error = float(np.std(np.asarray(differences), ddof=1)) / math.sqrt(len(differences))
    return (NormalDist().inv_cdf(0.975) + NormalDist().inv_cdf(0.8)) * error


def verdict(mean: float, p: float, better: Literal["higher", "lower"]) -> Literal["better", "worse", "cannot tell"]:
    """Returns what a mean difference (new minus old) says at the 5% level."""
    if p >= 0.05 or mean == 0:
        return "cannot tell"
    return "better" if (mean > 0) == (better == "higher") else "worse"


def _ratio(sums: NDArray[np.float64], counts: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    ratio: NDArray[np.float64] = sums.sum(axis=axis) / counts.sum(axis=axis)
    return ratio


def _sum(sample: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    total: NDArray[np.float64] = sample.sum(axis=axis)
    return total
