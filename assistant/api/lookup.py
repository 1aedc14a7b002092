"""Finds what an address names, or says in one sentence what is known instead."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.api.ports import Catalogue
from assistant.api.problems import not_found
from corpus.document import Document, Held, Text, TextKind
from corpus.errors import IdentifierError
from corpus.identifiers import TextId


def find_document(catalogue: Catalogue, name: str) -> Document:
    """Returns the document of that id.

    Raises:
        Problem: 404 where there is none.
    """
    return find(catalogue, name, revision_allowed=False)[0]


def find(catalogue: Catalogue, name: str, *, revision_allowed: bool = True) -> tuple[Document, str | None]:
    """Returns the document and the revision that ``name`` (``pp-res-191@pp-22``) names, None for the record.

    Raises:
        Problem: 404 where the name is none, or names no document or no revision of its history.
    """
    try:
        asked = TextId.parse(name)
    except IdentifierError as error:
        raise not_found(str(error)) from None
    document = catalogue.document(str(asked.document))
    if document is None:
        raise not_found(f"There is no document {asked.document} here. Search for it at /v1/search.")
    if asked.revision is None:
        return document, None
    known = [step.revision for step in document.history]
    if not revision_allowed:
        raise not_found(f"Name the document without a revision: {document.id}.", known=known)
    if str(asked.revision) not in known:
        raise not_found(_no_revision(document, str(asked.revision), catalogue.held(document.id)), known=known)
    return document, str(asked.revision)


def find_text(
    catalogue: Catalogue,
    document: Document,
    revision: str | None,
    *,
    language: str | None = None,
    kind: TextKind | None = None,
) -> Text:
    """Returns the text that is held.

    Raises:
        Problem: 404 where it is not held, or not in that language or kind.
    """
    text = catalogue.text(document.id, revision, language=language, kind=kind)
    if text is not None:
        return text
    name = f"{document.id}@{revision}" if revision else document.id
    keys = [key for key in catalogue.text_keys(document.id) if key.revision == revision]
    if not keys:
        held = catalogue.held(document.id)
        known = [step.revision for step in document.history]
        raise not_found(_not_held(document, revision, held), known=known)
    forms = sorted({f"{key.kind} in {key.language}" for key in keys})
    raise not_found(f"{name} is not held in that form. It is held as: {', '.join(forms)}.")


def _no_revision(document: Document, revision: str, held: Mapping[str, Held]) -> str:
    if not document.history:
        return f"{document.id} has no revisions. Its text is at /v1/documents/{document.id}/text."
    return f"{document.id} has no revision {revision}. Known: {_listed(document, held)}."


def _not_held(document: Document, revision: str | None, held: Mapping[str, Held]) -> str:
    if revision is None:
        return f"No text of {document.id} is held."
    name = f"{document.id}@{revision}"
    return f"{name} is known from its history, but its text is not held. Known: {_listed(document, held)}."


def _listed(document: Document, held: Mapping[str, Held]) -> str:
    return ", ".join(f"{step.revision} ({held.get(step.revision, 'missing')})" for step in document.history)
