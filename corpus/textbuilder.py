"""Puts a text together line by line and keeps the offsets of what can be cited."""

from __future__ import annotations

from typing import Any

from corpus.document import Basis, Clause, Part, Text


class TextBuilder:
    """Collects headings and lines; every line becomes a clause with a path of its own.

    The first line under a path keeps it bare, the next ones get `` ·2``, `` ·3``: a line added at the end of a part
    leaves the paths before it as they were.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._clauses: list[Clause] = []
        self._paths: set[str] = set()
        self._counts: dict[str, int] = {}
        self._end = 0

    def heading(self, text: str, *, space: bool = True) -> None:
        """Adds a line that can be read and not cited; an empty line goes before it where ``space`` is set."""
        if space and self._pieces:
            self._append("\n")
        self._append(f"{text}\n")

    def line(self, text: str, path: str, *, part: Part, basis: Basis, before: str = "", **fields: Any) -> Clause:
        """Adds one citable line and returns its clause; ``before`` (a label) stays outside of the clause."""
        self._append(before)
        start = self._end
        self._append(f"{text}\n")
        clause = Clause(path=self._unique(path), start=start, end=start + len(text), part=part, basis=basis, **fields)
        self._clauses.append(clause)
        return clause

    def finish(self, document: str, *, revision: str | None, title: str) -> Text:
        """Returns the text; offsets of its clauses are code points of ``content``, half-open."""
        return Text(
            document=document,
            revision=revision,
            language="en",
            kind="digest",
            content="".join(self._pieces),
            clauses=tuple(self._clauses),
            title=title,
        )

    def _append(self, piece: str) -> None:
        self._pieces.append(piece)
        self._end += len(piece)

    def _unique(self, path: str) -> str:
        count = self._counts.get(path, 0) + 1
        candidate = path if count == 1 else f"{path} ·{count}"
        while candidate in self._paths:
            count += 1
            candidate = f"{path} ·{count}"
        self._counts[path] = count
        self._paths.add(candidate)
        return candidate
