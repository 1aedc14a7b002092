"""The retriever inside a LlamaIndex pipeline: a query engine with a model that needs no key."""

from __future__ import annotations

from dataclasses import dataclass

from llama_index.core import get_response_synthesizer
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine

from assistant.llama_retriever import IscgRetriever
from assistant.retrieval import Filters, Hit, Retrieved
from indexer.passages import Passage

CONTENT = "Title. The fund pays for travel. It is voluntary."
PASSAGES = tuple(
    Passage(
        id=f"id-{start}",
        document="pp-res-175",
        revision=revision,
        language="en",
        kind="original",
        clause=f"resolves {start}",
        start=start,
        end=end,
        text=CONTENT[start:end],
        context="Resolution 175",
        dated="2022-10-14",
    )
    for start, end, revision in ((7, 32, "pp-22"), (33, 49, None))
)


@dataclass
class Fixed:
    """Always finds both passages; keeps what it was asked."""

    asked: list[tuple[str, int, Filters]]

    def search(self, question: str, *, limit: int, filters: Filters) -> Retrieved:
        self.asked.append((question, limit, filters))
        return Retrieved(
            tuple(Hit(one, 0.9 - n / 10, 0.8, 3.0, n + 1, n) for n, one in enumerate(PASSAGES)), known_share=1.0
        )


def test_nodes_tell_where_their_words_stand() -> None:
    nodes = IscgRetriever(Fixed([]), limit=2).retrieve("Who pays?")  # type: ignore[arg-type]
    assert [node.score for node in nodes] == [0.9, 0.8]
    for node in nodes:
        assert node.metadata["document"] == "pp-res-175"
        assert CONTENT[node.metadata["start"] : node.metadata["end"]] == node.text
    assert [node.metadata["revision"] for node in nodes] == ["pp-22", None]
    assert nodes[0].metadata["clause"] == "resolves 7"
    assert nodes[0].node_id == "id-7"


def test_a_query_engine_answers_over_the_retriever() -> None:
    fixed = Fixed([])
    engine = RetrieverQueryEngine.from_args(
        IscgRetriever(fixed, limit=2, filters=Filters(bodies=("pp",))),  # type: ignore[arg-type]
        llm=MockLLM(),
        response_synthesizer=get_response_synthesizer(llm=MockLLM(), response_mode="compact"),
    )
    response = engine.query("Who pays?")
    assert fixed.asked == [("Who pays?", 2, Filters(bodies=("pp",)))]
    assert [node.node_id for node in response.source_nodes] == ["id-7", "id-33"]
    # MockLLM echoes its prompt: the passages stand in it, their metadata do not
    assert "The fund pays for travel." in str(response)
    assert "resolves 7" not in str(response)
