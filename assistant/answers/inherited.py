"""What was taken from the conversation, said beside the answer, with how to drop it."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answer import Note
from assistant.library import Library
from assistant.messages import say
from assistant.retrieval import Filters
from assistant.turn import Inherited


def inherited_notes(inherited: Inherited, library: Library, *, language: str) -> Iterator[Note]:
    """Yields one note for what is asked about, one for the date, one for what narrows, one for the body."""
    if inherited.documents:
        names = "; ".join(library.titled(one) for one in inherited.documents)
        yield _note("note.inherited", language, names=names)
    if inherited.question:
        yield _note("note.inherited_question", language, question=inherited.question)
    if inherited.body:
        yield _note("note.inherited_body", language, body=inherited.body.upper())
    if inherited.as_of:
        yield _note("note.inherited_as_of", language, when=inherited.as_of)
    if inherited.filters != Filters():
        yield _note("note.inherited_filters", language, values=", ".join(_values(inherited.filters)))


def _note(key: str, language: str, **values: str) -> Note:
    return Note(code="inherited", text=say(key, language, **values))


def _values(filters: Filters) -> Iterator[str]:
    for values in (filters.bodies, filters.sectors, filters.kinds, filters.themes, filters.status):
        yield from values
