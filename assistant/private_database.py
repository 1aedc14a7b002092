"""A SQLite file that only its owner may read: how everything that is kept beside the store is opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Final

WAIT_SECONDS: Final = 10.0
"""How long a write waits for that of another process."""


def open_private(path: Path | None, schema: str, *, pragmas: Sequence[str] = ()) -> sqlite3.Connection:
    """Returns a connection to the file, made with ``schema`` where it is not there; in memory where ``path`` is None.

    It may be used by several threads, one at a time; what is deleted is overwritten. ``pragmas`` are set besides.

    Raises:
        sqlite3.Error: the file cannot be opened or is none.
    """
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(path or ":memory:", timeout=WAIT_SECONDS, check_same_thread=False)
    for pragma in ("journal_mode = WAL", "secure_delete = ON", *pragmas):
        database.execute(f"PRAGMA {pragma}")
    database.executescript(schema)
    if path is not None:
        path.chmod(0o600)
    return database
