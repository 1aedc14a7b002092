"""Measures retrieval on a data set in BEIR's shape: ours, each of its parts, and LlamaIndex's default beside."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.fusion import LIST_LENGTH
from assistant.language import detect_language
from assistant.retrieval import Retriever
from corpus.document import Document
from eval.beir import DataSet, languages_of, sample_of
from eval.retrieval.measures import per_query
from indexer import vectors
from indexer.embedding import Embedder
from indexer.embedding.cache import built_once
from indexer.lexical import LexicalIndex
from indexer.passages import Passage
from indexer.progress import Progress
from indexer.vector_cache import VectorCache

SYSTEMS: Final = ("fused", "bm25", "dense", "llama-index")
_CACHE: Final = "evaluation-vectors.sqlite"
_WARM_UP: Final = 5
_BODY: Final = "itu"

Search = Callable[[str], list[str]]
"""Question to entries, best first, each once."""


@dataclass(frozen=True, slots=True)
class System:
    """What one system did: each measure's value by query, and the milliseconds of each query in their order."""

    measures: dict[str, dict[str, float]]
    milliseconds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """The systems by name, over the judged queries of one data set."""

    dataset: DataSet
    systems: dict[str, System]


def measure_retrieval(
    dataset: DataSet, embedder: Embedder, *, progress: Progress, engine: str = "chroma", cache: Path | None = None
) -> Measured:
    """Returns what the project's retrieval finds for every judged query.

    Entries become passages, with their title as context; a query's text alone is asked. Vectors of entries are cached
    by content and embedder; those of queries are made anew, as the times include them.

    Args:
        dataset: What to index and to ask.
        embedder: Text to vectors.
        progress: Told about embedding, building and asking.
        engine: A name of ``indexer.vectors.ENGINES``.
        cache: Folder of the cache; by default the user's.
    """
    passages = _passages(dataset)
    with closing(VectorCache(built_once(_CACHE, _empty_cache, folder=cache))) as kept:

        def embed(texts: Sequence[str]) -> NDArray[np.float32]:
            return kept.vectors(texts, embedder=embedder, progress=progress)[0]

        matrix = embed([one.embedded for one in passages])
        with _indexed(passages, matrix, engine, progress) as indexed:
            asked = {**_own(indexed, embedder), "llama-index": _llama(passages, embedder, embed, progress)}
            return Measured(dataset, _ask_all(dataset, asked, progress))


@dataclass(frozen=True, slots=True)
class _Indexed:
    """A generation without a store: what a retriever needs of one."""

    passages: tuple[Passage, ...]
    serving: NDArray[np.bool_]
    lexical: LexicalIndex
    vectors: vectors.VectorIndex

    @property
    def catalogue(self) -> _Indexed:
        return self

    def documents(self) -> Iterator[Document]:
        for one in self.passages:
            yield Document(id=one.document, kind="document", body=_BODY, title="")


@contextmanager
def _indexed(
    passages: tuple[Passage, ...], matrix: NDArray[np.float32], engine: str, progress: Progress
) -> Iterator[_Indexed]:
    """Builds both indexes, and opens them from disk as a service does."""
    with tempfile.TemporaryDirectory(prefix="iscg-evaluation-") as folder:
        place = Path(folder)
        progress.start("Indexing", 0)
        LexicalIndex.build([one.embedded for one in passages], [one.language for one in passages]).save(place / "words")
        vectors.build(place / "vectors", [one.id for one in passages], matrix, engine=engine)
        progress.finish()
        with closing(vectors.open_vectors(place / "vectors")) as opened:
            serving = np.ones(len(passages), bool)
            yield _Indexed(passages, serving, LexicalIndex.open(place / "words"), opened)


def _own(indexed: _Indexed, embedder: Embedder) -> dict[str, Search]:
    """The fused search as the assistant uses it, and its two parts alone."""
    retriever = Retriever(indexed, embedder)

    def fused(text: str) -> list[str]:
        return [hit.passage.document for hit in retriever.search(text, limit=LIST_LENGTH).hits]

    def bm25(text: str) -> list[str]:
        rows = indexed.lexical.top(text, LIST_LENGTH, language=detect_language(text))[0]
        return [indexed.passages[row].document for row in rows]

    def dense(text: str) -> list[str]:
        found, _ = indexed.vectors.search(embedder.embed_query(text), LIST_LENGTH)
        return [indexed.passages[row].document for row in found]

    return {"fused": fused, "bm25": bm25, "dense": dense}


def _llama(
    passages: Sequence[Passage],
    embedder: Embedder,
    embed: Callable[[Sequence[str]], NDArray[np.float32]],
    progress: Progress,
) -> Search:
    progress.start("Indexing with LlamaIndex", 0)
    from eval.retrieval.llama_vectors import llama_search

    progress.finish()
    return llama_search(passages, embedder=embedder, embed=embed, limit=LIST_LENGTH)


def _ask_all(dataset: DataSet, asked: Mapping[str, Search], progress: Progress) -> dict[str, System]:
    progress.start("Asking", len(asked) * len(dataset.queries))
    systems = {name: _ask(search, dataset, progress) for name, search in asked.items()}
    progress.finish()
    return systems


def _ask(search: Search, dataset: DataSet, progress: Progress) -> System:
    for query in dataset.queries[:_WARM_UP]:
        search(query.text)
    rankings: dict[str, list[str]] = {}
    milliseconds: list[float] = []
    for query in dataset.queries:
        started = time.perf_counter()
        rankings[query.id] = search(query.text)
        milliseconds.append(1000 * (time.perf_counter() - started))
        progress.advance()
    return System(per_query(rankings, dataset.qrels), tuple(milliseconds))


def _passages(dataset: DataSet) -> tuple[Passage, ...]:
    """One passage an entry. Latin-script entries of unknown language take that of a sample of them."""
    sample = sample_of(dataset.entries)
    languages = languages_of(dataset.entries, guess=detect_language("\n".join(sample)) if sample else "en")
    return tuple(
        Passage(
            id=entry.id,
            document=entry.id,
            revision=None,
            language=language,
            kind="original",
            clause="",
            start=0,
            end=len(entry.text),
            text=entry.text,
            context=entry.title,
            dated="",
        )
        for entry, language in zip(dataset.entries, languages, strict=True)
    )


def _empty_cache(path: Path) -> None:
    path.unlink(missing_ok=True)
    VectorCache(path).close()
