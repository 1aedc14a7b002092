"""Question to query, with the library's help: references are resolved, themes and groups are matched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from assistant.asof import AsOf, find_as_of, find_year, parse_as_of, without_as_of
from assistant.conference_named import PLACE, conferences_named
from assistant.described import report_on
from assistant.followup import body_named
from assistant.language import detect_language
from assistant.library import Library
from assistant.limits import as_seen
from assistant.question import Query, intent_of, topic_of
from assistant.retrieval import Filters
from assistant.text_hints import by_words
from assistant.title_hints import by_title
from assistant.titled import titled_text
from corpus.conferences import conference_label, conferences_at, find_conference
from corpus.document import KINDS_WITH_REVISIONS
from corpus.force import document_status
from corpus.references import Reference, Resolution, find_references, resolve
from corpus.scope import BodyCode

_CONFERENCE = re.compile(r"(?<![A-Za-z0-9])(PP|WTSA|WTDC|RA|WRC)[-\s]?(\d{4}|\d{2})(?!\d|/)", re.IGNORECASE)
_OF_A_YEAR = ("sector", "related")
"""Kinds of questions in which "in 2015" asks for what was so then; elsewhere a year may be what is asked about."""
_WILL = re.compile(
    r"\bwill\b"
    r"|\b(?:sera|seront|aura|auront|\w+(?:era|eront|ira|iront|dra|dront)|\w+(?:ará|erá|irá|arán|erán|irán|drá|drán))\b"
    r"|\b(?:будет|будут|станет|(?:при|из|от|по)\w{2,10}(?:мет|мут|нит|нят|шит|шат|берут|берет|берёт|рит)|решит|решат|победит)\b"
    r"|将|会(?:当选|通过|决定|废止|修订|取消|选|有|怎|如何)|谁会|سوف|(?<!\w)س[تيأن]\w+",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d/–—-])(20\d\d)(?![\d/–—-])")
"""A year that is no part of a period ("the plan for 2024-2027")."""
_DECIDED = re.compile(
    r"\b(?:decid|adopt|approv|revis|chang|suppress|amend|elect|conclud|agre|resolv|instruct|outcome|result|happen|pass)\w*"
    r"|\bwill\b|\b(?:did|has|does) \S+ (?:do|say|add|drop)\b",
    re.IGNORECASE,
)


def understand(
    question: str,
    library: Library,
    *,
    language: str | None = None,
    written_in: str | None = None,
    as_of: str | None = None,
    filters: Filters | None = None,
) -> Query:
    """Returns the query. ``as_of`` given beside the question wins over one in its words.

    ``language``: of the answer, by default the one the question is ``written_in``, which is detected where not known.

    Raises:
        UsageError: ``as_of`` is no conference, year or date.
    """
    question, filters = as_seen(question), filters or Filters()
    code = written_in or detect_language(question)
    references = find_references(question)
    hint = body_hint(question, filters)
    asked = parse_as_of(as_of) if as_of else find_as_of(question) or _asked_of_body(question, references, library, hint)
    if asked is None and (references or intent_of(question, code) in _OF_A_YEAR):
        asked = find_year(question, beside=[(one.start, one.end) for one in references])
    resolved = [
        (
            reference,
            by_words(
                by_title(_resolve(reference, library, asked, hint), question, references, library),
                question,
                code,
                library,
            ),
        )
        for reference in references
    ]
    targets = tuple(
        dict.fromkeys(
            outcome.document for _, outcome in resolved if outcome.document and outcome.document in library.document_ids
        )
    )
    if report := report_on(question, references, library):
        targets, resolved = (report,), []
    if not references:
        titled = titled_text(
            question, library.themes.mentions(question, code), library, body=hint or body_named(question)
        )
        targets = (titled,) if titled else ()
    groups = tuple(one for one in library.groups.mentions(question, code) if one.document not in targets)
    intent = intent_of(question, code, names_text=bool(targets or resolved))
    undated = without_as_of(question) if asked and not as_of else question
    topic = topic_of(undated, code, intent)
    themes = library.themes.mentions(topic if intent == "sector" else question, code)
    bracketed = frozenset(
        (outcome.document, outcome.revision)
        for _, outcome in resolved
        if outcome.document and outcome.revision and outcome.state == "resolved"
    )
    query = Query(
        question=question,
        language=language or code,
        intent=intent,
        written_in=code,
        targets=targets,
        pinned=bracketed,
        unresolved=tuple((ref, out) for ref, out in resolved if out.document not in targets or out.state != "resolved"),
        themes=themes,
        groups=groups,
        as_of=asked,
        filters=filters,
        scope="all" if any(_is_past(one, library, asked) for one in targets) else "serving",
        topic=topic,
        subject=_subject(topic, library, code),
    )
    return _at_conference(replace(query, left_over=_left_over(query, library)), library)


def _asked_of_body(
    question: str, references: Sequence[Reference], library: Library, hint: BodyCode | None
) -> AsOf | None:
    """Returns the date of a place where several bodies met ("before Dubai"): the body is that of the text named."""
    bodies = {reference.body or hint for reference in references} - {None}
    if references and not bodies:
        named = (_resolve(reference, library, None, hint).document for reference in references)
        bodies = {library.document(one).body for one in named if one in library.document_ids}
    return find_as_of(question, body=bodies.pop()) if len(bodies) == 1 else None


def _at_conference(query: Query, library: Library) -> Query:
    """Returns the query held to the conference it names beside a text ("What did Dubai decide on Resolution 191?").

    The revision of that conference is quoted where it is held; where not, the history tells what is known of the step.
    """
    if query.intent not in ("passage", "document") or query.as_of is not None or len(query.targets) != 1:
        return query
    document = library.document(query.targets[0])
    if document.kind not in KINDS_WITH_REVISIONS or any(target == document.id for target, _ in query.pinned):
        return query
    named = conferences_named(query.question, document)
    if len(named) == 1 and named[0] in library.shelf.held_codes(document.id):
        return replace(query, pinned=query.pinned | {(document.id, named[0])})
    return replace(query, intent="history") if named else query


def _subject(topic: str, library: Library, language: str) -> str:
    """Returns the topic without its references; the topic where that leaves no subject word."""
    without = topic
    for reference in find_references(topic):
        without = without.replace(reference.text, " ")
    return without if library.analyse(without, language) else topic


def _left_over(query: Query, library: Library) -> int:
    """Returns how many subject words of the question belong to no name in it."""
    if query.targets and query.subject == query.topic:
        return 0
    named = {
        term for mention in (*query.themes, *query.groups) for term in library.analyse(mention.name, mention.language)
    }
    return len([term for term in library.analyse(query.subject, query.written_in) if term not in named])


def _is_past(document_id: str, library: Library, asked: AsOf | None) -> bool:
    """Returns whether a document named is suppressed: it is then searched all the same."""
    return document_status(library.document(document_id), as_of=asked.day if asked else None) == "suppressed"


def body_hint(question: str, filters: Filters) -> BodyCode | None:
    """Returns the body a question points to beside its references: by filter, by a conference's label, or by a place.

    None where nothing does, or several bodies are pointed to: "Bucharest" is the Plenipotentiary Conference's alone.
    """
    labelled = (find_conference(match[0]) for match in _CONFERENCE.finditer(question))
    placed = ({one.body for one in conferences_at(match[0])} for match in PLACE.finditer(question))
    bodies = {
        *(cast(BodyCode, body) for body in filters.bodies),
        *(met.body for met in labelled if met is not None),
        *(body for there in placed if len(there) == 1 for body in there),
    }
    return bodies.pop() if len(bodies) == 1 else None


def _resolve(reference: Reference, library: Library, asked: AsOf | None, hint: BodyCode | None) -> Resolution:
    day = asked.day if asked else None
    return resolve(reference, known=library.catalogue.known(), context_body=hint, as_of=day)


def resolved_in(
    question: str, library: Library, *, hint: BodyCode | None
) -> tuple[tuple[Reference, ...], tuple[str | None, ...]]:
    """Returns the references of ``question`` and the document each names; None where that is open or not held."""
    references = tuple(find_references(question))
    outcomes = (by_title(_resolve(one, library, None, hint), question, references, library) for one in references)
    return references, tuple(one.document if one.document in library.document_ids else None for one in outcomes)


def asks_ahead(query: Query, today: date) -> str | None:
    """Returns the conference or date nothing can be known of that the question is about, or None.

    That is a date asked for that is to come, or a conference whose outcome is not known where the question asks what
    it decided. Naming such a conference otherwise ("proposals for PP-26") is an ordinary question.
    """
    if query.as_of is not None and query.as_of.is_ahead(today):
        return query.as_of.label
    if _WILL.search(query.question):
        for year in _YEAR.findall(query.question):
            if int(year) > today.year:
                return str(year)
    if not _DECIDED.search(query.question):
        return None
    for match in _CONFERENCE.finditer(query.question):
        met = find_conference(match[0])
        if met is None and 2000 + int(match[2][-2:]) >= today.year:
            return match[0]
        if met is not None and met.outcome != "known":
            return conference_label(met.code)
    return None
