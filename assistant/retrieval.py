"""Question to passages: by words and by meaning, fused, within what serves and what the filters allow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.crowding import MOST_COPIES, Crowds
from assistant.filtering import Columns, Filters, Mask
from assistant.fusion import LIST_LENGTH, Ranked, dense_weight, fuse, in_either
from assistant.language import detect_language
from corpus.document import Document
from indexer.passages import Passage
from indexer.ranking import leading_matches
from indexer.vectors import VectorIndex
from indexer.vectors.exact import cosines

__all__ = ["Filters", "Hit", "Retrieved", "Retriever"]

Scope = Literal["serving", "all"]
_NO_FILTERS = Filters()
_LOWER_HALF: Final = 0.499999
_TRIES: Final = 4
"""So often a list is searched again that something crowds: the surplus of the worst ones goes each time."""


class Words(Protocol):
    """What is asked of the index by words."""

    def scores(self, query: str, *, language: str | None = None) -> NDArray[np.float32]: ...
    def known_share(self, query: str, *, language: str | None = None) -> float: ...
    def holds(self, language: str, /) -> bool: ...


class Documents(Protocol):
    """What is asked of the catalogue."""

    def documents(self) -> Iterator[Document]: ...


class Searched(Protocol):
    """What is asked of a generation: row ``n`` of every part belongs to ``passages[n]``."""

    @property
    def passages(self) -> Sequence[Passage]: ...
    @property
    def serving(self) -> Mask: ...
    @property
    def lexical(self) -> Words: ...
    @property
    def vectors(self) -> VectorIndex: ...
    @property
    def catalogue(self) -> Documents: ...


class QueryEmbedder(Protocol):
    """What is asked of the embedder."""

    def embed_query(self, text: str, /) -> NDArray[np.float32]: ...


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. ``score``: fused, 0 to 1, falling strictly with ``rank`` (1 is best); ``row``: its number.

    ``cosine`` and ``bm25`` are the passage's own scores, also where only the other list found it.
    """

    passage: Passage
    score: float
    cosine: float
    bm25: float
    rank: int
    row: int


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Hits, best first, and the share of the question's words that occur in the index at all."""

    hits: tuple[Hit, ...]
    known_share: float


