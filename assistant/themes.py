"""Which themes and groups a question names: longest match of their names and terms, word by word, in six languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from corpus.document import Document

Analyse = Callable[[str, str], Sequence[str]]
"""Splits a text of a language into index terms: ``analyse(text, language)``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A theme or group named in a question. ``terms``: how many index terms of the question the name covers."""

    document: str
    name: str
    first: int
    terms: int


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

        A name inside a longer one that was found ("digital" in "digital accessibility") is not returned.
        """
        found: list[Mention] = []
        for names_of in dict.fromkeys((language, "en")):
            terms = list(self._analyse(question, names_of))
            found += self._scan(terms, self._names.get(names_of, {}))
        return _without_covered(found)

    def _scan(self, terms: Sequence[str], names: dict[tuple[str, ...], list[tuple[str, str]]]) -> Iterable[Mention]:
        for first in range(len(terms)):
            for size in range(min(self._longest, len(terms) - first), 0, -1):
                for document, name in names.get(tuple(terms[first : first + size]), ()):
                    yield Mention(document=document, name=name, first=first, terms=size)


def _without_covered(found: Iterable[Mention]) -> tuple[Mention, ...]:
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda one: (-one.terms, one.first, one.document)):
        spots = set(range(mention.first, mention.first + mention.terms))
        covered = any(spots < set(range(one.first, one.first + one.terms)) for one in kept)
        if not covered and all(one.document != mention.document for one in kept):
            kept.append(mention)
    return tuple(kept)


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
