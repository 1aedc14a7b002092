"""LlamaIndex's default vector index as a system to measure beside ours. Imports llama_index.

Its default is what ``VectorStoreIndex.from_documents`` makes: ``SentenceSplitter`` with its own sizes, and the cosine
of every node in a ``SimpleVectorStore``. It gets the strings that our passages are embedded as, and the same embedder,
so that what differs is the index alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from llama_index.core import VectorStoreIndex
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import BaseNode, Document, MetadataMode
from llama_index.core.vector_stores import SimpleVectorStore
from numpy.typing import NDArray

from indexer.embedding import Embedder
from indexer.embedding.llama import IscgEmbedding
from indexer.passages import Passage

_BATCH = 2048
"""Nodes inserted at a time, LlamaIndex's own size."""

Embed = Callable[[Sequence[str]], NDArray[np.float32]]


def llama_search(
    passages: Sequence[Passage], *, embedder: Embedder, embed: Embed, limit: int
) -> Callable[[str], list[str]]:
    """Returns a search of LlamaIndex's default vector index over ``passages``: question to documents, best first.

    Args:
        passages: What to index.
        embedder: Embeds questions.
        embed: Gives the vectors of nodes, one row a string; where it caches, nothing is embedded twice.
        limit: How many nodes are found; a document of several nodes stands where its first one does.
    """
    nodes = _nodes(passages)
    index = VectorStoreIndex([], embed_model=IscgEmbedding(embedder), transformations=[SentenceSplitter()])
    matrix = embed([node.get_content(MetadataMode.EMBED) for node in nodes])
    for first in range(0, len(nodes), _BATCH):
        _insert(index, nodes[first : first + _BATCH], matrix[first : first + _BATCH])
    retriever = index.as_retriever(similarity_top_k=limit)

    def search(text: str) -> list[str]:
        found = (passages[int(hit.node.ref_doc_id or 0)].document for hit in retriever.retrieve(text))
        return list(dict.fromkeys(found))

    return search


def _nodes(passages: Sequence[Passage]) -> list[BaseNode]:
    documents = [Document(text=one.embedded, id_=str(place)) for place, one in enumerate(passages)]
    return list(SentenceSplitter().get_nodes_from_documents(documents))


def _insert(index: VectorStoreIndex, nodes: Sequence[BaseNode], rows: NDArray[np.float32]) -> None:
    """Inserts nodes with their vectors, which are then kept as arrays.

    As lists of Python's floats, as LlamaIndex has them, 100,000 take over a gigabyte, and most of a search is spent on
    turning them into an array again. Order and scores are the same.
    """
    for node, row in zip(nodes, rows, strict=True):
        node.embedding = row.tolist()
    index.insert_nodes(nodes)
    assert isinstance(index.vector_store, SimpleVectorStore)
    held = index.vector_store.data.embedding_dict
    for node, row in zip(nodes, rows, strict=True):
        held[node.node_id] = row.astype(np.float64)
        node.embedding = None
