"""Which one is meant: a reference or a name that several documents answer to is asked back, never guessed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from assistant.draft import Draft, NumbersOf, bullets, paragraph
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from corpus.document import Document
from corpus.force import title_at
from corpus.labels import label

_OFFERED = 5


def compose(query: Query, library: Library) -> Draft | None:
    """Returns the choices for the first ambiguous reference or group; None where nothing is ambiguous."""
    for reference, outcome in query.unresolved:
        if outcome.state == "ambiguous":
            held = [library.document(one) for one in outcome.candidates if one in library.document_ids]
            return _asked_back(reference.text, held, query)
    if query.tied_groups:
        held = [library.document(one.document) for one in query.tied_groups]
        return _asked_back(query.tied_groups[0].name, held, query)
    return None


def _asked_back(written: str, held: Sequence[Document], query: Query) -> Draft:
    day = query.as_of.day if query.as_of else None
    named = [(_full_name(one), title_at(one, None, as_of=day)) for one in held]
    candidates = [
        {"document": one.id, "label": name, "title": title} for one, (name, title) in zip(held, named, strict=True)
    ]
    return Draft(
        kind="clarification",
        blocks=(
            paragraph(say("clarification.which", query.language, reference=written, count=len(named))),
            bullets([(f"{name} – {title}" if title != name else name,) for name, title in named]),
        ),
        facts=partial(_facts, candidates),
        follow_ups=tuple(_with_name(query.question, written, name) for name, _ in named[:_OFFERED]),
        as_of=day,
        as_of_label=query.as_of.label if query.as_of else None,
    )


def _with_name(question: str, written: str, name: str) -> str:
    """Returns the question with the full name in place of what was written, or the name alone where it is not found."""
    place = question.casefold().find(written.casefold())
    return question[:place] + name + question[place + len(written) :] if place >= 0 else name


def _full_name(document: Document) -> str:
    """Returns the label with the body that adopted it, or the group's code: asking with it is not ambiguous again."""
    if document.group is not None:
        return document.group.code
    name = label(document)
    return f"PP {name}" if document.body == "pp" else name


def _facts(candidates: list[dict[str, str]], _: NumbersOf) -> dict[str, Any]:
    return {"candidates": candidates}
