"""Conversations on disk: SQLite, under unguessable ids, gone when they are deleted or were not used for some time.

An id is kept as its SHA-256 alone: who reads the file cannot take part in a conversation.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from assistant.private_database import open_private
from assistant.turn import Turn
from corpus.errors import ConversationUnknown, StoreError

DEFAULT_DAYS: Final = 30
MOST_TURNS: Final = 100
"""Older turns of a conversation are let go."""
FILE_NAME: Final = "conversations.sqlite"
_SWEEP_SECONDS: Final = 3600.0
_DAY: Final = 86_400.0
_EMPTY_LOG: Final = "PRAGMA wal_checkpoint(TRUNCATE)"
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS conversation (key BLOB PRIMARY KEY, begun REAL NOT NULL, used REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS turn (
  key BLOB NOT NULL REFERENCES conversation (key) ON DELETE CASCADE, number INTEGER NOT NULL, asked REAL NOT NULL,
  turn BLOB NOT NULL, PRIMARY KEY (key, number)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A conversation as it is kept, turns oldest first. Times are in UTC."""

    begun: datetime
    expires: datetime
    turns: tuple[Turn, ...]
    asked: tuple[datetime, ...]


class ConversationStore:
    """Keeps conversations in one file, which is made at first use. Safe to share between threads and processes."""

    def __init__(
        self, path: Path | None, *, days: float = DEFAULT_DAYS, clock: Callable[[], float] = time.time
    ) -> None:
        """``path`` None keeps them in memory. ``days``: how long after its last turn a conversation is gone."""
        self._path = path
        self._seconds = days * _DAY
        self._clock = clock
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._swept = float("-inf")

    def begin(self) -> str:
        """Returns the id of a new conversation."""
        identifier = secrets.token_urlsafe(24)
        now = self._clock()
        with self._writing() as database:
            database.execute("INSERT INTO conversation VALUES (?, ?, ?)", (_key(identifier), now, now))
        return identifier

    def turns(self, identifier: str) -> tuple[Turn, ...]:
        """Returns the turns, oldest first. Raises ConversationUnknown."""
        return self.read(identifier).turns

    def read(self, identifier: str) -> Conversation:
        """Returns a conversation. Raises ConversationUnknown where there is none of that id, or it has expired."""
        with self._writing() as database:
            key = _key(identifier)
            begun, used = self._found(database, key)
            rows = database.execute("SELECT asked, turn FROM turn WHERE key = ? ORDER BY number", (key,)).fetchall()
        return Conversation(
            begun=_moment(begun),
            expires=_moment(used + self._seconds),
            turns=tuple(msgspec.json.decode(turn, type=Turn) for _, turn in rows),
            asked=tuple(_moment(asked) for asked, _ in rows),
        )

    def add(self, identifier: str, turn: Turn) -> None:
        """Adds a turn; the same question asked again takes the place of its former turn. Raises ConversationUnknown."""
        key, now = _key(identifier), self._clock()
        with self._writing() as database:
            self._found(database, key)
            last = database.execute(
                "SELECT number, turn FROM turn WHERE key = ? ORDER BY number DESC LIMIT 1", (key,)
            ).fetchone()
            number = last[0] + 1 if last else 1
            if last and msgspec.json.decode(last[1], type=Turn).question == turn.question:
                number = last[0]
            database.execute(
                "INSERT OR REPLACE INTO turn VALUES (?, ?, ?, ?)", (key, number, now, msgspec.json.encode(turn))
            )
            database.execute("DELETE FROM turn WHERE key = ? AND number <= ?", (key, number - MOST_TURNS))
            database.execute("UPDATE conversation SET used = ? WHERE key = ?", (now, key))

    def delete(self, identifier: str) -> None:
        """Deletes a conversation; its words are gone from the file too. Raises ConversationUnknown."""
        with self._writing() as database:
            self._found(database, _key(identifier))
            database.execute("DELETE FROM conversation WHERE key = ?", (_key(identifier),))
        self._flush()

    def sweep(self) -> int:
        """Deletes what has expired and returns how many that were."""
        self._swept = self._clock()  # this is the sweep that would come with the next use
        with self._writing() as database:
            expired = self._sweep(database)
        self._flush()
        return expired

    def close(self) -> None:
        """Gives the file back; the next call opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    def _found(self, database: sqlite3.Connection, key: bytes) -> tuple[float, float]:
        row = database.execute("SELECT begun, used FROM conversation WHERE key = ?", (key,)).fetchone()
        if row is None or row[1] + self._seconds <= self._clock():
            raise ConversationUnknown
        return row[0], row[1]

    def _sweep(self, database: sqlite3.Connection) -> int:
        self._swept = self._clock()
        return database.execute("DELETE FROM conversation WHERE used + ? <= ?", (self._seconds, self._clock())).rowcount

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                database = self._opened()
                if self._clock() - self._swept >= _SWEEP_SECONDS:
                    with database:
                        self._sweep(database)
                    database.execute(_EMPTY_LOG)
                with database:
                    yield database
            except sqlite3.Error as error:
                raise StoreError(
                    f"Conversations cannot be kept in {self._path}: {error}. Set ISCG_CONVERSATIONS to a file that can "
                    "be written, or ask without a conversation."
                ) from None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = open_private(self._path, _SCHEMA, pragmas=("foreign_keys = ON",))
        return self._connection

    def _flush(self) -> None:
        """Moves the log into the file and empties it, so that what was deleted stands in neither."""
        with self._lock:
            if self._connection is not None:
                self._connection.execute(_EMPTY_LOG)


def _key(identifier: str) -> bytes:
    return hashlib.sha256(identifier.encode("utf-8", "replace")).digest()


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
