"""A clause with all that an editorial update may replace put behind signs: cited revisions, dates, places, bodies.

Two clauses that are alike behind these signs say the same, of another year. ``renames.yaml`` holds the names one body
has borne; places come from the conferences. A number, a percentage or another body is never put away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Any

import yaml

from corpus.conferences import conferences, find_conference
from corpus.references import Reference, find_references
from indexer.lineage.words import IDEOGRAPHS, WORD

SIGN = "§"
"""Begins every sign that stands for something else; no word begins with it."""
DATE, PLACE = f"{SIGN}date", f"{SIGN}place"
_ARTICLES = frozenset({"the", "le", "la", "les", "l", "el", "los", "las"})
_LETTER = rf"[^\W{IDEOGRAPHS}]"
"""What a name does not border on. Chinese parts no words, so that its signs may stand beside any name."""


@lru_cache(maxsize=4096)
def masked(text: str, language: str, body: str) -> tuple[str, ...]:
    """Returns the folded words of ``text`` with signs for what an update may replace.

    A reference becomes its genre, number and organ, without the revision; "this conference" is ``body``. The same body
    named twice in a row ("…Assembly (WTSA)") is one sign.
    """
    signs: list[str] = []
    at = 0
    for (start, end), group in groupby(find_references(text, language=language), key=lambda one: (one.start, one.end)):
        signs.extend(_plain(text[at:start]))
        signs.extend(_reference(one, body) for one in group)
        at = max(at, end)
    signs.extend(_plain(text[at:]))
    following = [*signs[1:], ""]
    return tuple(one for one, other in zip(signs, following, strict=True) if not _adds_nothing(one, other))


def only_updates(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Returns whether two masked clauses say the same. An organ that one of them leaves out counts as the other's."""
    return len(before) == len(after) and all(map(_alike, before, after))


def reference_number(sign: str) -> str | None:
    """Returns "resolution 191" for the sign of a reference, whatever the organ; None for any other word."""
    return sign[1:].partition("@")[0] if sign.startswith(SIGN) and "@" in sign else None


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    number = reference_number(one)
    return number is not None and number == reference_number(other) and (one.endswith("@") or other.endswith("@"))


def _reference(reference: Reference, body: str) -> str:
    organ: str | None = reference.body
    if organ is None and reference.own:
        organ = body
    met = find_conference(reference.conference) if organ is None and reference.conference else None
    organ = met.body if met is not None else organ
    return f"{SIGN}{reference.genre} {reference.number.casefold()}@{organ or ''}"


def _adds_nothing(sign: str, following: str) -> bool:
    """Returns whether it is the article of a body, or the same body once more; nothing else may fall away."""
    return following.startswith(f"{SIGN}body") and (sign == following or sign in _ARTICLES)


def _plain(text: str) -> Iterator[str]:
    at = 0
    for match in _replaceable().finditer(text):
        yield from (word.casefold() for word in WORD.findall(text[at : match.start()]))
        yield _sign(match)
        at = match.end()
    yield from (word.casefold() for word in WORD.findall(text[at:]))


def _sign(match: re.Match[str]) -> str:
    if match["place"]:
        return PLACE
    if match["body"]:
        return f"{SIGN}body {_names()[_folded(match['body'])]}"
    return DATE


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


@cache
def _renames() -> dict[str, Any]:
    raw: dict[str, Any] = yaml.safe_load((files(__package__) / "renames.yaml").read_text(encoding="utf-8"))
    return raw


@cache
def _names() -> dict[str, str]:
    return {_folded(name): body for body, names in _renames()["bodies"].items() for name in names}


@cache
def _replaceable() -> re.Pattern[str]:
    """One expression for places, bodies with the year of a conference behind them, and dates."""
    places = {name for one in conferences() for name in (*one.place.values(), *one.spellings)}
    bodies = [name for names in _renames()["bodies"].values() for name in names]
    months = _one_of(name for names in _renames()["months"] for name in names)
    year = r"(?:19[4-9]\d|20\d\d)"
    return re.compile(
        rf"(?<!{_LETTER})(?P<place>{_one_of(places)})(?!{_LETTER})"
        rf"|(?<!-)(?<!{_LETTER})(?P<body>{_one_of(bodies)})(?:-(?:{year}|\d\d))?(?!{_LETTER}|-)"
        rf"|(?<!\d){year}\s*年(?:\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?)?"
        rf"|(?<!{_LETTER})(?:\d{{1,2}}(?:er)?\s+(?:de\s+)?)?(?:{months})(?:\s+(?:de\s+)?{year})?(?!{_LETTER})"
        rf"|(?<![.,])(?<!{_LETTER})(?:{year})(?!{_LETTER}|[.,]\d)"
    )


def _one_of(names: Any) -> str:
    return "|".join(
        re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=lambda name: (-len(name), name))
    )
