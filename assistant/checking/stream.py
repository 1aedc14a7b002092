"""A text as a row of words that signs, case, line ends and footnote marks do not disturb, each with its place."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.document import Clause, Text

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_MARKS = "\u0300-\u036f\u0640\u064b-\u065f\u0670"
_SUPERSCRIPTS = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079"
_LETTERS = rf"(?:[^\W_{_IDEOGRAPHS}][{_MARKS}]*)"
_TOKEN = re.compile(
    rf"(?<![^\W_{_IDEOGRAPHS}])[{_SUPERSCRIPTS}]+|[{_IDEOGRAPHS}]|[%％‰$€£§°=<>±]"
    rf"|{_LETTERS}+(?:(?:\u00ad|-[ \t\r]*\n[ \t]*(?=[a-zа-я])){_LETTERS}+|[’'ʼ]{_LETTERS}+)*"
)
_BETWEEN = re.compile(rf"(?<=[{_IDEOGRAPHS}]) (?=[{_IDEOGRAPHS}])")
_JOINT = re.compile(r"\u00ad|-[ \t\r]*\n[ \t]*")
_NOTE_MARK = re.compile(r"([^\W\d]{4,})\d{1,2}")
_CHANGED_CASE = re.compile(r"\[(\w)\](?=\w)")
_RAISED = frozenset("¹²³⁰⁴⁵⁶⁷⁸⁹")
_UNWRITTEN = {**dict.fromkeys([0x640, 0x670, *range(0x64B, 0x660)]), ord("ё"): "е", ord("ʼ"): "'", ord("’"): "'"}
"""Arabic vowel marks and the stretching stroke, which many leave out; ё, which is written as е; apostrophes."""


class Token(NamedTuple):
    """A word as compared, and its place in its text."""

    word: str
    start: int
    end: int


def tokens(text: str, *, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Returns the words of ``text[start:end]``, folded, with offsets into ``text``.

    A number or sign that carries meaning (5, %) is a word; hyphens part words, a hyphen at a line end does not; a
    footnote mark that sticks to a word ("countries1") or is raised is left out. Digits of every script are one.
    """
    return tuple(_tokens(text, start, len(text) if end is None else end))


def quoted_words(text: str) -> tuple[str, ...]:
    """Returns the words of a quotation; a changed initial in brackets ("[T]he") is read as the word."""
    return tuple(token.word for token in tokens(_CHANGED_CASE.sub(r"\1", text)))


def running(words: Sequence[str]) -> str:
    """Returns words as running text: a space between any two but ideographs, which a search reads in pairs."""
    return _BETWEEN.sub("", " ".join(words))


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        if match[0][0] not in _RAISED:
            yield Token(_folded(match[0]), match.start(), match.end())


@lru_cache(maxsize=65_536)
def _folded(written: str) -> str:
    if written.isascii():
        word = _JOINT.sub("", written).casefold()
    else:
        word = unicodedata.normalize("NFKC", _JOINT.sub("", written)).casefold().translate(_UNWRITTEN)
        word = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in word)
    word = f"e{word[1:]}" if word.startswith("é") else word  # an accent on a capital is written or not
    marked = _NOTE_MARK.fullmatch(word)
    return marked[1] if marked else word


@dataclass(frozen=True, slots=True)
class Stream:
    """Words in a row that can be searched: ``joined`` has each between spaces, ``begins`` tells where each begins."""

    words: tuple[Token, ...]
    joined: str
    begins: tuple[int, ...]

    @classmethod
    def of(cls, words: Sequence[Token]) -> Stream:
        """Returns the stream of ``words``."""
        begins, at = [], 0
        for token in words:
            begins.append(at)
            at += len(token.word) + 1
        return cls(tuple(words), " " + " ".join(token.word for token in words) + " ", tuple(begins))

    def find(self, wanted: Sequence[str], *, after: int = 0) -> int | None:
        """Returns the index of the word at which ``wanted`` stands whole, from word ``after`` on; None where not."""
        if not wanted or after >= len(self.words):
            return None
        at = self.joined.find(" " + " ".join(wanted) + " ", self.begins[after])
        return None if at < 0 else bisect_left(self.begins, at)


@dataclass(frozen=True, slots=True)
class Streams:
    """One stored text to be searched: ``whole`` with labels, calls and headings; ``plain`` its clauses alone."""

    text: Text
    whole: Stream
    plain: Stream


def clause_at(text: Text, start: int) -> Clause:
    """Returns the clause that holds ``start``, else the first one behind it, else the last one.

    A text without clauses gives a clause of all its words, without a path.
    """
    inside = next((one for one in text.clauses if one.start <= start < one.end), None)
    behind = next((one for one in text.clauses if one.start > start), None)
    last = text.clauses[-1] if text.clauses else Clause(path="", start=0, end=len(text.content), basis="original")
    return inside or behind or last


def streams_of(text: Text) -> Streams:
    """Returns the streams of a stored text."""
    whole = tokens(text.content)
    starts = [token.start for token in whole]
    spans = ((bisect_left(starts, one.start), bisect_left(starts, one.end)) for one in text.clauses)
    return Streams(text, Stream.of(whole), Stream.of([token for first, last in spans for token in whole[first:last]]))
