"""The project's retrieval as a LlamaIndex retriever, so that other pipelines can use it. Imports llama_index."""

from __future__ import annotations

from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.retrieval import Filters, Hit, Retriever


class IscgRetriever(BaseRetriever):
    """Gives passages that serve today as nodes, best first.

    A node's text is the passage's own words and its id the passage's id. Metadata ``document``, ``revision`` (None: the
    record text), ``clause``, ``start``, ``end``, ``language`` and ``kind`` say where they stand; offsets are code
    points, half-open, of that text. Metadata never goes into what a model or an embedder reads.
    """

    def __init__(self, retriever: Retriever, *, limit: int = 10, filters: Filters | None = None) -> None:
        """``limit``: how many nodes a question gives at most; ``filters`` hold for every question."""
        super().__init__()
        self._retriever = retriever
        self._limit = limit
        self._filters = filters or Filters()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self._retriever.search(query_bundle.query_str, limit=self._limit, filters=self._filters)
        return [_node(hit) for hit in found.hits]


def _node(hit: Hit) -> NodeWithScore:
    passage = hit.passage
    place = {
        "document": passage.document,
        "revision": passage.revision,
        "clause": passage.clause,
        "start": passage.start,
        "end": passage.end,
        "language": passage.language,
        "kind": passage.kind,
    }
    node = TextNode(
        id_=passage.id,
        text=passage.text,
        metadata=place,
        excluded_llm_metadata_keys=list(place),
        excluded_embed_metadata_keys=list(place),
    )
    return NodeWithScore(node=node, score=hit.score)
