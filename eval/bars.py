"""Figures held against their bars, and the table and exit code of every ``iscg eval`` command that has a bar."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from eval.intervals import Interval, wilson


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value: ``n`` is what it was taken over, ``interval`` its 95% interval, ``bar`` what it must reach.

    Without a bar it is told and blocks nothing. ``at_most`` turns the bar round: the value may not be above it.
    """

    name: str
    value: float
    n: int
    interval: Interval | None = None
    bar: float | None = None
    at_most: bool = False

    @property
    def holds(self) -> bool:
        """Whether the value itself, not its interval, is on the right side of its bar."""
        if self.bar is None:
            return True
        return self.value <= self.bar if self.at_most else self.value >= self.bar


def share(name: str, hits: int, n: int, *, bar: float | None = None, at_most: bool = False) -> Figure:
    """Returns a proportion with Wilson's interval. Of nothing it is 0, which no bar from below lets through."""
    return Figure(name, hits / n if n else 0.0, n, wilson(hits, n) if n else None, bar, at_most)


def exit_code(figures: Sequence[Figure]) -> int:
    """Returns 0 where every bar is met, else 1."""
    return 0 if all(figure.holds for figure in figures) else 1


def as_json(figures: Sequence[Figure]) -> str:
    """Returns one JSON object: each figure by its name, and whether all bars are met."""
    return json.dumps({"figures": {one.name: _row(one) for one in figures}, "met": exit_code(figures) == 0})


def as_table(figures: Sequence[Figure]) -> str:
    """Returns the figures as lines of a table for the terminal; a bar that is missed says so in words."""
    width = max(len(one.name) for one in figures)
    return "\n".join(
        f"{one.name:<{width}}  {one.value:6.3f}  {_between(one):>18}  n {one.n:>5}  {_bar(one)}".rstrip()
        for one in figures
    )


def _between(figure: Figure) -> str:
    return f"({figure.interval[0]:.3f} to {figure.interval[1]:.3f})" if figure.interval else ""


def _bar(figure: Figure) -> str:
    if figure.bar is None:
        return ""
    side = "at most" if figure.at_most else "at least"
    return f"{side} {figure.bar:g}{'' if figure.holds else ': missed'}"


def _row(figure: Figure) -> dict[str, Any]:
    interval = [round(bound, 4) for bound in figure.interval] if figure.interval else None
    return {
        "value": round(figure.value, 4),
        "n": figure.n,
        "interval": interval,
        "bar": figure.bar,
        "at_most": figure.at_most,
        "holds": figure.holds,
    }
