"""How sure a figure is: intervals, and whether two runs differ. Deterministic; scipy checks it in the tests."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

RESAMPLES: Final = 10_000
_SEED: Final = 20_261_125
_Z: Final = NormalDist().inv_cdf(0.975)
_BATCH: Final = 500

Interval = tuple[float, float]


def wilson(hits: float, n: int) -> Interval:
    """Returns the 95% score interval of a proportion (Wilson 1927, without continuity correction)."""
    share = hits / n
    middle = share + _Z**2 / (2 * n)
    half = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    below, above = (middle - half) / (1 + _Z**2 / n), (middle + half) / (1 + _Z**2 / n)
    return max(0.0, below), min(1.0, above)


def bootstrap_mean(values: Sequence[float], clusters: Sequence[str]) -> Interval:
    """Returns the 95% percentile interval of the mean; whole clusters are drawn, as what they hold is not independent.

    With a single cluster nothing can be drawn, and the interval is the mean itself.
    """
    names = sorted(set(clusters))
    place = {name: number for number, name in enumerate(names)}
    sums, counts = np.zeros(len(names)), np.zeros(len(names))
    for value, cluster in zip(values, clusters, strict=True):
        sums[place[cluster]] += value
        counts[place[cluster]] += 1
    means = np.concatenate([sums[drawn].sum(1) / counts[drawn].sum(1) for drawn in _draws(len(names))])
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def quantile_interval(values: Sequence[float], quantile: float) -> Interval:
    """Returns the 95% interval of a quantile between two order statistics, whatever the distribution.

    Their ranks are n q -+ z sqrt(n q (1 - q)) (Conover 1999, 3.2), kept within the sample.
    """
    ordered = sorted(values)
    middle, half = len(ordered) * quantile, _Z * math.sqrt(len(ordered) * quantile * (1 - quantile))
    low, high = max(1, math.ceil(middle - half)), min(len(ordered), math.ceil(middle + half))
    return ordered[low - 1], ordered[high - 1]


def sign_flip(differences: Sequence[float]) -> float:
    """Returns the two-sided p of the paired randomization test that the mean difference is 0 (Fisher's sign flips).

    With the observed arrangement counted, so that it is never 0 (Phipson and Smyth 2010).
    """
    sample = np.asarray([one for one in differences if one], np.float64)
    if sample.size == 0:
        return 1.0
    dice = np.random.default_rng(_SEED)
    least = abs(sample.sum()) - 1e-9
    extreme = sum(
        int((abs(dice.choice((-1.0, 1.0), (_BATCH, sample.size)) @ sample) >= least).sum())
        for _ in range(RESAMPLES // _BATCH)
    )
    return (extreme + 1) / (RESAMPLES + 1)


def mcnemar(won: int, lost: int) -> float:
    """Returns the exact two-sided p of McNemar's test: won and lost are as likely among the cases that changed."""
    n = won + lost
    tail: float = sum(math.comb(n, one) for one in range(min(won, lost) + 1)) / 2.0**n
    return min(1.0, 2 * tail)


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
    return (_Z + NormalDist().inv_cdf(0.8)) * error


def verdict(mean: float, p: float, better: Literal["higher", "lower"]) -> Literal["better", "worse", "cannot tell"]:
    """Returns what a mean difference (new minus old) says at the 5% level."""
    if p >= 0.05 or mean == 0:
        return "cannot tell"
    return "better" if (mean > 0) == (better == "higher") else "worse"


def _draws(size: int) -> list[NDArray[np.int64]]:
    dice = np.random.default_rng(_SEED)
    return [dice.integers(size, size=(_BATCH, size)) for _ in range(RESAMPLES // _BATCH)]
