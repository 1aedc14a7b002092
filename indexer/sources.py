"""Source roots: which files are there, what is new in them, and what each yields.

A root is a folder or a single file. A run *refreshes* the roots it names and leaves the others of the store as they
are. A file whose bytes did not change since the same code read it is not read again.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from corpus.document import Extract
from corpus.errors import IscgError, SourceError, UnsupportedFormat
from indexer.check import check_extract
from indexer.ledger import LedgerEntry
from indexer.loaders import LOADERS, loader_for, loader_name
from indexer.progress import Progress

SHIPPED = "the shipped corpus"
"""The key of the root that comes with the package, wherever it is installed."""
LARGEST_FILE = 200 * 1024 * 1024
"""Bytes; a larger file is refused unread."""

Reader = Callable[..., Extract]
"""``extract(data, *, name)``."""


@dataclass(frozen=True, slots=True)
class Root:
    """A source root: ``key`` is how the store calls it, ``path`` where it lies now."""

    key: str
    path: Path

    @classmethod
    def at(cls, path: Path) -> Root:
        """Returns the root at ``path``; the shipped corpus keeps its own key."""
        resolved = path.resolve()
        return cls(SHIPPED if resolved == shipped_folder() else str(resolved), resolved)


@dataclass(frozen=True, slots=True)
class Source:
    """A file with what it yielded: ``payload`` is the Extract as JSON, empty unless it was read."""

    entry: LedgerEntry
    payload: bytes = b""

    def extract(self) -> Extract:
        """Returns what the file yielded.

        Raises:
            SourceError: an earlier version of the project wrote the payload in another form.
        """
        try:
            return msgspec.json.decode(self.payload, type=Extract)
        except msgspec.MsgspecError as error:
            problem = "was read by another version of this program; index it again"
            raise SourceError(self.entry.where, problem) from error


def shipped_folder() -> Path:
    """Returns the folder of the documents that come with the package."""
    import corpus

    return Path(corpus.__file__).resolve().parent / "shipped"


def refresh(
    root: Root, held: Mapping[str, Source], *, read: Reader, recipe: str, progress: Progress
) -> tuple[Source, ...]:
    """Returns the sources of ``root`` as it is now, in path order; ``held`` are those the store has, by path.

    A folder that is gone although the store has files of it yields nothing: they were removed. One bad file never
    stops the others.

    Raises:
        SourceError: the root is not there and never was, or it cannot be listed.
        UnsupportedFormat: the root is a single file that no loader knows.
    """
    if not root.path.exists():
        if held:
            return ()
        raise SourceError(str(root.path), "there is no such file or folder; check the path")
    single = root.path.is_file()
    paths = [(root.path.name, root.path)] if single else list(_files(root))
    progress.start(f"Reading {root.key}", len(paths))
    sources: list[Source] = []
    for name, path in paths:
        sources.append(_source(root, name, path, held=held.get(name), read=read, recipe=recipe))
        progress.advance()
    progress.finish()
    if single and sources[0].entry.state == "skipped":
        raise UnsupportedFormat(str(root.path), sources[0].entry.reason)
    return tuple(sources)


def _files(root: Root) -> Iterator[tuple[str, Path]]:
    """Files below a folder in path order, without hidden ones; an unreadable folder stands for itself."""
    unreadable: list[OSError] = []
    found: list[tuple[str, Path]] = []
    for folder, folders, files in os.walk(root.path, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            path = Path(folder, name)
            relative = path.relative_to(root.path).as_posix()
            if not name.startswith(".") and not (root.key == SHIPPED and _is_no_document(relative)):
                found.append((relative, path))
    if any(Path(str(error.filename)) == root.path for error in unreadable):
        raise SourceError(str(root.path), "the folder cannot be read; check its permissions")
    for error in unreadable:
        path = Path(str(error.filename))
        found.append((path.relative_to(root.path).as_posix(), path))
    return iter(sorted(found))


def _is_no_document(path: str) -> bool:
    return path == "README.md" or path.endswith((".yaml", ".yml"))


def _source(root: Root, name: str, path: Path, *, held: Source | None, read: Reader, recipe: str) -> Source:
    entry = LedgerEntry(
        root=root.key,
        path=name,
        state="failed",
        recipe=recipe,
        format=path.suffix.lower().lstrip("."),
        loader=loader_name(name),
    )
    try:
        if path.suffix.lower() not in LOADERS and not path.is_dir():
            loader_for(name)  # says which kinds there are
        data = _bytes_of(path)
    except UnsupportedFormat as error:
        return Source(replace(entry, state="skipped", reason=error.problem))
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        return Source(replace(entry, reason=f"cannot be read ({why}); check its permissions"))
    except SourceError as error:
        return Source(replace(entry, reason=error.problem))
    entry = replace(entry, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
    if held and (held.entry.sha256, held.entry.recipe) == (entry.sha256, recipe):
        return held
    return _read(entry, data, read=read)


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise SourceError(str(path), "the folder cannot be read; check its permissions")
    if not path.is_file():
        raise SourceError(str(path), "is no regular file")
    if path.stat().st_size > LARGEST_FILE:
        raise SourceError(str(path), f"is larger than {LARGEST_FILE // 1024 // 1024} MB; split it")
    return path.read_bytes()


def _read(entry: LedgerEntry, data: bytes, *, read: Reader) -> Source:
    started = time.monotonic()
    source = _yield_of(entry, data, read=read)
    return replace(source, entry=replace(source.entry, seconds=round(time.monotonic() - started, 3)))


def _yield_of(entry: LedgerEntry, data: bytes, *, read: Reader) -> Source:
    try:
        extract = read(data, name=entry.path)
        check_extract(extract, name=entry.path)
    except UnsupportedFormat as error:
        return Source(replace(entry, state="skipped", reason=error.problem))
    except SourceError as error:
        return Source(replace(entry, reason=error.problem))
    except IscgError as error:
        return Source(replace(entry, reason=str(error)))
    except Exception as error:  # a loader meets files of strangers: whatever goes wrong is this file's, not the batch's
        return Source(replace(entry, reason=f"the reader failed on it ({type(error).__name__}: {str(error)[:200]})"))
    documents = {d.id for d in extract.documents} | {t.document for t in extract.texts}
    entry = replace(
        entry,
        state="read",
        loader=extract.loader or entry.loader,
        language=extract.language,
        documents=tuple(sorted(documents)),
        words_read=extract.words_read,
        words_kept=extract.words_kept,
        dropped=extract.dropped,
        warnings=extract.warnings,
    )
    return Source(entry, msgspec.json.encode(extract))


def merge_roots(
    held: Sequence[Source], refreshed: Mapping[str, tuple[Source, ...]], *, only: bool
) -> tuple[Source, ...]:
    """Returns the sources of the next generation: refreshed roots anew, the others as held unless ``only``.

    What lies inside a refreshed folder is that root's alone, though another root of the store may contain it too. The
    order does not depend on which root was indexed first.
    """
    merged = [source for sources in refreshed.values() for source in sources]
    if not only:
        folders = [Path(key) for key in refreshed if key != SHIPPED]
        for source in held:
            path = Path(source.entry.where)
            if source.entry.root not in refreshed and not any(path.is_relative_to(folder) for folder in folders):
                merged.append(source)
    return tuple(sorted(merged, key=lambda s: (s.entry.root != SHIPPED, s.entry.root, s.entry.path)))
