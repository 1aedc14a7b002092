"""Which bodies a call names, and whether it asks for something; the words stand in ``addressees.yaml``, six languages.

``corpus.asking`` tells on top of it who among them is asked, who is to work with them, and by which verb.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import yaml

from corpus.scope import BodyCode

_SECTORS: Mapping[str, tuple[str, str]] = {
    "wtsa": ("itu-t", "tsb"),
    "wtdc": ("itu-d", "bdt"),
    "ra": ("itu-r", "br"),
    "wrc": ("itu-r", "br"),
}
"""The Sector and the Bureau that a text of this body means where it names neither."""
_BUREAUX = ("group-br", "group-tsb", "group-bdt")
_NAMED = r"(?!\s+(?:of|du|de|del)\b)"
"""A Director whose Bureau is named is that Bureau's."""
_LETTER = r"[^\W_\u3400-\u9fff\u0600-\u06ff]"
_MORE = r"(?:(?:,|\s(?:and|et|y|и)|\s?و|\s?[和、及])\s?{0}\d+)*"
"""Further numbers behind a first: "Study Groups 2, 3 and 5"."""
_SECTOR_IDS = ("group-itu-r", "group-itu-t", "group-itu-d")
_OF_SECTOR = re.compile(r"(?:\s*(?:of|du|de|del|des|d'|l'|la|the|itu|uit|мсэ|的|各|国际电联|ال|ل)?)*\s*\Z")
"""What may stand between study groups and the Sector they are of."""


@dataclass(frozen=True, slots=True)
class Name:
    """Words that name somebody, at ``start:end`` of the folded text. ``sector`` is the one named beside them."""

    start: int
    end: int
    templates: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    sector: str = ""

    @property
    def is_sector(self) -> bool:
        """Whether it is a Sector by its own name."""
        return len(self.templates) == 1 and self.templates[0] in _SECTOR_IDS

    def ids(self, *, before: tuple[str, ...] = (), body: BodyCode | None = None) -> tuple[str, ...]:
        """Returns the identifiers meant, given those named ``before`` and the body that adopted the text."""
        own, bureau = _SECTORS.get(body or "", ("itu", ""))
        found: list[str] = []
        for one in self.templates:
            if one == "other-bureaux":
                found += [other for other in _BUREAUX if other not in (before or (f"group-{bureau}",))]
            elif "$N" in one:
                sector = self.sector.removeprefix("group-") or own
                found += [one.replace("$N", number).format(sector=sector) for number in self.numbers]
            elif bureau or "{bureau}" not in one:
                found.append(one.format(bureau=bureau))
        return (*found, self.sector) if found == ["study-groups"] and self.sector else tuple(found)


def addressees_of(call: str, *, body: BodyCode | None = None) -> tuple[str, ...]:
    """Returns who the call names, in its order: ``group-…`` for bodies that have a document, else plain words.

    ``body`` is the body that adopted the text: it says whose "Study Group 17" and which "Director" is meant; without
    it these are ``group-itu-sg17`` and left out. Empty where nobody is named ("resolves"). Those named as partners are
    among them; see ``asking.asked_by``.
    """
    found: dict[str, None] = {}
    for name in names_in(fold(call), body=body):
        found.update(dict.fromkeys(name.ids(before=tuple(found), body=body)))
    return tuple(found)


def is_operative(call: str) -> bool:
    """Returns whether the call, or a part of it behind "and" or "/", begins with a verb that asks or decides."""
    parts = re.split(r"\s*/\s*|\s+(?:and|et|y|и|و)\s+", fold(call))
    return any(_operative().match(part) for part in parts)


def names_in(folded: str, *, body: BodyCode | None = None) -> Iterator[Name]:
    """Yields the names in a folded text, in order; a Sector that only says whose study groups or members is no name."""
    names = list(_read(folded))
    sector_of: dict[int, str] = {}
    end_of: dict[int, int] = {}
    spoken: set[int] = set()
    for at, (one, following) in enumerate(pairwise(names)):
        if not _OF_SECTOR.match(folded[one.end : following.start]):
            continue
        if one.is_sector and _has_sector(following) and folded[one.end : following.start].strip() in ("", "各", "的"):
            sector_of[at + 1] = one.templates[0]
            spoken.add(at)
        elif following.is_sector and _has_sector(one) and at not in sector_of:
            sector_of[at], end_of[at] = following.templates[0], following.end
            spoken.add(at + 1)
    spoken_of = ""
    for at, name in enumerate(names):
        if at not in spoken:
            spoken_of = sector_of.get(at, spoken_of)
            yield replace(name, end=end_of.get(at, name.end), sector=sector_of.get(at) or _carried(spoken_of, body))


