"""Plots as inline SVG: bars with intervals, differences, a histogram, curves. The numbers stand in a table beside each.

Colours are classes of the page's style sheet, so that a dark page has dark plots.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

import numpy as np

from eval.scoring import Figure
from eval.tables import number

_LABEL: Final = 150
_WIDTH: Final = 300
_ROW: Final = 26
_QUARTERS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)

Point = tuple[float, float]


def bars(rows: Sequence[tuple[str, Figure]], *, title: str) -> str:
    """Returns horizontal bars of shares, each with its interval as a line; rows to which nothing applies have none."""
    height = _ROW * len(rows) + 24
    parts = [_open(_LABEL + _WIDTH + 110, height, title), *_columns(_LABEL, _WIDTH, height - 20)]
    for place, (name, figure) in enumerate(rows):
        parts += _bar(name, figure, place * _ROW)
    return "".join([*parts, "</svg>"])


def differences(rows: Sequence[tuple[str, float, float, float, str]], *, title: str) -> str:
    """Returns differences with their intervals about a line at 0.

    Args:
        rows: Name, mean, lower and upper bound, and the verdict, whose first word is the class of its colour.
        title: What a screen reader says in place of the picture.
    """
    reach = max([0.05, *(abs(one) for _, _, low, high, _ in rows for one in (low, high))])
    height, middle, half = _ROW * len(rows) + 24, _LABEL + _WIDTH / 2, _WIDTH / 2
    parts = [_open(_LABEL + _WIDTH + 150, height, title)]
    for tick in (-reach, 0.0, reach):
        x = middle + tick / reach * half
        parts.append(f'<line class="grid" x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{height - 20}"/>')
        parts.append(f'<text x="{x:.1f}" y="{height - 5}" text-anchor="middle">{tick:+.2f}</text>')
    for place, (name, mean, low, high, verdict) in enumerate(rows):
        y = place * _ROW + 13
        at, left, right = (middle + one / reach * half for one in (mean, low, high))
        kind = verdict.split()[0]
        parts.append(f'<text x="{_LABEL - 8}" y="{y + 4}" text-anchor="end">{escape(name)}</text>')
        parts.append(f'<line class="span {kind}" x1="{left:.1f}" y1="{y}" x2="{right:.1f}" y2="{y}"/>')
        parts.append(f'<circle class="dot {kind}" cx="{at:.1f}" cy="{y}" r="5"/>')
        parts.append(f'<text x="{_LABEL + _WIDTH + 10}" y="{y + 4}">{mean:+.3f} {escape(verdict)}</text>')
    return "".join([*parts, "</svg>"])


def histogram(values: Sequence[float], *, title: str, bins: int = 30) -> str:
    """Returns a histogram of milliseconds; the last bin holds all above the 99th percentile."""
    sample = np.asarray(values, np.float64)
    top = float(np.quantile(sample, 0.99)) or 1.0
    counts, _ = np.histogram(np.minimum(sample, top), bins=bins, range=(0.0, top))
    width, height = 460, 200
    parts = [_open(width + 40, height + 40, title)]
    for place, count in enumerate(counts.tolist()):
        tall = height * count / max(1, int(counts.max()))
        x = 20 + place * width / bins
        place_and_size = f'x="{x:.1f}" y="{10 + height - tall:.1f}" width="{width / bins - 2:.1f}" height="{tall:.1f}"'
        parts.append(f'<rect class="bar" {place_and_size}/>')
    parts.append(f'<line class="axis" x1="20" y1="{height + 10}" x2="{width + 20}" y2="{height + 10}"/>')
    for share, words in ((0.0, "0 ms"), (0.5, f"{0.5 * top:.0f} ms"), (1.0, f"{top:.0f} ms or more")):
        anchor = ("start", "middle", "end")[int(2 * share)]
        parts.append(f'<text x="{20 + share * width:.0f}" y="{height + 30}" text-anchor="{anchor}">{words}</text>')
    return "".join([*parts, "</svg>"])


def curve(points: Sequence[Point], *, title: str, diagonal: bool = False, dots: bool = False) -> str:
    """Returns a line through points, both axes from 0 to 1; with ``diagonal`` the line where both are equal."""
    width, height, left = 420, 200, 44
    parts = [_open(left + width + 36, height + 40, title), *_columns(left, width, height + 10, at=height + 28)]
    for tick in _QUARTERS:
        y = 10 + height * (1 - tick)
        parts.append(f'<line class="grid" x1="{left}" y1="{y:.0f}" x2="{left + width}" y2="{y:.0f}"/>')
        parts.append(f'<text x="{left - 6}" y="{y + 4:.0f}" text-anchor="end">{tick:g}</text>')
    if diagonal:
        parts.append(f'<line class="even" x1="{left}" y1="{10 + height}" x2="{left + width}" y2="10"/>')
    drawn = [(left + x * width, 10 + height * (1 - y)) for x, y in points]
    parts.append(f'<polyline class="curve" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in drawn)}"/>')
    if dots:
        parts += [f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in drawn]
    return "".join([*parts, "</svg>"])


def _open(width: int, height: int, title: str) -> str:
    label = escape(title, quote=True)
    return f'<svg role="img" aria-label="{label}" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'


def _columns(left: int, width: int, bottom: int, *, at: int | None = None) -> list[str]:
    """Lines at the quarters of the axis to the right, with their numbers below."""
    parts = []
    for tick in _QUARTERS:
        x = left + tick * width
        parts.append(f'<line class="grid" x1="{x:.0f}" y1="0" x2="{x:.0f}" y2="{bottom}"/>')
        parts.append(f'<text x="{x:.0f}" y="{at or bottom + 15}" text-anchor="middle">{tick:g}</text>')
    return parts


def _bar(name: str, figure: Figure, y: int) -> list[str]:
    parts = [f'<text x="{_LABEL - 8}" y="{y + 17}" text-anchor="end">{escape(name)}</text>']
    if figure.value is None or figure.low is None or figure.high is None:
        return [*parts, f'<text x="{_LABEL + 6}" y="{y + 17}">does not apply</text>']
    low, high = _LABEL + figure.low * _WIDTH, _LABEL + figure.high * _WIDTH
    middle = y + 13
    return [
        *parts,
        f'<rect class="bar" x="{_LABEL}" y="{y + 5}" width="{figure.value * _WIDTH:.1f}" height="16"/>',
        f'<line class="span" x1="{low:.1f}" y1="{middle}" x2="{high:.1f}" y2="{middle}"/>',
        f'<line class="span" x1="{low:.1f}" y1="{y + 8}" x2="{low:.1f}" y2="{y + 18}"/>',
        f'<line class="span" x1="{high:.1f}" y1="{y + 8}" x2="{high:.1f}" y2="{y + 18}"/>',
        f'<text x="{_LABEL + _WIDTH + 10}" y="{y + 17}">{number(figure.value)} (n {figure.n})</text>',
    ]
