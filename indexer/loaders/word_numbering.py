"""Automatic numbering of Word files, resolved to the labels a reader sees."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from indexer.loaders.word_styles import W

_BULLETS = {
    "\uf0b7": "•",
    "\uf02d": "–",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "o": "•",
    "-": "–",
    "\u00b7": "•",
    "\u2212": "–",
}
_MOST = 4000


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is written, with what around it, and where it starts."""

    form: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """Counts the numbered paragraphs of one story in reading order. A list is read when it is first used."""

    bases: Mapping[str, Any]
    lists: Mapping[str, Any]
    _levels: dict[str, tuple[str, Mapping[int, Level]]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, number: str, depth: int) -> str:
        """Returns the label of the next paragraph of this list and level, "" if it shows none."""
        key, levels = self._list(number)
        level = levels.get(depth)
        if level is None or level.form == "none":
            return ""
        counts = self._counts.setdefault(key, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        if level.form == "bullet":
            sign = level.text.strip()
            return _BULLETS.get(sign, sign if len(sign) == 1 and not sign.isalnum() else "•")
        return re.sub(r"%(\d)", lambda found: self._shown(levels, counts, int(found[1]) - 1), level.text).strip()

    def _list(self, number: str) -> tuple[str, Mapping[int, Level]]:
        """What a list counts in, and its levels: its own, or those of the abstract list with what it changes."""
        if number not in self._levels:
            element = self.lists.get(number)
            key = _value(element, "abstractNumId", "") if element is not None else ""
            base = _levels(self.bases[key]) if key in self.bases else {}
            overrides = _overrides(element, base) if element is not None else {}
            own = f"{key}:{number}" if overrides or not key else key
            self._levels[number] = own, {**base, **overrides}
        return self._levels[number]

    @staticmethod
    def _shown(levels: Mapping[int, Level], counts: Mapping[int, int], depth: int) -> str:
        level = levels.get(depth)
        if level is None:
            return ""
        return written(counts.get(depth, level.start), level.form)


def read_numbering(root: Any) -> Numbering:
    """Returns the lists of ``numbering.xml``; none if there is no such part."""
    if root is None:
        return Numbering({}, {})
    bases = {one.get(f"{W}abstractNumId", ""): one for one in root.iter(f"{W}abstractNum")}
    return Numbering(bases, {one.get(f"{W}numId", ""): one for one in root.iter(f"{W}num")})


def _levels(element: Any) -> Mapping[int, Level]:
    return {int(one.get(f"{W}ilvl", "0")): _level(one) for one in element.findall(f"{W}lvl")}


def _level(element: Any, start: int | None = None) -> Level:
    first = _value(element, "start", "1")
    return Level(
        form=_value(element, "numFmt", "decimal"),
        text=_value(element, "lvlText", ""),
        start=start if start is not None else int(first) if first.isdigit() else 1,
    )


def _overrides(element: Any, base: Mapping[int, Level]) -> dict[int, Level]:
    """Levels that a list redefines, or starts anew: then it counts on its own."""
    found: dict[int, Level] = {}
    for one in element.findall(f"{W}lvlOverride"):
        depth, inner = int(one.get(f"{W}ilvl", "0")), one.find(f"{W}lvl")
        first = _value(one, "startOverride", "")
        if inner is not None:
            found[depth] = _level(inner, int(first) if first.isdigit() else None)
        elif first.isdigit() and depth in base:
            found[depth] = replace(base[depth], start=int(first))
    return found


def _value(element: Any, tag: str, otherwise: str) -> str:
    found = element.find(f"{W}{tag}")
    return str(found.get(f"{W}val", otherwise)) if found is not None else otherwise


def written(number: int, form: str) -> str:
    """Returns a number in one of Word's forms: ``decimal``, ``lowerLetter``, ``upperRoman``, …"""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < number < _MOST:
        roman = _roman(number)
        return roman if form == "lowerRoman" else roman.upper()
    if form == "decimalZero":
        return f"{number:02d}"
    if form == "russianLower" and 0 < number <= 28:
        return "абвгдежзиклмнопрстуфхцчшщэюя"[number - 1]
    if form in ("arabicAlpha", "arabicAbjad") and 0 < number <= 28:
        return "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"[number - 1]
    return str(number)


def _roman(number: int) -> str:
    shown = ""
    for value, sign in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
        (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        while number >= value:
            shown, number = shown + sign, number - value
    return shown