class Retriever:
    """Searches one generation. The same question gives the same hits; safe to share between threads."""

    def __init__(self, generation: Searched, embedder: QueryEmbedder) -> None:
        self._generation = generation
        self._embedder = embedder
        self._columns = Columns(
            generation.passages, {document.id: document for document in generation.catalogue.documents()}
        )
        self._crowds = Crowds([passage.text for passage in generation.passages], self._columns.document_of)
        self._served_at = lru_cache(maxsize=16)(self._find_served)
        self._matching = lru_cache(maxsize=64)(self._columns.matching)

    def search(
        self,
        question: str,
        *,
        limit: int = 20,
        filters: Filters = _NO_FILTERS,
        as_of: date | None = None,
        scope: Scope = "serving",
        named: Collection[str] = (),
        language: str | None = None,
        per_document: int | None = None,
    ) -> Retrieved:
        """Returns the passages that answer ``question`` best.

        Args:
            question: What is asked.
            limit: At most so many hits.
            filters: What the passages' documents must be.
            as_of: Nothing dated later is found, and of each document the revision that served then.
            scope: ``serving`` finds what is evidence; ``all`` finds superseded and suppressed texts too.
            named: Documents the question names: their passages come first, and are found even if suppressed.
            language: Two-letter code of the question's language; None detects it.
            per_document: At most so many hits from one document.
        """
        rows = self._allowed(filters, as_of, scope, frozenset(named))
        language = language or detect_language(question)
        words = self._generation.lexical
        known_share = words.known_share(question, language=language)
        asked = _Asked(
            self._embedder.embed_query(question),
            words.scores(question, language=language),
            dense_weight(known_share, foreign=not words.holds(language)),
        )
        fair = scope == "serving"  # revisions of one text are near copies, and all of them are wanted
        ranked = self._rank(asked, rows, fair=fair)
        if named:
            own = self._columns.of_documents(named)
            ranked = _named_first(self._rank(asked, own if rows is None else own & rows, fair=fair), ranked)
        return Retrieved(
            tuple(self._hits(ranked, asked, limit, (per_document, MOST_COPIES if fair else None))), known_share
        )

    def _rank(self, asked: _Asked, rows: Mask | None, *, fair: bool) -> Ranked:
        found = self._candidates(asked, rows, tries=_TRIES if fair else 1)
        near = cosines(self._generation.vectors.matrix, asked.vector, found)
        return fuse(found, near=near, words=asked.bm25[found], weight=asked.weight)

    def _candidates(self, asked: _Asked, rows: Mask | None, *, tries: int) -> NDArray[np.int64]:
        """Returns the rows of either list; where something crowds one, it is found again without the surplus."""
        for _ in range(tries):
            nearest, _scores = self._generation.vectors.search(asked.vector, LIST_LENGTH, rows)
            searched = self._generation.serving if rows is None else rows
            matching = leading_matches(asked.bm25, LIST_LENGTH, searched)
            crowded = [self._crowds.surplus(found) for found in (nearest, matching)]
            surplus = [mask for mask in crowded if mask is not None]
            if not surplus or np.count_nonzero(searched) <= LIST_LENGTH:
                break
            rows = searched & ~np.logical_or.reduce(surplus)
        return in_either(nearest, matching)

    def _hits(self, ranked: Ranked, asked: _Asked, limit: int, most: tuple[int | None, int | None]) -> Iterator[Hit]:
        """Yields the hits; ``most``: so many of one document, and of one text with its near copies."""
        near = cosines(self._generation.vectors.matrix, asked.vector, ranked.rows)
        of_document, of_text, rank = Counter[int](), Counter[int](), 0
        labels = self._columns.document_of[ranked.rows].tolist(), self._crowds.copies[ranked.rows].tolist()
        for place, (row, document, text) in enumerate(zip(ranked.rows.tolist(), *labels, strict=True)):
            of_document[document] += 1
            of_text[text] += text >= 0
            if of_document[document] > (most[0] or limit) or of_text[text] > (most[1] or limit):
                continue
            rank += 1
            if rank > limit:
                return
            passage = self._generation.passages[row]
            yield Hit(passage, float(ranked.scores[place]), float(near[place]), float(asked.bm25[row]), rank, row)

    def _allowed(self, filters: Filters, as_of: date | None, scope: Scope, named: frozenset[str]) -> Mask | None:
        """None stands for what serves today, which the index by meaning knows without a mask."""
        if scope == "serving" and as_of is None and filters == _NO_FILTERS and not named:
            return None
        if scope == "all":
            base = self._columns.known_by(as_of) if as_of else np.ones(len(self._generation.passages), bool)
        elif filters.status:
            base = self._served_at(as_of, True)
        else:
            base = self._served_at(as_of, False)
            if named:
                base = base | (self._served_at(as_of, True) & self._columns.of_documents(named))
        return base & self._matching(filters)

    def _find_served(self, as_of: date | None, suppressed: bool) -> Mask:
        if as_of is None and not suppressed:
            return self._generation.serving
        return self._columns.serving(as_of=as_of, suppressed=suppressed)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as the indexes see it. ``weight``: of the list by meaning."""

    vector: NDArray[np.float32]
    bm25: NDArray[np.float32]
    weight: float


def _named_first(named: Ranked, others: Ranked) -> Ranked:
    """Rows of named documents take the upper half of the scale, all others stay below it."""
    rest = ~np.isin(others.rows, named.rows)
    rows = np.concatenate([named.rows, others.rows[rest]])
    scores = np.concatenate([0.5 + named.scores / 2, others.scores[rest] * _LOWER_HALF])
    return Ranked(rows, scores.astype(np.float32))