def _carried(sector: str, body: BodyCode | None) -> str:
    """The Sector named before in the same words, where the body that speaks has none of its own."""
    return "" if body in _SECTORS else sector


def _has_sector(name: Name) -> bool:
    return any("$N" in one or one in ("study-groups", "sector-members", "academia") for one in name.templates)


def fold(text: str) -> str:
    """Returns the text as the words of the data are looked for: no case, one apostrophe, one dash, no vowel signs."""
    plain = unicodedata.normalize("NFC", text).casefold().replace("’", "'").replace("\u00a0", " ")
    plain = plain.replace("ё", "е").replace("–", "-").replace("‑", "-")
    return re.sub("[\u064b-\u0652\u0640]", "", plain)


@cache
def _data() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.safe_load((files("corpus") / "addressees.yaml").read_text(encoding="utf-8"))
    return loaded


def words_of(part: str) -> Any:
    """Returns one part of ``addressees.yaml`` as it is written there."""
    return _data()[part]


@dataclass(frozen=True, slots=True)
class _Entry:
    """Words of the data, compiled with their boundaries, and the identifiers they stand for."""

    pattern: re.Pattern[str]
    templates: tuple[str, ...]


@cache
def _entries() -> Mapping[str, tuple[_Entry, ...]]:
    """The entries by the first two signs of their words, the longest first: "Council Working Group" is not the Council.

    Words that begin with a number stand under "0". Looking them up is many times faster than one expression of all.
    """
    found: dict[str, list[tuple[str, _Entry]]] = {}
    for entry in _data()["addressees"]:
        ids = tuple(entry["ids"])
        for words in map(fold, entry["words"]):
            unless = _NAMED if any("{bureau}" in one for one in ids) else ""
            pattern = re.compile(f"{_bounded(_numbered(words), words)}{unless}")
            found.setdefault(_key(words.replace("$n", "0")), []).append((words, _Entry(pattern, ids)))
    return {
        key: tuple(entry for _, entry in sorted(alike, key=lambda one: (-len(one[0]), one[0])))
        for key, alike in found.items()
    }


def _key(text: str, at: int = 0) -> str:
    first, second = text[at : at + 1], text[at + 1 : at + 2]
    return "0" if first.isdigit() else first + ("0" if second.isdigit() else second)


def _read(folded: str) -> Iterator[Name]:
    """Yields the names as the data has them, from left to right, none within another."""
    entries, at = _entries(), 0
    while at < len(folded):
        matches = ((entry, entry.pattern.match(folded, at)) for entry in entries.get(_key(folded, at), ()))
        entry, match = next(((entry, match) for entry, match in matches if match), (None, None))
        if entry is None or match is None:
            at += 1
            continue
        numbers = tuple(number for value in match.groups() for number in re.findall(r"\d+", value))
        yield Name(match.start(), match.end(), entry.templates, numbers)
        at = match.end()


def _numbered(words: str) -> str:
    """Puts a group in the place of each ``$n``; the last one takes further numbers too."""
    pieces = re.escape(words).split(re.escape("$n"))
    found = pieces[0]
    for at, piece in enumerate(pieces[1:]):
        more = _MORE.format("第?") if at == len(pieces) - 2 else ""
        found += rf"(\d+{more}){piece}"
    return found


def any_of(words: Iterable[str]) -> str:
    """Returns an expression for one of ``words``, the longest first, each with the boundaries its script needs."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(_bounded(re.escape(word), word) for word in ordered)


def _bounded(body: str, words: str) -> str:
    """Whole words alone, but for scripts that join them: Chinese, and Arabic with its prefixes."""
    if any(_joined(sign) for sign in words):
        return body
    return rf"(?<!{_LETTER}){body}(?!{_LETTER})"


def _joined(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff" or "\u0600" <= sign <= "\u06ff"


@cache
def _operative() -> re.Pattern[str]:
    verbs = (fold(form) for verbs in _data()["operative"].values() for forms in verbs.values() for form in forms)
    return re.compile(rf"\s*(?:(?:{any_of(fold(word) for word in _data()['before'])})\s*)*(?:{any_of(verbs)})")
