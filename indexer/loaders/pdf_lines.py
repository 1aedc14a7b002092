"""PDF pages to lines: position, size and look of each, pieces on one baseline joined, columns told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import Any

from indexer.loaders.characters import clean
from indexer.loaders.paragraph import Ledger, count_words
from indexer.parsing.labels import split_label

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_UNREAD = re.compile(r"\(cid:\d+\)")
_TINY, _TINIEST, _MARK_SIGNS = 5.0, 3.0, 3
"""Points below which letters are no reader's: fields that only carry a running title. A mark may be smaller."""
_GAP, _TAB = 0.8, 1.6
"""Sizes of its letters that part two pieces of a line, and cells or a label from its words; spaces are narrower."""
_COLUMN_LINES = 6


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a page. Points from the lower left corner.

    ``first`` is how wide its first word is, ``flow`` counts columns in reading order over all pages, ``turned`` letters
    do not stand upright.
    """

    text: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    italic: bool
    bold: bool
    first: float
    flow: int = 0
    turned: bool = False

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page before anything is joined."""

    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...]
    pictures: int


def read_page(number: int, page: Any, ledger: Ledger) -> PageLines:
    """Returns the lines of a pdfminer page; what no reader sees, or no font table tells, goes to the ledger."""
    from pdfminer.layout import LTFigure, LTImage, LTTextBox

    lines: list[TextLine] = []
    pictures = 0
    for box in page:
        if isinstance(box, (LTImage, LTFigure)):
            pictures += 1
        elif isinstance(box, LTTextBox):
            lines.extend(found for one in box for part in _parts(one) if (found := _line(number, part)) is not None)
    kept = []
    for line in lines:
        if line.turned:
            ledger.drop("turned letters", count_words(line.text))
        elif line.size < (_TINY if len(line.text) > _MARK_SIGNS else _TINIEST):
            ledger.drop("hidden", count_words(line.text))
        elif len("".join(_UNREAD.findall(line.text))) > 0.3 * len(line.text):
            ledger.drop("unreadable font", count_words(line.text))
        else:
            kept.append(line)
    return PageLines(number, page.width, page.height, tuple(kept), pictures)


def _parts(line: Any) -> list[list[Any]]:
    """The signs of a pdfminer line, parted where the gap is wider than a space: what lies between may be elsewhere."""
    from pdfminer.layout import LTChar, LTTextLine

    parts: list[list[Any]] = [[]]
    last = None
    for sign in line if isinstance(line, LTTextLine) else ():
        if isinstance(sign, LTChar) and sign.get_text().strip():
            if last is not None and sign.x0 - last.x1 > _GAP * last.size:
                parts.append([])
            last = sign
        parts[-1].append(sign)
    return parts


def _line(number: int, signs: Sequence[Any]) -> TextLine | None:
    from pdfminer.layout import LTChar

    chars = [one for one in signs if isinstance(one, LTChar) and one.get_text().strip()]
    raw = "".join(one.get_text() for one in signs)
    text = " ".join(clean(raw.translate(_LIGATURES)).split())
    if not chars or not text:
        return None
    sizes = Counter(round(one.size, 1) for one in chars)
    size = sizes.most_common(1)[0][0]
    names = [one.fontname.casefold() for one in chars]
    italic = sum("italic" in name or "oblique" in name for name in names) == len(names)
    bold = sum("bold" in name or "black" in name or "gras" in name for name in names) == len(names)
    if text.endswith("-") and "\u00ad" in raw[-3:]:
        text = text[:-1] + "\u00ad"
    raised = list(takewhile(lambda one: one.size < 0.85 * size and one.get_text().strip() in "0123456789*", chars))
    if raised and text[len(raised) : len(raised) + 1].isalpha():
        text = f"{text[: len(raised)]} {text[len(raised) :]}"
    main = [one for one in chars if round(one.size, 1) == size]
    y0, y1 = min(one.y0 for one in main), max(one.y1 for one in main)
    first = _first_word(chars[0].x0, signs)
    turned = not any(one.upright for one in chars)
    return TextLine(text, number, chars[0].x0, y0, chars[-1].x1, y1, size, italic, bold, first, turned=turned)


def is_unspaced(sign: str) -> bool:
    """Returns whether a sign is of a script that writes no spaces between words."""
    return "\u3000" <= sign <= "\u9fff" or "\uff00" <= sign <= "\uffef"


def _first_word(start: float, signs: Sequence[Any]) -> float:
    """The width of the first word, of the first sign where words are not parted by spaces."""
    end = start
    for sign in signs:
        if end > start and is_unspaced(sign.get_text()):
            break
        if not sign.get_text().strip():
            if end > start:
                break
        else:
            end = float(sign.x1)
    return end - start


def gutters(pages: Sequence[PageLines]) -> list[float | None]:
    """Returns for each page where the white strip between two columns runs, None for a page of one column.

    A page whose second column is short says little by itself: it follows the other pages of the file.
    """
    found = [_gutter(page) for page in pages]
    known = [one for one in found if one is not None]
    if not known:
        return found
    usual = _median(known)
    return [
        usual if one is None and _may_be_parted(page, usual) else one for one, page in zip(found, pages, strict=True)
    ]


