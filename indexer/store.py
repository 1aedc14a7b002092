"""The store as a running service sees it: the current generation, and the next one once it is there."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Protocol

from corpus.errors import StoreError
from indexer.generation import Generation, open_generation
from indexer.layout import CURRENT


class Fingerprinted(Protocol):
    """An embedder, as far as the store has to know it."""

    @property
    def fingerprint(self) -> str:
        """Two embedders with the same fingerprint give the same vectors."""


class Store:
    """Gives the current generation. A caller keeps what it got for as long as it works on one question.

    Safe to share between threads: while one of them opens the next generation the others go on with the former.
    """

    def __init__(self, path: Path, embedder: Fingerprinted | None = None) -> None:
        """``embedder`` None takes a store of any embedder. Nothing is opened before ``current`` is called."""
        self.path = path
        self._fingerprint = embedder.fingerprint if embedder else None
        self._opening = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._generation: Generation | None = None
        self._problem: str | None = None

    @property
    def degraded(self) -> str | None:
        """One sentence where the store does not serve what it should, else None."""
        if self._problem:
            return self._problem
        return self._generation.degraded if self._generation else None

    def current(self) -> Generation:
        """Returns the generation that answers now; costs one look at one file unless there was a switch.

        A new generation that cannot be opened leaves the former answering, and ``degraded`` says so.

        Raises:
            StoreMissing: nothing was indexed yet.
            StoreCorrupt: no generation is whole.
            EmbedderMismatch: it was built with another embedder.
        """
        stamp = self._stamp()
        generation = self._generation
        if generation is not None and stamp == self._seen:
            return generation
        if generation is None:
            with self._opening:
                return self._opened()
        if not self._opening.acquire(blocking=False):
            return generation
        try:
            return self._opened()
        finally:
            self._opening.release()

    def close(self) -> None:
        """Gives back the generation; the next call of ``current`` opens it again."""
        with self._opening:
            if self._generation is not None:
                self._generation.close()
            self._generation, self._seen = None, None

    def _opened(self) -> Generation:
        stamp = self._stamp()
        if self._generation is not None and stamp == self._seen:
            return self._generation
        try:
            self._generation = open_generation(self.path, embedder_fingerprint=self._fingerprint)
            self._problem = None
        except StoreError as error:
            if self._generation is None:
                raise
            self._problem = f"{error} Generation {self._generation.name} answers on."
        self._seen = stamp
        return self._generation

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            found = (self.path / CURRENT).stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size
