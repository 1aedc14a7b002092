"""What Slack delivered, on disk: each event is taken once, by one process, and outlives the one that took it.

Shared by all processes of a machine. A question's words are kept until it is answered and then deleted; what it is
known by stays for a day, which is far longer than Slack retries.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from bots.slack.reading import Task
from corpus.errors import StoreError

KEPT: Final = 86_400.0
TALKS_KEPT: Final = 30 * 86_400.0
MOST_TRIES: Final = 3
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS delivery (
  event TEXT PRIMARY KEY, taken REAL NOT NULL, owner TEXT, tries INTEGER NOT NULL DEFAULT 1,
  task BLOB, message TEXT, sent INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS owner (name TEXT PRIMARY KEY, seen REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS talk (name TEXT PRIMARY KEY, conversation TEXT NOT NULL, used REAL NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A task in hand. ``message``: the one posted for it already; ``sent``: how many parts of the answer went out."""

    task: Task
    tries: int = 1
    message: str | None = None
    sent: int = 0


class Deliveries:
    """Safe to share between threads and processes. All methods raise StoreError where the file cannot be used."""

    def __init__(self, path: Path, *, owner: str, clock: Callable[[], float], lost: float) -> None:
        """``owner`` names this process; another not heard of for ``lost`` seconds is taken for dead."""
        self._path, self._owner, self._clock, self._lost = path, owner, clock, lost
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def take(self, task: Task, *also: str) -> bool:
        """Keeps a task as this process's; False where it, or one known as ``also``, was taken before."""
        now = self._clock()
        with self._writing() as database:
            database.execute("DELETE FROM delivery WHERE taken + ? <= ? AND task IS NULL", (KEPT, now))
            names = [task.event, *also]
            marks = ",".join("?" * len(names))
            if database.execute(f"SELECT 1 FROM delivery WHERE event IN ({marks})", names).fetchone():
                return False
            database.execute(
                "INSERT INTO delivery (event, taken, owner, task) VALUES (?, ?, ?, ?)",
                (task.event, now, self._owner, msgspec.json.encode(task)),
            )
            database.executemany("INSERT INTO delivery (event, taken) VALUES (?, ?)", [(one, now) for one in also])
            _seen(database, self._owner, now)
            return True

    def beat(self) -> tuple[Job, ...]:
        """Says that this process lives; returns what dead ones left behind, which is now its own."""
        now = self._clock()
        with self._writing() as database:
            _seen(database, self._owner, now)
            database.execute("DELETE FROM owner WHERE seen + ? <= ?", (self._lost, now))
            rows = database.execute(
                "SELECT event, tries, task, message, sent FROM delivery WHERE task IS NOT NULL "
                "AND (owner IS NULL OR owner NOT IN (SELECT name FROM owner)) ORDER BY taken",
            ).fetchall()
            for event, *_ in rows:
                database.execute(
                    "UPDATE delivery SET owner = ?, tries = tries + 1 WHERE event = ?", (self._owner, event)
                )
        return tuple(
            Job(task=msgspec.json.decode(task, type=Task), tries=tries + 1, message=message, sent=sent)
            for _, tries, task, message, sent in rows
        )

    def posted(self, event: str, *, message: str | None, sent: int) -> None:
        """Keeps which message stands for an event and how many parts of the answer went out."""
        with self._writing() as database:
            database.execute("UPDATE delivery SET message = ?, sent = ? WHERE event = ?", (message, sent, event))

    def done(self, event: str) -> None:
        """Forgets the words of a task; that it was taken stays known."""
        with self._writing() as database:
            database.execute("UPDATE delivery SET task = NULL, owner = NULL WHERE event = ?", (event,))

    def release(self, event: str) -> None:
        """Gives a task back: the next beat of any process takes it up again."""
        with self._writing() as database:
            database.execute("UPDATE delivery SET owner = NULL WHERE event = ?", (event,))

    def leave(self) -> None:
        """Says that this process ends: others take up what it had at once. Closes the file."""
        with self._writing() as database:
            database.execute("DELETE FROM owner WHERE name = ?", (self._owner,))
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    def conversation(self, talk: str) -> str | None:
        """Returns the conversation of a thread, if it has one."""
        with self._writing() as database:
            database.execute("DELETE FROM talk WHERE used + ? <= ?", (TALKS_KEPT, self._clock()))
            row = database.execute("SELECT conversation FROM talk WHERE name = ?", (talk,)).fetchone()
        return str(row[0]) if row else None

    def converse(self, talk: str, conversation: str) -> None:
        """Keeps the conversation of a thread."""
        with self._writing() as database:
            database.execute("INSERT OR REPLACE INTO talk VALUES (?, ?, ?)", (talk, conversation, self._clock()))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                database = self._opened()
                database.execute("BEGIN IMMEDIATE")
                try:
                    yield database
                except BaseException:
                    database.rollback()
                    raise
                database.commit()
            except sqlite3.Error as error:
                raise StoreError(
                    f"Deliveries of Slack cannot be kept in {self._path}: {error}. Make it a file one can write."
                ) from None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(self._path, timeout=10.0, check_same_thread=False, isolation_level=None)
            database.execute("PRAGMA journal_mode = WAL")
            database.execute(
                "PRAGMA synchronous = NORMAL"
            )  # a killed process loses nothing; a commit waits for no disk
            database.execute("PRAGMA secure_delete = ON")
            database.executescript(_SCHEMA)
            self._path.chmod(0o600)
            self._connection = database
        return self._connection


def _seen(database: sqlite3.Connection, owner: str, now: float) -> None:
    database.execute("INSERT OR REPLACE INTO owner VALUES (?, ?)", (owner, now))
