"""What a fragment ("and in Dubai?") replaces in the former question, which is asked again with it."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.asof import parse_as_of, without_as_of
from assistant.conference_words import without_conferences
from assistant.followup import (
    Cues,
    body_named,
    cues_of,
    number_alone,
    weighty,
    without_addressees,
    without_before,
    without_bodies,
)
from assistant.followup_reading import again, at_place, ids_of, without_references
from assistant.library import Library
from assistant.question import Query
from assistant.turn import Inherited, Turn
from assistant.understanding import understand
from corpus.references import find_references
from corpus.scope import BodyCode

_TOLD = "instructs"
"""Says that a text is asked what it tells somebody, in a word that the composers know."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_BODY_NAMES: dict[str, str] = {"pp": "PP", "wtsa": "WTSA", "wtdc": "WTDC", "ra": "RA"}


def ask_again_with(query: Query, cues: Cues, last: Turn, library: Library) -> tuple[Query, Inherited]:
    """Returns the former question with what the fragment names in its place: texts, a body, a conference, a topic."""
    told = Inherited(documents=last.targets or ids_of((*last.themes, *last.groups)), question=last.read_as)
    base = again(query, last)
    if query.unresolved:
        return query, Inherited()
    if query.targets:
        return _with_targets(query, last, library), Inherited(question=last.read_as)
    undated = without_before(without_conferences(without_as_of(cues.rest)), query.written_in)
    rest = weighty(undated, query.written_in)
    if (sibling := _of_number(rest, last, library)) is not None:
        read = replace(query, targets=(sibling,), topic=library.name(sibling))
        return _with_targets(read, last, library), Inherited(question=last.read_as)
    if query.groups and last.groups and set(last.targets) <= set(ids_of(last.groups)):
        return _with_group(query, last, library), Inherited(documents=ids_of(last.themes), question=last.read_as)
    if _YEAR.fullmatch(rest) and query.as_of is None:
        return replace(base, as_of=parse_as_of(rest), pinned=frozenset()), told
    if not weighty(without_bodies(rest), query.written_in):
        if (body := body_named(rest)) is not None:
            return _with_body(base, body, cues.rest, last), told
        return at_place(base, library, written=query.question), told
    return _with_words(query, base, rest, last, library)


def _with_targets(query: Query, last: Turn, library: Library) -> Query:
    """Returns the former question asked of the documents that the new one names."""
    subject = weighty(without_references(last.subject), last.language) if last.targets else last.subject
    told = bool(library.analyse(subject, last.language)) and last.intent != "related"
    return replace(
        query,
        question=f"{without_references(last.read_as)} {weighty(query.question, query.written_in)}",
        intent=last.intent,
        topic=subject if told else query.topic,
        subject=subject if told else query.topic,
        left_over=last.left_over if told else 0,
    )


def _with_body(base: Query, body: BodyCode, written: str, last: Turn) -> Query:
    """Returns the former question narrowed to one body: what it adopted on the subject, or its Sector's part."""
    if last.intent == "sector" and "-" in written:
        return base
    if last.targets or last.themes or last.groups:
        question = f"{last.read_as} ({_BODY_NAMES[body]})"
        return replace(base, intent="related", question=question, within=body, pinned=frozenset())
    return replace(base, filters=replace(base.filters, bodies=(body,)))


def _with_words(query: Query, base: Query, rest: str, last: Turn, library: Library) -> tuple[Query, Inherited]:
    """Returns the former question asked on the topic of the new one; within the text named before, if one was."""
    if last.intent == "history":
        return query, Inherited()
    asked = replace(base, themes=query.themes, groups=query.groups, topic=rest, subject=rest)
    if last.intent in ("sector", "related"):
        kept = replace(asked, targets=(), pinned=frozenset(), left_over=0)
        return replace(kept, question=_renamed(last, rest)), Inherited(question=last.read_as)
    if last.targets and not weighty(without_addressees(rest, query.written_in), query.written_in):
        question = f"{_renamed(last, rest)} ({_TOLD})"
        asked = replace(asked, question=question, left_over=1)
        return asked, Inherited(documents=last.targets, question=last.read_as)
    left_over = len(library.analyse(rest, query.written_in)) if last.targets else query.left_over
    asked = replace(asked, question=_renamed(last, rest), left_over=left_over)
    return asked, Inherited(documents=last.targets, question=last.read_as)


def _of_number(rest: str, last: Turn, library: Library) -> str | None:
    """Returns the document of the number that is all a fragment says ("and 37?"), adopted by the same body."""
    number = number_alone(rest)
    if number is None or not last.targets:
        return None
    series, _, former = last.targets[0].rpartition("-")
    named = f"{series}-{number}"
    return named if former.isdigit() and named in library.document_ids else None


def _with_group(query: Query, last: Turn, library: Library) -> Query:
    """Returns the former question with another group in it, read anew."""
    named = query.groups[0].name
    read = understand(
        _renamed(replace(last, themes=()), named),
        library,
        language=query.language,
        written_in=last.language,
        filters=query.filters,
    )
    return replace(read, as_of=query.as_of or read.as_of)


def _renamed(last: Turn, name: str) -> str:
    """Returns the former question with ``name`` in place of the theme, group or text it named; else behind it.

    Where a text was named, what else is named is a part of the question, and ``name`` comes behind it.
    """
    if set(last.targets) - set(ids_of(last.groups)):
        return f"{last.read_as} – {name}"
    written = [one.name for one in (*last.themes, *last.groups)]
    written += [pronoun] if (pronoun := cues_of(last.read_as, last.language).written) else []
    written += [reference.text for reference in find_references(last.read_as)]
    for former in written:
        place = last.read_as.casefold().find(former.casefold())
        if place >= 0:
            return last.read_as[:place] + name + last.read_as[place + len(former) :]
    return f"{last.read_as} {name}"
