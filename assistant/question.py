"""A question becomes a query: language, references, date, themes, kind. What is ambiguous stays so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from assistant.asof import AsOf
from assistant.retrieval import Filters
from assistant.themes import Mention
from corpus.references import Reference, Resolution

Intent = Literal["history", "related", "sector", "document", "passage"]
INTENTS: tuple[Intent, ...] = ("history", "related", "sector", "document")

_WORD = re.compile(r"\w+", re.UNICODE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a question asks for.

    ``targets``: documents its references resolve to, in order. ``unresolved``: references that are ambiguous, unknown
    or of a revision that does not exist. ``pinned``: ``(document, revision)`` named by bracket. ``themes`` and
    ``groups``: what it names, longest first. ``bare``: it is hardly more than a name. ``scope``: whether former
    revisions and suppressed documents are searched too. ``topic``: the question without the words of its kind.
    """

    question: str
    language: str
    intent: Intent
    targets: tuple[str, ...] = ()
    pinned: frozenset[tuple[str, str]] = frozenset()
    unresolved: tuple[tuple[Reference, Resolution], ...] = ()
    themes: tuple[Mention, ...] = ()
    groups: tuple[Mention, ...] = ()
    as_of: AsOf | None = None
    filters: Filters = field(default_factory=Filters)
    bare: bool = False
    scope: Literal["serving", "all"] = "serving"
    topic: str = ""

    def narrowed(self) -> Filters:
        """Returns the filters of a search: within the documents named, where any is."""
        return replace(self.filters, documents=self.targets) if self.targets else self.filters


@cache
def _patterns() -> Mapping[str, Mapping[str, tuple[re.Pattern[str], ...]]]:
    raw = yaml.safe_load((files(__package__) / "question_words.yaml").read_text(encoding="utf-8"))
    return {
        intent: {language: tuple(re.compile(line) for line in lines) for language, lines in by_language.items()}
        for intent, by_language in raw.items()
    }


def intent_of(question: str, language: str) -> Intent:
    """Returns the kind the words of ``question`` tell; ``passage`` where none does."""
    folded = " ".join(question.casefold().replace("’", "'").split())
    for intent in INTENTS:
        patterns = _patterns()[intent]
        if any(
            pattern.search(folded) for code in dict.fromkeys((language, "en")) for pattern in patterns.get(code, ())
        ):
            return intent
    return "passage"


def topic_of(question: str, language: str) -> str:
    """Returns ``question`` without the words that tell who is asked for ("which Sector handles"); else it whole."""
    folded = " ".join(question.casefold().replace("’", "'").split())
    for code in dict.fromkeys((language, "en")):
        for pattern in _patterns()["sector"].get(code, ()):
            folded = pattern.sub(" ", folded)
    return folded if _WORD.search(folded) else question


def words_beside(question: str, spans: list[tuple[int, int]]) -> int:
    """Returns how many words of ``question`` stand outside ``spans`` (half-open offsets in it)."""
    return sum(
        not any(start <= word.start() and word.end() <= end for start, end in spans)
        for word in _WORD.finditer(question)
    )
