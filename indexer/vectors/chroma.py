"""Chroma, embedded: one collection of the rows that serve today, whose graph finds candidates in a large store.

Chroma builds its HNSW graph in an order of chance, so that two builds of the same rows differ in what they find at the
end of a list. Up to ``EXACT_UP_TO`` rows one product of the matrix is as fast, gives the same after every rebuild, and
answers in the graph's place; the collection is not even opened then. Scores are the matrix's in either case.

Chroma writes when it opens a collection, even to read (measured with 1.5.9: its SQLite file each time, the graph's
files too while rows wait in its log). A generation is never written to, so a private copy in the temporary folder is
opened instead, and removed when the index is closed or the process ends.
"""

from __future__ import annotations

import weakref
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from indexer.vectors.exact import nearest, ranked
from indexer.vectors.private_copy import PrivateCopy

COLLECTION: Final = "serving"
_FOLDER: Final = "chroma"

EXACT_UP_TO: Final = 50_000
"""Rows that serve; where exact search and the graph take the same time (7 ms on the machine of ADR 0006)."""

_USUAL: Final = {"space": "cosine", "max_neighbors": 16, "ef_construction": 100, "ef_search": 100}
_DENSE: Final = {"space": "cosine", "max_neighbors": 32, "ef_construction": 400, "ef_search": 800}
"""Chroma's own settings where the graph does not answer, and denser ones where it does: built by chance, it then finds
all of a hundred exact neighbours for 199 of 200 questions; see ADR 0006."""

_ROWS_A_DUMP: Final = 5000
"""About how many rows go between two dumps of the graph. Each dump costs the size of the whole graph; rows after the
last one wait in a log, and are added anew whenever the collection is opened. Chroma looks whether a dump is due once
a call, so that rows are added in just such portions."""

_CANDIDATES_A_HIT: Final = 2


class ChromaVectors:
    """Search through one Chroma collection whose ids are row numbers; texts and metadata never go into it."""

    def __init__(self, matrix: NDArray[np.float32], serving: NDArray[np.bool_], collection: Any, release: Any) -> None:
        """Use ``open``. ``collection`` is None where search is exact; ``release`` is called once when closed."""
        self.matrix = matrix
        self._serving = serving
        self._served = int(np.count_nonzero(serving))
        self._collection = collection
        self._finalizer = weakref.finalize(self, release)

    @classmethod
    def build(cls, directory: Path, matrix: NDArray[np.float32], serving: NDArray[np.bool_]) -> None:
        """Builds the graph below ``directory`` in batches, row by row in ascending order, and closes its files."""
        rows = np.flatnonzero(serving)
        portion = _portion(rows.size)
        graph = {
            **(_DENSE if rows.size > EXACT_UP_TO else _USUAL),
            "sync_threshold": portion,
            "batch_size": min(100, portion),
        }
        client = _client(directory / _FOLDER)
        try:
            collection = client.create_collection(COLLECTION, embedding_function=None, configuration={"hnsw": graph})
            step = min(portion, client.get_max_batch_size())
            for start in range(0, rows.size, step):
                batch = rows[start : start + step]
                collection.add(ids=[str(row) for row in batch], embeddings=matrix[batch])
        finally:
            client.close()

    @classmethod
    def open(cls, directory: Path, matrix: NDArray[np.float32], serving: NDArray[np.bool_]) -> Self:
        """Opens a private copy where the graph is to answer.

        Raises:
            ValueError: the collection cannot be opened, or does not hold the rows that serve.
        """
        if np.count_nonzero(serving) <= EXACT_UP_TO:
            return cls(matrix, serving, None, _nothing)
        copy = PrivateCopy(directory / _FOLDER)
        client = None
        try:
            client = _client(copy.path)
            collection = client.get_collection(COLLECTION, embedding_function=None)
            if collection.count() != np.count_nonzero(serving):
                raise ValueError("the collection does not hold the rows that serve")
        except Exception as error:  # chromadb's own errors share no base with a meaning here
            _release(client, copy)
            raise ValueError(f"the collection cannot be opened: {error}") from error
        return cls(matrix, serving, collection, lambda: _release(client, copy))

    def search(
        self, vector: NDArray[np.float32], limit: int, rows: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """See ``VectorIndex.search``; exact under a mask, in a store that is not large, and for nearly all rows."""
        wanted = _CANDIDATES_A_HIT * limit
        if self._collection is None or rows is not None or wanted >= self._served:
            return nearest(self.matrix, vector, limit, self._serving if rows is None else rows)
        found = self._collection.query(query_embeddings=[vector], n_results=wanted, include=[])
        candidates = np.sort(np.fromiter(map(int, found["ids"][0]), np.int64))
        return ranked(self.matrix, vector, limit, candidates)

    def close(self) -> None:
        """Closes the private copy and removes it."""
        self._finalizer()


def _client(place: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=str(place), settings=Settings(anonymized_telemetry=False))


def _portion(rows: int) -> int:
    """Returns how many rows are added at a time: equal portions, with fewer rows left over than there are portions."""
    return max(2, rows // max(1, -(-rows // _ROWS_A_DUMP)))


def _nothing() -> None:
    """There is no copy to release."""


def _release(client: Any, copy: PrivateCopy) -> None:
    if client is not None:
        client.close()
    copy.remove()
