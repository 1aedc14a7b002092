"""Search by meaning: the port, the engines behind it, and the folder both lie in.

``vectors.npy`` is the truth: unit vectors, float32, one row a passage, opened by memory map. An engine may keep a
structure beside it to find candidates faster; scores always come from the matrix, so that no engine changes them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import SettingsError, StoreCorrupt

ENGINES: Final = {
    "chroma": "indexer.vectors.chroma:ChromaVectors",
    "exact": "indexer.vectors.exact:ExactVectors",
}
"""Name to ``module:class``; a class builds and opens by ``(directory, matrix, serving)``."""

_MATRIX, _SERVING, _HEAD = "vectors.npy", "serving.npy", "vectors.json"


class VectorIndex(Protocol):
    """Nearest rows by cosine. Safe to share between threads; never writes into the folder it was opened from."""

    @property
    def matrix(self) -> NDArray[np.float32]:
        """Unit vectors, shape ``(rows, dimensions)``; a read-only memory map."""
        ...

    def search(
        self, vector: NDArray[np.float32], limit: int, rows: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Returns at most ``limit`` row numbers and their cosines, best first, equal ones in row order.

        ``rows``: a mask of shape ``(rows,)`` to search exactly; None searches the rows that serve today.
        """
        ...

    def close(self) -> None:
        """Gives back files and memory; the index is not to be used afterwards."""
        ...


def build(
    directory: Path,
    ids: Sequence[str],
    matrix: NDArray[np.float32],
    *,
    serving: NDArray[np.bool_] | None = None,
    engine: str = "chroma",
) -> None:
    """Writes ``matrix`` and the engine's structure over it into ``directory``, which is made where it is missing.

    Args:
        directory: Where to write; no file in it changes after this returns, so that every one can be checksummed.
        ids: The passages' identifiers, one a row; they are checked for number alone, rows are what is searched for.
        matrix: Unit vectors, float32, shape ``(rows, dimensions)``.
        serving: Mask of the rows that serve today (default: all).
        engine: A name of ``ENGINES``.

    Raises:
        SettingsError: There is no such engine.
        ValueError: The parts differ in length.
    """
    serving = np.ones(len(ids), bool) if serving is None else serving.astype(bool, copy=False)
    if matrix.ndim != 2 or not len(ids) == matrix.shape[0] == serving.size:
        raise ValueError(f"{len(ids)} ids, {matrix.shape} vectors and {serving.size} serving marks do not fit together")
    chosen = find_engine(engine)
    directory.mkdir(parents=True, exist_ok=True)
    matrix = np.ascontiguousarray(matrix, dtype=np.float32)
    np.save(directory / _MATRIX, matrix, allow_pickle=False)
    np.save(directory / _SERVING, serving, allow_pickle=False)
    chosen.build(directory, matrix, serving)
    head = {"engine": engine, "rows": matrix.shape[0], "dimensions": matrix.shape[1]}
    (directory / _HEAD).write_text(json.dumps(head), encoding="utf-8")


def open_vectors(directory: Path) -> VectorIndex:
    """Opens what ``build`` wrote, with the engine it was built for.

    Raises:
        StoreCorrupt: A file is missing or not what ``build`` wrote.
    """
    try:
        head = json.loads((directory / _HEAD).read_text(encoding="utf-8"))
        matrix = _read(directory / _MATRIX)
        serving = np.load(directory / _SERVING, allow_pickle=False)
        if matrix.shape != (head["rows"], head["dimensions"]) or serving.shape != (head["rows"],):
            raise ValueError("shapes differ")
        opened: VectorIndex = find_engine(head["engine"]).open(directory, matrix, serving)
        return opened
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreCorrupt(f"The vectors at {directory} cannot be read. Run iscg index again.") from error


def _read(path: Path) -> NDArray[np.float32]:
    """A memory map as a plain array, so that every operation on it is NumPy's own."""
    mapped: NDArray[np.float32] = np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    return mapped


def find_engine(name: str) -> Any:
    """Returns the class of an engine. Raises SettingsError where there is none of that name."""
    if name not in ENGINES:
        raise SettingsError(f"There is no engine for vectors called “{name}”. Choose one of: {', '.join(ENGINES)}.")
    module, _, attribute = ENGINES[name].partition(":")
    return getattr(import_module(module), attribute)
