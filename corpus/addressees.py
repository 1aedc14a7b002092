"""Whom a call speaks to, and whether it asks for something; the words stand in ``addressees.yaml``, six languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
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
_NAMED = r"(?!\s+(?:of|du|de|del)\b)"
"""A Director whose Bureau is named is that Bureau's."""

_LETTER = r"[^\W_]"


def addressees_of(call: str, *, body: BodyCode | None = None) -> tuple[str, ...]:
    """Returns who the call names, in its order: ``group-…`` for bodies that have a document, else plain words.

    ``body`` is the body that adopted the text: it says whose "Study Group 17" and which "Director" is meant; without
    it these are ``group-itu-sg17`` and left out. Empty where nobody is named ("resolves").
    """
    sector, bureau = _SECTORS.get(body or "", ("itu", ""))
    found: dict[str, None] = {}
    for match in _pattern().finditer(_fold(call)):
        ids, number = _meaning(match)
        for one in ids:
            if bureau or "{bureau}" not in one:
                found[one.replace("$N", number).format(sector=sector, bureau=bureau)] = None
    return tuple(found)


def is_operative(call: str) -> bool:
    """Returns whether the call, or a part of it behind "and" or "/", begins with a verb that asks or decides."""
    parts = re.split(r"\s*/\s*|\s+(?:and|et|y|и|و)\s+", _fold(call))
    return any(_operative().match(part) for part in parts)


def _meaning(match: re.Match[str]) -> tuple[tuple[str, ...], str]:
    index = int((match.lastgroup or "w0")[1:])
    number = next((value for name, value in match.groupdict().items() if name.startswith("n") and value), "")
    return _entries()[index][1], number


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().replace("’", "'")


@cache
def _data() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.safe_load((files("corpus") / "addressees.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def _entries() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Pairs of words and identifiers, the longest words first: "Council Working Group" is not the Council."""
    pairs = ((_fold(words), tuple(entry["ids"])) for entry in _data()["addressees"] for words in entry["words"])
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _pattern() -> re.Pattern[str]:
    options = []
    for index, (words, ids) in enumerate(_entries()):
        body = re.escape(words).replace(re.escape("$n"), rf"(?P<n{index}>\d+)")
        unless = _NAMED if any("{bureau}" in one for one in ids) else ""
        options.append(f"(?P<w{index}>{_bounded(body, words)}{unless})")
    return re.compile("|".join(options))


def _bounded(body: str, words: str) -> str:
    """Whole words alone, but for scripts that join them: Chinese, and Arabic with its prefixes."""
    if any(_joined(sign) for sign in words):
        return body
    return rf"(?<!{_LETTER}){body}(?!{_LETTER})"


def _joined(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff" or "\u0600" <= sign <= "\u06ff"


@cache
def _operative() -> re.Pattern[str]:
    verbs = [_fold(verb) for words in _data()["operative"].values() for verb in words]
    before = [_fold(word) for word in _data()["before"]]
    start = "|".join(_bounded(re.escape(word), word) for word in sorted(before, key=len, reverse=True))
    body = "|".join(_bounded(re.escape(verb), verb) for verb in sorted(verbs, key=len, reverse=True))
    return re.compile(rf"\s*(?:(?:{start})\s*)*(?:{body})")
