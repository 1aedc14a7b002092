"""The unigram tokenizer of multilingual-e5-small over the vocabulary in the weights' file.

Written here because the usual library keeps its 250,000 pieces in 290 MB and takes over half a second to load; this
one takes a tenth of both. Words repeat, so that the search for the likeliest split runs once a word, then is looked up.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from indexer.embedding.weights import Weights

MAX_TOKENS = 512
SPACE = "▁"
_UNKNOWN_PENALTY = 10.0
_REMEMBERED_WORDS = 32_768
_LONGEST_REMEMBERED = 32


class Tokenizer:
    """Text to token numbers, those of XLM-RoBERTa. Safe to share between threads."""

    def __init__(self, weights: Weights) -> None:
        shape = weights.shape
        special = {shape.begin, shape.end, shape.pad, shape.unknown}
        self._begin, self._end, self._unknown = shape.begin, shape.end, shape.unknown
        self._pieces = {piece: number for number, piece in enumerate(weights.pieces) if number not in special and piece}
        self._pieces.pop("<mask>", None)  # a text that says so means the word
        self._scores: list[float] = weights.scores.tolist()
        self._unknown_score = min(self._scores) - _UNKNOWN_PENALTY
        self._longest = max(map(len, self._pieces))
        self._replacements = weights.replacements
        self._remembered = lru_cache(maxsize=_REMEMBERED_WORDS)(self._split)

    def encode(self, text: str, *, limit: int = MAX_TOKENS) -> list[int]:
        """Return the token numbers of ``text`` between the marks of begin and end, ``limit`` at most in all.

        What does not fit is left out at the end. Characters that no piece knows become one unknown token a run.
        """
        tokens = [self._begin]
        for word in self._words(text):
            tokens += self._remembered(word) if len(word) <= _LONGEST_REMEMBERED else self._split(word)
            if len(tokens) >= limit:
                break
        return [*tokens[: limit - 1], self._end]

    def _words(self, text: str) -> Iterator[str]:
        plain = unicodedata.normalize("NFKC", text).translate(self._replacements)
        return (SPACE + word for word in plain.split())

    def _split(self, word: str) -> tuple[int, ...]:
        """Return the likeliest pieces of a word: the path of the highest sum of log probabilities (Viterbi)."""
        size, known, scores = len(word), self._pieces, self._scores
        best = [0.0] + [float("-inf")] * size
        back = [(0, self._unknown)] * (size + 1)
        for start in range(size):
            if best[start] + self._unknown_score > best[start + 1]:
                best[start + 1], back[start + 1] = best[start] + self._unknown_score, (start, self._unknown)
            for end in range(start + 1, min(size, start + self._longest) + 1):
                piece = known.get(word[start:end])
                if piece is not None and best[start] + scores[piece] > best[end]:
                    best[end], back[end] = best[start] + scores[piece], (start, piece)
        return tuple(self._walk_back(back))[::-1]

    def _walk_back(self, back: list[tuple[int, int]]) -> Iterator[int]:
        at, former = len(back) - 1, -1
        while at > 0:
            at, piece = back[at]
            if piece != self._unknown or former != self._unknown:
                yield piece
            former = piece
