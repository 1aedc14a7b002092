"""What readers say of answers, and what was asked in vain: kept for a time, without a word of who asked.

A line of ``iscg feedback`` is a ``Signal`` as JSON; ``iscg eval candidates`` makes drafts of gold questions from them.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

import msgspec

from assistant.answer import Answer
from assistant.private_database import open_private
from corpus.errors import StoreError

SignalKind = Literal["unanswered", "wrong", "incomplete", "helpful"]
READERS: Final[tuple[SignalKind, ...]] = ("helpful", "incomplete", "wrong")
"""What a reader may say."""
FILE_NAME: Final = "feedback.sqlite"
MAX_COMMENT: Final = 2_000
_REMEMBERED: Final = 2_000
"""Answers that can still be spoken of, the latest; they are held in memory alone."""
_DAY: Final = 86_400.0
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS signal (
  number INTEGER PRIMARY KEY, answer TEXT, given REAL NOT NULL, signal BLOB NOT NULL, UNIQUE (answer));
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A question that was abstained from, or an answer that a reader judged.

    ``day`` is an ISO date; ``got`` the kind of the answer; ``cited`` its citations ("pp-res-191@pp-22, resolves 2");
    ``comment`` what the reader wrote.
    """

    question: str
    signal: SignalKind
    language: str
    day: str = ""
    as_of: str | None = None
    got: str = ""
    cited: tuple[str, ...] = ()
    comment: str = ""


def signal_of(answer: Answer, kind: SignalKind, *, comment: str = "") -> Signal:
    """Returns what is kept of an answer that is spoken of."""
    return Signal(
        question=answer.question,
        signal=kind,
        language=answer.language,
        as_of=answer.as_of,
        got=answer.reason or answer.kind,
        cited=tuple(
            f"{one.document}{f'@{one.revision}' if one.revision else ''}, {one.clause}" for one in answer.citations
        ),
        comment=comment[:MAX_COMMENT],
    )


class SignalStore:
    """Keeps signals in one file, made at first use; gone after ``days``. Safe to share between threads and processes.

    ``keep_unanswered``: questions that got an abstention are kept too, without a reader's doing.
    """

    def __init__(
        self,
        path: Path | None,
        *,
        days: float = 90,
        keep_unanswered: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._path, self._seconds, self._clock = path, days * _DAY, clock
        self._keep_unanswered = keep_unanswered
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._recent: OrderedDict[str, Answer] = OrderedDict()

    def noticed(self, answer: Answer) -> None:
        """Remembers an answer, so that a reader may speak of it; keeps its question where it was asked in vain."""
        with self._lock:
            self._recent[answer.id] = answer
            while len(self._recent) > _REMEMBERED:
                self._recent.popitem(last=False)
        if self._keep_unanswered and answer.reason in ("no-evidence", "out-of-scope"):
            self._add(None, signal_of(answer, "unanswered"))

    def say(self, answer: str, kind: SignalKind, *, comment: str = "") -> bool:
        """Keeps what a reader says of an answer, in place of what was said of it before; False if it is not known.

        Answers are known for as long as the process runs and some thousand others have not been given.
        """
        with self._lock:
            known = self._recent.get(answer)
        if known is None:
            return False
        self._add(answer, signal_of(known, kind, comment=comment))
        return True

    def signals(self) -> tuple[Signal, ...]:
        """Returns all that is kept, oldest first."""
        with self._writing() as database:
            rows = database.execute("SELECT given, signal FROM signal ORDER BY given, number").fetchall()
        read = ((given, msgspec.json.decode(held, type=Signal)) for given, held in rows)
        return tuple(replace(one, day=datetime.fromtimestamp(given, UTC).date().isoformat()) for given, one in read)

    def close(self) -> None:
        """Gives the file back; the next call opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    def _add(self, answer: str | None, signal: Signal) -> None:
        with self._writing() as database:
            database.execute(
                "INSERT OR REPLACE INTO signal (answer, given, signal) VALUES (?, ?, ?)",
                (answer, self._clock(), msgspec.json.encode(signal)),
            )

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                database = self._opened()
                with database:
                    database.execute("DELETE FROM signal WHERE given + ? <= ?", (self._seconds, self._clock()))
                    yield database
            except sqlite3.Error as error:
                raise StoreError(
                    f"Feedback cannot be kept in {self._path}: {error}. Set ISCG_FEEDBACK to a file one can write."
                ) from None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = open_private(self._path, _SCHEMA)
        return self._connection
