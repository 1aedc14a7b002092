import asyncio

import numpy as np
import pytest
from llama_index.core.base.embeddings.base import BaseEmbedding

from corpus.errors import SettingsError
from indexer.embedding import Embedder, open_embedder
from indexer.embedding.hashing import HashingEmbedder
from indexer.embedding.llama import IscgEmbedding

TEXTS = ["Resolution 191", "Council"]


def test_ours_serves_llama_index_with_the_same_vectors():
    ours = HashingEmbedder(dimensions=64)
    theirs = IscgEmbedding(ours)
    assert theirs.get_query_embedding(TEXTS[0]) == ours.embed_query(TEXTS[0]).tolist()
    assert theirs.get_text_embedding_batch(TEXTS) == ours.embed_passages(TEXTS).tolist()
    assert asyncio.run(theirs.aget_text_embedding(TEXTS[1])) == ours.embed_passages(TEXTS)[1].tolist()
    assert asyncio.run(theirs.aget_query_embedding(TEXTS[1])) == ours.embed_query(TEXTS[1]).tolist()


def test_theirs_serves_us_with_norm_one():
    class Letters(BaseEmbedding):
        """(how many times a, how many times b), not of norm 1."""

        def _get_query_embedding(self, query):
            return [3.0 * query.count("a"), 3.0 * query.count("b")]

        async def _aget_query_embedding(self, query):
            return self._get_query_embedding(query)

        def _get_text_embedding(self, text):
            return self._get_query_embedding(text)

    embedder = open_embedder("llama-index", model=Letters(model_name="letters"))
    assert isinstance(embedder, Embedder)
    assert embedder.dimensions == 2
    assert "letters" in embedder.fingerprint
    assert embedder.embed_query("aaabbbb") == pytest.approx([0.6, 0.8])
    assert embedder.embed_passages(["a", "bb"]).tolist() == [[1.0, 0.0], [0.0, 1.0]]


def test_there_and_back_gives_the_same_vectors():
    ours = HashingEmbedder(dimensions=64)
    back = open_embedder("llama-index", model=IscgEmbedding(ours))
    assert np.allclose(back.embed_passages(TEXTS), ours.embed_passages(TEXTS), atol=1e-6)


def test_something_else_is_refused():
    with pytest.raises(SettingsError, match="an embedding model of LlamaIndex"):
        open_embedder("llama-index", model="text")
