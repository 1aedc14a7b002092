"""One generation, opened for reading: the catalogue, the search structures, the passages in row order."""

from __future__ import annotations

import os
import threading
import weakref
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.errors import EmbedderMismatch, StoreCorrupt, StoreMissing
from indexer.catalogue import Catalogue
from indexer.layout import GENERATIONS, current_name, generation_names, pin
from indexer.manifest import CATALOGUE, LEXICAL, VECTORS, Manifest, read_manifest, verify_files
from indexer.passages import Passage

if TYPE_CHECKING:
    from indexer.lexical import LexicalIndex
    from indexer.vectors import VectorIndex


class Generation:
    """What answers are made from. Immutable, safe to share between threads; whoever holds it keeps its files.

    ``passages`` are in row order: row ``n`` of ``vectors`` and of ``lexical`` is ``passages[n]``. ``serving`` marks the
    rows that serve as evidence today, shape ``(len(passages),)``. ``degraded`` is one sentence where this is not the
    generation the store points at, else None. Search structures are opened on first use.
    """

    def __init__(self, directory: Path, *, manifest: Manifest, pinned: int, degraded: str | None = None) -> None:
        """Use ``open_generation``. ``pinned`` is the handle that keeps the files; it is closed with the generation."""
        self.directory = directory
        self.name = manifest.name
        self.manifest = manifest
        self.degraded = degraded
        self._release = weakref.finalize(self, _close_handle, pinned)
        self._opening = threading.Lock()
        self._lexical: LexicalIndex | None = None
        self._vectors: VectorIndex | None = None
        self.catalogue = Catalogue(directory / CATALOGUE)
        self.passages: tuple[Passage, ...] = self.catalogue.passages()
        self.serving: NDArray[np.bool_] = self.catalogue.serving()
        self.serving.flags.writeable = False

    @property
    def lexical(self) -> LexicalIndex:
        """The BM25 index. Raises StoreCorrupt where it cannot be read."""
        if self._lexical is None:
            with self._opening:
                if self._lexical is None:
                    from indexer.lexical import LexicalIndex

                    self._lexical = LexicalIndex.open(self.directory / LEXICAL)
        return self._lexical

    @property
    def vectors(self) -> VectorIndex:
        """The vector index. Raises StoreCorrupt where it cannot be read."""
        if self._vectors is None:
            with self._opening:
                if self._vectors is None:
                    from indexer.vectors import open_vectors

                    self._vectors = open_vectors(self.directory / VECTORS)
        return self._vectors

    def close(self) -> None:
        """Gives back files and memory; nothing of it may be used afterwards. Letting go of it does the same."""
        if self._vectors is not None:
            self._vectors.close()
        self.catalogue.close()
        self._release()


def open_generation(store: Path, *, embedder_fingerprint: str | None) -> Generation:
    """Returns the generation ``store`` points at, its files held against their checksums.

    Where that one is damaged the newest whole one answers, and ``degraded`` says so. ``embedder_fingerprint`` None
    opens a store of any embedder, for reading without questions.

    Raises:
        StoreMissing: nothing was indexed here.
        StoreCorrupt: no generation is whole.
        EmbedderMismatch: it was built with another embedder.
    """
    pointed = current_name(store)
    names = dict.fromkeys((*([pointed] if pointed else []), *generation_names(store)))
    if not names:
        raise StoreMissing(str(store))
    damage: list[str] = [] if pointed else [f"{store} does not say which generation is current"]
    for name in names:
        try:
            found = _open(store / GENERATIONS / name, damage)
        except StoreCorrupt as error:
            if current_name(store) != pointed:  # a run switched and removed what was to be opened: look again
                return open_generation(store, embedder_fingerprint=embedder_fingerprint)
            damage.append(str(error))
            continue
        built_with = found.manifest.embedder
        if embedder_fingerprint not in (None, built_with):
            found.close()
            raise EmbedderMismatch(str(store), built_with, str(embedder_fingerprint))
        return found
    raise StoreCorrupt(f"No generation of the store at {store} is whole: {damage[0]}")


def _open(directory: Path, damage: list[str]) -> Generation:
    try:
        pinned = pin(directory)
    except OSError as error:
        raise StoreCorrupt(f"{directory} is missing or cannot be read; run: iscg index") from error
    try:
        manifest = read_manifest(directory)
        verify_files(directory, manifest)
        degraded = f"{damage[0]} Generation {manifest.name} answers instead." if damage else None
        found = Generation(directory, manifest=manifest, pinned=pinned, degraded=degraded)
    except StoreCorrupt:
        _close_handle(pinned)
        raise
    return found


def _close_handle(handle: int) -> None:
    with suppress(OSError):
        os.close(handle)
