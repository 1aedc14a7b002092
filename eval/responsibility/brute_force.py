"""Stale references by brute force: every line of every text is read anew and dates decide, no links, no force rule.

Written apart from what it is held against: it takes the documents' histories and the conferences' dates, and reads each
line that may be quoted with the reader of references.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.answers.related import related_to
from assistant.library import Library
from corpus.conferences import conference
from corpus.document import Document, Text
from corpus.references import find_references, resolve

Stale = tuple[str, str]
"""The citing document and the one whose former revision it cites."""

_UNSAID = ("title", "status", "history", "relation", "note", "gap")
"""Lines that tell of the document itself, or of what is not known: none of them is shown as a citation."""


def stale_by_brute_force(library: Library) -> frozenset[Stale]:
    """Returns who cites a revision of whom that a later conference has replaced."""
    newest = {document.id: _newest(document) for document in library.documents()}
    return frozenset(
        (document.id, cited)
        for document in library.documents()
        if document.kind != "theme"
        for text in _texts(document, library)
        for cited, revision in _cited(text, document, library)
        if cited != document.id and cited in newest and _is_replaced(revision, newest[cited])
    )


def stale_found(library: Library) -> frozenset[Stale]:
    """Returns the same as the answers on relations tell it."""
    return frozenset(
        (document.id, one.document)
        for document in library.documents()
        if document.kind != "theme"
        for one in related_to(document, library)
        if "cites-stale" in one.relations
    )


def _newest(document: Document) -> tuple[date, frozenset[str]]:
    """Returns the day of the last step that gave the document a text, and the codes of all such steps."""
    steps = [step.revision for step in document.history if step.action != "suppressed"]
    days = [conference(code).held_on for code in steps]
    return (max(days, default=date.min), frozenset(steps))


def _is_replaced(revision: str, newest: tuple[date, frozenset[str]]) -> bool:
    last, steps = newest
    return revision in steps and conference(revision).held_on < last


def _texts(document: Document, library: Library) -> Iterator[Text]:
    """Yields the record and the newest text held."""
    record = library.catalogue.text(document.id)
    if record is not None:
        yield record
    held = library.shelf.held_codes(document.id)
    codes = [step.revision for step in document.history if step.action != "suppressed" and step.revision in held]
    if not codes:
        return
    code = max(codes, key=lambda one: conference(one).held_on)
    text = library.catalogue.text(document.id, code)
    if text is not None:
        yield text


def _cited(text: Text, document: Document, library: Library) -> Iterator[tuple[str, str]]:
    known = library.catalogue.known()
    for clause in text.clauses:
        if clause.part in _UNSAID:
            continue
        for reference in find_references(text.content[clause.start : clause.end], language=text.language):
            named = resolve(reference, known=known, context_body=document.body)
            if named.state == "resolved" and named.document and named.revision:
                yield named.document, named.revision
