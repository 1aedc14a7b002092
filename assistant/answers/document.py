"""What is it: title, status, and what it asks for, in the words that are held."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answer import Note
from assistant.answers.suggestions import follow_ups_for
from assistant.answers.wording import as_it_stands, quoted
from assistant.draft import Cell, Draft, DraftBlock, Evidence, bullets, heading, paragraph
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from corpus.document import KINDS_WITH_REVISIONS, Document, Part
from corpus.force import steps_until

_SHOWN = 8
"""So many lines of what documents say are shown; their pages have the rest."""
_DESCRIBED = 3
"""So many documents of one question are described."""
_CONTENT_PARTS: tuple[Part, ...] = (
    "responsibility",
    "lead-role",
    "point",
    "content",
    "mandate",
    "change",
    "clause",
)


def compose(query: Query, library: Library) -> Draft | None:
    """Returns what the documents named are, up to three; None where the question names none."""
    named = query.targets or tuple(mention.document for mention in query.groups)
    if not named:
        return None
    shown = named[:_DESCRIBED]
    lines = _SHOWN // len(shown)
    blocks = [block for one in shown for block in _described(library.document(one), query, library, lines=lines)]
    first = library.document(shown[0])
    instead = bool(query.left_over)  # nothing was found that answers the question itself
    note = Note(code="gap", text=say("note.described_instead", query.language))
    return Draft(
        kind="document",
        blocks=tuple(blocks),
        notes=(note,) if instead else (),
        rests_on=shown,
        follow_ups=follow_ups_for(first, library, language=query.language, beside="document"),
        confidence=0.4 if instead else 0.95,
        as_of=query.as_of.day if query.as_of else None,
        as_of_label=query.as_of.label if query.as_of else None,
        pinned=query.pinned,
    )


def _described(document: Document, query: Query, library: Library, *, lines: int) -> Iterator[DraftBlock]:
    """Yields title and status of a document, then up to ``lines`` lines of what it says."""
    yield from _opening(document, query, library)
    said = list(_said(document, query, library))[:lines]
    if said:
        yield heading(say(_heading_key(document), query.language), level=3)
        yield bullets(said)


def _opening(document: Document, query: Query, library: Library) -> Iterator[DraftBlock]:
    day = query.as_of.day if query.as_of else None
    titles = [evidence for clause, evidence in library.lines(document.id, "title", as_of=day) if clause.path == "Title"]
    status = [evidence for _, evidence in library.lines(document.id, "status", as_of=day)]
    steps = [evidence for _, evidence in _last_step(document, query, library)]
    opening = [*titles[:1], *status[:1], *steps]
    for evidence in opening[:1]:
        yield paragraph(as_it_stands(evidence))
    if opening[1:]:
        yield paragraph(*(piece for evidence in opening[1:] for piece in (as_it_stands(evidence), " ")))


def _last_step(document: Document, query: Query, library: Library) -> Iterator[tuple[str, Evidence]]:
    """Yields the line of the last step of the history by the date asked for."""
    day = query.as_of.day if query.as_of else None
    steps = steps_until(document, day)
    for clause, evidence in library.lines(document.id, "history", as_of=day):
        if steps and clause.path == f"History {steps[-1].revision}":
            yield clause.path, evidence


def _said(document: Document, query: Query, library: Library) -> Iterator[Cell]:
    day = query.as_of.day if query.as_of else None
    told = False
    if document.kind in KINDS_WITH_REVISIONS:
        text = library.serving(document.id, as_of=day, revision=dict(query.pinned).get(document.id))
        for _, evidence in library.operative(text) if text else ():
            told = True
            yield (quoted(evidence, library, language=query.language, place=evidence.clause),)
    for clause, evidence in library.lines(document.id, *_CONTENT_PARTS, as_of=day):
        if clause.part == "change" and told:
            continue
        told = True
        if clause.part in ("content", "mandate") and clause.path:
            yield (quoted(evidence, library, language=query.language, place=evidence.clause),)
        else:
            yield (as_it_stands(evidence),)


def _heading_key(document: Document) -> str:
    if document.kind in KINDS_WITH_REVISIONS:
        return "document.asks"
    return "document.does" if document.kind == "group" else "document.says"
