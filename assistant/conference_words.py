"""Conferences named in running text, in six languages: by label, by body and year, or by the place where they met."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.conferences import Conference, conferences, find_conference
from corpus.scope import BodyCode

_BODY_OF_LABEL: dict[str, BodyCode] = {
    **dict.fromkeys(("pp", "пк"), "pp"),
    **dict.fromkeys(("wtsa", "amnt", "васэ"), "wtsa"),
    **dict.fromkeys(("wtdc", "cmdt", "вкрэ"), "wtdc"),
    **dict.fromkeys(("ra", "ар"), "ra"),
    **dict.fromkeys(("wrc", "cmr", "вкр"), "wrc"),
}
_LABEL = re.compile(rf"(?<!\w)({'|'.join(_BODY_OF_LABEL)})[-\s]?(\d{{4}}|\d{{2}})(?!\d)", re.IGNORECASE)
_BODY_NAMES: dict[BodyCode, str] = {
    "pp": r"plenipotentiary conference|conférence de plénipotentiaires|conferencia de plenipotenciarios"
    r"|полномочн\w+ конференци\w+|全权代表大会|مؤتمر المندوبين المفوضين",
    "wtsa": r"world telecommunication standardization assembly|assemblée mondiale de normalisation[\w’' ]*"
    r"|asamblea mundial de normalización[\w ]*|всемирн\w+ ассамбле\w+ по стандартизации[\w ]*|世界电信标准化全会"
    r"|الجمعية العالمية لتقييس الاتصالات",
    "wtdc": r"world telecommunication development conference|conférence mondiale de développement[\w ]*"
    r"|conferencia mundial de desarrollo[\w ]*|всемирн\w+ конференци\w+ по развитию[\w ]*|世界电信发展大会"
    r"|المؤتمر العالمي لتنمية الاتصالات",
    "ra": r"radiocommunication assembly|assemblée des radiocommunications|asamblea de radiocomunicaciones"
    r"|ассамбле\w+ радиосвязи|无线电通信全会|جمعية الاتصالات الراديوية",
}
_BETWEEN = r"[\s,(年]{0,3}(?:of|in|de|en|del|г\.?|года|لعام|عام|في|de l’année)?[\s,(]{0,3}"
_BODY_AND_YEAR = {
    body: re.compile(rf"(?:{names}){_BETWEEN}((?:19|20)\d\d)|((?:19|20)\d\d)[年\s]{{0,2}}(?:{names})", re.IGNORECASE)
    for body, names in _BODY_NAMES.items()
}
_VOWELS = re.compile(r"[аеёиоуыэюяйь]+$", re.IGNORECASE)
_LETTERS = 3
"""A name of fewer letters is no place, unless it is written in signs of its own."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a text names a conference (half-open code points of it), and which ones it may be."""

    start: int
    end: int
    conferences: tuple[Conference, ...]


def conference_marks(text: str) -> tuple[Mark, ...]:
    """Returns the places where ``text`` names conferences, in order; labels go before what they cover."""
    found: list[Mark] = []
    for mark in (*_labelled(text), *_with_year(text), *_placed(text)):
        if not any(one.start < mark.end and mark.start < one.end for one in found):
            found.append(mark)
    return tuple(sorted(found, key=lambda one: one.start))


def conferences_in(text: str, body: BodyCode | None) -> tuple[Conference, ...]:
    """Returns the conferences that ``text`` names by label or place; of a place those of ``body``, if that is known."""
    if labelled := tuple(met for mark in _labelled(text) for met in mark.conferences):
        return labelled
    fitting = (tuple(met for met in mark.conferences if body in (None, met.body)) for mark in conference_marks(text))
    return next((met for met in fitting if met), ())


def without_conferences(text: str) -> str:
    """Returns ``text`` without labels of conferences and places where one met."""
    for mark in reversed(conference_marks(text)):
        text = f"{text[: mark.start]} {text[mark.end :]}"
    return " ".join(text.split())


def _labelled(text: str) -> Iterator[Mark]:
    for match in _LABEL.finditer(text):
        met = find_conference(f"{_BODY_OF_LABEL[match[1].casefold()]}-{match[2]}")
        if met is not None:
            yield Mark(match.start(), match.end(), (met,))


def _with_year(text: str) -> Iterator[Mark]:
    for body, pattern in _BODY_AND_YEAR.items():
        for match in pattern.finditer(text):
            year = int(match[1] or match[2])
            met = tuple(one for one in conferences() if one.body == body and one.year == year)
            if met:
                yield Mark(match.start(), match.end(), met)


def _placed(text: str) -> Iterator[Mark]:
    pattern, met_at = _places()
    for match in pattern.finditer(text):
        yield Mark(match.start(), match.end(), met_at[_key(match[0])])


@cache
def _places() -> tuple[re.Pattern[str], dict[str, tuple[Conference, ...]]]:
    """Returns one expression for all places in six languages, and who met there; Russian names in any case."""
    met_at: dict[str, list[Conference]] = {}
    shapes: dict[str, None] = {}
    for one in conferences():
        for name in dict.fromkeys((*one.place.values(), *one.spellings)):
            if len(name) <= _LETTERS and name.isascii():
                continue
            there = met_at.setdefault(_key(name), [])
            if one not in there:
                there.append(one)
            shapes.update(dict.fromkeys(_shapes(name)))
    longest_first = sorted(shapes, key=len, reverse=True)
    return re.compile("|".join(longest_first), re.IGNORECASE), {key: tuple(met) for key, met in met_at.items()}


def _shapes(name: str) -> Iterator[str]:
    """Yields expressions for a name: with and without accents, with any Russian ending; Chinese and Arabic anywhere."""
    first = name[0]
    if "\u0400" <= first < "\u0500":
        yield rf"\b{re.escape(_VOWELS.sub('', name))}[а-яё]{{0,3}}\b"
    elif first >= "\u0600":
        yield re.escape(name)
    else:
        for written in dict.fromkeys((name, _plain(name))):
            yield rf"\b{re.escape(written)}\b"


def _key(name: str) -> str:
    if "\u0400" <= name[0] < "\u0500":
        return re.sub(r"[аеёиоуыэюяйьмх]+$", "", name.casefold())
    return _plain(name).casefold()


def _plain(name: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
