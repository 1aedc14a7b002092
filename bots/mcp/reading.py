"""Reads documents for tools: the record or a revision, whole, in pieces, or one clause of it."""

from __future__ import annotations

from assistant.api.lookup import find, find_text
from assistant.api.ports import Catalogue
from assistant.api.problems import not_found
from assistant.permalinks import document_address, permalink
from bots.mcp.outputs import ClauseOutput, DocumentOutput, Step
from corpus.conferences import conference
from corpus.document import Clause, Document, Text
from corpus.force import status_at
from corpus.labels import label

PIECE = 20_000
"""Code points of a text given at a time."""


def read_document(
    catalogue: Catalogue, name: str, *, clause: str | None, offset: int, base: str, generation: str
) -> DocumentOutput:
    """Returns the document ``name`` (``pp-res-191``: its record, ``pp-res-191@pp-22``: that revision).

    Raises:
        Problem: 404 where there is no such document, revision, text or clause; the message names what there is.
    """
    document, revision = find(catalogue, name)
    text = find_text(catalogue, document, revision)
    chosen = [_clause_at(text, clause)] if clause else list(text.clauses)
    start, end = (chosen[0].start, chosen[0].end) if clause else (offset, min(len(text.content), offset + PIECE))
    return DocumentOutput(
        document=document.id,
        revision=revision,
        label=label(document, revision),
        title=text.title or document.title,
        kind=document.kind,
        status=status_at(document, revision) if revision else document.status,
        language=text.language,
        text_kind=text.kind,
        revisions=_steps(document, catalogue, base),
        text=text.content[start:end],
        start=start,
        end=end,
        total_characters=len(text.content),
        next_offset=end if not clause and end < len(text.content) else None,
        clauses=[_clause(one, text) for one in chosen if start <= one.start < end],
        url=base + (permalink(document.id, revision, start=start, end=end, clause=clause) if clause else "")
        or base + document_address(document.id, revision),
        generation=generation,
    )


def _clause_at(text: Text, path: str) -> Clause:
    wanted = " ".join(path.split()).casefold()
    for clause in text.clauses:
        if clause.path.casefold() == wanted:
            return clause
    known = ", ".join(clause.path for clause in text.clauses[:40])
    raise not_found(f"There is no clause of that path in {text.document}. Known: {known}.")


def _clause(clause: Clause, text: Text) -> ClauseOutput:
    return ClauseOutput(
        path=clause.path,
        text=text.quote(clause),
        start=clause.start,
        end=clause.end,
        basis=clause.basis,
        operative=clause.operative,
    )


def _steps(document: Document, catalogue: Catalogue, base: str) -> list[Step]:
    held = catalogue.held(document.id)
    return [
        Step(
            revision=step.revision,
            place=conference(step.revision).place["en"],
            year=conference(step.revision).year,
            action=step.action,
            held=held.get(step.revision, "missing"),
            url=base + document_address(document.id, step.revision),
        )
        for step in document.history
    ]
