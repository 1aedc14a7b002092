"""Where things lie in a store, who may write to it, and which generation it points at.

CURRENT               one line: the name of the generation that answers
generations/<name>/   immutable and whole; the current one and the former
generations/*.partial one that is being built, or what a killed run left
embeddings.sqlite     vectors by content, a cache
lock                  held by the process that writes
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from corpus.errors import StoreError, StoreLocked
from indexer.durable import fail_point, remove_tree, sync_directory, write_durably
from indexer.manifest import MANIFEST

CURRENT: Final = "CURRENT"
GENERATIONS: Final = "generations"
PARTIAL: Final = ".partial"
_NAME = re.compile(r"(?P<number>\d+)-[0-9a-f]+\Z")


def current_name(store: Path) -> str | None:
    """Returns the name of the generation the store points at; None where it points at none or at nonsense."""
    try:
        name = (store / CURRENT).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if _NAME.match(name) else None


def generation_names(store: Path) -> tuple[str, ...]:
    """Returns the names of the whole generations in the store, newest first."""
    folder = store / GENERATIONS
    names = [p.name for p in folder.iterdir() if _NAME.match(p.name) and p.is_dir()] if folder.is_dir() else []
    return tuple(sorted(names, key=_number, reverse=True))


def _number(name: str) -> int:
    match = _NAME.match(name)
    return int(match["number"]) if match else 0


def next_name(store: Path, corpus: str) -> str:
    """Returns a name that no generation of the store has had: a number that only grows, and what it holds."""
    names = (*generation_names(store), current_name(store) or "0-0")
    return f"{max(map(_number, names)) + 1}-{corpus[:12]}"


@contextmanager
def writing(store: Path) -> Iterator[None]:
    """Holds the store for writing; it is made where it is missing. A process that dies lets go of it.

    Raises:
        StoreLocked: another process is writing.
        StoreError: the place cannot be written to.
    """
    try:
        (store / GENERATIONS).mkdir(parents=True, exist_ok=True)
        handle = os.open(store / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise StoreError(
            f"The store at {store} cannot be written to ({why}); choose another place with --store."
        ) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreLocked(
                f"Another iscg index is writing to the store at {store}; wait until it is done, then try again."
            ) from None
        yield
    finally:
        os.close(handle)


def publish(store: Path, partial: Path, name: str) -> None:
    """Makes the finished generation in ``partial`` the one that answers. Two durable renames; the second decides."""
    generations = store / GENERATIONS
    fail_point("before-switch")
    os.rename(partial, generations / name)
    sync_directory(generations)
    fail_point("after-rename")
    write_durably(store / CURRENT, f"{name}\n".encode("ascii"))
    fail_point("after-switch")


def pin(directory: Path) -> int:
    """Returns a handle that keeps the generation from being removed until it is closed, or the process ends."""
    handle = os.open(directory / MANIFEST, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH)
    except OSError:
        os.close(handle)
        raise
    return handle


def remove_leftovers(store: Path, *, keep: frozenset[str]) -> None:
    """Removes what killed runs left and every generation but those of ``keep`` and those that a reader has open."""
    for path in sorted((store / GENERATIONS).iterdir()):
        if path.name.endswith(PARTIAL):
            remove_tree(path)
        elif path.name not in keep:
            _remove_unread(path)
    for path in store.glob("*.new"):
        path.unlink(missing_ok=True)


def _remove_unread(directory: Path) -> None:
    """Takes the generation out of sight under the lock that readers share, then removes it."""
    aside = directory.with_name(directory.name + PARTIAL)
    try:
        handle = os.open(directory / MANIFEST, os.O_RDONLY)
    except OSError:
        remove_tree(directory)
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.rename(directory, aside)
    except BlockingIOError:
        return
    finally:
        os.close(handle)
    remove_tree(aside)
