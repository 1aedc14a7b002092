"""Both ways between our embedders and LlamaIndex's; the only place under ``indexer`` that imports it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import PrivateAttr

from corpus.errors import SettingsError
from indexer.embedding import Vectors

if TYPE_CHECKING:
    from indexer.embedding import Embedder


class IscgEmbedding(BaseEmbedding):
    """One of our embedders, usable wherever LlamaIndex takes an embedding model."""

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder, **options: Any) -> None:
        super().__init__(model_name=embedder.fingerprint, **options)
        self._embedder = embedder

    @classmethod
    def class_name(cls) -> str:
        """Return the name under which LlamaIndex reports it."""
        return "IscgEmbedding"

    def _get_query_embedding(self, query: str) -> list[float]:
        return _plain(self._embedder.embed_query(query))

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return _plain(self._embedder.embed_passages([text])[0])

    async def _aget_text_embedding(self, text: str) -> list[float]:
        return await asyncio.to_thread(self._get_text_embedding, text)

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [_plain(row) for row in self._embedder.embed_passages(texts)]

    async def _aget_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return await asyncio.to_thread(self._get_text_embeddings, texts)


def open_llama(*, model: BaseEmbedding) -> LlamaEmbedder:
    """Return any LlamaIndex embedding model as one of our embedders; one text is embedded to learn its length.

    Raises:
        SettingsError: ``model`` is something else.
    """
    if not isinstance(model, BaseEmbedding):
        raise SettingsError("The embedder “llama-index” needs model=…, an embedding model of LlamaIndex.")
    return LlamaEmbedder(model)


class LlamaEmbedder:
    """A LlamaIndex embedding model behind our protocol, its vectors brought to norm 1."""

    def __init__(self, model: BaseEmbedding) -> None:
        self._model = model
        self.dimensions = len(model.get_text_embedding("length"))
        self.fingerprint = f"llama-index:{model.class_name()}:{model.model_name}:{self.dimensions}"

    def embed_query(self, text: str) -> Vectors:
        """Return the vector of a question, shape ``(dimensions,)``."""
        vector: Vectors = self.embed_queries([text])[0]
        return vector

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row a question, shape ``(len(texts), dimensions)``."""
        return self._unit([self._model.get_query_embedding(text) for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row a passage, shape ``(len(texts), dimensions)``."""
        return self._unit(self._model.get_text_embedding_batch(list(texts)))

    def _unit(self, rows: list[list[float]]) -> Vectors:
        vectors = np.array(rows, np.float32).reshape(-1, self.dimensions)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = vectors / np.maximum(norms, np.float32(1e-12))
        return unit


def _plain(vector: Vectors) -> list[float]:
    values: list[float] = vector.tolist()
    return values
