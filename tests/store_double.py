"""Small files, and tools that make a store of them in milliseconds: shared by the tests of the indexer."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.document import Clause, Document, Extract, RevisionStep, Text
from corpus.errors import SourceError
from indexer.build import build
from indexer.embedding.hashing import HashingEmbedder
from indexer.ledger import Report
from indexer.sources import Root
from indexer.structures import build_here
from indexer.tools import Tools


def structures(directory: Path, *, passages: int) -> tuple[str, ...]:
    """Builds in this process: quicker, and a failure shows its traceback."""
    return build_here(directory)


class CountingEmbedder(HashingEmbedder):
    """Remembers what it was asked to embed."""

    def __init__(self, *, dimensions: int = 64) -> None:
        super().__init__(dimensions=dimensions)
        self.embedded: list[str] = []

    def embed_passages(self, texts: Any) -> Any:
        self.embedded.extend(texts)
        return super().embed_passages(texts)


def read(data: bytes, *, name: str) -> Extract:
    """Reads ``id: …`` then lines as an original without revisions; ``id@revision: …`` as an original with one.

    A file that holds ``broken`` cannot be read; one that holds ``crash`` trips the reader over its own feet.
    """
    written = data.decode()
    if written.startswith("broken"):
        raise SourceError(name, "its archive is damaged; save it again")
    if written.startswith("crash"):
        raise ZeroDivisionError("division by zero")
    head, _, content = written.partition("\n")
    identifier, _, title = head.partition(": ")
    document, _, revision = identifier.partition("@")
    clauses, start = [], 0
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            path = f"resolves {number}"
            clauses.append(Clause(path=path, start=start, end=start + len(line), basis="original"))
        start += len(line) + 1
    steps = (RevisionStep(revision=revision, action="revised", basis="original"),) if revision else ()
    known = Document(id=document, kind="resolution" if revision else "document", body="pp", title=title, history=steps)
    text = Text(
        document=document,
        revision=revision or None,
        language="en",
        kind="original",
        content=content,
        clauses=tuple(clauses),
        title=title,
    )
    words = len(content.split())
    return Extract(documents=(known,), texts=(text,), words_read=words, words_kept=words)


def tools(embedder: HashingEmbedder | None = None, **others: Any) -> Tools:
    """Returns quick tools; ``others`` replace single ones."""
    given = {"read": read, "structures": structures, "now": lambda: datetime(2026, 1, 2, tzinfo=UTC), **others}
    return Tools(embedder=embedder or CountingEmbedder(), **given)


def index(store: Path, *paths: Path, only: bool = False, **others: Any) -> Report:
    """Indexes ``paths`` into ``store``."""
    return build(store, [Root.at(path) for path in paths], tools=tools(**others), only=only)


def write(folder: Path, **files: str) -> Path:
    """Writes ``name="content"`` as ``folder/name.txt`` and returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.txt").write_text(content, encoding="utf-8")
    return folder
