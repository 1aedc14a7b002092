"""Reads and writes the Markdown files of the corpus: front matter, parts, headings, lines with their basis.

The grammar is strict (``shipped/README.md`` shows it): what is no part, heading or line is an error that names its
line and what to do, so that nothing an author wrote is silently left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from corpus.conferences import find_conference
from corpus.document import KINDS_WITH_REVISIONS, Basis, Document, Kind, Line, Part
from corpus.errors import ManuscriptError
from corpus.frontmatter import read_front
from corpus.frontwriter import write_front

PARTS: dict[str, Part] = {
    "Mandate": "mandate",
    "Changes": "change",
    "Responsible for": "responsibility",
    "Leads on": "lead-role",
    "Points": "point",
    "Content": "content",
    "Notes": "note",
    "Gaps": "gap",
}
"""The parts of a file, in the order they are written, and the part of a document's line each one holds."""

NOT_ESTABLISHED = "not established"

_NAMES = {part: name for name, part in PARTS.items()}
_DATED: tuple[Part, ...] = ("mandate", "change")
_LINE = re.compile(r"- (?P<text>\S(?:.*\S)?) \[(?P<basis>seen|recalled|inferred)\]\Z")


def parse_manuscript(text: str, *, where: str) -> Document:
    """Returns the document a file tells. ``where`` names the file in errors.

    Lines keep the order of the file. Raises ManuscriptError with the file, the line and a remedy for whatever does
    not follow the format.
    """
    rows = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    end = _front_end(rows, where)
    document = read_front("\n".join(rows[1:end]) + "\n", where=where)
    return replace(document, lines=tuple(_Body(document.kind, where).read(rows, start=end + 1)))


def write_manuscript(document: Document) -> str:
    """Returns the file of a document; parsing it gives the document back, its lines sorted by part.

    Raises ManuscriptError for a line that the format cannot hold (a part it has no name for, a line break).
    """
    rows = ["---", *write_front(document), "---"]
    for name, part in PARTS.items():
        lines = [line for line in document.lines if line.part == part]
        if lines:
            rows += ["", f"# {name}", *_write_part(lines, document.id)]
    strangers = [line for line in document.lines if line.part not in _NAMES]
    if strangers:
        raise ManuscriptError(document.id, 1, f"a line of part “{strangers[0].part}” has no place in a file")
    return "\n".join(rows) + "\n"


def _write_part(lines: list[Line], where: str) -> Iterator[str]:
    revision: str | None = ""
    heading = ""
    before: tuple[str | None, str] | None = None
    for line in lines:
        if line.part in _DATED and line.revision != revision:
            revision, heading = line.revision, ""
            yield from ("", f"## {revision or NOT_ESTABLISHED}")
        if line.heading != heading:
            heading = line.heading
            yield from ("", f"{'###' if line.part == 'mandate' else '##'} {heading}")
        row = f"- {line.text} [{line.basis}]"
        if not _LINE.match(row) or "\n" in row:
            raise ManuscriptError(where, 1, f"“{line.text[:60]}” cannot be written; make it one plain sentence")
        if (line.revision, line.heading) != before:
            yield ""
        before = (line.revision, line.heading)
        yield row


def _front_end(rows: list[str], where: str) -> int:
    if not rows or rows[0].rstrip() != "---":
        raise ManuscriptError(where, 1, "the file does not begin with front matter; begin it with a line “---”")
    for number, row in enumerate(rows[1:], start=1):
        if row.rstrip() == "---":
            return number
    raise ManuscriptError(where, len(rows), "the front matter has no end; close it with a line “---”")


class _Body:
    """The state of reading a file's parts: in which part, under which headings."""

    def __init__(self, kind: Kind, where: str) -> None:
        self._kind = kind
        self._where = where
        self._part: Part | None = None
        self._seen: set[Part] = set()
        self._revision: str | None = None
        self._dated = False
        self._heading = ""

    def read(self, rows: list[str], *, start: int) -> Iterator[Line]:
        for number, row in enumerate(rows[start:], start=start + 1):
            stripped = row.rstrip()
            if not stripped:
                continue
            if stripped.startswith("- "):
                yield self._line(stripped, number)
            elif stripped.startswith("### "):
                self._clause(stripped[4:].strip(), number)
            elif stripped.startswith("## "):
                self._section(stripped[3:].strip(), number)
            elif stripped.startswith("# "):
                self._open(stripped[2:].strip(), number)
            else:
                raise self._error(number, "this is no part, heading or line; begin it with “# ”, “## ”, “### ” or “- ”")

    def _open(self, name: str, number: int) -> None:
        part = PARTS.get(name)
        if part is None:
            raise self._error(number, f"“{name}” is not a part; use one of {', '.join(PARTS)}")
        if part in self._seen:
            raise self._error(number, f"the part “{name}” stands twice; move its lines together")
        if part in _DATED and self._kind not in KINDS_WITH_REVISIONS:
            raise self._error(number, f"“{name}” is not for a {self._kind}; use Content or Points")
        self._seen.add(part)
        self._part, self._revision, self._dated, self._heading = part, None, False, ""

    def _section(self, name: str, number: int) -> None:
        if self._part in _DATED:
            known = name == NOT_ESTABLISHED or find_conference(name) is not None
            if not known or name != name.lower():
                problem = f"“{name}” is no known conference; write its code (such as pp-22) or “{NOT_ESTABLISHED}”"
                raise self._error(number, problem)
            self._revision = None if name == NOT_ESTABLISHED else name
            self._dated, self._heading = True, ""
        elif self._part == "content":
            self._heading = name
        else:
            raise self._error(number, "this part has no headings; write the line under the part itself")

    def _clause(self, name: str, number: int) -> None:
        if self._part != "mandate" or not self._dated:
            raise self._error(number, "“###” names a clause under “# Mandate” and a “## revision”; move it there")
        self._heading = name

    def _line(self, row: str, number: int) -> Line:
        if self._part is None:
            raise self._error(number, "a line before the first part; open one such as “# Notes”")
        match = _LINE.match(row)
        if match is None:
            raise self._error(number, "the line has no basis; end it with [seen], [recalled] or [inferred]")
        if self._part in _DATED and not self._dated:
            raise self._error(number, f"no revision stands above this line; add “## pp-22” or “## {NOT_ESTABLISHED}”")
        if self._part == "mandate" and not self._heading:
            raise self._error(number, "no clause stands above this line; name it, such as “### resolves”")
        basis = cast(Basis, match["basis"])
        return Line(part=self._part, text=match["text"], basis=basis, heading=self._heading, revision=self._revision)

    def _error(self, number: int, problem: str) -> ManuscriptError:
        return ManuscriptError(self._where, number, problem)
