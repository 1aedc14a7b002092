"""Which themes and groups a question names: longest match of their names and terms, word by word, in six languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from corpus.document import Document

Analyse = Callable[[str, str], Sequence[str]]
"""Splits a text of a language into index terms: ``analyse(text, language)``."""

_WORD = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+", re.UNICODE)
"""A run of Chinese, or of anything else: "负责5G" is two words, for no space parts them."""

_SHORT = 4
"""Letters an abbreviation has at most that is compared by case, outside English: "AI" is not the French "ai"."""
_ENDING = 3
"""Letters by which a word of a question may be longer than a one-word name, or differ from it at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A theme or group named in a question. ``terms``: how many index terms of the question the name covers.

    ``language`` is that of the name, English or the question's.
    """

    document: str
    name: str
    first: int
    terms: int
    language: str


class NameIndex:
    """Names of documents by their index terms. Two documents of one name are both found."""

    def __init__(self, analyse: Analyse) -> None:
        self._analyse = analyse
        self._names: dict[str, dict[tuple[str, ...], list[tuple[str, str]]]] = {}
        self._longest = 1

    def add(self, document: str, name: str, language: str) -> None:
        """Lets ``document`` be found by ``name`` in questions of ``language``."""
        terms = tuple(self._analyse(name, language))
        if not terms:
            return
        found = self._names.setdefault(language, {}).setdefault(terms, [])
        if (document, name) not in found:
            found.append((document, name))
        self._longest = max(self._longest, len(terms))

    def mentions(self, question: str, language: str) -> tuple[Mention, ...]:
        """Returns what ``question`` names, longest first, then by place; English names count in every language.

        A name inside a longer one that was found ("digital" in "digital accessibility") is not returned. A name of one
        word is compared by its letters, not by its stem: "access" does not name accessibility.
        """
        found: list[Mention] = []
        for names_of in dict.fromkeys((language, "en")):
            terms = list(self._analyse(question, names_of))
            mentions = self._scan(terms, names_of)
            found += [one for one in mentions if _is_written(one.name, question, asked_in=language)]
        return _without_covered(found)

    def _scan(self, terms: Sequence[str], language: str) -> Iterable[Mention]:
        names = self._names.get(language, {})
        for first in range(len(terms)):
            for size in range(min(self._longest, len(terms) - first), 0, -1):
                for document, name in names.get(tuple(terms[first : first + size]), ()):
                    yield Mention(document=document, name=name, first=first, terms=size, language=language)


def _is_written(name: str, question: str, *, asked_in: str) -> bool:
    """Returns whether a one-word name stands in the question by its letters, but for an ending; others always do."""
    words = _WORD.findall(name)
    if not any(letter.isalpha() and letter < "\u0600" for letter in name):
        return True
    if len(words) > 1:
        return all(_has_kin(word.casefold(), question) for word in words)
    word = words[0]
    if word.isupper() and len(word) <= _SHORT and asked_in != "en":
        return word in _WORD.findall(question)
    name = word.casefold()
    return any(_same_but_ending(name, asked.casefold()) for asked in _WORD.findall(question))


def _has_kin(word: str, question: str) -> bool:
    """Returns whether a word of a longer name stands in the question, or one that is shorter by an ending alone.

    Stems alone would take "public policy" for the name "publications policy".
    """
    asked = [one.casefold() for one in _WORD.findall(question)]
    return not any(
        len(word) - len(one) > _ENDING + 1 and word.startswith(one) and len(one) > _SHORT for one in asked
    ) or (word in asked)


def _same_but_ending(name: str, word: str) -> bool:
    alike = next((place for place, pair in enumerate(zip(name, word, strict=False)) if pair[0] != pair[1]), None)
    shared = min(len(name), len(word)) if alike is None else alike
    return shared >= max(2, min(len(name), max(_SHORT, len(name) - 2))) and len(word) <= len(name) + _ENDING


def _without_covered(found: Iterable[Mention]) -> tuple[Mention, ...]:
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda one: (-one.terms, one.first, one.document)):
        known = any(one.document == mention.document for one in kept)
        if not known and not any(_covers(one, mention) for one in kept):
            kept.append(mention)
    return tuple(kept)


def _covers(longer: Mention, mention: Mention) -> bool:
    """Returns whether a mention lies inside a longer one; of another language, whether its letters do."""
    if longer.terms <= mention.terms:
        return False
    if longer.language != mention.language:
        return mention.name.casefold() in longer.name.casefold()
    return longer.first <= mention.first and mention.first + mention.terms <= longer.first + longer.terms


def theme_names(document: Document) -> Iterable[tuple[str, str]]:
    """Yields every ``(name, language)`` a theme is asked for by."""
    yield document.title, "en"
    yield document.id.removeprefix("theme-").replace("-", " "), "en"
    if document.theme is None:
        return
    yield from ((alias, "en") for alias in document.theme.aliases)
    yield from ((term.text, term.language) for term in document.theme.terms)


def group_names(document: Document) -> Iterable[tuple[str, str]]:
    """Yields every ``(name, language)`` a group is asked for by: its title, its code, the code in words."""
    yield document.title, "en"
    if document.group is None:
        return
    code = document.group.code
    yield code, "en"
    yield code.replace(" SG", " Study Group "), "en"
    yield code.replace(" WP ", " Working Party "), "en"
    if code.startswith("ITU-") and " SG" in code:
        sector, _, number = code.partition(" SG")
        yield f"Study Group {number} of {sector}", "en"
        yield f"SG{number} of {sector}", "en"
        yield f"SG{number}", "en"
        yield f"Study Group {number}", "en"
