"""A fallback that needs no weights: words and their parts, hashed. It finds shared words, not shared meaning.

It knows no language and relates none to another. Its worth is that it runs wherever NumPy runs, so that installing
never fails; who has a choice takes ``bundled``.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b

import numpy as np

from corpus.errors import SettingsError
from indexer.embedding import Vectors

_WORD = re.compile(r"\w+")
_GRAM = 4
_WORD_WEIGHT, _GRAM_WEIGHT = 1.0, 0.5


class HashingEmbedder:
    """Adds a signed unit for each word and each run of four characters of it, damped by its count (1 + ln n)."""

    def __init__(self, *, dimensions: int = 1024) -> None:
        if dimensions < 1:
            raise SettingsError(f"The hashing embedder needs at least one dimension, not {dimensions}.")
        self.dimensions = dimensions
        self.fingerprint = f"hashing-words-and-{_GRAM}-grams:r1:{dimensions}"

    def embed_query(self, text: str) -> Vectors:
        """Return the vector of a text, shape ``(dimensions,)``, norm 1; the same for questions and passages."""
        vector = np.zeros(self.dimensions, np.float32)
        for (feature, weight), count in Counter(_features(text)).items():
            place, sign = self._slot(feature)
            vector[place] += sign * weight * (1.0 + math.log(count))
        norm = float(np.linalg.norm(vector))
        if norm == 0.0:
            vector[0] = norm = 1.0  # a text without a word still is a unit vector
        return vector / np.float32(norm)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, shape ``(len(texts), dimensions)``."""
        rows = [self.embed_query(text) for text in texts]
        return np.stack(rows) if rows else np.empty((0, self.dimensions), np.float32)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, shape ``(len(texts), dimensions)``."""
        return self.embed_queries(texts)

    def _slot(self, feature: str) -> tuple[int, int]:
        number = int.from_bytes(blake2b(feature.encode(), digest_size=8).digest(), "little")
        return (number >> 1) % self.dimensions, 1 if number & 1 else -1


def _features(text: str) -> Iterator[tuple[str, float]]:
    for word in _WORD.findall(_plain(text)):
        yield f" {word} ", _WORD_WEIGHT
        padded = f"_{word}_"
        for start in range(len(padded) - _GRAM + 1):
            yield padded[start : start + _GRAM], _GRAM_WEIGHT


def _plain(text: str) -> str:
    """Fold case and drop the marks on letters, so that “Résolution” and “resolution” meet."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))
