"""A question becomes a query: language, references, date, themes, kind. What is ambiguous stays so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from assistant.asof import AsOf
from assistant.retrieval import Filters
from assistant.themes import Mention
from corpus.references import Reference, Resolution
from corpus.scope import BodyCode

Intent = Literal["history", "related", "sector", "document", "passage"]
INTENTS: tuple[Intent, ...] = ("history", "related", "sector", "document")

_FRAME = 4
"""A match of more words than this spans the subject too."""
_WORD = re.compile(r"\w+", re.UNICODE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a question asks for.

    ``language``: of the answer. ``written_in``: of the question's words, which decides how they are read.

    ``targets``: documents its references resolve to, in order. ``unresolved``: references that are ambiguous, unknown
    or of a revision that does not exist. ``pinned``: ``(document, revision)`` named by bracket. ``themes`` and
    ``groups``: what it names, longest first. ``left_over``: subject words beside those names and the words that tell
    the kind of the question. ``scope``: whether former
    revisions and suppressed documents are searched too. ``topic``: the question without the words of its kind.
    ``within``: the adopting body that relations are narrowed to by a former question.
    ``subject``: the topic without the references to documents that are held; all of it where nothing else is left.
    """

    question: str
    language: str
    intent: Intent
    written_in: str
    targets: tuple[str, ...] = ()
    pinned: frozenset[tuple[str, str]] = frozenset()
    unresolved: tuple[tuple[Reference, Resolution], ...] = ()
    themes: tuple[Mention, ...] = ()
    groups: tuple[Mention, ...] = ()
    as_of: AsOf | None = None
    filters: Filters = field(default_factory=Filters)
    left_over: int = 0
    scope: Literal["serving", "all"] = "serving"
    topic: str = ""
    subject: str = ""
    within: BodyCode | None = None

    @property
    def tied_groups(self) -> tuple[Mention, ...]:
        """The groups that bear the longest name in the question, where several do ("Study Group 5"); else ()."""
        first = self.groups[:1]
        tied = tuple(one for one in self.groups if first and (one.first, one.terms) == (first[0].first, first[0].terms))
        return tied if len(tied) > 1 else ()


@cache
def _patterns() -> Mapping[str, Mapping[str, tuple[re.Pattern[str], ...]]]:
    raw = yaml.safe_load((files(__package__) / "question_words.yaml").read_text(encoding="utf-8"))
    return {
        intent: {
            language: tuple(re.compile(line, re.IGNORECASE) for line in lines)
            for language, lines in by_language.items()
        }
        for intent, by_language in raw.items()
    }


def intent_of(question: str, language: str, *, names_text: bool = False) -> Intent:
    """Returns the kind the words of ``question`` tell; ``passage`` where none does.

    ``names_text``: the question names a resolution or another document. Without one there is no history to tell
    ("изменение климата" is a theme, not a change), and "who deals with what relates to X" asks for a Sector.
    """
    plain = " ".join(question.replace("’", "'").split())
    told = [
        intent
        for intent in INTENTS
        if any(
            pattern.search(plain)
            for code in dict.fromkeys((language, "en"))
            for pattern in _patterns()[intent].get(code, ())
        )
    ]
    if not names_text:
        told = [intent for intent in told if intent != "history"]
        if "sector" in told:
            return "sector"
    return told[0] if told else "passage"


def topic_of(question: str, language: str, intent: Intent) -> str:
    """Returns ``question`` without the words that tell its kind ("which Sector handles", "what is"); else it whole."""
    plain = " ".join(question.replace("’", "'").split())
    for code in dict.fromkeys((language, "en")):
        for pattern in _patterns().get(intent, {}).get(code, ()):
            plain = pattern.sub(_frame, plain)
    return plain if _WORD.search(plain) else question


def _frame(match: re.Match[str]) -> str:
    """Keeps what a pattern names as the subject between its words, or what a long match spans."""
    if subject := match.groupdict().get("subject"):
        return f" {subject} "
    words = match[0].split()
    return f" {' '.join(words[2:-1])} " if len(words) > _FRAME else " "
