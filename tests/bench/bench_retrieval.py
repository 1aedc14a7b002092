"""Prints what a search costs beside the raw floor: one embedding, one exact product, BM25 over the same passages.

Both are timed in turn on the same questions, so that a busy machine slows both.

Run it with: .venv/bin/python tests/bench/bench_retrieval.py --store DIR    (a store that iscg index wrote)
         or: .venv/bin/python tests/bench/bench_retrieval.py --passages 10000 [--engine exact]    (made-up passages)
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from assistant.fusion import LIST_LENGTH
from assistant.retrieval import Filters, Retriever
from corpus.document import Document
from indexer.passages import Passage

QUESTIONS, WARM_UP, WORDS, TEXT_LENGTH, CENTRES = 300, 10, 5000, 60, 200
ASKED = (
    "What does Resolution {} instruct the Secretary-General to do about accessibility?",
    "Which study group works on item {} of climate change and emergency communications?",
    "How do the three Bureaux coordinate their work on subject {} of mutual interest?",
)


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A generation without a store; its documents hold ten passages each."""

    passages: tuple[Passage, ...]
    serving: np.ndarray
    lexical: Any
    vectors: Any

    @property
    def catalogue(self) -> MadeUp:
        return self

    def documents(self) -> Iterator[Document]:
        for name in dict.fromkeys(passage.document for passage in self.passages):
            yield Document(id=name, kind="resolution", body="pp", title=name, status="in-force")


@contextmanager
def made_up(count: int, engine: str, dimensions: int) -> Iterator[MadeUp]:
    """Yields passages of words drawn by Zipf's law, and vectors in clusters as those of related texts are."""
    from indexer import vectors
    from indexer.lexical import LexicalIndex

    dice = np.random.default_rng(7)
    words = np.minimum(dice.zipf(1.2, (count, TEXT_LENGTH)), WORDS)
    texts = [" ".join(f"word{word}" for word in row) for row in words]
    centres = dice.normal(size=(CENTRES, dimensions))
    matrix = centres[dice.integers(CENTRES, size=count)] + dice.normal(size=(count, dimensions)) * 0.7
    matrix = (matrix / np.linalg.norm(matrix, axis=1, keepdims=True)).astype(np.float32)
    passages = tuple(
        Passage(
            id=str(row),
            document=f"pp-res-{row // 10}",
            revision=None,
            language="en",
            kind="original",
            clause="",
            start=0,
            end=len(text),
            text=text,
            context="",
            dated="2022-10-14",
        )
        for row, text in enumerate(texts)
    )
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        LexicalIndex.build(texts, ["en"] * count).save(Path(folder) / "words")
        middle = time.perf_counter()
        vectors.build(Path(folder) / "vectors", [str(row) for row in range(count)], matrix, engine=engine)
        ended = time.perf_counter()
        opened = vectors.open_vectors(Path(folder) / "vectors")
        print(f"built: words {middle - started:.1f} s, vectors {ended - middle:.1f} s; ", end="")
        print(f"opened: vectors {time.perf_counter() - ended:.2f} s")
        yield MadeUp(passages, np.ones(count, bool), LexicalIndex.open(Path(folder) / "words"), opened)
        opened.close()


def measure(generation: Any, embedder: Any) -> None:
    retriever = Retriever(generation, embedder)
    matrix = np.array(generation.vectors.matrix)

    def floor(question: str) -> None:
        best = np.vecdot(matrix, embedder.embed_query(question))  # no threads, whose waiting would flatter the search
        np.argpartition(-best, min(LIST_LENGTH, best.size - 1))
        words = generation.lexical.scores(question)
        np.argpartition(-words, min(LIST_LENGTH, words.size - 1))

    searches: dict[str, Callable[[str], Any]] = {
        "floor": floor,
        "search": retriever.search,
        "search, one body": lambda question: retriever.search(question, filters=Filters(bodies=("pp",))),
        "search, as of 2023": lambda question: retriever.search(question, as_of=date(2023, 1, 1)),
    }
    questions = [ASKED[number % len(ASKED)].format(number) for number in range(QUESTIONS)]
    times: dict[str, list[float]] = {name: [] for name in searches}
    for number, question in enumerate([*questions[:WARM_UP], *questions]):
        for name, search in searches.items():
            started = time.perf_counter()
            search(question)
            if number >= WARM_UP:
                times[name].append((time.perf_counter() - started) * 1e3)
    base = float(np.median(times["floor"]))
    for name, spent in times.items():
        p50, p95 = np.percentile(spent, [50, 95])
        print(f"{name:<20} p50 {p50:6.2f} ms   p95 {p95:6.2f} ms   {p50 / base:4.2f} x the floor's p50")


def main(words: Sequence[str]) -> None:
    parser = argparse.ArgumentParser()
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--store", type=Path)
    source.add_argument("--passages", type=int)
    parser.add_argument("--engine", default="chroma")
    parser.add_argument("--embedder", default="bundled")
    options = parser.parse_args(words)
    from indexer.embedding import open_embedder

    embedder = open_embedder(options.embedder)
    print(f"{embedder.fingerprint} on {platform.machine()}, Python {platform.python_version()}")
    if options.store:
        from indexer.generation import open_generation

        generation = open_generation(options.store, embedder_fingerprint=embedder.fingerprint)
        print(f"{len(generation.passages):,} passages of the store")
        measure(generation, embedder)
        return
    with made_up(options.passages, options.engine, embedder.dimensions) as generation:
        print(f"{options.passages:,} made-up passages, engine {options.engine}")
        measure(generation, embedder)


if __name__ == "__main__":
    main(sys.argv[1:])
