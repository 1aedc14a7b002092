"""Cuts a long stretch of text into pieces within a token budget: at sentence ends, else at blanks, else anywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from indexer.tokens import fits

Span = tuple[int, int]
"""Half-open, in code points of the text that was given."""

_CLOSING = r"[\"'»”’)\]）】」』]*"
_SENTENCE_END = re.compile(
    rf"[;!?…]{_CLOSING}\s+"  # any word may follow
    rf"|[.:]{_CLOSING}\s+(?=[^\W\d_a-zа-яё]|[\"'«“(\[])"  # "No. 24" and "Res. 191" end no sentence
    rf"|[。！？；؟؛۔]{_CLOSING}\s*"  # scripts that put no blank behind
    r"|\s*\n\s*"
)
_BLANK = re.compile(r"\s+")


def cut(text: str, *, budget: int) -> tuple[Span, ...]:
    """Returns spans of ``text`` in order, none over ``budget`` tokens, that leave out nothing but blanks.

    No span is empty or begins or ends with a blank. A text that fits is one span.
    """
    whole = _trimmed(text, 0, len(text))
    if whole is None:
        return ()
    if fits(text[slice(*whole)], budget):
        return (whole,)
    return tuple(_packed(text, list(_atoms(text, whole, budget)), budget))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _pieces(text: str, span: Span, boundary: re.Pattern[str]) -> Iterator[Span]:
    """Parts ``span`` behind each match of ``boundary``, without blanks at the edges."""
    start, end = span
    for match in boundary.finditer(text, start, end):
        if piece := _trimmed(text, start, match.end()):
            yield piece
        start = match.end()
    if piece := _trimmed(text, start, end):
        yield piece


def _atoms(text: str, span: Span, budget: int) -> Iterator[Span]:
    """Sentences; a sentence over the budget gives its words; a word over the budget gives stretches of characters."""
    for sentence in _pieces(text, span, _SENTENCE_END):
        if fits(text[slice(*sentence)], budget):
            yield sentence
            continue
        for word in _pieces(text, sentence, _BLANK):
            if fits(text[slice(*word)], budget):
                yield word
            else:
                yield from _stretches(text, word, budget)


def _stretches(text: str, span: Span, budget: int) -> Iterator[Span]:
    """Stretches of a run without blanks: a code point has four bytes, so a quarter of the budget always fits."""
    step = max(1, budget // 4)
    start, end = span
    while start < end:
        stop = min(start + step, end)
        while stop < end and unicodedata.combining(text[stop]):
            stop -= 1
        stop = stop if stop > start else min(start + step, end)
        yield start, stop
        start = stop


def _packed(text: str, atoms: list[Span], budget: int) -> Iterator[Span]:
    """Joins neighbours as long as the joint stretch fits."""
    current = atoms[0]
    for atom in atoms[1:]:
        if fits(text[current[0] : atom[1]], budget):
            current = current[0], atom[1]
        else:
            yield current
            current = atom
    yield current
