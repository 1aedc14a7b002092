"""What a document is called in a line of text: "Resolution 191 (Rev. Bucharest, 2022)", "C26/35"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from corpus.conferences import conference
from corpus.document import KINDS_WITH_REVISIONS, Document
from corpus.errors import IdentifierError
from corpus.identifiers import DocumentId
from corpus.scope import BodyCode

_GENRES = {"res": "Resolution", "dec": "Decision", "rec": "Recommendation", "op": "Opinion"}
_PREFIXES: dict[BodyCode, str] = {
    "pp": "",
    "wtsa": "WTSA ",
    "wtdc": "WTDC ",
    "ra": "",
    "wrc": "WRC ",
    "wcit": "WCIT ",
    "council": "Council ",
}

NameOf = Callable[[str], str]
"""Gives the name of a document by its identifier."""


def label(document: Document, revision: str | None = None) -> str:
    """Returns the name a citation shows, with the bracket of ``revision`` where one is given.

    A revision that the history knows as the adoption, and one of unknown kind, has no "Rev.". Documents without
    revisions are called by their symbol, else by their title; a proposal says that it is one.
    """
    if document.kind not in KINDS_WITH_REVISIONS:
        name = document.symbol or document.title
        return f"{name} (proposal)" if document.kind == "proposal" else name
    name = _numbered(document.body, document.kind.capitalize(), document.number)
    return f"{name} ({_bracket(document, revision)})" if revision else name


def label_of(identifier: str) -> str:
    """Returns the name an identifier alone gives: "WTSA Resolution 18" for ``wtsa-res-18``, else the identifier."""
    parsed = DocumentId.parse(identifier)
    if parsed.body is None or parsed.genre is None or parsed.number is None:
        return identifier
    number = None if parsed.number.startswith("x-") else parsed.number.upper()
    return _numbered(parsed.body, _GENRES[parsed.genre], number)


def name_in(documents: Mapping[str, Document]) -> NameOf:
    """Returns a function for names in running text: "WTSA Resolution 70 – title"; a document not held says so."""

    def name_of(identifier: str) -> str:
        document = documents.get(identifier)
        if document is None:
            return f"{label_of(identifier)} (not held)"
        name = label(document)
        return name if name == document.title else f"{name} – {document.title}"

    return name_of


def bare(name: str) -> str:
    """Returns the name without a full stop at its end, fit to stand inside a sentence."""
    return name.strip().rstrip(".")


def _numbered(body: BodyCode, genre: str, number: str | None) -> str:
    if number is None:
        return f"{_PREFIXES.get(body, '')}{genre} (number not known)"
    series = "ITU-R " if body == "ra" else ""
    return f"{_PREFIXES.get(body, '')}{genre} {series}{number}"


def _bracket(document: Document, revision: str) -> str:
    actions = {step.revision: step.action for step in document.history}
    action = actions.get(revision, "adopted")
    place = _place(revision)
    if action == "suppressed":
        return f"suppressed {place}"
    return f"Rev. {place}" if action == "revised" else place


def _place(revision: str) -> str:
    try:
        met = conference(revision)
    except IdentifierError:
        return revision.upper()
    if met.body == "council":
        return f"Council {met.year}"
    return f"{met.place['en']}, {met.year}"
