"""Keys to the service: shown once, kept as their SHA-256, each with a role, an end, and a name for people."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from assistant.private_database import open_private
from corpus.errors import StoreError, UsageError

Role = Literal["reader", "operator"]
ROLES: Final[tuple[Role, ...]] = ("reader", "operator")
"""A reader asks and reads; an operator also sees figures and what is kept."""
FILE_NAME: Final = "keys.sqlite"
PREFIX: Final = "iscg_"
LONGEST: Final = 200
"""Signs of a key; what is longer is none."""
_DAY: Final = 86_400.0
_FRESH_SECONDS: Final = 1.0
"""How long a process believes what it read: a key that is revoked elsewhere is refused within a second."""
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS key (
  id TEXT PRIMARY KEY, hash BLOB NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL, made REAL NOT NULL,
  ends REAL);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What is known of a key but itself. ``ends``: seconds since 1970, None for never."""

    id: str
    name: str
    role: Role
    made: float
    ends: float | None

    def is_valid(self, now: float) -> bool:
        """Returns whether it has not ended by ``now``."""
        return self.ends is None or now < self.ends


class KeyStore:
    """Keeps keys in one file, which is made with the first key. Safe to share between threads and processes."""

    def __init__(self, path: Path | None, *, clock: Callable[[], float] = time.time) -> None:
        self._path, self._clock = path, clock
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._known: tuple[float, dict[bytes, Key]] = (float("-inf"), {})

    def add(self, name: str, *, role: Role = "reader", days: float | None = None) -> tuple[Key, str]:
        """Makes a key and returns it with its secret, which is kept nowhere.

        Raises:
            UsageError: the name is empty or longer than 80 signs.
        """
        if not 0 < len(name.strip()) <= 80:
            raise UsageError("A key needs a name of at most 80 signs that says whose it is.")
        secret = PREFIX + secrets.token_urlsafe(32)
        now = self._clock()
        key = Key(
            id=secrets.token_hex(4), name=name.strip(), role=role, made=now, ends=now + days * _DAY if days else None
        )
        with self._opened(make=True) as database:
            assert database is not None
            database.execute(
                "INSERT INTO key VALUES (?, ?, ?, ?, ?, ?)",
                (key.id, _hash(secret), key.name, key.role, key.made, key.ends),
            )
        self._known = (float("-inf"), {})
        return key, secret

    def revoke(self, identifier: str) -> None:
        """Takes a key back. Raises UsageError where there is none of that id."""
        with self._opened(make=False) as database:
            gone = database.execute("DELETE FROM key WHERE id = ?", (identifier,)).rowcount if database else 0
        self._known = (float("-inf"), {})
        if not gone:
            raise UsageError(f"There is no key {identifier[:40]}. iscg keys list shows those there are.")

    def all(self) -> tuple[Key, ...]:
        """Returns all keys, the oldest first, ended ones too."""
        return tuple(sorted(self._read().values(), key=lambda key: key.made))

    def find(self, secret: str) -> Key | None:
        """Returns the key that ``secret`` is, if it is one and has not ended."""
        if not secret.startswith(PREFIX) or len(secret) > LONGEST:
            return None
        key = self._read().get(_hash(secret))
        return key if key is not None and key.is_valid(self._clock()) else None

    def _read(self) -> dict[bytes, Key]:
        read_at, known = self._known
        if time.monotonic() - read_at < _FRESH_SECONDS:
            return known
        with self._opened(make=False) as database:
            rows = database.execute("SELECT hash, id, name, role, made, ends FROM key").fetchall() if database else []
        known = {
            row[0]: Key(
                id=row[1], name=row[2], role="operator" if row[3] == "operator" else "reader", made=row[4], ends=row[5]
            )
            for row in rows
        }
        self._known = (time.monotonic(), known)
        return known

    @contextmanager
    def _opened(self, *, make: bool) -> Iterator[sqlite3.Connection | None]:
        with self._lock:
            try:
                if self._connection is None and (make or self._path is None or self._path.exists()):
                    self._connection = open_private(self._path, _SCHEMA)
                if self._connection is None:
                    yield None
                    return
                with self._connection:
                    yield self._connection
            except sqlite3.Error as error:
                raise StoreError(
                    f"The keys in {self._path} cannot be read: {error}. Set ISCG_KEYS to a usable file."
                ) from None


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()
