"""Makes a generation from sources: beside the live one, proved, sealed, then published in one step."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from corpus.document import Extract
from corpus.errors import SourceError, StoreError
from indexer.assembly import Holdings, TextKey, assemble
from indexer.check import check_holdings
from indexer.durable import fail_point, remove_tree, sync_tree
from indexer.layout import GENERATIONS, PARTIAL, next_name, publish
from indexer.ledger import Counts
from indexer.links import Link, find_links
from indexer.manifest import CATALOGUE, FORMAT, MANIFEST, Manifest, seal_files
from indexer.passages import Passage, cut_passages
from indexer.recipe import recipe
from indexer.schema import write_catalogue
from indexer.serving import serving_texts
from indexer.sources import Source
from indexer.structures import MATRIX
from indexer.tools import Tools
from indexer.vector_cache import VectorCache

EMBEDDINGS: Final = "embeddings.sqlite"


@dataclass(frozen=True, slots=True)
class Made:
    """A published generation; ``embedded`` passages were embedded now, ``reused`` had their vector already."""

    manifest: Manifest
    embedded: int
    reused: int


@dataclass(frozen=True, slots=True)
class _Content:
    holdings: Holdings
    links: tuple[Link, ...]
    passages: tuple[Passage, ...]
    warnings: tuple[str, ...]

    @property
    def counts(self) -> Counts:
        return Counts(
            documents=len(self.holdings.documents),
            texts=len(self.holdings.texts),
            clauses=sum(len(text.clauses) for text in self.holdings.texts),
            passages=len(self.passages),
            links=len(self.links),
        )


def make_generation(store: Path, sources: tuple[Source, ...], *, tools: Tools) -> Made:
    """Builds a generation from ``sources``, proves it and makes it the one that answers. The caller holds the lock.

    Raises:
        StoreError: it is not sound, or holds nothing; the former generation goes on answering, nothing is left behind.
        OSError: it cannot be written; the same holds.
    """
    content = _content_of(sources, tools)
    if not content.passages:
        raise StoreError(f"There is nothing to answer from in what was named; the store at {store} stays as it was.")
    with closing(VectorCache(store / EMBEDDINGS)) as cache:
        strings = [passage.embedded for passage in content.passages]
        matrix, embedded = cache.vectors(strings, embedder=tools.embedder, progress=tools.progress)
    corpus = _hash_of(content)
    name = next_name(store, corpus)
    partial = store / GENERATIONS / f"{name}.{os.getpid()}{PARTIAL}"  # a killed run's child may write to its own yet
    partial.mkdir()
    try:
        _write_catalogue(partial, content, sources)
        notes = _build_structures(partial, matrix, tools)
        manifest = Manifest(
            format=FORMAT,
            name=name,
            embedder=tools.embedder.fingerprint,
            dimensions=tools.embedder.dimensions,
            recipe=recipe(),
            corpus=corpus,
            built_at=tools.now().isoformat(timespec="seconds"),
            roots=tuple(dict.fromkeys(source.entry.root for source in sources)),
            counts=content.counts,
            files=seal_files(partial),
            warnings=(*content.warnings, *notes),
        )
        (partial / MANIFEST).write_bytes(manifest.to_json())
        sync_tree(partial)
        publish(store, partial, name)
    except BaseException:
        remove_tree(partial)
        raise
    return Made(manifest, embedded, len(strings) - embedded)


def _content_of(sources: Sequence[Source], tools: Tools) -> _Content:
    tools.progress.start("Putting documents together", 0)
    extracts: list[tuple[str, Extract]] = []
    warnings: list[str] = []
    for source in sources:
        if source.entry.state == "read":
            try:
                extracts.append((source.entry.where, source.extract()))
            except SourceError as error:
                warnings.append(str(error))
    holdings = assemble(extracts)
    check_holdings(holdings)
    links = find_links(holdings)
    passages = cut_passages(holdings.documents, holdings.texts)
    tools.progress.finish()
    return _Content(holdings, links, passages, (*warnings, *holdings.warnings))


def _write_catalogue(partial: Path, content: _Content, sources: Sequence[Source]) -> None:
    served = serving_texts(content.holdings)
    keys = (TextKey(p.document, p.revision, p.language, p.kind) for p in content.passages)
    write_catalogue(
        partial / CATALOGUE,
        holdings=content.holdings,
        passages=content.passages,
        serving=np.array([key in served for key in keys], dtype=np.bool_),
        links=content.links,
        sources=sources,
    )
    fail_point("after-write-catalogue")


def _build_structures(partial: Path, matrix: NDArray[np.float32], tools: Tools) -> tuple[str, ...]:
    tools.progress.start("Building and checking the search structures", 0)
    np.save(partial / MATRIX, matrix, allow_pickle=False)
    notes = tools.structures(partial, passages=len(matrix))
    (partial / MATRIX).unlink()
    tools.progress.finish()
    fail_point("after-structures")
    return notes


def _hash_of(content: _Content) -> str:
    """Equal documents, texts and passages give an equal hash, wherever the files lay and whenever they were read."""
    found = hashlib.sha256()
    for part in (*content.holdings.documents.values(), *content.holdings.texts, *content.passages):
        found.update(msgspec.json.encode(part) + b"\n")
    return found.hexdigest()
