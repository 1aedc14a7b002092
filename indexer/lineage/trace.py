"""The line of one clause through the revisions of its text: where it came in, what it is called, where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.document import Text
from indexer.lineage.comparison import changes
from indexer.lineage.model import Change


@dataclass(frozen=True, slots=True)
class Station:
    """What a clause is in one text. ``paths``: several where it is split there, () where it is not there.

    ``changes``: what the step *to* this text did to it, in order of the text; () where it stands as before, and in the
    first text, of which no step is known.
    """

    text: Text
    paths: tuple[str, ...]
    changes: tuple[Change, ...] = ()


@lru_cache(maxsize=512)
def compared(old: Text, new: Text) -> tuple[Change, ...]:
    """Returns the changes between two texts, kept: the same pair is asked for again and again."""
    return changes(old, new)


def trace(texts: Sequence[Text], *, at: int, path: str) -> tuple[Station, ...]:
    """Returns the stations of the clause ``path`` of ``texts[at]``, one a text, from where it came in to where it ends.

    ``texts`` are revisions of one document, oldest first, of one kind and in one language. The first station is in the
    text that brought the clause in (or the first text of all); where it was dropped, the last one has no paths.
    """
    back: list[Station] = []
    paths: tuple[str, ...] = (path,)
    for old, new in zip(reversed(texts[:at]), reversed(texts[1 : at + 1]), strict=True):
        found = compared(old, new)
        here = tuple(one for one in found if one.to_clause in paths)
        back.append(Station(new, paths, here))
        paths = _before(paths, here, old)
        if not paths:
            break
    else:
        back.append(Station(texts[0], paths))
    return (*reversed(back), *_onward(texts[at:], path))


def _onward(texts: Sequence[Text], path: str) -> list[Station]:
    """Returns the stations behind the first text."""
    out: list[Station] = []
    paths: tuple[str, ...] = (path,)
    for old, new in pairwise(texts):
        here = tuple(one for one in compared(old, new) if one.from_clause in paths)
        paths = _after(paths, here, new)
        out.append(Station(new, paths, here))
        if not paths:
            break
    return out


def _before(paths: Sequence[str], found: Sequence[Change], old: Text) -> tuple[str, ...]:
    """Returns where the clauses ``paths`` stood in the text before; () where they are all new."""
    touched = {one.to_clause for one in found}
    known = [clause.path for clause in old.clauses]
    came = {one.from_clause for one in found if one.from_clause} | {path for path in paths if path not in touched}
    return tuple(path for path in known if path in came)


def _after(paths: Sequence[str], found: Sequence[Change], new: Text) -> tuple[str, ...]:
    touched = {one.from_clause for one in found}
    known = [clause.path for clause in new.clauses]
    went = {one.to_clause for one in found if one.to_clause} | {path for path in paths if path not in touched}
    return tuple(path for path in known if path in went)
