"""Running titles, page feet and page numbers of PDF files: what stands at the edges of a page and is no text.

A line at a page's edge is furniture if it is a number, if it stands on other pages too, or if it is set apart from the
text at a height where most pages have such a line.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.loaders.paragraph import Ledger, count_words
from indexer.loaders.pdf_lines import PageLines, TextLine

_NUMBER = re.compile(
    r"[-–—\s|]*(?:(?:page|p\.)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|de|из)\s*\d{1,4})?[-–—\s|]*\Z", re.I
)
_HEADING = re.compile(r"\d{1,3}\w{0,4}(?:\.\d{1,3}\w{0,4})+(?:\s+(?=[^\W\d])|\Z)|\w{1,5}\)\Z")
"""A number of a heading, or a label of an item: no running title begins with one."""
_DIGITS = re.compile(r"\d{1,6}")
_ZONE = 0.095
"""Share of the page's height at its top and foot where headers, footers and page numbers stand."""
_APART = 1.5
"""Sizes of its letters that part a running title from the text; paragraphs stand nearer."""
_ROWS, _WORDS = 3, 16


def without_furniture(pages: Sequence[PageLines], ledger: Ledger) -> list[PageLines]:
    """Returns the pages without running headers and footers and page numbers, which go to the ledger."""
    seen: dict[str, set[int]] = defaultdict(set)
    for page in pages:
        for line in page.lines:
            if _in_zone(line, page):
                for shape in _shapes(line):
                    seen[shape].add(page.number)
    apart = _apart_on_most(pages)
    kept = []
    for page in pages:
        rest = []
        for line in page.lines:
            reason = _reason(line, page, seen, apart.get(page.number, ()))
            if reason:
                ledger.drop(reason, count_words(line.text))
            else:
                rest.append(line)
        kept.append(replace(page, lines=tuple(rest)))
    return kept


def _reason(line: TextLine, page: PageLines, seen: Mapping[str, set[int]], apart: Sequence[TextLine]) -> str:
    """Why a line is no text; all that share its baseline are, or none."""
    if not _in_zone(line, page):
        return ""
    side = "header" if line.y0 > page.height / 2 else "footer"
    beside = [one for one in page.lines if one is line or abs(one.middle - line.middle) < line.size / 2]
    if any(one is line for one in apart):
        return "page number" if _NUMBER.match(line.text) else side
    if not all(_NUMBER.match(one.text) or _stands_elsewhere(one, seen) for one in beside):
        return ""
    if len(beside) > 1 and any(_HEADING.match(one.text) for one in beside):
        return ""
    if _NUMBER.match(line.text):
        return "page number"
    return side if len(beside) > 1 or sum(sign.isalpha() for sign in line.text) > 2 else ""


def _in_zone(line: TextLine, page: PageLines) -> bool:
    return line.y1 < page.height * _ZONE or line.y0 > page.height * (1 - _ZONE)


def _shapes(line: TextLine) -> set[str]:
    """What a running title has in common with those of other pages: its words, or all but the page's own number.

    A number that counts with the pages is written as its distance from them; ``SECTION 7`` and ``SECTION 8`` differ.
    """
    text = " ".join(line.text.casefold().split())
    numbers = list(_DIGITS.finditer(text))
    counted = {text[: one.start()] + f"#{int(one[0]) - line.page}" + text[one.end() :] for one in numbers}
    return {text} | counted


def _stands_elsewhere(line: TextLine, seen: Mapping[str, set[int]]) -> bool:
    """True for words on two pages; those with a number that counts have to be on neighbours, or on three."""
    for shape in _shapes(line):
        pages = seen.get(shape, set())
        near = len(pages) > 2 or not pages.isdisjoint((line.page - 1, line.page + 1))
        if len(pages) > 1 and (near or "#" not in shape):
            return True
    return False


def _apart_on_most(pages: Sequence[PageLines]) -> dict[int, tuple[TextLine, ...]]:
    """Returns by page the lines set apart from the text, with a number or at a height at which most pages have some."""
    found: dict[int, tuple[TextLine, ...]] = {}
    for top in (True, False):
        blocks = {page.number: block for page in pages if (block := _outermost(page, top=top))}
        levels = Counter(round(block[0].y0 / 3) for block in blocks.values())
        with_text = sum(bool(page.lines) for page in pages)
        for number, block in blocks.items():
            numbered = any(_NUMBER.match(line.text) for line in block)
            if numbered or levels[round(block[0].y0 / 3)] >= max(2, with_text / 2):
                found[number] = (*found.get(number, ()), *block)
    return found


def _outermost(page: PageLines, *, top: bool) -> tuple[TextLine, ...]:
    """The first or last lines of a page as far as a wide gap, if all of them stand at its edge; else none."""
    rows = list(_rows(page, top=top))
    block: list[TextLine] = []
    for row, following in pairwise(rows[: _ROWS + 1]):
        block.extend(row)
        gap = min(one.y0 for one in row) - max(one.y1 for one in following)
        if not top:
            gap = min(one.y0 for one in following) - max(one.y1 for one in row)
        if gap >= _APART * max(one.size for one in (*row, *following)):
            edge = all(_in_zone(one, page) and count_words(one.text) < _WORDS for one in block)
            return tuple(block) if edge else ()
    return ()


def _rows(page: PageLines, *, top: bool) -> Iterator[list[TextLine]]:
    row: list[TextLine] = []
    for line in sorted(page.lines, key=lambda one: -one.middle if top else one.middle):
        if row and abs(line.middle - row[0].middle) > row[0].size / 2:
            yield row
            row = []
        row.append(line)
    if row:
        yield row
