"""The words of the clause grammar, read from ``calls.yaml``, and what they recognise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

LANGUAGES: tuple[str, ...] = ("en", "fr", "es", "ru", "zh", "ar")
_LIGATURES = str.maketrans({"’": "'", "‘": "'", "œ": "oe", "Œ": "oe", "ё": "е", "‑": "-", "‐": "-"})
_ARABIC_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ـ": None})


@cache
def fold(text: str) -> str:
    """Returns the text without case, accents, Arabic vowel signs and doubled spaces; й stays apart from и."""
    kept = text.translate(_LIGATURES).replace("й", "\x01").replace("Й", "\x01")
    plain = unicodedata.normalize("NFKD", kept)
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_ARABIC_LETTERS)
    return " ".join(bare.replace("\x01", "й").casefold().split())


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words. ``opens`` matches a folded line that opens with a call; its groups tell which sort."""

    language: str
    genres: Mapping[str, tuple[str, ...]]
    adopters: tuple[tuple[str, str], ...]
    opens: re.Pattern[str]
    exact: re.Pattern[str]
    that: tuple[str, ...]
    infinitive: tuple[str, ...]
    revised: tuple[str, ...]
    annexes: tuple[str, ...]
    sections: tuple[str, ...]
    figures: tuple[str, ...]
    notes: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def spaced(self) -> bool:
        """False where words are not parted by spaces."""
        return self.language != "zh"


@cache
def words(language: str) -> Words:
    """Returns the words of one of the six languages; those of English for any other."""
    raw = _raw()
    entry = raw.get(language, raw["en"])
    known = language if language in raw else "en"
    return Words(
        language=known,
        genres={name: _folded(forms) for name, forms in entry["genres"].items()},
        adopters=tuple((form, body) for body, forms in entry["adopters"].items() for form in _folded(forms)),
        opens=_opening(entry, known, whole=False),
        exact=_opening(entry, known, whole=True),
        that=tuple(form.casefold() for form in entry["that"]),
        infinitive=tuple(entry.get("infinitive", ())),
        revised=_folded(entry["revised"]),
        annexes=tuple(form for forms in entry["annexes"].values() for form in _folded(forms)),
        sections=_folded(entry["sections"]),
        figures=_folded(entry["figures"]),
        notes=_folded(entry["notes"]),
        reasons=_folded(entry["proposal"]["reasons"]),
    )


@cache
def _raw() -> Mapping[str, Mapping[str, Any]]:
    text = (files("indexer.parsing") / "calls.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Mapping[str, Any]] = yaml.safe_load(text)
    return loaded


def _folded(forms: list[str]) -> tuple[str, ...]:
    return tuple(sorted({fold(form) for form in forms}, key=len, reverse=True))


def _opening(entry: Mapping[str, Any], language: str, *, whole: bool) -> re.Pattern[str]:
    """Builds the pattern of a call: words before, a verb of preamble or operative part, words behind."""
    border = "" if language == "zh" else r"(?!\w)"
    gap = r"\s*" if language in ("zh", "ar") else r"\s+"
    before = _one_of(entry["before"])
    preamble, operative = _one_of(entry["preamble"]), _one_of(entry["operative"])
    after = rf"(?:{gap}(?:{_one_of(entry['after'])}){border})*" if entry["after"] else ""
    lead = rf"(?:(?:{before}){gap})*" if language in ("zh", "ar") else rf"(?:(?:{before})\s+)*"
    verb = rf"(?:(?P<preamble>{preamble})|(?P<operative>{operative})){border}"
    tail = rf"{after}[\s,:،：，]*\Z" if whole else ""
    return re.compile(rf"{lead}{verb}{tail}")


def _one_of(forms: list[str]) -> str:
    return "|".join(re.escape(form) for form in _folded(forms))
