"""A picture as plain values: where its boxes, lines and headings stand, in the units of its view box."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

Look = Literal["centre", "plain", "stale", "lead", "contributes", "asked", "none", "more"]

LETTER = 7.0
"""Units of a letter of the ordinary size; an ideograph takes nearly two."""
LINE = 17.0
PADDING = 9.0
GAP = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box with its upper left corner at ``x``, ``y``; the first ``named`` of its ``lines`` are its name."""

    x: float
    y: float
    width: float
    lines: tuple[str, ...]
    look: Look = "plain"
    named: int = 1

    @property
    def height(self) -> float:
        """Returns how tall it is for its lines."""
        return 2 * PADDING + LINE * len(self.lines) - 4

    @property
    def middle(self) -> float:
        """Returns the place half way down."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A line from one place to another; ``arrow`` says that its end has a head."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: Look = "plain"
    arrow: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A word above boxes, its middle at ``x``, its baseline at ``y``."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is drawn. ``title`` and ``description`` say it for those who do not see it."""

    width: float
    height: float
    title: str
    description: str
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...] = ()
    headings: tuple[Heading, ...] = ()

    def mirrored(self) -> Picture:
        """Returns the picture for a script that runs from right to left."""
        return replace(
            self,
            boxes=tuple(replace(one, x=self.width - one.x - one.width) for one in self.boxes),
            edges=tuple(replace(one, x1=self.width - one.x1, x2=self.width - one.x2) for one in self.edges),
            headings=tuple(replace(one, x=self.width - one.x) for one in self.headings),
        )


def fitted(text: str, width: float, *, letter: float = LETTER) -> str:
    """Returns as much of ``text`` as a line of ``width`` takes, with … where something is left out."""
    return wrapped(text, width, letter=letter, most=1)[0]


def wrapped(text: str, width: float, *, letter: float = LETTER, most: int = 2) -> tuple[str, ...]:
    """Returns ``text`` in at most ``most`` lines of ``width``, broken between words, the last one with … if cut."""
    room, rest = width - 2 * PADDING, text
    lines: list[str] = []
    while len(lines) < most - 1 and _length(rest, letter) > room:
        at = _fits(rest, room, letter)
        space = rest.rfind(" ", 0, at + 1)
        at = space if space > 0 else at
        lines.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    if _length(rest, letter) > room:
        rest = f"{rest[: max(1, _fits(rest, room, letter) - 1)].rstrip()}…"
    return (*lines, rest)


def _fits(text: str, room: float, letter: float) -> int:
    """Returns how many characters fit."""
    taken = 0.0
    for at, sign in enumerate(text):
        taken += _length(sign, letter)
        if taken > room:
            return at
    return len(text)


def _length(text: str, letter: float) -> float:
    return sum(letter * (1.8 if unicodedata.east_asian_width(sign) in "WF" else 1.0) for sign in text)
