"""Question to query, with the library's help: references are resolved, themes and groups are matched."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import cast

from assistant.asof import AsOf, find_as_of, parse_as_of
from assistant.language import detect_language
from assistant.library import Library
from assistant.question import Query, intent_of, topic_of, words_beside
from assistant.retrieval import Filters
from corpus.conferences import conference_label, find_conference
from corpus.force import document_status
from corpus.references import Reference, Resolution, find_references, resolve
from corpus.scope import BodyCode

_CONFERENCE = re.compile(r"\b(PP|WTSA|WTDC|RA|WRC)[-\s]?(\d{4}|\d{2})\b", re.IGNORECASE)
_DECIDED = re.compile(
    r"\b(?:decid|adopt|approv|revis|chang|suppress|amend|elect|conclud|agre|resolv|instruct|outcome|result|happen|pass)\w*"
    r"|\bwill\b|\b(?:did|has|does) \S+ (?:do|say|add|drop)\b",
    re.IGNORECASE,
)
_BARE = 3
"""So many words beside a name still leave the question hardly more than the name."""


def understand(
    question: str,
    library: Library,
    *,
    language: str | None = None,
    as_of: str | None = None,
    filters: Filters | None = None,
) -> Query:
    """Returns the query. ``as_of`` given beside the question wins over one in its words.

    Raises:
        UsageError: ``as_of`` is no conference, year or date.
    """
    filters = filters or Filters()
    code = language or detect_language(question)
    asked = parse_as_of(as_of) if as_of else find_as_of(question)
    references = find_references(question)
    resolved = [(reference, _resolve(reference, library, asked, filters)) for reference in references]
    targets = tuple(
        dict.fromkeys(
            outcome.document for _, outcome in resolved if outcome.document and outcome.document in library.document_ids
        )
    )
    themes = library.themes.mentions(question, code)
    groups = tuple(one for one in library.groups.mentions(question, code) if one.document not in targets)
    spans = [(reference.start, reference.end) for reference in references]
    intent = intent_of(question, code)
    query = Query(
        question=question,
        language=code,
        intent=intent,
        targets=targets,
        pinned=frozenset(
            (outcome.document, outcome.revision)
            for _, outcome in resolved
            if outcome.document and outcome.revision and outcome.state == "resolved"
        ),
        unresolved=tuple((ref, out) for ref, out in resolved if out.document not in targets or out.state != "resolved"),
        themes=themes,
        groups=groups,
        as_of=asked,
        filters=filters,
        scope="all" if any(_is_past(one, library, asked) for one in targets) else "serving",
        topic=topic_of(question, code) if intent == "sector" else question,
    )
    return replace(query, bare=bool(targets or groups) and words_beside(question, spans) <= _BARE)


def _is_past(document_id: str, library: Library, asked: AsOf | None) -> bool:
    """Returns whether a document named is suppressed: it is then searched all the same."""
    return document_status(library.document(document_id), as_of=asked.day if asked else None) == "suppressed"


def _resolve(reference: Reference, library: Library, asked: AsOf | None, filters: Filters) -> Resolution:
    hint = filters.bodies[0] if len(filters.bodies) == 1 else None
    day = asked.day if asked else None
    return resolve(reference, known=library.catalogue.known(), context_body=cast(BodyCode | None, hint), as_of=day)


def asks_ahead(query: Query, today: date) -> str | None:
    """Returns the conference or date nothing can be known of that the question is about, or None.

    That is a date asked for that is to come, or a conference whose outcome is not known where the question asks what
    it decided. Naming such a conference otherwise ("proposals for PP-26") is an ordinary question.
    """
    if query.as_of is not None and query.as_of.is_ahead(today):
        return query.as_of.label
    if not _DECIDED.search(query.question):
        return None
    for match in _CONFERENCE.finditer(query.question):
        met = find_conference(match[0])
        if met is None and 2000 + int(match[2][-2:]) >= today.year:
            return match[0]
        if met is not None and met.outcome != "known":
            return conference_label(met.code)
    return None
