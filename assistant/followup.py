"""The words of a follow-up: how it begins, what stands for a thing named before, and what it drops."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from corpus.conferences import Conference, conferences_at, find_conference
from corpus.scope import BodyCode

_LABEL = re.compile(r"\b(?:PP|WTSA|WTDC|RA|WRC)[-\s]?(?:\d{4}|\d{2})\b", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'-]+(?: [A-Z][\w’'-]+| el-[A-Z]\w+)?)|[А-ЯЁ][а-яё-]+|[\u0621-\u064a]+|[\u3400-\u9fff]+"
)
_MARKS = re.compile(r"[¿?？؟!.,;:。，؛،“”\"()]+")
_SHORT = 6
"""Words of a fragment at most."""
_BARE = 3
"""Words, at most, of a fragment that begins like any other question."""

Several = Literal["one", "many"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """What a question shows of being a follow-up.

    ``fragment``: it leaves out its verb ("and in Dubai?"). ``pronoun``: it holds one for one thing or several, as
    ``written``; ``text``: that can be a text alone. ``today`` and ``general``: it drops the date, what narrows.
    ``rest``: its words of weight, in order, without marks.
    """

    opener: bool
    fragment: bool
    pronoun: Several | None
    written: str
    text: bool
    today: bool
    general: bool
    rest: str


def cues_of(question: str, language: str) -> Cues:
    """Returns the cues of ``question``; English ones count in every language."""
    plain = " ".join(question.replace("’", "'").split())
    opener = _search("opener", plain, language) is not None
    words = len(_MARKS.sub(" ", plain).split())
    own = _search("asks", plain, language) is not None
    match, several = _pronoun(plain, language)
    today, general = (_search(name, plain, language) is not None for name in ("today", "general"))
    rest = plain
    for name in ("today", "general"):
        rest = _without(name, rest, language)
    return Cues(
        opener=opener,
        fragment=not own and words <= (_SHORT + 2 if opener else _BARE),
        pronoun=several,
        written=match[0] if match else "",
        text=_search("text", plain, language) is not None,
        today=today,
        general=general,
        rest=weighty(rest, language),
    )


def weighty(text: str, language: str) -> str:
    """Returns ``text`` without its small words and marks."""
    return " ".join(_without("small", _MARKS.sub(" ", text), language).split())


def body_named(text: str) -> BodyCode | None:
    """Returns the one adopting body that ``text`` names without a conference; None where it names none or several."""
    found = [body for body, patterns in _table("bodies").items() if any(one.search(text) for one in patterns)]
    return found[0] if len(found) == 1 else None  # type: ignore[return-value]


def without_bodies(text: str) -> str:
    """Returns ``text`` without the names of adopting bodies."""
    for patterns in _table("bodies").values():
        for pattern in patterns:
            text = pattern.sub(" ", text)
    return " ".join(text.split())


def place_of_choice(text: str) -> int | None:
    """Returns which of the choices given ``text`` points at ("the second"): from 0, -1 for the last; else None."""
    for place, patterns in _table("ordinals").items():
        if any(one.search(text) for one in patterns):
            number = int(place)
            return number - 1 if number > 0 else number
    return None


def conferences_in(text: str, body: BodyCode | None) -> tuple[Conference, ...]:
    """Returns the conferences that ``text`` names by label or place; of a place those of ``body``, if that is known."""
    labelled = [met for match in _LABEL.finditer(text) if (met := find_conference(match[0])) is not None]
    if labelled:
        return tuple(labelled)
    placed = [conferences_at(match[0].strip(), body=body) for match in _PLACE.finditer(text)]
    return next((met for met in placed if met), ())


def without_conferences(text: str) -> str:
    """Returns ``text`` without labels of conferences and places where one met."""
    text = _LABEL.sub(" ", text)
    return " ".join(_PLACE.sub(lambda match: " " if conferences_at(match[0].strip()) else match[0], text).split())


def _pronoun(plain: str, language: str) -> tuple[re.Match[str] | None, Several | None]:
    """Returns the pronoun that stands for something outside the question; one with a name before it does not."""
    for several in ("one", "many"):
        match = _search(several, plain, language)
        if match is not None and not _has_antecedent(plain, match):
            return match, several
    return None, None


def _has_antecedent(plain: str, match: re.Match[str]) -> bool:
    """Returns whether a name stands before the pronoun ("How does ITU make its website …") that does not end it.

    The first word, and labels and places of conferences, are no such names.
    """
    if not _MARKS.sub(" ", plain[match.end() :]).strip():
        return False
    before = without_conferences(plain[: match.start()]).split()[1:]
    return any(word[0].isupper() and word.isascii() and word != "I" for word in before)


def _search(name: str, text: str, language: str) -> re.Match[str] | None:
    patterns = _by_language(name)
    found = (one.search(text) for code in dict.fromkeys((language, "en")) for one in patterns.get(code, ()))
    return next((match for match in found if match), None)


def _without(name: str, text: str, language: str) -> str:
    for pattern in _by_language(name).get(language, ()):
        text = pattern.sub(" ", text)
    return text


@cache
def _by_language(name: str) -> Mapping[str, tuple[re.Pattern[str], ...]]:
    return {str(code): tuple(re.compile(line, re.IGNORECASE) for line in lines) for code, lines in _raw()[name].items()}


_table = _by_language


@cache
def _raw() -> Mapping[str, Mapping[str, list[str]]]:
    raw: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(
        (files(__package__) / "followup_words.yaml").read_text(encoding="utf-8")
    )
    return raw
