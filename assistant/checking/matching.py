"""Where quoted words stand in a stored text: whole, with words left out on purpose, or nearly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.checking.negation import negates
from assistant.checking.stream import Streams, Token, clause_at, quoted_words

_ELLIPSIS = re.compile(r"[\[(]\s*(?:…|\.{3})\s*[\])]|…|\.{3,}|\. \. \.")
PIECE = 4
"""Words in a row from which a piece of a quotation is told to come from somewhere."""
_COVERED = 0.62
"""Share of a quotation's words that must stand in one clause, in order, for it to be that clause altered."""
_CONTENT = 5
"""Letters of a word that counts also where no neighbour of it matches."""
_GAP = 4
"""Words left out with an ellipsis among which a negation turns what is left round; of a longer gap nobody can tell."""
_BRACKET = re.compile(r"\[[^\[\]\n]{1,80}\](?!\w)")
_STRETCH = 2.5
"""How many times as long as the quotation the words of the clause may be that it is compared with."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words ``[start, end)`` of a stored text."""

    streams: Streams
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Nearness:
    """How far a clause has the words of a quotation. ``share`` of the quotation's words; ``blocks`` as (place in the
    quotation, place in the clause, words in a row)."""

    share: float
    blocks: tuple[tuple[int, int, int], ...]


def pieces(quotation: str) -> tuple[tuple[str, ...], ...]:
    """Returns the words of a quotation, parted where it says that words were left out."""
    parts = (quoted_words(part) for part in _ELLIPSIS.split(quotation))
    return tuple(part for part in parts if part)


def without_brackets(quotation: str) -> str | None:
    """Returns a quotation without what its writer put in square brackets ("[sic]", "[1]"); None where that matters.

    It matters where nothing is in brackets, or a negation is.
    """
    marked = [one for one in _BRACKET.findall(quotation) if not _ELLIPSIS.fullmatch(one)]
    if not marked or any(negates(quoted_words(one)) for one in marked):
        return None
    return _BRACKET.sub(lambda one: one[0] if _ELLIPSIS.fullmatch(one[0]) else " ", quotation)


def find_whole(parts: Sequence[Sequence[str]], streams: Streams) -> Place | None:
    """Returns where all ``parts`` stand word for word and in order; several must stand in one clause.

    The labels and calls between clauses may be quoted or not.
    """
    for stream in (streams.whole, streams.plain):
        at = 0
        while (first := stream.find(parts[0], after=at)) is not None:
            last = _follow(parts, stream.words, first, streams)
            if last is not None:
                return Place(streams, stream.words[first].start, stream.words[last - 1].end)
            at = first + 1
    return None


def _follow(parts: Sequence[Sequence[str]], words: Sequence[Token], first: int, streams: Streams) -> int | None:
    """Returns the index behind the last part, where the parts behind the first one follow in the same clause."""
    at = first + len(parts[0])
    if len(parts) == 1:
        return at
    clause = clause_at(streams.text, words[first].start)
    inside = [token.word for token in words[at:] if token.end <= clause.end]
    offset = 0
    for part in parts[1:]:
        found = next(
            (i for i in range(offset, len(inside) - len(part) + 1) if inside[i : i + len(part)] == list(part)), None
        )
        if found is None or (found - offset <= _GAP and negates(inside[offset:found])):
            return None
        offset = found + len(part)
    return at + offset


def nearness(quoted: Sequence[str], clause: Sequence[str]) -> Nearness:
    """Returns how far ``clause`` has the quoted words in their order. A single short word in between counts nothing."""
    matcher = SequenceMatcher(None, quoted, clause, autojunk=False)
    blocks = tuple((one.a, one.b, one.size) for one in matcher.get_matching_blocks() if one.size)
    counted = sum(size for a, _, size in blocks if size > 1 or len(quoted[a]) >= _CONTENT)
    return Nearness(counted / len(quoted) if quoted else 0.0, blocks)


def altered_span(quoted: Sequence[str], clause: Sequence[Token], near: Nearness) -> tuple[int, int] | None:
    """Returns the words ``[first, last)`` of the clause that a quotation alters; None where it is another text.

    Words of the quotation at its ends that match nothing are held against as many words of the clause.
    """
    blocks = [one for one in near.blocks if one[2] > 1 or len(quoted[one[0]]) >= _CONTENT]
    if near.share < _COVERED or max((size for _, _, size in blocks), default=0) < min(PIECE - 1, len(quoted) - 2):
        return None
    lead, tail = blocks[0], blocks[-1]
    first = max(0, lead[1] - lead[0])
    last = min(len(clause), tail[1] + tail[2] + (len(quoted) - tail[0] - tail[2]))
    return (first, last) if last - first <= _STRETCH * len(quoted) else None
