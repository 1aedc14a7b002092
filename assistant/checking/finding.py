"""Search by words alone over one generation: every revision, nothing that an embedder would have to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.checking.ports import FindPassages
from indexer.passages import Passage


class Words(Protocol):
    """What is asked of the word index."""

    def top(self, query: str, limit: int, /) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Returns the best rows and their scores, best first."""


def finder(words: Words, passages: Sequence[Passage]) -> FindPassages:
    """Returns the search over ``passages``, whose rows are those of ``words``."""

    def find(query: str, limit: int, /) -> Sequence[Passage]:
        rows, _ = words.top(query, limit)
        return [passages[row] for row in rows.tolist()]

    return find
