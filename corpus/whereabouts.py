"""Where a line that ships stands: the file of its document and the row, so that a reader can have it corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from corpus.document import Document
from corpus.identifiers import DocumentId
from corpus.shelf import FOLDER_OF_KIND, GENRES, OTHER_FOLDERS

ROOT = "corpus/shipped"
"""The folder of the documents that ship, as the repository names it."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """``path``: the file, from the root of the repository. ``row``: of the words, counted from 1; None if not found."""

    path: str
    row: int | None


def find_whereabouts(document: Document, words: str = "") -> Whereabouts | None:
    """Returns the shipped file that tells of ``document``, and the first row that holds ``words`` as they stand.

    None where no file that ships tells of it: it was read from a file of the operator's.
    """
    shipped = files("corpus") / "shipped"
    for path in _candidates(document):
        file = shipped.joinpath(path)
        if file.is_file():
            return Whereabouts(f"{ROOT}/{path}", _row(file, words))
    return None


def _candidates(document: Document) -> Iterator[str]:
    identifier = DocumentId.parse(document.id)
    if identifier.number:
        for folder, genre in GENRES.items():
            if genre == identifier.genre:
                yield f"{folder}/{identifier.body}/{identifier.number}.md"
    for folder in FOLDER_OF_KIND.get(document.kind, OTHER_FOLDERS):
        yield f"{folder}/{document.id}.md"


def _row(file: Traversable, words: str) -> int | None:
    if not words:
        return None
    text = file.read_text(encoding="utf-8")
    at = text.find(words)
    return text.count("\n", 0, at) + 1 if at >= 0 else None
