"""What became of every file: the ledger that the store keeps, and the report of one run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

FileState = Literal["read", "skipped", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One file of a source root, by its path below it (the file's own name where the root is a file).

    ``sha256`` is "" for what could not be read and for what was skipped unread. ``reason`` says why it was skipped or
    failed. ``recipe`` is the version of the code that read it. The word counts tell what was lost in reading.
    """

    root: str
    path: str
    state: FileState
    sha256: str = ""
    size: int = 0
    reason: str = ""
    recipe: str = ""
    language: str = ""
    documents: tuple[str, ...] = ()
    words_read: int = 0
    words_kept: int = 0
    dropped: tuple[tuple[str, int], ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The root and the path below it, as a user would name the file."""
        return self.root if Path(self.root).name == self.path else f"{self.root}/{self.path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a generation holds."""

    documents: int = 0
    texts: int = 0
    clauses: int = 0
    passages: int = 0
    links: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one run of ``iscg index`` did. ``changed`` is False where nothing had to be written.

    ``problems`` names what kept a part of the sources from being read as asked; a run with problems exits with 1.
    """

    store: str
    generation: str
    changed: bool
    counts: Counts
    roots: tuple[str, ...]
    read: int = 0
    read_anew: int = 0
    removed: tuple[str, ...] = ()
    embedded: int = 0
    reused: int = 0
    skipped: tuple[LedgerEntry, ...] = ()
    failed: tuple[LedgerEntry, ...] = ()
    warnings: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    seconds: float = 0.0
    files: tuple[LedgerEntry, ...] = ()

    def to_json(self) -> bytes:
        """Returns the report as indented JSON with a line's end."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n"
