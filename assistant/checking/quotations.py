"""Where a text quotes: between quotation marks, or set apart as a block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.checking.stream import tokens

FEWEST_WORDS = 5
"""Words from which something between marks is a quotation, and no term or title of a few words."""
_LONGEST = 6_000
"""Characters a quotation between marks may have; a mark that is never closed must not swallow the text."""

_NAME_WORDS, _LONG = 10, 5
"""Fewer words than the first, all those of the letters of the second with a capital: the name of a thing."""
_WORD = re.compile(r"[^\W\d_]+")

_PAIRS = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』"}
_OPENING = re.compile(f'[{"".join(_PAIRS)}"]')
_BREAK = re.compile(r"\n[ \t\r]*\n")
_BLOCK = re.compile(r"(?m)^[ \t]*>[^\n]*(?:\n[ \t]*>[^\n]*)*")
_INDENTED = re.compile(r":[ \t\r]*\n(?:[ \t\r]*\n)*((?:(?: {4}|\t)[^\n]*(?:\n|\Z))+)")
_PREFIX = re.compile(r"(?m)^[ \t]*>[ \t]?")


@dataclass(frozen=True, slots=True)
class Quotation:
    """``source[start:end]``, without marks; ``words`` are the same without the signs that set a block apart."""

    start: int
    end: int
    words: str


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Returns the quotations of at least ``FEWEST_WORDS`` words in order; none stands inside another.

    Marks are “…”, "…", «…», „…“ and 「…」; one that is not closed in its paragraph quotes nothing. A block is a run of
    lines that begin with >, or of indented lines behind a colon.
    """
    blocks = [*_blocks(text)]
    found = [one for one in blocks if _quotes(one)]
    taken = [(one.start, one.end) for one in blocks]
    at = 0
    for span in [*sorted(taken), (len(text), len(text))]:
        found.extend(one for one in _marked(text, at, span[0]) if _quotes(one))
        at = max(at, span[1])
    return tuple(sorted(found, key=lambda one: one.start))


def _quotes(one: Quotation) -> bool:
    count = len(tokens(one.words))
    return count >= FEWEST_WORDS and not (count < _NAME_WORDS and _is_name(one.words))


def _is_name(words: str) -> bool:
    """Returns whether every longer word has one capital, as in “Patent Statement and Licensing Declaration”."""
    long = [word for word in _WORD.findall(words) if len(word) >= _LONG]
    return len(long) > 1 and all(word[0].isupper() and not word.isupper() for word in long)


def _blocks(text: str) -> Iterator[Quotation]:
    last = 0
    spans = [match.span() for match in _BLOCK.finditer(text)] + [match.span(1) for match in _INDENTED.finditer(text)]
    for start, end in sorted(spans):
        if start < last:
            continue
        last = end
        inner = text[start:end]
        words = _PREFIX.sub("", inner).strip()
        lead = len(inner) - len(inner.lstrip(" \t>\r\n"))
        stripped = inner.rstrip()
        first, final = start + lead, start + len(stripped)
        if words[:1] in {*_PAIRS, '"'} and len(stripped) - lead > 2 and stripped[-1] in '”“»"」』':
            yield Quotation(first + 1, final - 1, words[1:-1])
        elif first < final:
            yield Quotation(first, final, words)


def _marked(text: str, start: int, end: int) -> Iterator[Quotation]:
    """Yields what stands between marks in ``text[start:end]``, marks of the same form inside counted."""
    at = start
    while (opening := _OPENING.search(text, at, end)) is not None:
        at = opening.end()
        if opening[0] == '"' and not _opens(text, opening.start()):
            continue
        close = _closing(text, at, min(end, at + _LONGEST), opening[0])
        if close is not None:
            yield Quotation(at, close, text[at:close])
            at = close + 1


def _opens(text: str, at: int) -> bool:
    """Returns whether a straight mark opens: no word goes before it, and one follows."""
    return not text[at - 1 : at].isalnum() and not text[at + 1 : at + 2].isspace()


def _closing(text: str, start: int, end: int, mark: str) -> int | None:
    """Returns where the quotation ends. A straight mark and a curly one may open and close each other, as typed."""
    broken = _BREAK.search(text, start, end)
    end = broken.start() if broken else end
    opening, closing = ("“", "”") if mark in '"“' else (mark, _PAIRS[mark])
    depth = 0
    for at in range(start, end):
        sign = text[at]
        if (sign == opening and sign not in closing) or (sign == '"' and mark in '"“' and _opens(text, at)):
            depth += 1
        elif sign in closing or (sign == '"' and mark in '"“' and not text[at + 1 : at + 2].isalnum()):
            if depth == 0:
                return at
            depth -= 1
    return None
