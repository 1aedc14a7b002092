"""Lists of contents and front matter: words that stand in a file and are no part of its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from indexer.loaders.paragraph import Paragraph
from indexer.parsing.report_words import report_words
from indexer.parsing.words import fold

_LEADER = re.compile(r".*(?:\.{4,}|(?:\. ){4,}|…{2,})\s*\d{0,3}\s*\Z", re.DOTALL)
_TABBED = re.compile(r".*[^\s.]\t\s*\d{1,3}\s*\Z", re.DOTALL)


def without_contents(paragraphs: Sequence[Paragraph]) -> tuple[tuple[Paragraph, ...], int]:
    """Returns the paragraphs without the lines of a list of contents, and how many words those had."""
    titles = _titles("contents")
    kept: list[Paragraph] = []
    words = 0
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1 : index + 3]
        heads = fold(paragraph.text) in titles and any(is_contents(one) for one in following)
        if is_contents(paragraph) or heads:
            words += paragraph.words
        else:
            kept.append(paragraph)
    return tuple(kept), words


def is_contents(paragraph: Paragraph) -> bool:
    """Returns whether a line points to a page."""
    return paragraph.role not in ("footnote", "call") and _LEADER.match(paragraph.text) is not None


def front_reasons(paragraphs: Sequence[Paragraph]) -> Counter[str]:
    """Returns the words that stand before the first resolution, by what they are: cover, foreword, list of contents."""
    reason = "cover"
    found: Counter[str] = Counter()
    for paragraph in paragraphs:
        folded = fold(paragraph.text)
        if folded in _titles("foreword"):
            reason = "foreword"
        elif folded in _titles("contents"):
            reason = "contents list"
        listed = reason == "contents list" or _TABBED.match(paragraph.text) is not None
        found["contents list" if listed else reason] += paragraph.words
    return found


def _titles(part: str) -> frozenset[str]:
    return frozenset(fold(form) for form in report_words()["front"][part])
