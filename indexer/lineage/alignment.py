"""Which clause of the new text is which of the old one: exact words first, then the best assignment by likeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.lineage.editorial import masked
from indexer.lineage.likeness import Floats, likeness
from indexer.lineage.parts import Group, find_groups
from indexer.lineage.words import words

_ALIKE = 0.5
"""Likeness from which two clauses are one, wherever they stand."""
_ALIKE_IN_PLACE = 0.36
"""The same, under the same path: words may change more where the place speaks for it."""
_SAME_PATH, _SAME_CALL, _NEAR = 0.06, 0.06, 0.04
"""What place adds to likeness when clauses compete for each other; it never makes two clauses alike."""


@dataclass(frozen=True, slots=True)
class Item:
    """A clause as it is aligned. ``call`` is that of its section, ``body`` the organ that speaks."""

    path: str
    text: str
    call: str
    language: str
    body: str

    @property
    def masked(self) -> tuple[str, ...]:
        """Its words, what an update may replace put behind signs."""
        return masked(self.text, self.language, self.body)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Indexes of clauses, old to new. What is in none of the four is removed or added."""

    same: dict[int, int]
    """The same words in the same order, whatever path and signs."""
    altered: dict[int, int]
    splits: tuple[Group, ...]
    """``whole`` is old, ``parts`` are new."""
    merges: tuple[Group, ...]
    """``whole`` is new, ``parts`` are old."""


def align(old: Sequence[Item], new: Sequence[Item]) -> Alignment:
    """Returns how the clauses of two texts belong together; every clause is in one place at most."""
    same = _same_words(old, new)
    taken = set(same.values())
    left = [place for place in range(len(old)) if place not in same]
    right = [place for place in range(len(new)) if place not in taken]
    altered = _assign(old, new, left, right)
    splits = _groups(old, new, left, right, altered)
    for group in splits:
        altered.pop(group.whole, None)
    parted = {part for group in splits for part in group.parts}
    altered = {one: other for one, other in altered.items() if other not in parted}
    whole = {group.whole for group in splits}
    backwards = {other: one for one, other in altered.items()}
    merges = _groups(
        new, old, [one for one in right if one not in parted], [one for one in left if one not in whole], backwards
    )
    merged = {part for group in merges for part in group.parts} | {backwards.get(group.whole) for group in merges}
    altered = {one: other for one, other in altered.items() if one not in merged}
    return Alignment(same, altered, splits, merges)


def _same_words(old: Sequence[Item], new: Sequence[Item]) -> dict[int, int]:
    """Pairs clauses of the same words: under the same path first, then under the same call, then in order."""
    keys = [words(one.text) for one in new]
    by_key: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        by_key[key].append(place)
    pairs: dict[int, int] = {}
    for agree in (_same_path, _same_call, _anywhere):
        for place, item in enumerate(old):
            key = words(item.text)
            if place in pairs or (not key and agree is not _same_path):
                continue
            found = next((other for other in by_key.get(key, ()) if agree(item, new[other])), None)
            if found is not None:
                pairs[place] = found
                by_key[key].remove(found)
    return pairs


def _same_path(one: Item, other: Item) -> bool:
    return one.path == other.path


def _same_call(one: Item, other: Item) -> bool:
    return one.call == other.call


def _anywhere(_: Item, __: Item) -> bool:
    return True


def _assign(old: Sequence[Item], new: Sequence[Item], left: Sequence[int], right: Sequence[int]) -> dict[int, int]:
    if not left or not right:
        return {}
    from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped,unused-ignore]

    scores = likeness([old[one].masked for one in left], [new[one].masked for one in right]).scores()
    paths = np.array([[old[one].path == new[other].path for other in right] for one in left])
    calls = np.array([[old[one].call == new[other].call for other in right] for one in left])
    alike = scores >= np.where(paths & calls, _ALIKE_IN_PLACE, _ALIKE)
    # Squared, so that one pair that is the same counts more than two that are half alike.
    worth = np.where(alike, scores**2 + _SAME_PATH * paths + _SAME_CALL * calls + _NEAR * _nearness(left, right), 0)
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return {left[i]: right[j] for i, j in zip(rows, columns, strict=True) if alike[i, j]}


def _nearness(left: Sequence[int], right: Sequence[int]) -> Floats:
    one = np.array(left, dtype=np.float64) / (max(left) + 1)
    other = np.array(right, dtype=np.float64) / (max(right) + 1)
    result: Floats = 1 - np.abs(one[:, None] - other[None, :])
    return result


def _groups(
    wholes: Sequence[Item], parts: Sequence[Item], left: Sequence[int], right: Sequence[int], pairs: dict[int, int]
) -> tuple[Group, ...]:
    paired = set(pairs.values())
    return find_groups(
        {one: wholes[one].masked for one in left},
        {one: parts[one].masked for one in right},
        matched=pairs,
        free=[one for one in right if one not in paired],
    )
