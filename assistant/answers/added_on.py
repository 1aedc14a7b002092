"""What one conference added on a subject: its new resolutions, and what its revisions are known to have changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Note
from assistant.answers.changes_told import told_changes
from assistant.answers.history_steps import Step, history_facts, history_of
from assistant.answers.wording import as_it_stands, cell, conference_named
from assistant.conference_named import conferences_in
from assistant.draft import Cell, Claim, Draft, heading, table
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from corpus.conferences import Conference, conference
from corpus.document import KINDS_WITH_REVISIONS, Document
from corpus.labels import label

_ASKED = re.compile(
    r"\b(?:what|which)\b.*\b(?:add|added|adds|chang\w*|introduc\w*|new|adopt\w*|amend\w*|decid\w*)\b.*?\b(?:on|about|regarding|concerning|for)\s+"
    r"(?P<subject>\S.*?)\s*\?*\Z",
    re.IGNORECASE | re.DOTALL,
)
_LIMIT, _ROWS, _CLAIMS = 60, 12, 3
_COVER = 0.6


Words = Sequence[tuple[tuple[str, ...], float]]
"""The subject's words as the terms each may stand for, with its weight."""


@dataclass(frozen=True, slots=True)
class Found:
    """A resolution's step at the conference. ``mapped``: the theme asked for lists it."""

    document: Document
    step: Step
    mapped: bool
    cell: Cell


def compose(query: Query, library: Library) -> Draft | None:
    """Returns what a conference added on a subject; None where that is not asked, or nothing is known of it.

    A resolution counts where the theme named lists it, or a line of it holds the subject's words.
    """
    if query.targets or (asked := _ASKED.search(query.question)) is None:
        return None
    met = _conference(query)
    if met is None or (query.as_of is not None and met.held_on > query.as_of.day):
        return None
    subject = _subject(asked["subject"], met)
    found = list(_found(query, library, met, subject))
    if not found:
        return None
    found.sort(key=lambda one: (one.step.step.action != "adopted", not one.mapped, not one.cell))
    shown = found[:_ROWS]
    head = [say(f"history.{column}", query.language) for column in ("resolution", "step", "computed")]
    title = say("history.on_topic", query.language, conference=conference_named(met, query.language), topic=subject)
    return Draft(
        kind="history",
        blocks=(heading(title), table(head, [_row(one, query) for one in shown])),
        notes=_notes(shown, query, met),
        facts=lambda numbers_of: {
            **history_facts(shown[0].document, [shown[0].step], library, numbers_of),
            "documents": [history_facts(one.document, [one.step], library, numbers_of) for one in shown],
        },
        rests_on=tuple(one.document.id for one in shown),
        follow_ups=tuple(say("follow_up.history", query.language, name=label(one.document)) for one in shown[:2]),
        confidence=0.9,
        as_of=query.as_of.day if query.as_of else None,
        as_of_label=query.as_of.label if query.as_of else None,
        history=True,
    )


def _conference(query: Query) -> Conference | None:
    named = conferences_in(query.question)
    return conference(named[0]) if len(named) == 1 else None


def _subject(written: str, met: Conference) -> str:
    """Returns the subject without the conference, where that stands behind it ("on accessibility at PP-18")."""
    return re.split(r"\s+(?:at|in|by|since)\s+(?=[A-Z\d])", written)[0].strip(" ,.") or written


def _found(query: Query, library: Library, met: Conference, subject: str) -> Iterator[Found]:
    themes = [library.document(one.document) for one in query.themes[:1]]
    mapped = {document for theme in themes if theme.theme for document in theme.theme.resolutions}
    words = library.weigh(subject, query.written_in)
    telling = _telling(query, library, met, subject)
    for identifier in dict.fromkeys((*sorted(mapped), *telling)):
        document = library.catalogue.document(identifier)
        if document is None or document.kind not in KINDS_WITH_REVISIONS or document.body != met.body:
            continue
        day = query.as_of.day if query.as_of else None
        step = next((one for one in history_of(document, library, as_of=day) if one.code == met.code), None)
        if step is None or step.step.action == "suppressed":
            continue
        told = _told(step, query, library, None if identifier in mapped else words)
        if told or identifier in mapped or (step.step.action == "adopted" and _covers(document.title, words, library)):
            yield Found(document, step, identifier in mapped, told)


def _telling(query: Query, library: Library, met: Conference, subject: str) -> tuple[str, ...]:
    """Returns the documents of the body with passages on the subject, the best first."""
    filters = replace(query.filters, bodies=(met.body,))
    day = query.as_of.day if query.as_of else None
    search = library.search.search
    hits = search(subject, limit=_LIMIT, filters=filters, as_of=day, scope="all", language=query.written_in).hits
    return tuple(dict.fromkeys(hit.passage.document for hit in hits))


def _told(step: Step, query: Query, library: Library, only: Words | None) -> Cell:
    """Returns what the step changed; of a text that the theme does not list, ``only`` what holds these words."""
    if step.compared is not None:
        claims: Sequence[Claim] = told_changes(step.compared, library, language=query.language)
    else:
        claims = [as_it_stands(evidence) for evidence in step.changes]
    telling = [one for one in claims if only is None or _covers(one.evidence[0].quote, only, library)][:_CLAIMS]
    return tuple(piece for claim in telling for piece in (claim, " • "))[:-1]


def _covers(text: str, words: Words, library: Library) -> bool:
    """Returns whether a text holds most of the subject's words, by weight."""
    terms = set(library.analyse(text, "en"))
    total = sum(weight for _, weight in words)
    return bool(total) and sum(weight for variants, weight in words if terms.intersection(variants)) >= _COVER * total


def _row(one: Found, query: Query) -> tuple[Cell, ...]:
    name = f"{label(one.document)} – {one.document.title}"
    action = Claim(
        states=f"{label(one.document)}: {one.step.line[0].quote}",
        evidence=one.step.line,
        support="quoted",
        shown=cell(say(f"action.{one.step.step.action}", query.language), "", ()).shown,
    )
    return (name,), (action,), one.cell or ("–",)


def _notes(shown: Sequence[Found], query: Query, met: Conference) -> tuple[Note, ...]:
    told = say("note.added_from_records", query.language, conference=conference_named(met, query.language))
    return (Note(code="gap", text=told),)
