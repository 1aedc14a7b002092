"""What composers read: documents, the texts that serve, evidence by part, names. One object a generation."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import Literal, Protocol

from assistant.citing import Shelf, Texts
from assistant.draft import Evidence, evidence_of
from assistant.horizon import horizon
from assistant.retrieval import Filters, Retrieved
from assistant.themes import Analyse, NameIndex, group_names, theme_names
from corpus.conferences import Conference
from corpus.document import Clause, Document, Kind, Part, Text
from corpus.force import known_since, serving_revision, title_at
from corpus.labels import label
from corpus.scope import SectorCode
from indexer.assembly import TextKey
from indexer.links import KnownDocuments, Link


class Catalogue(Texts, Protocol):
    """What the library needs of the store's catalogue."""

    def document_ids(self, *, kinds: Collection[Kind] | None = None) -> tuple[str, ...]:
        """Returns the ids of all documents, or of those of ``kinds``, in order."""

    def text_keys(self, document: str, /) -> Sequence[TextKey]:
        """Returns the names of all texts of a document."""

    def links_from(self, document: str, /) -> tuple[Link, ...]:
        """Returns the references that stand in the document's texts."""

    def links_to(self, document: str, /) -> tuple[Link, ...]:
        """Returns the references to the document that stand in texts."""

    def known(self) -> KnownDocuments:
        """Returns what references are resolved against."""


class Search(Protocol):
    """What the library needs of retrieval."""

    def search(
        self,
        question: str,
        *,
        limit: int = 20,
        filters: Filters = ...,
        as_of: date | None = None,
        scope: Literal["serving", "all"] = "serving",
        language: str | None = None,
        per_document: int | None = None,
    ) -> Retrieved:
        """Returns the passages that answer ``question`` best."""


Weigh = Callable[[str, str], Sequence[tuple[tuple[str, ...], float]]]
"""Gives the subject words of a question, each as the index terms it may stand for, with its weight (rarity)."""


class Library:
    """Read access to one generation, in the terms composers think in."""

    def __init__(
        self,
        catalogue: Catalogue,
        search: Search,
        *,
        analyse: Analyse,
        weigh: Weigh,
        languages: Collection[str],
        cosines: tuple[float, float] | None = None,
    ) -> None:
        """``languages``: those of the passages. ``cosines``: the embedder's for unrelated and for equal meaning."""
        self.catalogue = catalogue
        self.search = search
        self.analyse = analyse
        self.weigh = weigh
        self.cosines = cosines
        self.languages = frozenset(languages)
        self.shelf = Shelf(catalogue)
        self.themes = self._names("theme")
        self.groups = self._names("group")
        self._group_sectors = {one.id: one.group.sector for one in self.documents("group") if one.group}
        self.document_ids: frozenset[str] = frozenset(catalogue.document_ids())
        self.horizon: tuple[Conference, ...] = horizon(self.documents())

    def documents(self, *kinds: Kind) -> Iterator[Document]:
        """Yields the documents of these kinds (all where none is named), by id."""
        for one in self.catalogue.document_ids(kinds=kinds or None):
            if document := self.catalogue.document(one):
                yield document

    def document(self, document_id: str) -> Document:
        """Returns a document that is held. Raises KeyError where it is not."""
        document = self.catalogue.document(document_id)
        if document is None:
            raise KeyError(document_id)
        return document

    def name(self, document_id: str, revision: str | None = None) -> str:
        """Returns the label of a document held, with the bracket of ``revision``."""
        return label(self.document(document_id), revision)

    def titled(self, document_id: str, *, revision: str | None = None, as_of: date | None = None) -> str:
        """Returns "label – title", or the one of the two there is, as they were in ``revision`` or at ``as_of``."""
        document = self.document(document_id)
        name, title = label(document, revision), title_at(document, revision, as_of=as_of)
        return name if not title or title == name else f"{name} – {title}"

    def record(self, document_id: str) -> Text | None:
        """Returns the document's record text."""
        return self.catalogue.text(document_id)

    def serving_code(self, document_id: str, *, as_of: date | None = None) -> str | None:
        """Returns the newest revision held that is not later than ``as_of``."""
        return serving_revision(self.document(document_id), self.shelf.held_codes(document_id), as_of=as_of)

    def serving(self, document_id: str, *, as_of: date | None = None, revision: str | None = None) -> Text | None:
        """Returns the text that serves as evidence: of ``revision`` where that is held, else of the serving one."""
        held = self.shelf.held_codes(document_id)
        code = revision if revision in held else self.serving_code(document_id, as_of=as_of)
        return self.catalogue.text(document_id, code) if code else None

    def lines(self, document_id: str, *parts: Part, as_of: date | None = None) -> Iterator[tuple[Clause, Evidence]]:
        """Yields the record's lines of these parts, in order, but for those later than ``as_of``."""
        record, document = self.record(document_id), self.document(document_id)
        for clause in record.clauses if record else ():
            if clause.part in parts and record is not None:
                since = known_since(document, None, clause)
                if as_of is None or (since is not None and since <= as_of):
                    yield clause, evidence_of(record, clause)

    def operative(self, text: Text) -> Iterator[tuple[Clause, Evidence]]:
        """Yields a text's operative clauses, in order."""
        for clause in text.clauses:
            if clause.operative:
                yield clause, evidence_of(text, clause)

    def sectors_of(self, addressees: Collection[str]) -> frozenset[SectorCode]:
        """Returns the Sectors whose Bureau, groups or Sector itself are among ``addressees``."""
        return frozenset(code for one in addressees if (code := self.sector_of_group(one)) is not None)

    def sector_of_group(self, group: str) -> SectorCode | None:
        """Returns the Sector a group belongs to; None for the Council, conferences and the membership."""
        sector = self._group_sectors.get(group)
        match sector:
            case "R" | "T" | "D" | "GS":
                return sector
            case _:
                return _SECTOR_BY_ADDRESSEE.get(group)

    def _names(self, kind: Kind) -> NameIndex:
        index = NameIndex(self.analyse)
        names_of = theme_names if kind == "theme" else group_names
        for document in self.documents(kind):
            for name, language in names_of(document):
                index.add(document.id, name, language)
        return index


_SECTOR_BY_ADDRESSEE: dict[str, SectorCode] = {
    "group-general-secretariat": "GS",
    "group-br": "R",
    "group-tsb": "T",
    "group-bdt": "D",
    "group-rag": "R",
    "group-tsag": "T",
    "group-tdag": "D",
    "group-itu-r": "R",
    "group-itu-t": "T",
    "group-itu-d": "D",
}
