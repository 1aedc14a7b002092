"""Text to unit vectors: one small protocol, and the table of what can fill it.

A line of ``EMBEDDERS`` names a callable that takes keyword options and returns an ``Embedder``; it is imported when
asked for, so nothing heavy is loaded for an embedder that is not used.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from corpus.errors import SettingsError

Vectors = NDArray[np.float32]

EMBEDDERS = {
    "auto": "indexer.embedding:open_best",
    "bundled": "indexer.embedding.bundled:open_bundled",
    "hashing": "indexer.embedding.hashing:HashingEmbedder",
    "openai": "indexer.embedding.openai:open_openai",
    "llama-index": "indexer.embedding.llama:open_llama",
}


@runtime_checkable
class Embedder(Protocol):
    """Maps text to vectors of length one, so that a dot product is a cosine. Safe to share between threads.

    The same text gives the same bytes whatever it is embedded together with: a store rests on that.
    """

    @property
    def fingerprint(self) -> str:
        """Name what the vectors depend on: model, weights, number format. Vectors compare only where it is equal."""

    @property
    def dimensions(self) -> int:
        """Return the length of a vector."""

    def embed_query(self, text: str) -> Vectors:
        """Return the vector of a question, shape ``(dimensions,)``, float32, norm 1."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row a question, shape ``(len(texts), dimensions)``, float32, each of norm 1."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row a passage, shape ``(len(texts), dimensions)``, float32, each of norm 1."""


def open_embedder(name: str = "bundled", **options: object) -> Embedder:
    """Return the embedder called ``name``, ready to use.

    Args:
        name: A key of ``EMBEDDERS``.
        **options: What that embedder takes, such as ``base_url`` and ``model`` for ``openai``.

    Raises:
        SettingsError: There is no embedder of that name, an option is wrong, or its weights are not on this machine.
    """
    place = EMBEDDERS.get(name)
    if place is None:
        raise SettingsError(f"There is no embedder called “{name}”. Choose one of: {', '.join(EMBEDDERS)}.")
    module, attribute = place.split(":")
    build = getattr(import_module(module), attribute)
    try:
        return cast(Embedder, build(**options))
    except TypeError as error:
        raise SettingsError(f"The embedder “{name}” was given options that it does not take: {error}.") from error


def open_best(**options: object) -> Embedder:
    """Return the bundled embedder where its weights lie on this machine, else the hashing one, with a warning."""
    name = best_embedder_name()
    if name != "bundled":
        logging.getLogger(__name__).warning(
            "The weights of the bundled embedder are not on this machine: searching by words alone. "
            "Fetch them with: make install"
        )
    return open_embedder(name, **options)


def best_embedder_name() -> str:
    """Return ``bundled`` where its weights lie on this machine, else ``hashing``; reads no weights."""
    from indexer.embedding.weights import find_weights

    return "bundled" if find_weights() is not None else "hashing"
