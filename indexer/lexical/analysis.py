"""Text to terms: what BM25 counts.

A term is a stem in the language of the text, with accents folded; a pair of neighbouring Han characters; or a number
or reference kept whole (``191``, ``itu-t``, ``sg17``, ``c26/35``, ``4.4.5``). A word's script decides before the
language of the text does, so that a Russian name in an English passage is stemmed as Russian.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from threading import Lock
from typing import Any, Final

import yaml

ANALYSIS: Final = "1"
"""Version of the rules below; an index built by another version is not read."""

_STEMMERS: Final = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian", "ar": "arabic"}
LATIN_LANGUAGES: Final = frozenset({"en", "fr", "es"})
"""Languages of the six that share the Latin script, so that a word alone does not tell which it is."""

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD: Final = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+(?:[-/.][^\W_{_HAN}]+)*")
_SPELLING: Final = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013", "-"),
        **dict.fromkeys("\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670", ""),
    }
)
"""All hyphens are one; Arabic vowel marks and the stretching stroke are no part of a word."""

_JOINTS: Final = re.compile(r"[-/.]")
_KEPT_WORDS: Final = 400_000
"""How many distinct words of one language are remembered with their terms."""


class Analyser:
    """Turns texts into terms, the same text always into the same ones. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()  # a Stemmer keeps a cache of its own and must not run in two threads
        self._stemmers: dict[str, Any] = {}
        self._known: dict[str, dict[str, tuple[str, ...]]] = {}

    def terms(self, text: str, language: str) -> list[str]:
        """Returns the terms of ``text`` in reading order, words without a subject left out; may be empty."""
        return [term for word in _words(text) for term in self._terms_of(word, language)]

    def variants(self, text: str, languages: Sequence[str]) -> list[tuple[str, ...]]:
        """Returns for each word of ``text`` the distinct terms that it may stand for in any of ``languages``.

        A word that carries no subject in one of the languages is left out. Han words yield one entry for each pair of
        characters, so that an entry is what can be known or unknown to an index.
        """
        found: list[tuple[str, ...]] = []
        for word in _words(text):
            if _is_han(word):
                found.extend((pair,) for pair in self._terms_of(word, "zh"))
                continue
            readings = [self._terms_of(word, language) for language in languages]
            if readings and all(readings):
                found.append(tuple(dict.fromkeys(term for reading in readings for term in reading)))
        return found

    def _terms_of(self, word: str, language: str) -> tuple[str, ...]:
        known = self._known.setdefault(language, {})
        terms = known.get(word)
        if terms is None:
            terms = self._analyse(word, language)
            if len(known) < _KEPT_WORDS:
                known[word] = terms
        return terms

    def _analyse(self, word: str, language: str) -> tuple[str, ...]:
        if _is_han(word):
            return tuple(word[i : i + 2] for i in range(len(word) - 1)) or (word,)
        language = _language_of(word, language)
        parts = _JOINTS.split(word)
        if len(parts) == 1:
            return self._stems(parts, language)
        whole = (word,) if any(map(str.isdigit, word)) or any(len(part) == 1 for part in parts) else ()
        if all(part.isdigit() for part in parts):
            return whole
        return whole + self._stems([part for part in parts if len(part) > 1], language)

    def _stems(self, words: Sequence[str], language: str) -> tuple[str, ...]:
        kept = [word for word in words if word not in _stop_words().get(language, frozenset())]
        if language not in _STEMMERS:
            return tuple(map(_fold, kept))
        with self._lock:
            stemmer = self._stemmers.get(language) or self._open_stemmer(language)
            stems = stemmer.stemWords(kept)
        return tuple(map(_fold, stems))

    def _open_stemmer(self, language: str) -> Any:
        import Stemmer

        return self._stemmers.setdefault(language, Stemmer.Stemmer(_STEMMERS[language]))


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).translate(_SPELLING).casefold())


def _is_han(word: str) -> bool:
    first = word[0]
    return "\u3400" <= first <= "\u4dbf" or "\u4e00" <= first <= "\u9fff" or "\uf900" <= first <= "\ufaff"


def _language_of(word: str, language: str) -> str:
    """Cyrillic is read as Russian, Arabic script as Arabic, and Latin words in texts of other scripts as English."""
    first = next((char for char in word if char.isalpha()), "")
    if "\u0400" <= first <= "\u04ff":
        return "ru"
    if "\u0600" <= first <= "\u06ff":
        return "ar"
    return "en" if language in {"ru", "ar", "zh"} else language


def _fold(stem: str) -> str:
    """Drops accents and vowel marks, so that a word typed without them is found."""
    if stem.isascii():
        return stem
    decomposed = unicodedata.normalize("NFD", stem)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=1)
def _stop_words() -> dict[str, frozenset[str]]:
    lists = yaml.safe_load(files("indexer.lexical").joinpath("stopwords.yaml").read_text(encoding="utf-8"))
    return {language: frozenset(words.split()) for language, words in lists.items()}
