"""Writing that survives a power cut, and named points at which a test may kill the process."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

FAIL_POINT = "ISCG_FAIL_POINT"


def fail_point(name: str) -> None:
    """Dies at once, as by a power cut, where the environment names this point; does nothing otherwise."""
    if os.environ.get(FAIL_POINT) == name:
        os.kill(os.getpid(), signal.SIGKILL)


def sync_directory(directory: Path) -> None:
    """Makes the names in ``directory`` durable."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Makes the bytes of ``path`` durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(directory: Path) -> None:
    """Makes everything below ``directory`` durable, and its own names last."""
    for path in sorted(directory.rglob("*"), reverse=True):
        sync_directory(path) if path.is_dir() else sync_file(path)
    sync_directory(directory)


def write_durably(path: Path, content: bytes) -> None:
    """Writes ``path`` in one step: a reader sees the former content or the new one, also after a power cut."""
    aside = path.with_name(path.name + ".new")
    with aside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fail_point(f"before-rename-{path.name}")
    os.replace(aside, path)
    sync_directory(path.parent)


def remove_tree(directory: Path) -> None:
    """Removes ``directory`` and all in it; what another process removes at the same time is no error."""
    shutil.rmtree(directory, ignore_errors=True)
