"""A private copy of a folder that must not be written to, gone when it is closed or the process ends.

A process that is killed cannot remove its copy. Each copy holds a locked file, so that a later process can tell whose
owner is gone and removes those.
"""

from __future__ import annotations

import fcntl
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

_PREFIX: Final = "iscg-vectors-"
_LOCK: Final = "in-use"
_YOUNG: Final = 60.0
"""Seconds in which a folder is left alone: its owner may not have locked it yet."""


class PrivateCopy:
    """A copy of ``source`` below the system's temporary folder, at ``path``."""

    def __init__(self, source: Path) -> None:
        """Copies. Raises OSError where ``source`` cannot be read or there is no room."""
        _remove_abandoned(Path(tempfile.gettempdir()))
        self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._lock: IO[bytes] = (self._folder / _LOCK).open("wb")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self.path = self._folder / "copy"
        try:
            shutil.copytree(source, self.path, copy_function=shutil.copyfile)
        except OSError:
            self.remove()
            raise

    def remove(self) -> None:
        """Removes the copy; a second time does nothing."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._lock.close()


def _remove_abandoned(place: Path) -> None:
    for folder in place.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime < _YOUNG:
                continue
            with (folder / _LOCK).open("rb") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # raises where the owner lives
                shutil.rmtree(folder, ignore_errors=True)
