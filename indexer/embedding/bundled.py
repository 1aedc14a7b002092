"""The default embedder: multilingual-e5-small in int8 through onnxruntime, its weights from an installed package."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from indexer.embedding import Vectors
from indexer.embedding.cache import built_once
from indexer.embedding.graph import GRAPH_REVISION, INPUT, OUTPUT, write_graph
from indexer.embedding.tokenizer import MAX_TOKENS, Tokenizer
from indexer.embedding.weights import FILE_SHA256, Weights, open_weights, unpack

FINGERPRINT = f"multilingual-e5-small:{FILE_SHA256[:12]}:int8-r{GRAPH_REVISION}"
_QUERY, _PASSAGE = "query: ", "passage: "
_MOST_WORKERS = 8


def open_bundled(*, cache: Path | None = None, workers: int | None = None) -> BundledEmbedder:
    """Return the bundled embedder; the first time on a machine its graph is written to the cache.

    Args:
        cache: Folder of the graph; by default the user's cache folder (``indexer.embedding.cache``).
        workers: How many passages are embedded at a time; by default one a core, 8 at most.

    Raises:
        SettingsError: The weights are not on this machine, or nothing can be written to.
    """
    weights = open_weights()
    name = f"e5-small-{FILE_SHA256[:12]}-int8-r{GRAPH_REVISION}.onnx"
    path = built_once(name, partial(write_graph, weights), folder=cache)
    return BundledEmbedder(weights, path, workers=workers or min(_MOST_WORKERS, os.cpu_count() or 1))


class BundledEmbedder:
    """One text a run, on one core: a vector depends on its text alone, bit for bit, and callers do not wait for each
    other. Texts over 512 tokens are cut at the end."""

    fingerprint = FINGERPRINT
    cosines = (0.78, 0.90)
    """Measured: unrelated sentences lie about the first, paraphrases about the second."""

    def __init__(self, weights: Weights, graph: Path, *, workers: int) -> None:
        self._tokenizer = Tokenizer(weights)
        self._table = weights.blocks("emb.word", weights.shape.hidden)
        self._session = _open_session(graph)
        self._workers = workers
        self.dimensions = weights.shape.hidden

    def embed_query(self, text: str) -> Vectors:
        """Return the vector of a question, shape ``(384,)``, float32, norm 1."""
        return self._embed(_QUERY + text)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row a question, shape ``(len(texts), 384)``."""
        return self._embed_all([_QUERY + text for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row a passage, shape ``(len(texts), 384)``."""
        return self._embed_all([_PASSAGE + text for text in texts])

    def count_tokens(self, text: str) -> int:
        """Return how many tokens a passage takes, marks and prefix included; above 512 its end is not seen."""
        return len(self._tokenizer.encode(_PASSAGE + text, limit=len(text) + 2 * MAX_TOKENS))

    def _embed(self, text: str) -> Vectors:
        tokens = self._tokenizer.encode(text)
        vector: Vectors = self._session.run([OUTPUT], {INPUT: unpack(self._table[tokens])})[0][0]
        return vector

    def _embed_all(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        if self._workers == 1 or len(texts) == 1:
            rows = map(self._embed, texts)
            for row, vector in enumerate(rows):
                vectors[row] = vector
            return vectors
        with ThreadPoolExecutor(self._workers, thread_name_prefix="embed") as pool:
            for row, vector in enumerate(pool.map(self._embed, texts)):
                vectors[row] = vector
        return vectors


def _open_session(graph: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
