"""Builds the search structures of a generation and proves them, in a process of their own.

Native code builds a graph here and may hang or die; then this process is ended and the run reports it, while the store
goes on answering. The child ends by itself when its parent dies, however that happened.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.errors import StoreError
from indexer.catalogue import Catalogue
from indexer.durable import remove_tree
from indexer.manifest import CATALOGUE, LEXICAL, VECTORS

MATRIX: Final = "matrix.npy"
"""The vectors as the parent hands them over, one row a passage; not part of the finished generation."""
SECONDS_AT_LEAST: Final = 300
SECONDS_A_PASSAGE: Final = 0.05
"""A hundred thousand passages take minutes here; ten times that means that native code hangs."""
ALL_BELOW: Final = 2000
"""Up to so many passages each one has to find itself; of more, so many evenly spread ones."""
TOP: Final = 10
_SAME: Final = 1e-5
ENGINES: Final = ("chroma", "chroma", "exact")
"""What vectors are searched with: the first that passes the proof."""
_NOTE: Final = "note: "
_UNSOUND: Final = 3
"""Exit code of the child where it says itself, in its last line, what is wrong."""


def build_structures(directory: Path, *, passages: int) -> tuple[str, ...]:
    """Builds and proves ``lexical`` and ``vectors`` of the generation in ``directory``; returns what is to be noted.

    Raises:
        StoreError: the structures are not sound, or the process that builds them died or hung.
    """
    limit = SECONDS_AT_LEAST + passages * SECONDS_A_PASSAGE
    command = [sys.executable, "-m", "indexer.structures", str(directory)]
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=said, stderr=said, env=_environment())
        try:
            code = child.wait(limit)
        except subprocess.TimeoutExpired:
            why = f"The search structures were not built within {limit:.0f} s; run iscg index again."
            raise StoreError(why) from None
        finally:
            child.kill()
            child.communicate()
        said.seek(0)
        lines = said.read().decode(errors="replace").strip().splitlines()
    if code != 0:
        why = lines[-1] if code > 0 and lines else f"their process ended with {code}; run iscg index again"
        raise StoreError(why if code == _UNSOUND else f"The search structures could not be built: {why}")
    return tuple(line.removeprefix(_NOTE) for line in lines if line.startswith(_NOTE))


def build_here(directory: Path, *, engines: Sequence[str] = ENGINES) -> tuple[str, ...]:
    """Builds and proves the structures in this process; returns what is to be noted.

    A graph can leave a few of very many like vectors out of reach. It is built again then, and where that does not
    help, exact search takes its place: slower on large stores, never wrong.

    Raises:
        StoreError: the structures are not sound with any of ``engines``, which are tried in turn.
    """
    from indexer.lexical import LexicalIndex
    from indexer.vectors import build

    with closing(Catalogue(directory / CATALOGUE)) as catalogue:
        passages, serving = catalogue.passages(), catalogue.serving()
    matrix = np.load(directory / MATRIX, mmap_mode="r", allow_pickle=False)
    lexical = LexicalIndex.build([p.embedded for p in passages], [p.language for p in passages])
    lexical.save(directory / LEXICAL)
    ids = [p.id for p in passages]
    for attempt, engine in enumerate(engines, 1):
        build(directory / VECTORS, ids, matrix, serving=serving, engine=engine)
        try:
            prove(directory, passages=len(passages), serving=serving)
        except NotFound:
            if attempt == len(engines):
                raise
            remove_tree(directory / VECTORS)
            continue
        return () if engine == engines[0] else (f"Vectors are searched by “{engine}”: “{engines[0]}” missed some.",)
    raise StoreError("There is no engine to search vectors with.")


class NotFound(StoreError):
    """A passage is not found by its own vector."""


def prove(directory: Path, *, passages: int, serving: NDArray[np.bool_]) -> None:
    """Opens both structures as a reader does and holds them against the passages.

    Raises:
        StoreError: a count differs, or a vector is not of length one.
        NotFound: a serving passage does not find itself among the nearest ten to its own vector (one with the same
            vector may stand for it).
    """
    from indexer.lexical import LexicalIndex
    from indexer.vectors import open_vectors

    lexical = LexicalIndex.open(directory / LEXICAL)
    with closing(open_vectors(directory / VECTORS)) as vectors:
        if lexical.rows != passages or len(vectors.matrix) != passages:
            found = f"{lexical.rows} rows of words and {len(vectors.matrix)} vectors for {passages} passages"
            raise StoreError(f"The search structures do not fit the catalogue: {found}.")
        norms = np.linalg.norm(vectors.matrix, axis=1)
        if not np.all(np.abs(norms - 1) < 1e-3):
            raise StoreError("The embedder gave vectors that are not of length one; check the embedder.")
        for row in sample(np.flatnonzero(serving)):
            rows, scores = vectors.search(np.array(vectors.matrix[row]), TOP, None)
            if row not in rows and not (len(scores) and scores[-1] >= 1 - _SAME):
                raise NotFound(f"Passage {row} is not found by its own vector; run iscg index again.")


def sample(rows: NDArray[np.intp]) -> Sequence[int]:
    """Returns all of ``rows``, or evenly spread ones where there are many."""
    if len(rows) <= ALL_BELOW:
        return [int(row) for row in rows]
    return [int(rows[n]) for n in np.linspace(0, len(rows) - 1, ALL_BELOW).astype(int)]


def _environment() -> dict[str, str]:
    """The parent's, with the folder this package lies in first, so that the child runs the same code."""
    here = str(Path(__file__).resolve().parent.parent)
    paths = [here, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))}


def _die_with_parent() -> None:
    """Ends this process with its parent, which holds standard input open and never writes to it."""
    sys.stdin.buffer.read()
    os._exit(1)


def _main(directory: str) -> int:
    threading.Thread(target=_die_with_parent, daemon=True).start()
    try:
        for note in build_here(Path(directory)):
            print(f"{_NOTE}{note}")
    except StoreError as error:
        print(error)
        return _UNSOUND
    return 0


if __name__ == "__main__":
    code = _main(sys.argv[1])
    sys.stdout.flush()
    os._exit(code)  # native threads of the search engine may keep an ordinary exit waiting
