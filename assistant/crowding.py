"""No document and no text repeated crowds the others out of what is found.

A search ranks the hundred best rows by words and by meaning. A document stuffed with a question's words, or a thousand
copies of one text with a word changed, could fill both lists by itself. So of one document, and of one text with its
near copies, only so many rows may stand among the candidates; where there are more, the search is run again without the
surplus. Which rows are near copies is found once a generation, from the words alone.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

MOST: Final = 40
"""Rows of one document, and rows of one text with its near copies, among the hundred candidates of a list. Fewer would
have most searches of the documents that ship run twice, for lines that recur in every record."""
MOST_COPIES: Final = 3
"""Rows of one text with its near copies among the hits."""
_HASHES: Final = 4
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+")
_FEWEST: Final = 8
"""A text of fewer distinct words is no copy of another: short lines recur."""


class Crowds:
    """Tells which rows are too many. Immutable; ``documents`` gives the number of each row's document.

    ``copies`` gives the number of the text each row is a near copy of, -1 where it is too short to tell.
    """

    def __init__(self, texts: Sequence[str], documents: NDArray[np.int32]) -> None:
        self._documents = documents
        self.copies = _near_copies(texts)

    def surplus(self, rows: NDArray[np.int64]) -> NDArray[np.bool_] | None:
        """Returns which rows to leave out of another search, as a mask over all; None where ``rows`` are not crowded.

        ``rows`` are candidates, best first. Where they are of one document alone nothing else can be crowded out by it.
        """
        crowded = np.zeros(self._documents.size, bool)
        for labels in (self._documents, self.copies):
            found = labels[rows]
            if labels is self._documents and found.size and (found == found[0]).all():
                continue
            for label in np.flatnonzero(np.bincount(found[found >= 0], minlength=1) > MOST):
                crowded |= labels == label
                crowded[rows[found == label][:MOST]] = False
        return crowded if crowded.any() else None


def _near_copies(texts: Sequence[str]) -> NDArray[np.int32]:
    """Returns for each text the number of the first one it is a near copy of, its own where there is none.

    Texts are compared by the least of several hashes of their words (MinHash; Broder 1997): those of which all
    hashes but one agree. -1 stands for texts too short to tell.
    """
    words = [frozenset(_WORD.findall(text.casefold())) for text in texts]
    sketches = _sketches(words)
    first: dict[tuple[int, ...], int] = {}
    label = np.full(len(texts), -1, np.int32)
    for row, sketch in enumerate(sketches.tolist()):
        if len(words[row]) < _FEWEST:
            continue
        bands = [(skipped, *sketch[:skipped], *sketch[skipped + 1 :]) for skipped in range(_HASHES)]
        known = next((first[band] for band in bands if band in first), row)
        label[row] = label[known] if known != row else row
        for band in bands:
            first.setdefault(band, row)
    return label


def _sketches(words: Sequence[frozenset[str]]) -> NDArray[np.uint64]:
    """Returns the least hashes of each set of words, shape ``(texts, hashes)``."""
    hashed: dict[str, int] = {}
    flat = [hashed.setdefault(word, zlib.crc32(word.encode())) for some in words for word in some or ("",)]
    starts = np.cumsum([0, *(len(some) or 1 for some in words)])[:-1]
    if not flat:
        return np.empty((0, _HASHES), np.uint64)
    values = np.array(flat, np.uint64)
    turns = np.random.default_rng(1997).integers(1, 2**61, (_HASHES, 2), dtype=np.uint64) | np.uint64(1)
    least = [np.minimum.reduceat((values * factor + step) >> np.uint64(20), starts) for factor, step in turns]
    return np.stack(least, axis=1)
