"""Plots as inline SVG: bars with intervals, a histogram, a curve. The numbers stand in a table beside each."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

import numpy as np

from eval.scoring import Figure
from eval.tables import number

_LABEL: Final = 150
_WIDTH: Final = 420
_ROW: Final = 26


def bars(rows: Sequence[tuple[str, Figure]], *, title: str) -> str:
    """Returns horizontal bars of shares, each with its interval as a line; rows to which nothing applies have none."""
    height = _ROW * len(rows) + 24
    parts = [_open(_LABEL + _WIDTH + 110, height, title)]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = _LABEL + tick * _WIDTH
        parts.append(f'<line x1="{x:.0f}" y1="0" x2="{x:.0f}" y2="{height - 20}" stroke="#d4dbe4"/>')
        parts.append(f'<text x="{x:.0f}" y="{height - 5}" text-anchor="middle">{tick:g}</text>')
    for place, (name, figure) in enumerate(rows):
        parts += _bar(name, figure, place * _ROW)
    return "".join([*parts, "</svg>"])


def histogram(values: Sequence[float], *, title: str, bins: int = 30) -> str:
    """Returns a histogram of milliseconds; the last bin holds all above the 99th percentile."""
    sample = np.asarray(values, np.float64)
    top = float(np.quantile(sample, 0.99)) or 1.0
    counts, _ = np.histogram(np.minimum(sample, top), bins=bins, range=(0.0, top))
    width, height = 620, 160
    parts = [_open(width, height + 24, title)]
    for place, count in enumerate(counts.tolist()):
        tall = height * count / max(1, int(counts.max()))
        x = place * width / bins
        place_and_size = f'x="{x:.1f}" y="{height - tall:.1f}" width="{width / bins - 2:.1f}" height="{tall:.1f}"'
        parts.append(f'<rect {place_and_size} fill="#2f6fab"/>')
    parts.append(f'<line x1="0" y1="{height}" x2="{width}" y2="{height}" stroke="#4a5768"/>')
    for share in (0.0, 0.5, 1.0):
        anchor = ("start", "middle", "end")[int(2 * share)]
        parts.append(
            f'<text x="{share * width:.0f}" y="{height + 18}" text-anchor="{anchor}">{share * top:.0f} ms</text>'
        )
    return "".join([*parts, "</svg>"])


def curve(points: Sequence[tuple[float, float]], *, title: str) -> str:
    """Returns a line through points, both axes from 0 to 1."""
    width, height, left = 420, 200, 40
    parts = [_open(left + width + 20, height + 40, title)]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = left + tick * width, 10 + height * (1 - tick)
        parts.append(f'<line x1="{left}" y1="{y:.0f}" x2="{left + width}" y2="{y:.0f}" stroke="#d4dbe4"/>')
        parts.append(f'<text x="{left - 6}" y="{y + 4:.0f}" text-anchor="end">{tick:g}</text>')
        parts.append(f'<text x="{x:.0f}" y="{height + 28}" text-anchor="middle">{tick:g}</text>')
    line = " ".join(f"{left + x * width:.1f},{10 + height * (1 - y):.1f}" for x, y in points)
    parts.append(f'<polyline points="{line}" fill="none" stroke="#2f6fab" stroke-width="2"/>')
    return "".join([*parts, "</svg>"])


def _open(width: int, height: int, title: str) -> str:
    label = escape(title, quote=True)
    return (
        f'<svg role="img" aria-label="{label}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'style="max-width:100%;height:auto">'
    )


def _bar(name: str, figure: Figure, y: int) -> list[str]:
    parts = [f'<text x="{_LABEL - 8}" y="{y + 17}" text-anchor="end">{escape(name)}</text>']
    if figure.value is None or figure.low is None or figure.high is None:
        return [*parts, f'<text x="{_LABEL + 6}" y="{y + 17}">does not apply</text>']
    low, high = _LABEL + figure.low * _WIDTH, _LABEL + figure.high * _WIDTH
    middle = y + 13
    return [
        *parts,
        f'<rect x="{_LABEL}" y="{y + 5}" width="{figure.value * _WIDTH:.1f}" height="16" fill="#9cc3e6"/>',
        f'<line x1="{low:.1f}" y1="{middle}" x2="{high:.1f}" y2="{middle}" stroke="#10283f" stroke-width="2"/>',
        f'<line x1="{low:.1f}" y1="{y + 8}" x2="{low:.1f}" y2="{y + 18}" stroke="#10283f" stroke-width="2"/>',
        f'<line x1="{high:.1f}" y1="{y + 8}" x2="{high:.1f}" y2="{y + 18}" stroke="#10283f" stroke-width="2"/>',
        f'<text x="{_LABEL + _WIDTH + 10}" y="{y + 17}">{number(figure.value)} (n {figure.n})</text>',
    ]
