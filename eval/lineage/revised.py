"""Generated pairs of revisions: a text of drawn clauses, and what a handful of drawn edits make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Final

from corpus.document import Clause, Text

_WORDS: Final = (
    "lamp oil wick harbour ship keeper tide fog signal rope tower stair lens mirror storm coast pilot chart buoy "
    "anchor that the of and to in for by report annually Council Member States Sector ITU-T TSB 2018 40 per cent; "
    "灯塔 港口 маяк гавань phare côte faro costa منارة ميناء"
).split()
_CITED: Final = ("Resolution 70 (Rev. Busan, 2014)", "Resolution 70 (Rev. Dubai, 2018)", "Resolution 5 of WTDC")
_CALLS: Final = ("considering", "noting", "resolves", "instructs the Secretary-General", "invites Member States")
_MOST_CLAUSES, _MOST_WORDS, _MOST_EDITS = 24, 18, 8

Items = list[tuple[str, str]]
"""Clauses in order as (call, words); labels follow from their place."""


def generated_pairs(count: int, *, seed: int = 1) -> Iterator[tuple[Text, Text]]:
    """Yields ``count`` pairs of an earlier and a later text; the same for the same seed."""
    draw = Random(seed)
    for _ in range(count):
        items = _drawn(draw)
        later = list(items)
        for _ in range(draw.randint(0, _MOST_EDITS)):
            draw.choice(_EDITS)(later, draw)
        yield laid_out(items), laid_out(later, skip=draw.choice((0, 0, 0, 1)))


def generated_texts(count: int, *, seed: int = 2) -> Iterator[tuple[Text, Text]]:
    """Yields texts of which every clause is renumbered in the second one, and no word changed."""
    draw = Random(seed)
    for _ in range(count):
        items = _drawn(draw)
        yield laid_out(items), laid_out(items, skip=draw.randint(1, 3))


def laid_out(items: Sequence[tuple[str, str]], *, skip: int = 0) -> Text:
    """Returns the items as an original text; ``skip`` labels are left out before the first of each call."""
    content, clauses, count = "", [], dict.fromkeys(_CALLS, skip)
    for call, words in items:
        count[call] += 1
        label = str(count[call])
        content += f"{label}\t"
        end = len(content) + len(words)
        path = f"{call} {label}"
        clauses.append(Clause(path=path, start=len(content), end=end, basis="original", call=call, labels=(label,)))
        content += f"{words}\n"
    return Text(
        document="pp-res-999", revision=None, language="en", kind="original", content=content, clauses=tuple(clauses)
    )


def _drawn(draw: Random) -> Items:
    items = [(draw.choice(_CALLS), _sentence(draw)) for _ in range(draw.randint(1, _MOST_CLAUSES))]
    return sorted(items, key=lambda item: _CALLS.index(item[0]))


def _sentence(draw: Random) -> str:
    words = [draw.choice(_WORDS) for _ in range(draw.randint(1, _MOST_WORDS))]
    if draw.random() < 0.2:
        words.insert(draw.randint(0, len(words)), draw.choice(_CITED))
    return " ".join(words) + draw.choice((";", ",", ".", ""))


def _insert(items: Items, draw: Random) -> None:
    items.insert(draw.randint(0, len(items)), (draw.choice(_CALLS), _sentence(draw)))


def _delete(items: Items, draw: Random) -> None:
    if items:
        del items[draw.randrange(len(items))]


def _reword(items: Items, draw: Random) -> None:
    if items:
        at = draw.randrange(len(items))
        words = items[at][1].split(" ")
        words[draw.randrange(len(words))] = _sentence(draw)
        items[at] = (items[at][0], " ".join(words))


def _move(items: Items, draw: Random) -> None:
    if items:
        call, words = items.pop(draw.randrange(len(items)))
        items.insert(draw.randint(0, len(items)), (draw.choice((call, draw.choice(_CALLS))), words))


def _split(items: Items, draw: Random) -> None:
    if items:
        at = draw.randrange(len(items))
        call, words = items[at]
        pieces = words.split(" ")
        cut = draw.randint(0, len(pieces))
        items[at : at + 1] = [(call, " ".join(part)) for part in (pieces[:cut], pieces[cut:]) if part]


def _merge(items: Items, draw: Random) -> None:
    if len(items) > 1:
        at = draw.randrange(len(items) - 1)
        items[at : at + 2] = [(items[at][0], f"{items[at][1]} {items[at + 1][1]}")]


def _repeat(items: Items, draw: Random) -> None:
    if items:
        items.insert(draw.randint(0, len(items)), (draw.choice(_CALLS), draw.choice(items)[1]))


_EDITS: Final[tuple[Callable[[Items, Random], None], ...]] = (
    _insert, _delete, _reword, _reword, _move, _split, _merge, _repeat
)  # fmt: skip
