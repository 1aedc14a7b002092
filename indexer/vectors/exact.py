"""Exact search: the product of every row with the question. Also what every engine takes its scores from."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from indexer.ranking import leading_rows

_DECIMALS: Final = 6
"""Cosines are rounded so far: what lies below is noise of the order in which a machine sums."""

_DENSE_SHARE: Final = 0.5
"""Above this share of rows the whole matrix is multiplied; below, the wanted rows are gathered first."""


def cosines(
    matrix: NDArray[np.float32], vector: NDArray[np.float32], rows: NDArray[np.int64] | None = None
) -> NDArray[np.float32]:
    """Returns the cosine of ``vector`` with ``rows`` (default: all) of the unit vectors ``matrix``, to six decimals."""
    chosen = matrix if rows is None else matrix[rows]
    # Row by row in this thread: a matrix product is shared out to threads, and each search then waits for the slowest
    # of them, 30 ms on a busy machine.
    products: NDArray[np.float32] = np.vecdot(chosen, vector.astype(np.float32, copy=False))
    return np.round(products, _DECIMALS)


def nearest(
    matrix: NDArray[np.float32], vector: NDArray[np.float32], limit: int, rows: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Returns the ``limit`` rows of the mask nearest to ``vector`` and their cosines, best first, equal ones by row."""
    if np.count_nonzero(rows) > _DENSE_SHARE * rows.size:
        scores = cosines(matrix, vector)
        best = leading_rows(np.where(rows, scores, np.float32(-np.inf)), limit)
        return best, scores[best]
    return ranked(matrix, vector, limit, np.flatnonzero(rows))


def ranked(
    matrix: NDArray[np.float32], vector: NDArray[np.float32], limit: int, candidates: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Returns the ``limit`` best of ``candidates`` (ascending row numbers) with their cosines, best first."""
    scores = cosines(matrix, vector, candidates)
    best = leading_rows(scores, limit)
    return candidates[best], scores[best]


class ExactVectors:
    """Exact search over the memory-mapped matrix: fastest up to some ten thousand rows."""

    def __init__(self, matrix: NDArray[np.float32], serving: NDArray[np.bool_]) -> None:
        self.matrix = matrix
        self._serving = serving

    @classmethod
    def build(cls, directory: Path, matrix: NDArray[np.float32], serving: NDArray[np.bool_]) -> None:
        """Needs nothing beside the matrix."""

    @classmethod
    def open(cls, directory: Path, matrix: NDArray[np.float32], serving: NDArray[np.bool_]) -> Self:
        """Searches ``matrix`` as it is."""
        return cls(matrix, serving)

    def search(
        self, vector: NDArray[np.float32], limit: int, rows: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """See ``VectorIndex.search``."""
        return nearest(self.matrix, vector, limit, self._serving if rows is None else rows)

    def close(self) -> None:
        """Nothing is held open."""
