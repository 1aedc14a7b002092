"""The documents that ship as files: each with its text and what was read from it, and the files that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from corpus.document import Document, Line
from corpus.errors import ManuscriptError, SourceError
from corpus.manuscript import parse_manuscript

FOLDER_OF_KIND: dict[str, tuple[str, ...]] = {
    "resolution": ("resolutions",),
    "decision": ("decisions",),
    "theme": ("themes",),
    "group": ("groups",),
    "council-report": ("reports", "iscg"),
    "meeting-report": ("reports", "iscg"),
}
"""Folders a kind may stand in; kinds without an entry stand in ``OTHER_FOLDERS``."""
OTHER_FOLDERS = ("documents", "iscg")

GENRES = {"resolutions": "res", "decisions": "dec", "recommendations": "rec", "opinions": "op"}
"""Folder of numbered documents to the genre their identifiers have."""
_NOT_DOCUMENTS = ("README.md",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One file: its path below the folder of the corpus, its text, the document it tells."""

    path: str
    text: str
    document: Document

    @property
    def expected_id(self) -> str:
        """The identifier the file's place and name stand for: ``resolutions/pp/191.md`` is ``pp-res-191``."""
        folder, _, rest = self.path.removesuffix(".md").partition("/")
        body, _, number = rest.partition("/")
        if folder in GENRES and number:
            return f"{body}-{GENRES[folder]}-{number}"
        return Path(self.path).stem

    def row_of(self, wanted: str) -> int:
        """Returns the number of the first row of the file that holds ``wanted``; 1 if none does."""
        at = self.text.find(wanted)
        return self.text.count("\n", 0, at) + 1 if at >= 0 else 1

    def row_of_line(self, line: Line) -> int:
        """Returns the row of a line of the document."""
        return self.row_of(f"- {line.text} [{line.basis}]")

    def row_of_entry(self, key: str, value: str) -> int:
        """Returns the row below ``key:`` of the front matter that holds ``value`` as a whole word."""
        start = re.search(rf"^{re.escape(key)}:", self.text, re.MULTILINE)
        if start is None:
            return 1
        found = re.compile(rf"(?<![\w-]){re.escape(value)}(?![\w-])").search(self.text, start.start())
        at = found.start() if found else start.start()
        return self.text.count("\n", 0, at) + 1


@dataclass(frozen=True, slots=True)
class Shelf:
    """All files of a folder. ``faults`` are those that could not be read; answers what references have to know."""

    sheets: tuple[Sheet, ...]
    faults: tuple[ManuscriptError, ...] = ()
    _by_id: dict[str, Sheet] = field(init=False, repr=False)
    _symbols: dict[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {sheet.document.id: sheet for sheet in self.sheets})
        symbols = {sheet.document.symbol: sheet.document.id for sheet in self.sheets if sheet.document.symbol}
        object.__setattr__(self, "_symbols", symbols)

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self.sheets)

    @property
    def documents(self) -> Mapping[str, Document]:
        """All documents by their identifier."""
        return {name: sheet.document for name, sheet in self._by_id.items()}

    def sheet(self, document: str) -> Sheet | None:
        """Returns the file of a document, or None."""
        return self._by_id.get(document)

    def document_ids(self) -> Collection[str]:
        """Returns the identifiers of all documents."""
        return self._by_id.keys()

    def revisions_of(self, document: str, /) -> tuple[str, ...]:
        """Returns the codes of a document's history, oldest first."""
        sheet = self._by_id.get(document)
        return tuple(step.revision for step in sheet.document.history) if sheet else ()

    def symbol_to_id(self, symbol: str, /) -> str | None:
        """Returns the document that bears a symbol, or None."""
        return self._symbols.get(symbol)


def read_shelf(root: Path | None = None) -> Shelf:
    """Reads every Markdown file below ``root`` (default: the corpus that ships), in order of path.

    A file that breaks the format becomes a fault and stops nothing. Raises SourceError if ``root`` is no folder or
    holds no document, or a file cannot be opened.
    """
    folder = root or Path(str(files("corpus") / "shipped"))
    if not folder.is_dir():
        raise SourceError(str(folder), "this is no folder; name the folder that holds the documents")
    sheets: list[Sheet] = []
    faults: list[ManuscriptError] = []
    for path in sorted(folder.rglob("*.md")):
        if path.name in _NOT_DOCUMENTS:
            continue
        name = path.relative_to(folder).as_posix()
        try:
            text = path.read_text(encoding="utf-8")
            sheets.append(Sheet(path=name, text=text, document=parse_manuscript(text, where=name)))
        except ManuscriptError as fault:
            faults.append(fault)
        except UnicodeDecodeError:
            faults.append(ManuscriptError(name, 1, "this is not UTF-8 text; save it as UTF-8"))
        except OSError as problem:
            raise SourceError(str(path), f"it cannot be opened ({problem.strerror}); look at its permissions") from None
    if not sheets and not faults:
        raise SourceError(str(folder), "there is no document in it; name the folder that holds the documents")
    return Shelf(tuple(sheets), tuple(faults))
