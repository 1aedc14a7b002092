"""Spellings made alike: case, accents, digits, dashes, spaces and invisible signs, with a way back to the text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

FOOTNOTE_MARK = "*"
_DELETED = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0640\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]"
)
_FIXED = {
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹†‡§∗", FOOTNOTE_MARK),
    **dict.fromkeys("‘’ʼ＇`´", "'"),
    **dict.fromkeys("，、﹐،", ","),
    **dict.fromkeys("；؛", ";"),
    **dict.fromkeys("（［【〔[", "("),
    **dict.fromkeys("）］】〕]", ")"),
    **dict.fromkeys("№", "#"),
    **dict.fromkeys("º°", "o"),
    **dict.fromkeys("．", "."),
    **dict.fromkeys("／⁄∕", "/"),
    **dict.fromkeys("\u2028\u0085\r\x0b\x0c", "\n"),
    "\u2029": "\n",
}


class _Table(dict[int, str]):
    """A translation table that works out a sign the first time it is met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_sign(chr(code))
        return folded


def _fold_sign(sign: str) -> str:
    if sign in _FIXED:
        return _FIXED[sign]
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    if sign.isspace():
        return sign if sign in "\n\t" else " "
    plain = unicodedata.normalize("NFKD", sign)
    base = plain[0] if len(plain) == 1 or unicodedata.combining(plain[1]) else sign
    return base.lower()[:1]


_TABLE = _Table()


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` as the grammar sees it, and where each of its signs stood. ``offsets`` is None where nothing moved."""

    text: str
    offsets: tuple[int, ...] | None

    def start(self, at: int) -> int:
        """Returns the offset in the original text of the folded sign ``at``."""
        return at if self.offsets is None else self.offsets[at]

    def end(self, at: int) -> int:
        """Returns the offset in the original text behind the folded sign before ``at``."""
        return at if self.offsets is None else self.offsets[at - 1] + 1


def fold(text: str) -> Folded:
    """Returns ``text`` with spellings made alike; every sign kept stands for one sign of the original.

    Lower case, base letters, ASCII digits, one dash, one comma, one pair of brackets; superscripts become ``*``.
    Soft hyphens, marks of direction, zero-width signs, combining accents and Arabic vowel signs are left out.
    """
    if not _DELETED.search(text):
        return Folded(text.translate(_TABLE), None)
    gone = _DELETED.sub("", text)
    keeps = tuple(at for at, sign in enumerate(text) if not _DELETED.match(sign))
    return Folded(gone.translate(_TABLE), keeps)


def fold_word(word: str) -> str:
    """Returns a word of the data in the same spelling."""
    return fold(word).text
