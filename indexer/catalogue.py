"""The read side of a generation's truth: documents, texts, passages, links, and the ledger of files."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from corpus.document import Document, Held, Kind, Text, TextKind
from corpus.errors import StoreCorrupt
from indexer.assembly import TextKey
from indexer.ledger import Counts, LedgerEntry
from indexer.links import KnownDocuments, Link
from indexer.passages import Passage
from indexer.serving import held_revisions
from indexer.sources import Source

_PASSAGE = "id, document, revision, language, kind, clause, start, end, text, context, dated, part, basis"
_LINK = "document, revision, language, kind, clause, start, end, text, target, target_revision, state, relation"
_FORMS: tuple[TextKind, ...] = ("original", "digest", "former")
"""The forms of a text, the one that serves first at the front."""
_PASSAGE_NAMES = tuple(_PASSAGE.split(", "))
_LINK_NAMES = tuple(_LINK.split(", "))


class Catalogue:
    """Reads one ``catalogue.sqlite``, which never changes. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Opens ``path`` for reading only.

        Raises:
            StoreCorrupt: it is not there or no catalogue.
        """
        self._path = path
        self._lock = threading.Lock()
        try:
            self._db = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            self._db.execute("SELECT 1 FROM documents LIMIT 1")
        except sqlite3.Error as error:
            raise StoreCorrupt(f"{path} cannot be read as a catalogue ({error}); run: iscg index") from error
        self._cached_document = lru_cache(maxsize=2048)(self._load_document)
        self._cached_text = lru_cache(maxsize=512)(self._load_text)
        self._cached_known = lru_cache(maxsize=1)(lambda: KnownDocuments(self.documents()))
        self._cached_keys = lru_cache(maxsize=4096)(self._load_keys)

    def close(self) -> None:
        """Closes the file; no other method may be called afterwards."""
        with self._lock:
            self._db.close()

    def document(self, identifier: str) -> Document | None:
        """Returns what is known of a document, or None."""
        return self._cached_document(identifier)

    def document_ids(self, *, kinds: Collection[Kind] | None = None) -> tuple[str, ...]:
        """Returns the ids of all documents, or of those of ``kinds``, in order."""
        rows = self._rows("SELECT id, kind FROM documents ORDER BY id")
        return tuple(identifier for identifier, kind in rows if kinds is None or kind in kinds)

    def documents(self) -> Iterator[Document]:
        """Yields all documents in the order of their ids."""
        for identifier in self.document_ids():
            if document := self.document(identifier):
                yield document

    def text_keys(self, document: str) -> tuple[TextKey, ...]:
        """Returns the keys of all texts of a document, the record text first."""
        return self._cached_keys(document)

    def text(
        self, document: str, revision: str | None = None, *, language: str | None = None, kind: TextKind | None = None
    ) -> Text | None:
        """Returns a text of ``revision`` (None: the record text), or None where it is not held.

        Without ``kind`` an original goes before a digest, and both before what a proposal starts from; without
        ``language`` English goes before the one held.
        """
        keys = (key for key in self.text_keys(document) if key.revision == revision)
        fitting = [k for k in keys if (not language or k.language == language) and (not kind or k.kind == kind)]
        fitting.sort(key=lambda k: (_FORMS.index(k.kind), k.language != "en", k.language))
        return self._cached_text(fitting[0]) if fitting else None

    def held(self, document: str) -> dict[str, Held]:
        """Returns every revision of the history, oldest first, with how its text is held."""
        known = self.document(document)
        return held_revisions(known, self.text_keys(document)) if known else {}

    def links_from(self, document: str) -> tuple[Link, ...]:
        """Returns the references that stand in the document's texts, in their order."""
        return self._links(f"SELECT {_LINK} FROM links WHERE document = ? ORDER BY rowid", document)

    def links_to(self, document: str) -> tuple[Link, ...]:
        """Returns the references to the document that stand in texts, in the order of the citing documents."""
        return self._links(f"SELECT {_LINK} FROM links WHERE target = ? ORDER BY rowid", document)

    def known(self) -> KnownDocuments:
        """Returns what references are resolved against; read once."""
        return self._cached_known()

    def passages(self) -> tuple[Passage, ...]:
        """Returns all passages in row order."""
        rows = self._rows(f"SELECT {_PASSAGE} FROM passages ORDER BY row")
        return tuple(Passage(**dict(zip(_PASSAGE_NAMES, row, strict=True))) for row in rows)

    def serving(self) -> NDArray[np.bool_]:
        """Returns which passages serve as evidence today, in row order: shape ``(passages,)``."""
        return np.array([row[0] for row in self._rows("SELECT serves FROM passages ORDER BY row")], dtype=np.bool_)

    def embedded_keys(self) -> frozenset[bytes]:
        """Returns the keys under which the passages' vectors are cached."""
        return frozenset(row[0] for row in self._rows("SELECT embedded FROM passages"))

    def files(self) -> tuple[LedgerEntry, ...]:
        """Returns the ledger: every file of every root."""
        rows = self._rows("SELECT entry FROM files ORDER BY rowid")
        return tuple(msgspec.json.decode(row[0], type=LedgerEntry) for row in rows)

    def sources(self) -> tuple[Source, ...]:
        """Returns every file with what it yielded, so that a root need not be read again."""
        rows = self._rows("SELECT entry, payload FROM files ORDER BY rowid")
        return tuple(Source(msgspec.json.decode(entry, type=LedgerEntry), payload) for entry, payload in rows)

    def counts(self) -> Counts:
        """Returns how many rows the tables have; clauses are not counted (0)."""
        tables = ("documents", "texts", "passages", "links")
        return Counts(**{table: self._rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables})

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        try:
            with self._lock:
                return self._db.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise StoreCorrupt(f"{self._path} cannot be read ({error}); run: iscg index") from error

    def _links(self, query: str, document: str) -> tuple[Link, ...]:
        return tuple(Link(**dict(zip(_LINK_NAMES, row, strict=True))) for row in self._rows(query, document))

    def _load_document(self, identifier: str) -> Document | None:
        rows = self._rows("SELECT record FROM documents WHERE id = ?", identifier)
        return msgspec.json.decode(rows[0][0], type=Document) if rows else None

    def _load_keys(self, document: str) -> tuple[TextKey, ...]:
        query = (
            "SELECT document, revision, language, kind FROM texts WHERE document = ? ORDER BY revision, language, kind"
        )
        return tuple(
            TextKey(d, revision or None, language, kind) for d, revision, language, kind in self._rows(query, document)
        )

    def _load_text(self, key: TextKey) -> Text | None:
        query = "SELECT whole FROM texts WHERE document = ? AND revision = ? AND language = ? AND kind = ?"
        rows = self._rows(query, *key.order)
        return msgspec.json.decode(rows[0][0], type=Text) if rows else None
