"""Clauses that were split or merged: which clauses on one side are parts of one clause on the other."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_CONTAINED = 0.6
"""Share of a part's weight that must stand in the whole."""
_NEW_IN_PART = 0.6
"""Share of a further part's weight that must stand in what the first part leaves of the whole."""
_RESTATED = 0.25
"""Share of a further part's weight that must be its own, where it says again what the first part says."""
_COVERED = 0.6
"""Share of the whole's weight that its parts must hold together."""
_FEWEST = 3
"""Words a part must have."""

Masked = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """``whole`` indexes the one side, ``parts`` (two or more, ascending) the other."""

    whole: int
    parts: tuple[int, ...]


def find_groups(
    wholes: Mapping[int, Masked], parts: Mapping[int, Masked], *, matched: Mapping[int, int], free: Sequence[int]
) -> tuple[Group, ...]:
    """Returns which of ``parts`` together make up one of ``wholes``.

    ``matched`` gives the part that each whole was aligned with, if any; ``free`` lists the parts that are aligned with
    nothing. A free part joins the whole that holds most of it; words the matched part holds do not count for it.
    """
    weigh = _weights([*wholes.values(), *parts.values()])
    joined: dict[int, list[int]] = {}
    for part in free:
        best = max(wholes, key=lambda whole: _fit(wholes[whole], parts, part, matched.get(whole), weigh), default=None)
        if best is not None and _fit(wholes[best], parts, part, matched.get(best), weigh) >= _NEW_IN_PART:
            joined.setdefault(best, []).append(part)
    groups = []
    for whole, found in sorted(joined.items()):
        members = sorted({*found, *([matched[whole]] if whole in matched else [])})
        if len(members) > 1 and _covered(wholes[whole], [parts[one] for one in members], weigh) >= _COVERED:
            groups.append(Group(whole, tuple(members)))
    return tuple(groups)


def _fit(whole: Masked, parts: Mapping[int, Masked], part: int, first: int | None, weigh: Mapping[str, float]) -> float:
    """Returns the share of ``part`` that stands in ``whole`` outside its first part; 0 where it is no part at all.

    A part often names anew what the first part is about ("…, so that their results cannot be compared" becomes "that
    the results of measurements cannot be compared"): the words it shares with the first part may be left aside.
    """
    own = Counter(parts[part])
    if len(parts[part]) < _FEWEST or _share(own, Counter(whole), weigh) < _CONTAINED:
        return 0.0
    if first is None:
        return _share(own, Counter(whole), weigh)
    if parts[part] == parts[first]:  # the same words twice have become one clause
        return 1.0
    rest = Counter(whole) - Counter(parts[first])
    news = own - Counter(parts[first])
    restated = _share(news, rest, weigh) if _weight(news, weigh) >= _RESTATED * _weight(own, weigh) else 0.0
    return max(_share(own, rest, weigh), restated)


def _covered(whole: Masked, parts: Sequence[Masked], weigh: Mapping[str, float]) -> float:
    together: Counter[str] = Counter()
    for part in parts:
        together += Counter(part)
    return _share(Counter(whole), together, weigh)


def _share(one: Counter[str], other: Counter[str], weigh: Mapping[str, float]) -> float:
    whole = _weight(one, weigh)
    return _weight(one & other, weigh) / whole if whole else 0.0


def _weight(words: Counter[str], weigh: Mapping[str, float]) -> float:
    return sum(weigh[word] * count for word, count in words.items())


def _weights(clauses: Sequence[Masked]) -> dict[str, float]:
    spread = Counter(word for clause in clauses for word in set(clause))
    return {word: math.log1p(len(clauses) / count) for word, count in spread.items()}
