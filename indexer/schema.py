"""The catalogue's tables, and how one is written: in one pass, beside the live one, never changed afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from indexer.assembly import Holdings, TextKey
from indexer.links import Link
from indexer.passages import Passage
from indexer.sources import Source
from indexer.vector_cache import key_of

SCHEMA = """
CREATE TABLE documents (id TEXT PRIMARY KEY, kind TEXT NOT NULL, body TEXT NOT NULL, record BLOB NOT NULL);
CREATE TABLE texts (
    document TEXT NOT NULL, revision TEXT NOT NULL, language TEXT NOT NULL, kind TEXT NOT NULL, whole BLOB NOT NULL,
    PRIMARY KEY (document, revision, language, kind)
);
CREATE TABLE passages (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL, revision TEXT, language TEXT NOT NULL,
    kind TEXT NOT NULL, clause TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL,
    context TEXT NOT NULL, dated TEXT NOT NULL, part TEXT NOT NULL, basis TEXT NOT NULL,
    serves INTEGER NOT NULL, embedded BLOB NOT NULL
);
CREATE TABLE links (
    document TEXT NOT NULL, revision TEXT, language TEXT NOT NULL, kind TEXT NOT NULL, clause TEXT NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL, target TEXT, target_revision TEXT,
    state TEXT NOT NULL, relation TEXT NOT NULL
);
CREATE INDEX links_from ON links (document);
CREATE INDEX links_to ON links (target);
CREATE TABLE files (
    root TEXT NOT NULL, path TEXT NOT NULL, entry BLOB NOT NULL, payload BLOB NOT NULL, PRIMARY KEY (root, path)
);
"""
"""``revision`` of a text is "" for the record text, so that it can be part of a key; NULL elsewhere.

``passages.row`` is the row number in ``vectors.npy``, counted from 0; ``embedded`` the key of its vector in the cache.
"""


def write_catalogue(
    path: Path,
    *,
    holdings: Holdings,
    passages: Sequence[Passage],
    serving: NDArray[np.bool_],
    links: Iterable[Link],
    sources: Iterable[Source],
) -> None:
    """Writes the catalogue of one generation to ``path``, which must not exist. The caller makes it durable."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=OFF")
        db.execute("PRAGMA synchronous=OFF")
        db.executescript(SCHEMA)
        db.execute("BEGIN")
        _insert(db, "documents", ((d.id, d.kind, d.body, msgspec.json.encode(d)) for d in holdings.documents.values()))
        _insert(db, "texts", ((*TextKey.of(t).order, msgspec.json.encode(t)) for t in holdings.texts))
        _insert(db, "passages", (_passage_row(n, p, bool(serving[n])) for n, p in enumerate(passages)))
        _insert(db, "links", (_link_row(link) for link in links))
        _insert(db, "files", ((s.entry.root, s.entry.path, msgspec.json.encode(s.entry), s.payload) for s in sources))
        db.execute("COMMIT")


def _insert(db: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    width = len(db.execute(f"PRAGMA table_info({table})").fetchall())
    db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", rows)


def _passage_row(row: int, p: Passage, serves: bool) -> tuple[object, ...]:
    place = (p.document, p.revision, p.language, p.kind, p.clause, p.start, p.end)
    return (row, p.id, *place, p.text, p.context, p.dated, p.part, p.basis, int(serves), key_of(p.embedded))


def _link_row(link: Link) -> tuple[object, ...]:
    place = (link.document, link.revision, link.language, link.kind, link.clause, link.start, link.end)
    return (*place, link.text, link.target, link.target_revision, link.state, link.relation)
