"""What the readings of a follow-up share: the former question asked again, its date, the conference it is held to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.asof import AsOf, find_as_of, parse_as_of
from assistant.conference_words import conferences_in, without_conferences
from assistant.followup import asks_before
from assistant.library import Library
from assistant.question import Intent, Query, intent_of
from assistant.themes import Mention
from assistant.turn import Turn
from corpus.conferences import conference_label
from corpus.errors import UsageError
from corpus.references import Reference, Resolution, find_references

_CHOICES = 10


def own_intent(query: Query) -> Intent:
    """Returns the kind the words of a question tell if something it does not name is a text."""
    return intent_of(query.question, query.written_in, names_text=True)


def again(query: Query, last: Turn) -> Query:
    """Returns the former question asked once more, at the date and within the filters of the new one."""
    return replace(
        query,
        question=last.read_as,
        intent=last.intent,
        targets=last.targets,
        pinned=frozenset(last.pinned),
        themes=last.themes,
        groups=last.groups,
        topic=last.topic,
        subject=last.subject,
        left_over=last.left_over,
        within=last.within,
    )


def at_place(query: Query, library: Library, *, written: str | None = None) -> Query:
    """Returns the query as of the conference it names, or ``written`` does; a history is narrowed to it instead."""
    if query.as_of is not None or (not query.targets and written is None):
        return query
    body = library.document(query.targets[0]).body if query.targets else None
    met = conferences_in(written or query.question, body)
    if len(met) != 1:
        return query
    label = conference_label(met[0].code)
    if asks_before(written or query.question, query.written_in):
        return replace(query, as_of=date_of(f"before {label}"), pinned=frozenset())
    if query.intent == "history":
        return replace(query, question=f"{without_conferences(query.question)} {label}")
    return replace(query, as_of=AsOf(day=met[0].held_on, label=label, conference=met[0]), pinned=frozenset())


def without_references(text: str) -> str:
    """Returns ``text`` without the references in it."""
    for reference in reversed(find_references(text)):
        text = f"{text[: reference.start]} {text[reference.end :]}"
    return " ".join(text.split())


def ids_of(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Returns the documents that are mentioned, in order."""
    return tuple(one.document for one in mentions)


def date_of(label: str | None) -> AsOf | None:
    """Returns the date a turn was asked at: "PP-18", or "before PP-18"."""
    if label is None:
        return None
    try:
        return find_as_of(label) or parse_as_of(label)
    except UsageError:
        return None


def asking_back(query: Query, written: str, candidates: Sequence[str]) -> Query:
    """Returns the question with ``written`` left open between ``candidates``, at most ten: then it is asked back."""
    start = max(0, query.question.find(written))
    reference = Reference(text=written, start=start, end=start + len(written), genre="document", number="")
    return replace(
        query,
        unresolved=(
            (reference, Resolution(state="ambiguous", candidates=tuple(candidates)[:_CHOICES], why="several before")),
        ),
    )
