"""Which one is meant: a reference that several documents answer to is asked back, never guessed."""

from __future__ import annotations

from functools import partial
from typing import Any

from assistant.draft import Draft, NumbersOf, bullets, paragraph
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from corpus.document import Document
from corpus.force import title_at
from corpus.labels import label


def compose(query: Query, library: Library) -> Draft | None:
    """Returns the choices for the first ambiguous reference; None where no reference is ambiguous."""
    for reference, outcome in query.unresolved:
        if outcome.state != "ambiguous":
            continue
        day = query.as_of.day if query.as_of else None
        held = [library.document(one) for one in outcome.candidates if one in library.document_ids]
        named = [(_full_name(one), title_at(one, None, as_of=day)) for one in held]
        candidates = [
            {"document": one.id, "label": name, "title": title} for one, (name, title) in zip(held, named, strict=True)
        ]
        return Draft(
            kind="clarification",
            blocks=(
                paragraph(say("clarification.which", query.language, reference=reference.text, count=len(named))),
                bullets([(f"{name} – {title}" if title else name,) for name, title in named]),
            ),
            facts=partial(_facts, candidates),
            follow_ups=tuple(
                query.question[: reference.start] + name + query.question[reference.end :] for name, _ in named[:5]
            ),
            as_of=day,
            as_of_label=query.as_of.label if query.as_of else None,
        )
    return None


def _full_name(document: Document) -> str:
    """Returns the label with the body that adopted it, so that asking with it is not ambiguous again."""
    name = label(document)
    return f"PP {name}" if document.body == "pp" else name


def _facts(candidates: list[dict[str, str]], _: NumbersOf) -> dict[str, Any]:
    return {"candidates": candidates}
