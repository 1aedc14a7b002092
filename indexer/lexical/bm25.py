"""BM25 over passages: built in one batch, saved as arrays, opened by memory map."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from corpus.errors import StoreCorrupt
from indexer.lexical.analysis import ANALYSIS, LATIN_LANGUAGES, Analyser
from indexer.ranking import leading_matches

K1: Final = 1.2
B: Final = 0.75
"""The usual constants of BM25 (Robertson and Zaragoza, 2009), in Lucene's form of the formula."""

_HEAD: Final = "lexical.json"
_LANGUAGE_SHARE: Final = 0.02
"""Fewer rows than this share are strays: no question is read in their language."""


class LexicalIndex:
    """BM25 scores of every row for a question. Row numbers are positions in what was given to ``build``.

    Immutable once built, and safe to share between threads.
    """

    def __init__(self, index: Any, languages: Mapping[str, int]) -> None:
        """Use ``build`` or ``open``. ``index`` is None where no row has a term; ``languages``: rows of each."""
        self._index = index
        self._analyser = Analyser()
        self.rows = sum(languages.values())
        self.languages = dict(languages)
        self._held = _held(languages)
        self._latin = tuple(code for code in self._held if code in LATIN_LANGUAGES) or ("en",)

    @classmethod
    def build(cls, texts: Sequence[str], languages: Sequence[str]) -> Self:
        """Indexes ``texts``, each in its own language (a two-letter code). The same input gives the same arrays."""
        import bm25s

        analyser = Analyser()
        vocabulary: dict[str, int] = {}
        rows: list[list[int]] = []
        for text, language in zip(texts, languages, strict=True):
            rows.append([vocabulary.setdefault(term, len(vocabulary)) for term in analyser.terms(text, language)])
        index = None
        if vocabulary:
            index = bm25s.BM25(k1=K1, b=B, method="lucene", backend="numpy")
            index.index((rows, vocabulary), show_progress=False)
        return cls(index, Counter(languages))

    def save(self, directory: Path) -> None:
        """Writes the index into ``directory``, which is made where it is missing."""
        directory.mkdir(parents=True, exist_ok=True)
        if self._index is not None:
            self._index.save(directory, show_progress=False)
        head = {"analysis": ANALYSIS, "languages": self.languages, "terms": self._index is not None}
        (directory / _HEAD).write_text(json.dumps(head, sort_keys=True), encoding="utf-8")

    @classmethod
    def open(cls, directory: Path) -> Self:
        """Opens what ``save`` wrote, by memory map and without writing anything.

        Raises:
            StoreCorrupt: A file is missing or broken, or another version of the analysis wrote it.
        """
        try:
            head = json.loads((directory / _HEAD).read_text(encoding="utf-8"))
            if head["analysis"] != ANALYSIS:
                raise StoreCorrupt(f"The word index at {directory} is of another version. Run iscg index again.")
            index = _load(directory) if head["terms"] else None
            return cls(index, {str(code): int(rows) for code, rows in head["languages"].items()})
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreCorrupt(f"The word index at {directory} cannot be read. Run iscg index again.") from error

    def scores(self, query: str, *, language: str | None = None) -> NDArray[np.float32]:
        """Returns the BM25 score of every row, shape ``(rows,)``; 0 where a row shares no term with ``query``.

        ``language``: the question's; where unknown (or not held) words are read by script, and Latin words in each
        Latin-script language that is held. A question of stop words alone scores 0 everywhere.
        """
        known = self._known_ids(query, language)
        if not known:
            return np.zeros(self.rows, np.float32)
        found: NDArray[np.float32] = self._index.get_scores_from_ids(known).astype(np.float32, copy=False)
        return found

    def holds(self, language: str) -> bool:
        """Returns whether more than stray rows are in ``language``: one in fifty at least."""
        return language in self._held

    def known_share(self, query: str, *, language: str | None = None) -> float:
        """Returns the share, 0 to 1, of the question's distinct words that occur in the index; 0 where it has none."""
        words = set(self._variants(query, language))
        if not words or self._index is None:
            return 0.0
        vocabulary = self._index.vocab_dict
        return sum(any(term in vocabulary for term in word) for word in words) / len(words)

    def weights(self, query: str, language: str) -> list[tuple[tuple[str, ...], float]]:
        """Returns the question's distinct words, each as the terms it may stand for, with BM25's inverse document
        frequency; of several terms the rarest that occurs counts, and a word that no row has weighs as much as one
        that a single row has."""
        found: dict[tuple[str, ...], float] = {}
        for word in self._variants(query, language):
            rows = [count for term in word if (count := self._rows_with(term))]
            found[word] = _rarity(min(rows, default=1), self.rows)
        return list(found.items())

    def top(
        self, query: str, limit: int, rows: NDArray[np.bool_] | None = None, *, language: str | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Returns the best ``limit`` rows and their scores, all above 0, best first, equal ones in row order.

        ``rows``: a mask of shape ``(rows,)``; only rows where it holds are returned. Scores do not depend on it.
        """
        scores = self.scores(query, language=language)
        best = leading_matches(scores, limit, rows)
        return best, scores[best]

    def _rows_with(self, term: str) -> int:
        """In how many rows a term occurs; 0 for one the index does not know."""
        number = self._index.vocab_dict.get(term) if self._index is not None else None
        if number is None:
            return 0
        places = self._index.scores["indptr"]
        return int(places[number + 1] - places[number])

    def _known_ids(self, query: str, language: str | None) -> list[int]:
        if self._index is None:
            return []
        vocabulary = self._index.vocab_dict
        words = self._variants(query, language)
        return [vocabulary[term] for word in words for term in word if term in vocabulary]

    def _variants(self, query: str, language: str | None) -> list[tuple[str, ...]]:
        return self._analyser.variants(query, (language,) if language in self._held else self._latin)


def _rarity(rows_with: int, rows: int) -> float:
    """Lucene's idf: log(1 + (N - n + 0.5) / (n + 0.5)); always above 0."""
    return math.log1p((max(rows, rows_with) - rows_with + 0.5) / (rows_with + 0.5))


def _held(languages: Mapping[str, int]) -> tuple[str, ...]:
    """The languages of more than stray rows: most rows first, equal ones by code."""
    enough = _LANGUAGE_SHARE * sum(languages.values())
    held = [code for code, rows in languages.items() if rows >= enough]
    return tuple(sorted(held, key=lambda code: (-languages[code], code)))


def _load(directory: Path) -> Any:
    import bm25s

    return bm25s.BM25.load(directory, mmap=True, show_progress=False)
