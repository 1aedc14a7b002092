"""Words of a clause: as a key that signs do not disturb, and the differences between two clauses word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

Mark = Literal["added", "removed"] | None
Difference = tuple[str, Mark]

IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff"
WORD = re.compile(rf"[{IDEOGRAPHS}]|[^\W_{IDEOGRAPHS}]+(?:[’'-][^\W_{IDEOGRAPHS}]+)*")
"""A word; in Chinese each sign is one."""
_PIECE = re.compile(rf"{WORD.pattern}|\s+|.", re.DOTALL)
_MOST_PIECES = 4_000
"""Pieces of both sides together up to which words are compared; beyond, a clause is shown as replaced whole."""


def words(text: str) -> tuple[str, ...]:
    """Returns the words of ``text`` in order, without the signs between them."""
    return tuple(WORD.findall(text))


def word_differences(before: str, after: str) -> tuple[Difference, ...]:
    """Returns the pieces of both texts in reading order, each marked ``added``, ``removed`` or None (in both).

    The pieces that are not ``added`` joined are ``before``; those that are not ``removed`` joined are ``after``. Spaces
    between two changed words are changed with them, so that a phrase reads as one.
    """
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if len(old) + len(new) > _MOST_PIECES and before != after:
        return tuple(_joined(((before, "removed"), (after, "added"))))
    steps: list[tuple[list[str], list[str], list[str]]] = []  # (kept, removed, added), one of kept or the others
    for name, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        steps.append((old[i1:i2], [], []) if name == "equal" else ([], old[i1:i2], new[j1:j2]))
    return tuple(_joined(_pieces(_bridged(steps))))


Step = tuple[list[str], list[str], list[str]]


def _bridged(steps: list[Step]) -> list[Step]:
    """Lets a change run on over what is kept between two changes but is no word."""
    out: list[Step] = []
    for place, (kept, removed, added) in enumerate(steps):
        between = kept and 0 < place < len(steps) - 1 and not WORD.search("".join(kept))
        if out and not out[-1][0] and (between or not kept):
            out[-1][1].extend(kept or removed)
            out[-1][2].extend(kept or added)
        else:
            out.append((list(kept), list(removed), list(added)))
    return out


def _pieces(steps: list[Step]) -> Iterator[Difference]:
    for kept, removed, added in steps:
        yield "".join(kept), None
        yield "".join(removed), "removed"
        yield "".join(added), "added"


def _joined(pieces: Iterator[Difference] | tuple[Difference, ...]) -> Iterator[Difference]:
    return (piece for piece in pieces if piece[0])
