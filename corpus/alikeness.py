"""Rules on what is told twice: a name of two themes, lines that say nearly the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from corpus.document import Document, Line
from corpus.finding import Finding
from corpus.shelf import Sheet, Shelf

ALIKE = 0.85
"""Share of words (intersection over union) from which two lines of one document count as the same fact."""

FEWEST_WORDS = 6
"""Shorter lines may look alike by chance."""

_WORD = re.compile(r"\w+")
_PARTICULAR = ("point", "responsibility", "content")
"""Parts whose lines tell of one document alone. Mandates, changes and gaps of two documents may well be alike."""


def name_of_two_themes(shelf: Shelf) -> Iterator[Finding]:
    """A title, alias or term by which two themes are called: a question that names it could mean either."""
    first: dict[str, str] = {}
    for sheet in shelf:
        for name in _names(sheet.document):
            owner = first.setdefault(_fold(name), sheet.document.id)
            if owner != sheet.document.id:
                row = sheet.row_of_entry("aliases", name)
                told = f"“{name}” also names {owner}; leave it to one of the two"
                yield Finding(sheet.path, row, "double-name", told)


def _names(document: Document) -> Iterator[str]:
    if document.theme is None:
        return
    yield document.title
    yield from document.theme.aliases
    yield from (term.text for term in document.theme.terms)


def _fold(name: str) -> str:
    """Case, width, hyphens and spaces make no other name."""
    return re.sub(r"[\s\u2010-\u2015-]+", " ", unicodedata.normalize("NFKC", name).casefold()).strip()


def near_duplicate(shelf: Shelf) -> Iterator[Finding]:
    """Two lines of one document with nearly the same words, or one statement word for word in two documents."""
    everywhere: dict[str, str] = {}
    for sheet in shelf:
        yield from _within(sheet)
        yield from _across(sheet, everywhere)


def _within(sheet: Sheet) -> Iterator[Finding]:
    kept: list[tuple[Line, frozenset[str]]] = []
    for line in sheet.document.lines:
        words = frozenset(_WORD.findall(line.text.lower()))
        for other, others in kept:
            if _comparable(line, other) and _alike(words, others):
                told = f"it says nearly the same as “{other.text[:50]}”; keep one of the two"
                yield Finding(sheet.path, sheet.row_of_line(line), "near-duplicate", told)
                break
        kept.append((line, words))


def _comparable(line: Line, other: Line) -> bool:
    """Two revisions may ask the same, and one wording may be addressed to two."""
    return line.part == other.part != "gap" and line.revision == other.revision and line.heading == other.heading


def _alike(words: frozenset[str], others: frozenset[str]) -> bool:
    if min(len(words), len(others)) < FEWEST_WORDS or _digits(words) != _digits(others):
        return False
    return len(words & others) >= ALIKE * len(words | others)


def _digits(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if any(sign.isdigit() for sign in word))


def _across(sheet: Sheet, everywhere: dict[str, str]) -> Iterator[Finding]:
    for line in sheet.document.lines:
        words = _WORD.findall(line.text.lower())
        if line.part not in _PARTICULAR or len(words) < FEWEST_WORDS:
            continue
        owner = everywhere.setdefault(" ".join(words), sheet.document.id)
        if owner != sheet.document.id:
            told = f"{owner} says the same word for word; say here what is particular to this document"
            yield Finding(sheet.path, sheet.row_of_line(line), "near-duplicate", told)
