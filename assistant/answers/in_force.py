"""Is it in force, is it the current revision: answered from the history alone, for today or the date asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.wording import when_named
from assistant.draft import Claim, DraftBlock, Evidence, paragraph
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from corpus.document import Document, RevisionStep
from corpus.force import document_status, steps_until
from corpus.labels import label

_ASKED = re.compile(
    r"\bin force\b|\bstill (?:appl(?:y|ies)|valid|current|stand)"
    r"|\b(?:current|latest|newest) (?:version|revision|text)\b"
    r"|\b(?:superseded|replaced|up to date|out of date|outdated)\b|\ben vigueur\b|\ben vigor\b|\bв силе\b|действует ли"
    r"|是否有效|ساري|نافذ",
    re.IGNORECASE,
)

_TURNED = re.compile(r"\b(?:superseded|replaced|out of date|outdated)\b", re.IGNORECASE)
"""Asked the other way round, "yes" would say the contrary: then the sentence stands without it."""
_YES_OR_NO = re.compile(r"\w{1,5}[.。]\s*")


def asks_in_force(question: str) -> bool:
    """Returns whether the question asks if a text is in force, or the current one."""
    return bool(_ASKED.search(question))


def in_force_answer(
    query: Query, library: Library, document: Document, lines: Sequence[tuple[RevisionStep, tuple[Evidence, ...]]]
) -> DraftBlock | None:
    """Returns the sentence that answers, on the line of the history that decides; None where there is no history.

    ``lines``: every step of the history with its line in the record, oldest first.
    """
    if not lines:
        return None
    day = query.as_of.day if query.as_of else None
    known = steps_until(document, day)
    done = [(step, line) for step, line in lines if step in known]
    when = when_named(query.as_of.label, query.language) if query.as_of else say("history.today", query.language)
    pinned = dict(query.pinned).get(document.id)
    named = next((own for step, own in lines if step.revision == pinned), ())
    _, line = done[-1] if done else lines[0]
    if ahead := is_not_yet(query, document):
        line = named or lines[0][1]
    name = label(document, pinned) if pinned else label(document)
    verdict = (
        _verdict(query, document, done)
        if not ahead
        else "not_yet"
        if asks_in_force(query.question)
        else "not_there_yet"
    )
    text = say(f"history.{verdict}", query.language, name=name, line=line[0].quote)
    if _TURNED.search(query.question) and (said := _YES_OR_NO.match(text)):
        text = text[said.end() :]
    claim = Claim(states=text, evidence=tuple(dict.fromkeys(line[:1] if ahead else (*line, *named))), support="quoted")
    asked = say("history.asked", query.language, when=when)
    return paragraph(f"{asked[:1].upper()}{asked[1:]} ", claim)


def is_not_yet(query: Query, document: Document) -> bool:
    """Returns whether the text asked about, or the revision named by bracket, was not there yet at the date."""
    done = [step.revision for step in steps_until(document, query.as_of.day if query.as_of else None)]
    pinned = dict(query.pinned).get(document.id)
    return not done or (pinned is not None and pinned not in done)


def _verdict(query: Query, document: Document, done: Sequence[tuple[RevisionStep, tuple[Evidence, ...]]]) -> str:
    """Returns the key of the sentence: suppressed, replaced, not established, in force then or today."""
    last, today = done[-1][0], query.as_of is None
    status = document_status(document, as_of=query.as_of.day if query.as_of else None)
    if last.action == "suppressed":
        return "suppressed"
    pinned = dict(query.pinned).get(document.id)
    if pinned is not None and pinned != last.revision:
        return "replaced"
    if status == "suppressed":
        return "suppressed_since"
    if status == "unknown":
        return "not_established" if today else "not_established_then"
    return "in_force_today" if today else "in_force"
