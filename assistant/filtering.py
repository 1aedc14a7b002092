"""Which rows a search may return: facts of each row's document as small arrays, made once a generation.

A filter becomes a mask over documents first (there are few), then over rows. Which text of a document serves at a date
is the rule of ``corpus.force``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, get_args

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document, Kind, Status
from corpus.force import document_status, serving_revision
from corpus.scope import BODIES, SECTOR_OF_BODY, SECTORS
from indexer.passages import Passage

Mask = NDArray[np.bool_]

_KINDS: Final[tuple[str, ...]] = get_args(Kind)
_STATUSES: Final[tuple[str, ...]] = get_args(Status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Narrows a search. Within one field any value will do, fields narrow each other; an empty field narrows nothing.

    ``bodies`` and ``sectors`` are codes, ``kinds`` and ``status`` as in ``corpus.document``, ``themes`` and
    ``documents`` identifiers of documents. A value that names nothing matches nothing.
    """

    bodies: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


class Columns:
    """Facts of rows and of their documents. Immutable; masks have shape ``(rows,)``."""

    def __init__(self, passages: Sequence[Passage], documents: Mapping[str, Document]) -> None:
        """``documents`` holds at least every document that a passage belongs to, and the themes."""
        self._documents = [documents[one] for one in dict.fromkeys(passage.document for passage in passages)]
        number = {document.id: place for place, document in enumerate(self._documents)}
        self._document_of = np.array([number[passage.document] for passage in passages], np.int32)
        self.document_of = self._document_of
        self._dated = np.array([passage.dated for passage in passages], "U10")
        self._texts, self._text_of = _texts_of(passages)
        self._bodies = _codes((document.body for document in self._documents), BODIES)
        self._kinds = _codes((document.kind for document in self._documents), _KINDS)
        self._statuses = _codes((document.status for document in self._documents), _STATUSES)
        self._sectors = np.array([_sector_bits(document) for document in self._documents], np.uint8)
        self._themes = _themes_of(documents.values())

    def of_documents(self, identifiers: Iterable[str]) -> Mask:
        """Returns the rows of these documents."""
        wanted = frozenset(identifiers)
        return self._rows(np.array([document.id in wanted for document in self._documents], bool))

    def matching(self, filters: Filters) -> Mask:
        """Returns the rows whose document passes every filter, whatever serves."""
        kept = np.ones(len(self._documents), bool)
        for values, column, names in (
            (filters.bodies, self._bodies, BODIES),
            (filters.kinds, self._kinds, _KINDS),
            (filters.status, self._statuses, _STATUSES),
        ):
            if values:
                kept &= np.isin(column, [names.index(value) for value in values if value in names])
        if filters.sectors:
            kept &= (self._sectors & _bits(filters.sectors)) != 0
        if filters.themes:
            kept &= self._are(frozenset().union(*(self._themes.get(theme, frozenset()) for theme in filters.themes)))
        if filters.documents:
            kept &= self._are(frozenset(filters.documents))
        return self._rows(kept)

    def serving(self, *, as_of: date | None = None, suppressed: bool = False) -> Mask:
        """Returns the rows that serve as evidence at ``as_of`` (None: today).

        Of each document: its record text and the newest revision held, the original before the digest of the same
        revision and language. At a date nothing is kept that is dated later or of which it is not known when it was
        written, nor a document suppressed by then; with ``suppressed`` such documents are kept.
        """
        held: dict[str, set[str]] = {}
        for owner, revision, _, _ in self._texts:
            held.setdefault(owner, set()).update([revision] if revision else [])
        newest: dict[str, str | None] = {}
        for document in self._documents:
            if suppressed or document_status(document, as_of=as_of) != "suppressed":
                newest[document.id] = serving_revision(document, held[document.id], as_of=as_of)
        served = {text for text in self._texts if text[0] in newest and text[1] in (None, newest[text[0]])}
        best = [text in served and (*text[:3], _better(text[3])) not in served for text in self._texts]
        rows = np.array(best, bool)[self._text_of] if best else np.zeros(0, bool)
        return rows & self.known_by(as_of) if as_of else rows

    def known_by(self, as_of: date) -> Mask:
        """Returns the rows that are dated, and not later than ``as_of``."""
        known: Mask = (self._dated != "") & (self._dated <= as_of.isoformat())
        return known

    def _are(self, identifiers: frozenset[str]) -> Mask:
        return np.array([document.id in identifiers for document in self._documents], bool)

    def _rows(self, documents: Mask) -> Mask:
        rows: Mask = documents[self._document_of] if documents.size else np.zeros(0, bool)
        return rows


_TextKey = tuple[str, str | None, str, str]


def _texts_of(passages: Sequence[Passage]) -> tuple[list[_TextKey], NDArray[np.int32]]:
    """The distinct texts, and for each passage the number of its text."""
    numbers: dict[_TextKey, int] = {}
    places = [
        numbers.setdefault((one.document, one.revision, one.language, one.kind), len(numbers)) for one in passages
    ]
    return list(numbers), np.array(places, np.int32)


def _better(kind: str) -> str:
    """The kind of text that serves instead; no text has the kind that this gives for an original."""
    return "original" if kind == "digest" else ""


def _codes(values: Iterable[str], names: Sequence[str]) -> NDArray[np.int8]:
    return np.array([names.index(value) for value in values], np.int8)


def _bits(sectors: Iterable[str]) -> int:
    return sum(1 << place for place, code in enumerate(SECTORS) if code in set(sectors))


def _sector_bits(document: Document) -> int:
    """The Sectors a document is about, else the Sector of the group or of the body it comes from."""
    if document.sectors:
        return _bits(document.sectors)
    if document.group:
        return _bits([document.group.sector])
    own = SECTOR_OF_BODY.get(document.body)
    return _bits([own]) if own else 0


def _themes_of(documents: Iterable[Document]) -> dict[str, frozenset[str]]:
    """For each theme the documents about it: itself, those that name it, those it maps or whose groups it lists."""
    about: dict[str, set[str]] = {}
    for document in documents:
        for theme in document.themes:
            about.setdefault(theme if theme.startswith("theme-") else f"theme-{theme}", set()).add(document.id)
        if document.theme:
            mapped = (document.id, *document.theme.resolutions, *document.theme.groups)
            about.setdefault(document.id, set()).update(mapped)
    return {theme: frozenset(members) for theme, members in about.items()}
