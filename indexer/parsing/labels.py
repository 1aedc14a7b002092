"""Labels of items: ``a)``, ``b)bis``, ``1``, ``1.4.2``, ``1bis.2``, ``ii)``, ``–``. They say where an item stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Form = Literal["decimal", "digit", "letter", "roman", "bullet"]
"""``decimal`` 1, 1.4; ``digit`` 1), (1); ``letter`` a); ``roman`` i); ``bullet`` a dash or a dot."""

_SUFFIX = r"(?:bis|ter|quater|quinquies|sexies|septies|octies|novies)"
_STEP = rf"\d{{1,3}}(?:\s?{_SUFFIX}(?![^\W\d_]))?"
_LETTERS = r"[a-z]{1,5}|[а-яё]|[ء-ي]ـ?"
_LABEL = re.compile(
    rf"""
    (?P<bullet>[–—•▪·●■□◦‣▫➢✓\-*])(?=\s)
    | (?P<decimal>{_STEP}(?:\.{_STEP})*)(?P<point>\.)?(?=\s)
    | (?P<open>[(（])?(?P<paren>{_LETTERS}|\d{{1,3}})\s?[)）](?:\s?(?P<suffix>{_SUFFIX})\b)?(?=\s|[^\x00-\x7f]|\Z)
    """,
    re.VERBOSE,
)
_ROMAN = re.compile(r"m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})\Z")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ARABIC = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Label:
    """A label as found. ``text`` is what a path shows; ``end`` is where its item's own words begin in the paragraph.

    ``firm``: what follows it (a tab, a bracket) leaves no doubt that it is one; otherwise it must fit the sequence.
    ``sign``: the dash or dot itself.
    """

    text: str
    form: Form
    end: int
    firm: bool
    sign: str = ""

    @property
    def may_be_roman(self) -> bool:
        """True for letters in a bracket that also spell a Roman number: ``i)``, ``v)``, ``c)``."""
        return self.form in ("letter", "roman") and roman_value(self.core) > 0

    @property
    def core(self) -> str:
        """The letters or digits without bracket and suffix: ``b`` of ``b)bis``."""
        return re.split(r"[)）]", self.text)[0].lstrip("(（")


def split_label(text: str) -> Label | None:
    """Returns the label a paragraph opens with, or None. Letters are taken for letters: see ``Label.may_be_roman``."""
    start = len(text) - len(text.lstrip())
    match = _LABEL.match(text, start)
    if match is None:
        return None
    end = match.end()
    after = len(text) - len(text[end:].lstrip())
    if after >= len(text):
        return None
    wide = "\t" in text[end:after] or after - end >= 2
    if match["bullet"]:
        return Label("–", "bullet", after, firm=wide or match["bullet"] not in "-*", sign=match["bullet"])
    if match["decimal"]:
        shown = re.sub(r"\s", "", match["decimal"])
        return Label(shown, "decimal", after, firm=wide)
    return _bracketed(match, after)


def _bracketed(match: re.Match[str], after: int) -> Label | None:
    core = match["paren"].rstrip("ـ")
    if len(core) > 2 and not core.isdigit() and roman_value(core) == 0:
        return None
    shown = re.sub(r"\s", "", match.group(0)).translate({0xFF08: "(", 0xFF09: ")", 0x0640: None})
    if core.isdigit():
        return Label(shown, "digit", after, firm=True)
    sure_roman = len(core) > 1 and roman_value(core) > 0 and core not in ("cc", "dd", "ll", "mm")
    return Label(shown, "roman" if sure_roman else "letter", after, firm=True)


def roman_value(core: str) -> int:
    """Returns the value of a Roman number in lower case, 0 if it is none."""
    if not core or not _ROMAN.match(core):
        return 0
    values = [_ROMAN_VALUES[sign] for sign in core]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))


def ordinal(label: Label, form: Form) -> int:
    """Returns where a label stands among its siblings when read in this form, from 1; 0 if that cannot be said."""
    core = label.core
    if form == "roman":
        return roman_value(core)
    if form in ("digit", "decimal"):
        numbers = _NUMBERS.findall(core.rsplit(".", 1)[-1])
        return int(numbers[0]) if numbers else 0
    if len(core) == 2 and core[0] == core[1] and core.isascii():
        return 26 + ord(core[0]) - 96
    for alphabet in ("abcdefghijklmnopqrstuvwxyz", _CYRILLIC, _ARABIC):
        if len(core) == 1 and core in alphabet:
            return alphabet.index(core) + 1
    return 0


def depth(label: str) -> int:
    """Returns the steps of a decimal label: 3 for ``1.4.2``."""
    return label.count(".") + 1


def is_below(label: str, above: str) -> bool:
    """True if a decimal label stands under another: ``1.4.2`` under ``1.4``."""
    return label.startswith(f"{above}.")
