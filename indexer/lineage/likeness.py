"""How alike clauses are in their words: shared words and pairs of words, rare ones counting more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.lineage.editorial import DATE, PLACE, reference_number

Floats = NDArray[np.float64]

_UPDATED = 0.2
"""What a date or a place weighs: it tells little of what a clause is about."""
_REFERENCE = 2.0
"""How much more a cited document weighs than a word as rare."""
_PAIR = 0.5
"""What a pair of words in a row weighs beside a word as rare; it tells the order apart."""
_FULL_WEIGHT_WORDS = 6
"""A clause of fewer words is too short for being contained in another one to count in full."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Overlaps of every old clause with every new one, from their masked words.

    ``shared[i, j]`` is the weight of what old clause i and new clause j have in common, ``old[i]`` and ``new[j]`` the
    weight of each whole; ``old_words``, ``new_words`` count their distinct words.
    """

    shared: Floats
    old: Floats
    new: Floats
    old_words: Floats
    new_words: Floats

    def scores(self) -> Floats:
        """Returns 0 to 1 a pair: the mean of the share of both (Dice) and of the share of the lesser one."""
        both = self.old[:, None] + self.new[None, :]
        lesser = np.minimum(self.old[:, None], self.new[None, :])
        fewer = np.minimum(self.old_words[:, None], self.new_words[None, :])
        dice = 2 * self.shared / np.maximum(both, 1e-9)
        within = self.shared / np.maximum(lesser, 1e-9)
        trust = np.minimum(1.0, fewer / _FULL_WEIGHT_WORDS)
        result: Floats = dice + 0.5 * trust * np.maximum(within - dice, 0)
        return result


def likeness(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> Likeness:
    """Returns the overlaps of ``old`` clauses with ``new`` ones, given as masked words."""
    from scipy.sparse import csr_array  # type: ignore[import-untyped,unused-ignore]

    old_terms, new_terms = [_terms(one) for one in old], [_terms(one) for one in new]
    spread = Counter(term for terms in (*old_terms, *new_terms) for term in terms)
    vocabulary = {term: column for column, term in enumerate(spread)}
    weights = np.array([_weight(term, spread[term], len(old) + len(new)) for term in vocabulary], dtype=np.float64)

    def matrix(rows: list[frozenset[Any]]) -> Any:
        columns = [vocabulary[term] for terms in rows for term in sorted(terms, key=vocabulary.__getitem__)]
        ends = np.cumsum([0, *(len(terms) for terms in rows)])
        return csr_array((np.ones(len(columns)), columns, ends), shape=(len(rows), len(vocabulary)))

    left, right = matrix(old_terms), matrix(new_terms)
    shared = (left * weights[None, :]) @ right.T
    return Likeness(
        shared=np.asarray(shared.todense(), dtype=np.float64),
        old=np.asarray(left @ weights),
        new=np.asarray(right @ weights),
        old_words=np.array([float(len(set(one))) for one in old]),
        new_words=np.array([float(len(set(one))) for one in new]),
    )


Term = str | tuple[str, str]


def _terms(masked: tuple[str, ...]) -> frozenset[Term]:
    plain = [reference_number(word) or word for word in masked]
    return frozenset(plain) | frozenset(pairwise(plain))


def _weight(term: Term, occurrences: int, clauses: int) -> float:
    rarity = math.log1p(clauses / occurrences)
    if isinstance(term, tuple):
        return _PAIR * rarity
    if term in (DATE, PLACE):
        return _UPDATED * rarity
    return _REFERENCE * rarity if " " in term else rarity