def in_reading_order(page: PageLines, gutter: float | None, first_flow: int) -> list[TextLine]:
    """Returns the lines top down, the left column before the right one; pieces on one baseline are joined.

    Lines across the whole page part the columns above from those below. ``flow`` counts on from ``first_flow``.
    """
    if gutter is None:
        return [replace(line, flow=first_flow) for line in _joined(page.lines)]
    across = [line for line in page.lines if line.x0 < gutter - 3 and line.x1 > gutter + 3]
    left = _joined([line for line in page.lines if line.x1 <= gutter + 3])
    right = _joined([line for line in page.lines if line not in across and line.x1 > gutter + 3])
    ordered: list[TextLine] = []
    flow, top = first_flow, page.height
    for border in [*sorted(_joined(across), key=lambda one: -one.middle), None]:
        bottom = border.middle if border is not None else -1.0
        for column in (left, right):
            part = [replace(line, flow=flow) for line in column if bottom < line.middle <= top]
            ordered.extend(part)
            flow += bool(part)
        if border is not None:
            ordered.append(replace(border, flow=flow))
            top = bottom
    return ordered


def _gutter(page: PageLines) -> float | None:
    """The strip that fewest lines cross, if both sides look like columns: common edges, lines of some length."""
    long = [line for line in page.lines if len(line.text) > 12]
    best: tuple[int, float, float] | None = None
    for step in range(36, 65):
        x = page.width * step / 100
        crossing = sum(line.x0 < x - 3 and line.x1 > x + 3 for line in long)
        left = [line for line in long if line.x1 <= x + 3]
        right = [line for line in long if line.x0 >= x - 3]
        if crossing * 2 > len(left) + len(right) or not _has_edge(left):
            continue
        begun = crossing == 0 and _has_begun([line for line in page.lines if line.x0 >= x - 3], left)
        if not (begun or _starts_alike(right)):
            continue
        score = (crossing, abs(x - page.width / 2), x)
        best = score if best is None else min(best, score)
    return best[2] if best is not None else None


def _has_edge(lines: Sequence[TextLine]) -> bool:
    """True if wrapped lines end near one right edge, and are as long as a column is wide."""
    if len(lines) < _COLUMN_LINES:
        return False
    edge = max(line.x1 for line in lines)
    full = [line for line in lines if edge - line.x1 < 45]
    return len(full) * 2 >= len(lines) and _median(line.x1 - line.x0 for line in full) > 130


def _starts_alike(lines: Sequence[TextLine]) -> bool:
    starts = Counter(round(line.x0 / 3) for line in lines)
    return bool(starts) and starts.most_common(1)[0][1] >= 3 and _median(line.x1 - line.x0 for line in lines) > 110


def _has_begun(right: Sequence[TextLine], left: Sequence[TextLine]) -> bool:
    """True for the few lines of a second column that was only begun: from the top, one below the other."""
    if not right:
        return False
    tops = sorted((line.y1 for line in right), reverse=True)
    height = 2.5 * max(line.size for line in right)
    contiguous = all(one - two < height for one, two in pairwise(tops))
    return contiguous and tops[0] > max(line.y1 for line in left) - 1.5 * height


def _may_be_parted(page: PageLines, gutter: float) -> bool:
    crossing = sum(line.x0 < gutter - 3 and line.x1 > gutter + 3 for line in page.lines)
    return crossing * 2 <= len(page.lines)


def _median(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0


def _joined(lines: Iterable[TextLine]) -> list[TextLine]:
    """Joins the pieces of one baseline from left to right: a wide gap is a tab, a raised mark sticks to its word."""
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda one: (-one.middle, one.x0)):
        row = next((one for one in reversed(rows[-4:]) if _same_row(one, line)), None)
        if row is None:
            rows.append([line])
        else:
            row.append(line)
    return [_row(sorted(row, key=lambda one: one.x0)) for row in rows]


def _same_row(row: Sequence[TextLine], line: TextLine) -> bool:
    main = max(row, key=lambda one: one.x1 - one.x0)
    overlap = min(main.y1, line.y1) - max(main.y0, line.y0)
    apart = all(line.x0 >= one.x1 - 1 or line.x1 <= one.x0 + 1 for one in row)
    return apart and overlap > 0.55 * min(main.y1 - main.y0, line.y1 - line.y0)


def _is_label(text: str) -> bool:
    label = split_label(f"{text} x")
    return label is not None and label.end > len(text)


def _row(pieces: Sequence[TextLine]) -> TextLine:
    text, first = pieces[0].text, pieces[0].first
    main = max(pieces, key=lambda one: len(one.text))
    for before, piece in pairwise(pieces):
        gap = piece.x0 - before.x1
        mark = piece.size < 0.85 * main.size and len(piece.text) <= 3
        tabbed = gap > _TAB * main.size or (gap > 0.6 * main.size and _is_label(text))
        between = "" if mark and gap < 0.25 * main.size else "\t" if tabbed else " "
        if not between and " " not in text:
            first = piece.x1 - pieces[0].x0
        text += between + piece.text
    return TextLine(
        text,
        main.page,
        pieces[0].x0,
        main.y0,
        pieces[-1].x1,
        main.y1,
        main.size,
        all(one.italic for one in pieces),
        all(one.bold for one in pieces),
        first,
    )
