"""The best rows of a score array, in an order that never depends on chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def leading_rows(scores: NDArray[np.float32], limit: int) -> NDArray[np.int64]:
    """Returns the ``limit`` rows with the highest scores, best first, equal scores in row order.

    Rows scored ``-inf`` are never returned. Linear in the number of rows, and the same for the same scores: of rows
    that share the last score that still fits, those that come first are taken.
    """
    limit = min(limit, scores.size)
    if limit <= 0:
        return np.empty(0, np.int64)
    bar = np.partition(scores, scores.size - limit)[scores.size - limit]
    above = np.flatnonzero(scores > bar)
    level = np.flatnonzero(scores == bar)[: limit - above.size] if np.isfinite(bar) else np.empty(0, np.int64)
    rows = np.concatenate([above, level])
    order = np.lexsort((rows, -scores[rows]))
    return rows[order].astype(np.int64, copy=False)


def leading_matches(
    scores: NDArray[np.float32], limit: int, rows: NDArray[np.bool_] | None = None
) -> NDArray[np.int64]:
    """Returns ``leading_rows`` of those scored above 0, only rows where the mask ``rows`` holds (None: all)."""
    matched = scores > 0 if rows is None else (scores > 0) & rows
    found = np.flatnonzero(matched)
    return found[leading_rows(scores[found], limit)]
