"""The words of a follow-up: how it begins, what stands for a thing named before, and what it drops."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from assistant.conference_words import without_conferences
from assistant.question import Query
from corpus.references import find_references
from corpus.scope import BodyCode

_MARKS = re.compile(r"[¿?？؟!.,;:。，؛،“”\"()]+")
_NUMBER = re.compile(r"(?:no\.?|nos\.?|n°|nº|№|第|رقم)?\s*(\d{1,3})\s*号?", re.IGNORECASE)
_NEAR = 40
_JOINED = 2
"""Arabic words of a fragment that begins with "and": "from" and "who" are written alike."""
_SHORT = 6
"""Words of a fragment at most."""
_BARE = 3
"""Words, at most, of a fragment that begins like any other question."""

Several = Literal["one", "many"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """What a question shows of being a follow-up.

    ``fragment``: it leaves out its verb ("and in Dubai?"). ``pronoun``: it holds one for one thing or several, as
    ``written``; ``text``: that can be a text alone, ``topic``: that is a theme. ``today`` and ``general``: it drops the
    date, what narrows. ``texts``: it speaks of resolutions without a number; ``which``: it asks which ones there are.
    ``rest``: its words of weight, in order, without marks.
    """

    opener: bool
    fragment: bool
    pronoun: Several | None
    written: str
    text: bool
    topic: bool
    today: bool
    general: bool
    texts: bool
    which: bool
    rest: str


def cues_of(question: str, language: str) -> Cues:
    """Returns the cues of ``question``; English ones count in every language."""
    plain = without_courtesy(" ".join(question.replace("’", "'").split()), language)
    opener = _search("opener", plain, language) is not None
    words = len(_MARKS.sub(" ", plain).split())
    own = _search("asks", plain, language) is not None
    match, several = _pronoun(plain, language)
    today, general, texts, which, topic = (
        _search(name, plain, language) is not None for name in ("today", "general", "texts", "which", "topic")
    )
    rest = plain
    for name in ("today", "general"):
        rest = _without(name, rest, language)
    verbless = not own or (opener and language == "ar" and words <= _JOINED)
    return Cues(
        opener=opener,
        fragment=verbless and (words <= (_SHORT + 2 if opener else _BARE) or not weighty(rest, language)),
        pronoun=several,
        written=(match.groupdict().get("word") or match[0]) if match else "",
        text=_search("text", plain, language) is not None,
        topic=topic,
        today=today,
        general=general,
        texts=texts and not find_references(question),
        which=which,
        rest=weighty(rest, language),
    )


def without_courtesy(text: str, language: str) -> str:
    """Returns ``text`` without the greetings and thanks it begins with; "" where it is nothing else."""
    for code in dict.fromkeys((language, *_by_language("courtesy"))):  # of two words no language can be told
        text = _without("courtesy", text, code).strip()
    return text if _MARKS.sub(" ", text).strip() else ""


def names_nothing(query: Query) -> bool:
    """Returns whether a message is a greeting or thanks, or a fragment that names a conference at most."""
    if query.targets or query.themes or query.unresolved:
        return False
    said = without_courtesy(query.question, query.written_in)
    if not said:
        return True
    rest = without_bare(without_bodies(without_conferences(said)), query.written_in)
    return cues_of(said, query.written_in).opener and not any(len(word) > 1 for word in rest.split())


def narrowed_to(text: str, language: str) -> BodyCode | None:
    """Returns the body that a question is to be answered from alone ("only WTDC please: …"), or None."""
    match = _search("only", text, language)
    return body_named(text[match.end() : match.end() + _NEAR]) if match else None


def without_before(text: str, language: str) -> str:
    """Returns ``text`` without the words that ask for the state before something."""
    return _without("before", text, language)


def asks_before(text: str, language: str) -> bool:
    """Returns whether ``text`` asks for the state before the conference it names."""
    return _search("before", text, language) is not None


def weighty(text: str, language: str) -> str:
    """Returns ``text`` without its small words and marks."""
    return " ".join(_without("small", _MARKS.sub(" ", text), language).split())


def without_bare(text: str, language: str) -> str:
    """Returns ``text`` without the words that name no subject: what is done to texts, and how one speaks of them."""
    for code in dict.fromkeys((language, "en")):
        text = _without("bare", text, code)
    return weighty(text, language)


def without_addressed(text: str, language: str) -> str | None:
    """Returns ``text`` without those whom texts address and what they are told; None where it speaks of none."""
    without = text
    for name in ("addressed", "told"):
        before = without
        for code in dict.fromkeys((language, "en")):
            without = _without(name, without, code)
        if without == before:
            return None
    return without


def without_addressees(text: str, language: str) -> str:
    """Returns ``text`` without those whom texts address: the Directors, the Council, Member States."""
    for code in dict.fromkeys((language, "en")):
        text = _without("addressed", text, code)
    return text


def number_alone(text: str) -> str | None:
    """Returns the number where ``text`` is no more than one ("and 37?", "la 101"), else None."""
    match = _NUMBER.fullmatch(text.strip())
    return match[1] if match else None


def body_named(text: str) -> BodyCode | None:
    """Returns the one adopting body that ``text`` names without a conference; None where it names none or several."""
    found = [body for body, patterns in _table("bodies").items() if any(one.search(text) for one in patterns)]
    return found[0] if len(found) == 1 else None  # type: ignore[return-value]


def without_bodies(text: str) -> str:
    """Returns ``text`` without the names of adopting bodies."""
    for patterns in _table("bodies").values():
        for pattern in patterns:
            text = pattern.sub(" ", text)
    return " ".join(text.replace("'s ", " ").split())


def place_of_choice(text: str) -> int | None:
    """Returns which of the choices given ``text`` points at ("the second"): from 0, -1 for the last; else None."""
    for place, patterns in _table("ordinals").items():
        if any(one.search(text) for one in patterns):
            number = int(place)
            return number - 1 if number > 0 else number
    return None


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
