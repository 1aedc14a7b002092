"""Where what is built once is kept, and how it gets there whole."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.errors import SettingsError


def built_once(name: str, build: Callable[[Path], None], *, folder: Path | None = None) -> Path:
    """Return the file ``name`` from the cache, calling ``build`` with a path to write to where it is not there yet.

    The file appears whole or not at all: it is written beside its place, then renamed. Two processes that build at the
    same time do so for themselves; the last one wins and both files are equal.

    Args:
        name: File name; it must change with what is built.
        build: Writes the file.
        folder: Where to look first; by default ``ISCG_CACHE_DIR``, else the user's cache folder. Where that cannot be
            written to (a read-only home), a folder under the system's temporary one serves.

    Raises:
        SettingsError: No folder can be written to.
    """
    folders = tuple(_folders(folder))
    found = next((path for place in folders if (path := place / name).is_file() and _is_ours(place)), None)
    if found is not None:
        return found
    for place in folders:
        try:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, aside = tempfile.mkstemp(prefix=f".{name}.", dir=place)
        except OSError:
            continue
        os.close(handle)
        if _is_ours(place):
            return _build_aside(Path(aside), place / name, build)
        Path(aside).unlink()
    raise SettingsError(f"No folder for {name} can be written to. Set ISCG_CACHE_DIR to one that can.")


def _build_aside(aside: Path, path: Path, build: Callable[[Path], None]) -> Path:
    try:
        build(aside)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return path


def _is_ours(place: Path) -> bool:
    """Tell whether nobody else can have put a file there: a graph is code of a kind."""
    status = place.stat()
    return status.st_uid in {os.getuid(), 0} and not status.st_mode & stat.S_IWOTH


def _folders(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        yield folder
    elif named := os.environ.get("ISCG_CACHE_DIR"):
        yield Path(named)
    else:
        base = os.environ.get("XDG_CACHE_HOME")
        yield (Path(base) if base else Path(os.path.expanduser("~")) / ".cache") / "iscg-assistant"
    yield Path(tempfile.gettempdir()) / f"iscg-assistant-{os.getuid()}"
