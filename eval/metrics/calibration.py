"""Is confidence the chance of being right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from eval.metrics.measure import Measure, nothing
from eval.risk import sureness

BINS: Final = 10


def expected_error(pairs: Sequence[tuple[float, float]]) -> float:
    """Returns the mean gap between confidence and the share of right answers, over ten bins of equal width."""
    confidence, failed = np.asarray(pairs, np.float64).T
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = np.bincount(bins, confidence - (1 - failed), minlength=BINS)
    return float(np.abs(gaps).sum() / len(confidence))


def reliability(pairs: Sequence[tuple[float, float]]) -> tuple[tuple[float, float, int], ...]:
    """Returns mean confidence, share of right answers and number of answers of each bin that has any."""
    confidence, failed = np.asarray(pairs, np.float64).T
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    return tuple(
        (float(confidence[bins == one].mean()), float(1 - failed[bins == one].mean()), int((bins == one).sum()))
        for one in sorted(set(bins.tolist()))
    )


MEASURE = Measure(
    title="Confidence off the share of right answers (ECE)",
    formula="sum over 10 bins of |sum of confidence - right answers in it| / answers",
    source="expected calibration error (Guo et al. 2017); it says how far confidence is from being a chance",
    of=nothing,
    better="lower",
    over=expected_error,
    pair=sureness,
)
