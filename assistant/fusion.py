"""Two ranked lists become one: min-max normalised scores, weighted by how well the question's words are known.

Every row of either list counts with both of its own scores, also with the one by which it was not found: a passage that
words found last is no stranger to the question's meaning. Weights and rule were learned on development data, see
docs/retrieval.md and docs/adr/0006-retrieval-by-score-fusion.md. Pure functions over row numbers and scores.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

LIST_LENGTH: Final = 100
"""How many rows of each list are fused."""

KNOWN_ENOUGH: Final = 0.5
"""Share of known words under which words match by chance. Thresholds of .5 to .8 made no difference."""
DENSE_WEIGHT_KNOWN: Final = 0.45
"""Learned: of .30 to .60 the weight at which fusion beats the better list on every English development set."""
DENSE_WEIGHT_UNKNOWN: Final = 0.85
"""Learned on questions in other languages than the passages: .80 to .90 differ by .002 at most."""

_STEP: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Ranked:
    """Row numbers and their scores, best first, each row once; both arrays of the same length."""

    rows: NDArray[np.int64]
    scores: NDArray[np.float32]


def dense_weight(known_share: float, *, foreign: bool = False) -> float:
    """Returns the weight of the list by meaning, 0 to 1.

    Where most words of a question are unknown, or hardly a passage is in its language, what its words match is chance.

    Args:
        known_share: Share of the question's words that are indexed.
        foreign: Whether the index holds no texts in the question's language; a few words of it may still be known, such
            as the names of themes.
    """
    return DENSE_WEIGHT_UNKNOWN if foreign or known_share < KNOWN_ENOUGH else DENSE_WEIGHT_KNOWN


def min_max(scores: NDArray[np.float32]) -> NDArray[np.float64]:
    """Returns ``scores`` moved and stretched so that the lowest is 0 and the highest 1; all 1 where they are equal."""
    if scores.size == 0:
        return np.empty(0, np.float64)
    exact = scores.astype(np.float64)
    low, high = exact.min(), exact.max()
    return (exact - low) / (high - low) if high > low else np.ones_like(exact)


def in_either(dense: NDArray[np.int64], lexical: NDArray[np.int64]) -> NDArray[np.int64]:
    """Returns the rows that stand in one list or both, ascending."""
    rows: NDArray[np.int64] = np.union1d(dense, lexical)
    return rows


def fuse(rows: NDArray[np.int64], *, near: NDArray[np.float32], words: NDArray[np.float32], weight: float) -> Ranked:
    """Returns ``rows``, best first, by the weighted sum of their normalised scores.

    Where no row matches a word the order is that of ``near``, and the sums are those of a list alone. Scores lie
    between 0 and 1 and fall strictly, by a millionth where sums are equal; equal ones come in row order.

    Args:
        rows: The rows of either list, each once, ascending.
        near: Their cosines with the question, in the same order.
        words: Their scores by words, 0 where none is shared.
        weight: Share of ``near`` in the sum, 0 to 1; ``words`` gets the rest.
    """
    matched = words.any()
    by_words = min_max(words) if matched else np.zeros(rows.size, np.float64)
    sums = np.round(weight * min_max(near) + (1 - weight) * by_words, 6)
    order = np.lexsort((rows, -sums))
    return Ranked(rows[order], strictly_falling(sums[order]))


def strictly_falling(scores: NDArray[np.float64]) -> NDArray[np.float32]:
    """Returns ``scores`` (not rising, 0 to 1) lifted from the end by a millionth where one equals the next."""
    lifted = scores.copy()
    for place in range(lifted.size - 2, -1, -1):
        lifted[place] = max(lifted[place], lifted[place + 1] + _STEP)
    if lifted.size and lifted[0] > 1:
        lifted /= lifted[0]
    return lifted.astype(np.float32)
