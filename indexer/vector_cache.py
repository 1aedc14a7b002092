"""Vectors by what was embedded and by which embedder, so that nothing is embedded twice and a killed run resumes."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.durable import fail_point
from indexer.progress import Progress

BATCH = 64
"""Strings embedded between two commits: what a kill can lose."""
_LOOKUP = 500

_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    embedder TEXT NOT NULL, key BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (embedder, key)
) WITHOUT ROWID
"""


class PassageEmbedder(Protocol):
    """What building needs of an embedder."""

    @property
    def fingerprint(self) -> str:
        """Two embedders with the same fingerprint give the same vectors."""

    @property
    def dimensions(self) -> int:
        """The length of a vector."""

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Returns unit vectors, shape ``(len(texts), dimensions)``."""


def key_of(text: str) -> bytes:
    """Returns the key of an embedded string: its SHA-256."""
    return hashlib.sha256(text.encode()).digest()


class VectorCache:
    """Vectors in one SQLite file (WAL). It is a cache: one that cannot be read is thrown away and filled again."""

    def __init__(self, path: Path) -> None:
        """Opens or makes the cache at ``path``."""
        try:
            self._db = _opened(path)
        except sqlite3.DatabaseError:
            for suffix in ("", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            self._db = _opened(path)

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def vectors(
        self, texts: Sequence[str], *, embedder: PassageEmbedder, progress: Progress
    ) -> tuple[NDArray[np.float32], int]:
        """Returns the vectors of ``texts``, shape ``(len(texts), dimensions)``, and how many had to be embedded."""
        keys = [key_of(text) for text in texts]
        found = self._held(set(keys), embedder)
        wanted = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        ordered = sorted(wanted, key=lambda key: (len(wanted[key]), key))
        progress.start("Embedding passages", len(ordered))
        for first in range(0, len(ordered), BATCH):
            batch = ordered[first : first + BATCH]
            made = np.asarray(embedder.embed_passages([wanted[key] for key in batch]), dtype=np.float32)
            self._keep(embedder, batch, made)
            found.update(zip(batch, made, strict=True))
            progress.advance(len(batch))
            fail_point("mid-embed")
        progress.finish()
        matrix = np.zeros((len(texts), embedder.dimensions), dtype=np.float32)
        for row, key in enumerate(keys):
            matrix[row] = found[key]
        return matrix, len(ordered)

    def keep_only(self, keys: Collection[bytes]) -> None:
        """Drops the vectors of strings that no generation has any more, whichever embedder made them."""
        held = {row[0] for row in self._db.execute("SELECT DISTINCT key FROM vectors")}
        dropped = held.difference(keys)
        if not dropped:
            return
        self._db.executemany("DELETE FROM vectors WHERE key = ?", ((key,) for key in dropped))
        self._db.commit()
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _held(self, keys: Iterable[bytes], embedder: PassageEmbedder) -> dict[bytes, NDArray[np.float32]]:
        wanted, found = sorted(keys), {}
        for first in range(0, len(wanted), _LOOKUP):
            some = wanted[first : first + _LOOKUP]
            query = f"SELECT key, vector FROM vectors WHERE embedder = ? AND key IN ({', '.join('?' * len(some))})"
            for key, blob in self._db.execute(query, (embedder.fingerprint, *some)):
                vector = np.frombuffer(blob, dtype=np.float32)
                if len(vector) == embedder.dimensions:
                    found[key] = vector
        return found

    def _keep(self, embedder: PassageEmbedder, keys: Sequence[bytes], vectors: NDArray[np.float32]) -> None:
        rows = ((embedder.fingerprint, key, vector.tobytes()) for key, vector in zip(keys, vectors, strict=True))
        self._db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
        self._db.commit()


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path)
    try:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA secure_delete=ON")
        db.execute(_SCHEMA)
        if db.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("quick_check found damage")
    except sqlite3.DatabaseError:
        with suppress(sqlite3.Error), closing(db):
            pass
        raise
    return db
