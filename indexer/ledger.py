"""What became of every file: the ledger that the store keeps, and the report of one run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

FileState = Literal["read", "skipped", "failed"]


_FURNITURE = frozenset({"header", "footer", "page number", "contents list", "cover", "foreword", "navigation", "rule"})
"""Reasons for which words are left out of any document."""
_MOST_LOST = 0.1
_PRINTED = frozenset({"pdf", "docx", "doc"})
_LARGE, _FEW = 200_000, 40
"""Bytes and words: a scan with a cover sheet looks like this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One file of a source root, by its path below it (the file's own name where the root is a file).

    ``sha256`` is "" for what could not be read and for what was skipped unread. ``reason`` says why it was skipped or
    failed. ``recipe`` is the version of the code that read it. ``format`` is what its name says, ``loader`` what read
    it (``manuscript``: a document of the corpus), ``seconds`` how long that took. The word counts tell what was lost:
    ``words_read`` is ``words_kept`` and the sum of ``dropped``, each with its reason.
    """

    root: str
    path: str
    state: FileState
    sha256: str = ""
    size: int = 0
    reason: str = ""
    recipe: str = ""
    format: str = ""
    loader: str = ""
    seconds: float = 0.0
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

    @property
    def suspicion(self) -> str:
        """Why a person should look at a file that was read; "" where nothing about it is out of the ordinary."""
        if self.state != "read":
            return ""
        return " ".join([*self._odd_counts(), *self.warnings])

    def _odd_counts(self) -> Iterator[str]:
        listed = sum(words for _, words in self.dropped)
        missing = self.words_read - self.words_kept - listed
        if missing:
            yield f"{abs(missing):,} of {self.words_read:,} words are neither in its text nor listed."
        lost = sum(words for reason, words in self.dropped if reason not in _FURNITURE)
        if lost > _MOST_LOST * self.words_read:
            reasons = ", ".join(f"{reason} {words:,}" for reason, words in self.dropped if reason not in _FURNITURE)
            yield f"{lost:,} of {self.words_read:,} words were dropped ({reasons})."
        if self.loader in _PRINTED and self.size > _LARGE and self.words_kept < _FEW:
            kilobytes = self.size // 1000
            yield f"Only {self.words_kept} words were found in {kilobytes:,} kB; its pages may be pictures."


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
    suspicious: tuple[LedgerEntry, ...] = ()
    warnings: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    seconds: float = 0.0
    files: tuple[LedgerEntry, ...] = ()

    def to_json(self) -> bytes:
        """Returns the report as indented JSON with a line's end."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n"
