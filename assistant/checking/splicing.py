"""A quotation put together from several clauses: which pieces of it come from where."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

from assistant.checking.matching import PIECE, Nearness

_TOGETHER = 0.85
"""Share of the quotation's words that the pieces must hold."""
_LESSER = 0.2
"""Share of the quotation that a further piece must add; less is a phrase that happens to stand elsewhere too."""
_ALONE = 0.8
"""From this share in one clause the quotation is that clause, altered."""

Source = TypeVar("Source", bound=Hashable)


def find_splice(length: int, found: Mapping[Source, Nearness]) -> tuple[Source, ...]:
    """Returns the sources that together hold a quotation of ``length`` words, in its order; () where none do.

    The source that holds most is taken first, then those that add most.
    """
    held = {source: _positions(near) for source, near in found.items()}
    chosen: list[Source] = []
    covered: set[int] = set()
    while held:
        best = max(held, key=lambda source: len(held[source] - covered))
        gain = held.pop(best) - covered
        if len(gain) < (PIECE if not chosen else max(PIECE - 1, _LESSER * length)):
            break
        chosen.append(best)
        covered |= gain
    if len(chosen) < 2 or len(covered) < _TOGETHER * length or found[chosen[0]].share >= _ALONE:
        return ()
    return tuple(sorted(chosen, key=lambda source: min(_positions(found[source]))))


def _positions(near: Nearness) -> frozenset[int]:
    """Returns the words of the quotation that stand in pieces long enough to come from there."""
    return frozenset(at for first, _, size in near.blocks if size >= PIECE for at in range(first, first + size))
