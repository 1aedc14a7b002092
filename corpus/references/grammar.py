"""The words of ``reference_words.yaml``, compiled once for each set of languages into one expression.

Every repetition in it is bounded, and no alternative starts with one, so that matching takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml

from corpus.references.folding import fold_word
from corpus.references.model import Genre
from corpus.scope import BodyCode

_LETTER = "a-zа-я"
_ARABIC = "\u0621-\u064a"
_ARABIC_PREFIX = "[وفبكل]{0,3}(?:ال)?"
_ARABIC_AND = "و"
_LONGEST_PREFIX = 5
_WORD_STARTS = rf"(?=(?<![{_LETTER}])[{_LETTER}]|[(,;/&+#~-]|(?<![{_ARABIC}])[{_ARABIC}]|[\u3400-\u9fff])"
_NUMBER_STARTS = r"(?<!\d)(?<!\d[./])"
_Meaning = TypeVar("_Meaning")
_SUPPLEMENTS = {
    "addendum": "Addendum",
    "addenda": "Addendum",
    "corrigendum": "Corrigendum",
    "corrigenda": "Corrigendum",
}
"""The words of the data for what is added to a document, and how a symbol names it."""
_FORMS = ("one", "many", "any", "cautious", "upper")


@dataclass(frozen=True, slots=True)
class GenreWord:
    """A word for a genre. ``form``: ``one``, ``many``, ``any``, ``cautious``, ``upper``; ``behind``: Chinese order."""

    genre: Genre
    form: str
    behind: bool


@dataclass(frozen=True, slots=True)
class OrganWord:
    """A name of an organ. ``body`` None: the organ that speaks. ``bare``: may stand behind a number without "of"."""

    body: BodyCode | None
    bare: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """One expression for tokens, and what its words mean. Words are keyed as folded, with single spaces."""

    tokens: re.Pattern[str]
    genres: Mapping[str, GenreWord]
    organs: Mapping[str, OrganWord]
    range_words: frozenset[str]
    supplements: Mapping[str, str]
    several: frozenset[str]
    revised: re.Pattern[str]
    adopted: re.Pattern[str]
    alone: re.Pattern[str]
    number_first: bool


def look_up(words: Mapping[str, _Meaning], written: str) -> _Meaning | None:
    """Returns what a word means, without the particles that Arabic writes before it."""
    if (meaning := words.get(written)) is not None:
        return meaning
    word = " ".join(written.split())
    return next((words[word[cut:]] for cut in range(_LONGEST_PREFIX + 1) if word[cut:] in words), None)


@cache
def _words() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((files("corpus") / "reference_words.yaml").read_text(encoding="utf-8"))
    return loaded


def languages() -> tuple[str, ...]:
    """Returns the languages whose words are known."""
    return tuple(_words()["languages"])


@lru_cache(maxsize=32)
def grammar(chosen: tuple[str, ...]) -> Grammar:
    """Returns the grammar of these languages together; the short names of organs belong to all."""
    entries = [_words()["languages"][language] for language in chosen]
    genres = dict(_genre_words(chosen))
    organs = dict(_organ_words(entries))
    return Grammar(
        tokens=re.compile(_token_expression(entries, genres, organs)),
        genres=genres,
        organs=organs,
        range_words=frozenset(_folded(entries, "ranges")),
        supplements={word: name for key, name in _SUPPLEMENTS.items() for word in _folded(entries, key)},
        several=frozenset(_folded(entries, "addenda") + _folded(entries, "corrigenda")),
        revised=re.compile(rf"{_any(_folded(entries, 'revised'))}"),
        adopted=re.compile(rf"{_any(_folded(entries, 'adopted'))}"),
        alone=re.compile(
            rf"\s*(?:$|[.,;:)(?!/*&+\"'»”]|{_any(_folded(entries, 'alone') + _folded(entries, 'joins'))})"
        ),
        number_first="zh" in chosen,
    )


def _genre_words(chosen: tuple[str, ...]) -> Iterable[tuple[str, GenreWord]]:
    for language in chosen:
        for genre, forms in _words()["languages"][language]["genres"].items():
            for form in _FORMS:
                for word in forms.get(form, ()):
                    yield fold_word(word), GenreWord(genre, form, language == "zh")


def _organ_words(entries: list[dict[str, Any]]) -> Iterable[tuple[str, OrganWord]]:
    for entry in entries:
        for word in entry["own"]:
            yield fold_word(word), OrganWord(None, False)
        for body, names in entry["organs"].items():
            yield from ((fold_word(word), OrganWord(body, False)) for word in names.get("names", ()))
            yield from ((fold_word(word), OrganWord(body, True)) for word in names.get("genitive", ()))
    for body, names in _words()["short"].items():
        yield from ((fold_word(word), OrganWord(body, True)) for word in names)


def _folded(entries: list[dict[str, Any]], key: str) -> list[str]:
    return [fold_word(str(word)) for entry in entries for word in entry[key]]


def _any(words: Iterable[str]) -> str:
    """Returns an expression for one of ``words``, with the boundaries each script needs.

    Words of one script share one look behind: a position inside a word is left after one step, and the engine passes
    over alternatives whose first letter is another one. "res." is tried before "res".
    """
    spelled: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        spelled.setdefault(_boundaries(word), []).append(r"\s{1,3}".join(map(re.escape, word.split())))
    shapes = sorted(spelled.items(), key=lambda item: item[0].endswith("])"))
    return f"(?:{'|'.join(shape.replace('WORDS', '|'.join(alike)) for shape, alike in shapes) or '(?!)'})"


def _boundaries(word: str) -> str:
    if re.match(f"[{_ARABIC}]", word):
        return f"(?<![{_ARABIC}])(?=[{_ARABIC}]){_ARABIC_PREFIX}(?:WORDS)(?![{_ARABIC}])"
    before = f"(?<![{_LETTER}])" if re.match(f"[{_LETTER}]", word) else ""
    after = f"(?![{_LETTER}])" if re.search(rf"[{_LETTER}]\Z", word) else ""
    return f"{before}(?:WORDS){after}"


def _token_expression(entries: list[dict[str, Any]], genres: Iterable[str], organs: Iterable[str]) -> str:
    supplement = _any(word for key in _SUPPLEMENTS for word in _folded(entries, key))
    of = rf"(?:,\s{{0,2}})?{_any(_folded(entries, 'of'))}\s{{0,3}}"
    article = rf"(?:{_any(_folded(entries, 'articles'))}\s{{0,3}})?"
    union = rf"(?:{_any(map(fold_word, _words()['union']))}\s{{0,3}})?"
    short = _any(fold_word(word) for names in _words()["short"].values() for word in names)
    joins = [word for word in _folded(entries, "joins") if word != _ARABIC_AND]
    in_words = (
        _bracket_expression(short, _any(_folded(entries, "revised"))),
        r"(?P<id>(?<![\w-])(?:pp|wtsa|wtdc|ra|wrc|wcit|council)-(?:res|dec|rec|op)-(?:\d{1,4}|x(?:-[a-z0-9]{1,24}){1,8})"
        r"(?:@[a-z]{2,8}-\d{2})?(?![\w]|-\w))",
        _symbol_expression(supplement),
        rf"(?P<foreign>(?:{of})?{article}(?P<foreign_name>{_any(_folded(entries, 'foreign'))})(?:'s)?)",
        rf"(?P<organ>(?P<organ_of>{of})?{article}(?:(?P<organ_year>(?:19|20)\d\d)\s{{1,2}})?{union}"
        rf"(?P<organ_name>{_any(organs)})(?!-(?:res|dec)-\d)"  # no organ: it begins an identifier
        r"(?:[-']?(?P<label_year>(?:19|20)\d\d|\d\d)(?![\d/]))?(?:'s)?)",
        rf"(?P<genre>{_any(genres)})(?:\*{{1,2}}|\d(?=\s\d)|-(?=\d))?",
        rf"(?P<addendum>(?:[,(]\s{{0,2}}|(?:(?:with|and) its|et ses|y sus)\s)?(?:{supplement}))(?=\s{{0,2}}\d)",
        rf"(?P<mark>{_any(_folded(entries, 'number'))}|#)",
        rf"(?P<range>{_any(_folded(entries, 'ranges'))}|-)",
        rf"(?P<join>[,;/&+]|{_any(joins)}|(?<![{_ARABIC}]){_ARABIC_AND}(?=\s?[\da-z]))",
    )
    in_digits = (
        r"(?P<pair>\d{1,3}/\d{1,3})(?![\d/a-z]|-\d)",
        r"(?P<number>(?P<digits>\d{1,4})(?:-(?P<suffix>\d{1,3}))?)\*{0,3}"
        rf"(?![{_LETTER}\d%]|[.:/-]\d|,000|\s?×)(?!\s{{0,2}}{_any(_folded(entries, 'units'))})",
    )
    return f"{_WORD_STARTS}(?:{'|'.join(in_words)})|(?=\\d){_NUMBER_STARTS}(?:{'|'.join(in_digits)})"


def _bracket_expression(short: str, revised: str) -> str:
    """Returns the brackets that say when: "(Rev. Bucharest, 2022)", "(WRC-19)", "(C09, mod. C15)"; or no bracket."""
    label = rf"(?P<bracket_body>{short}|c|council)(?:,?\s|[-'])?(?P<bracket_label>(?:19|20)\d\d|\d\d)(?!\d)"
    return (
        rf"(?P<bracket>\((?=[^()]{{1,96}}\))\s{{0,2}}(?:(?P<label_revised>{revised})?\s{{0,2}}{label}[^()]{{0,40}}"
        rf"|(?:[^()\d;]{{2,40}}(?:19|20)\d\d\s?[;,]\s{{0,2}}(?={revised}))?(?P<before>[^()\d]{{0,48}})(?P<year>(?:19|20)\d\d)(?P<after>[^()\d]{{0,40}})|(?P<bracket_organ>{short})\s{{0,2}}"
        rf"|(?=[^()\d]{{0,48}}{revised})(?P<undated>[^()\d]{{2,48}}))\)"
        rf"|(?:,\s{{0,2}})?{revised}\s{{1,2}}(?P<open_place>[^()\d,;:]{{3,28}}?),?\s{{1,2}}(?:(?:in|en|a|в|عام)\s)?(?P<open_year>(?:19|20)\d\d)(?!\d))"
        r"(?:\*{1,2}|\d{1,2}(?=[\s,.;]|\Z))?"
    )


def _symbol_expression(supplement: str) -> str:
    """Returns the symbols of documents, with addenda or corrigenda named before them ("Addenda 1 and 2 to C26/35")."""
    data = _words()["symbols"]
    council, meeting, conference, circular = (
        "|".join(prefix if "\\d" in prefix or "[" in prefix else prefix.lower() for prefix in data[kind]).lower()
        for kind in ("council", "meetings", "conferences", "circulars")
    )
    forms = (
        rf"(?:{council})-?\d\d/(?:[a-z]{{2,5}}/)?\d{{1,4}}",
        rf"(?:{meeting})(?:[- ]?\d{{1,2}}(?:-\d{{1,2}})?)?(?:/[a-z]{{2,5}}(?=/))?(?:/\d{{1,4}}(?:-\d{{1,2}})?){{1,2}}"
        r"(?:/[a-z]{2,4}/\d{1,4})?",
        rf"(?:{meeting})[- ](?:td|ls|inf|r|c|d)[- ]?\d{{1,4}}",
        rf"(?:{conference})-?\d\d/(?:[a-z]{{2,5}}/)?\d{{1,4}}",
        rf"(?:br\s)?(?:{circular})/\d{{1,4}}",
        r"[sd]\d\d-[a-z]{2,4}-[a-z]{1,3}-?\d{4}",
    )
    to = "to|of|au|du|de|al|del|к"
    more = rf"(?:\s?(?:[,&]|and|et|y|и|و|和)\s?(?:{supplement}\s{{0,2}})?\d{{1,3}}){{0,9}}"
    tied = rf"(?:(?:{to})\s{{1,2}}(?:[^\W\d]{{3,10}}\.?\s)?|لل[^\W\d]{{3,10}}\s)"
    lead = rf"(?:(?P<led_word>{supplement})\s{{0,2}}(?P<led_by>\d{{1,3}}{more})\s{{1,2}}{tied})?"
    tail = r"(?P<edition>\s{0,2}\(rev\.?\s{0,2}\d{1,2}\))?(?:-[efsrcax](?![a-z0-9]))?"
    return rf"(?P<symbol>{lead}(?<![a-z0-9/-])(?P<symbol_name>{'|'.join(forms)}){tail})(?![\d/])"
