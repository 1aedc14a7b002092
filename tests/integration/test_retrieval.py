"""The retriever over real indexes: BM25, both vector engines, filters, dates, named documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.retrieval import Filters, Retriever
from corpus.document import Document, RevisionStep
from indexer import vectors
from indexer.lexical import LexicalIndex
from indexer.passages import Passage
from indexer.vectors import chroma


class Counting:
    """Embeds a text as its counted words, hashed to 64 places: alike texts share words."""

    def embed_query(self, text: str) -> NDArray[np.float32]:
        vector = np.zeros(64, np.float32)
        for word in text.lower().replace("?", "").split():
            vector[hashlib.sha256(word.encode()).digest()[0] % 64] += 1
        vector[0] += 0.01
        return vector / np.linalg.norm(vector)


@dataclass
class Shelf:
    held: tuple[Document, ...]

    def documents(self) -> Iterator[Document]:
        return iter(self.held)


@dataclass
class Built:
    passages: tuple[Passage, ...]
    serving: NDArray[np.bool_]
    lexical: LexicalIndex
    vectors: vectors.VectorIndex
    catalogue: Shelf


def passage(number: int, document: str, revision: str | None, text: str, dated: str) -> Passage:
    return Passage(
        id=str(number),
        document=document,
        revision=revision,
        language="en",
        kind="digest",
        clause=f"resolves {number}",
        start=0,
        end=len(text),
        text=text,
        context="",
        dated=dated,
    )


def history(*steps: tuple[str, str]) -> tuple[RevisionStep, ...]:
    return tuple(RevisionStep(revision=code, action=action, basis="seen") for code, action in steps)  # type: ignore[arg-type]


DOCUMENTS = (
    Document(
        id="pp-res-175",
        kind="resolution",
        body="pp",
        title="Accessibility",
        status="in-force",
        history=history(("pp-10", "adopted"), ("pp-22", "revised")),
    ),
    Document(
        id="wtsa-res-70",
        kind="resolution",
        body="wtsa",
        title="Accessibility",
        status="in-force",
        history=history(("wtsa-08", "adopted")),
    ),
    Document(
        id="wtdc-res-58",
        kind="resolution",
        body="wtdc",
        title="Accessibility",
        status="suppressed",
        history=history(("wtdc-10", "adopted"), ("wtdc-22", "suppressed")),
    ),
)
PASSAGES = (
    passage(0, "pp-res-175", "pp-10", "accessibility of websites for persons with disabilities", "2010-10-22"),
    passage(
        1, "pp-res-175", "pp-22", "accessibility of websites and events for persons with disabilities", "2022-10-14"
    ),
    passage(2, "pp-res-175", "pp-22", "funding of the accessibility fund", "2022-10-14"),
    passage(3, "wtsa-res-70", "wtsa-08", "accessibility in standards and captioning", "2008-10-30"),
    passage(4, "wtdc-res-58", "wtdc-10", "accessibility of websites in developing countries", "2010-06-04"),
    *(passage(5 + n, "wtsa-res-70", "wtsa-08", f"numbering plan item{n} of networks", "2008-10-30") for n in range(40)),
)
SERVING = np.array([one.document != "wtdc-res-58" and one.revision != "pp-10" for one in PASSAGES])


@pytest.fixture(params=sorted(vectors.ENGINES))
def retriever(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Retriever]:
    monkeypatch.setattr(chroma, "EXACT_UP_TO", 0)  # so that few rows are searched through the graph
    matrix = np.stack([Counting().embed_query(one.text) for one in PASSAGES])
    vectors.build(tmp_path, [one.id for one in PASSAGES], matrix, serving=SERVING, engine=request.param)
    lexical = LexicalIndex.build([one.text for one in PASSAGES], ["en"] * len(PASSAGES))
    with closing(vectors.open_vectors(tmp_path)) as opened:
        yield Retriever(Built(PASSAGES, SERVING, lexical, opened, Shelf(DOCUMENTS)), Counting())


def found(retriever: Retriever, question: str = "accessibility of websites", **options: object) -> list[int]:
    return [hit.row for hit in retriever.search(question, **options).hits]  # type: ignore[arg-type]


def test_the_best_passage_comes_first_and_only_what_serves_is_found(retriever: Retriever) -> None:
    rows = found(retriever)
    assert rows[0] == 1
    assert not {0, 4} & set(rows)
    assert len(rows) == 20


def test_ranks_count_up_scores_fall_and_both_own_scores_are_told(retriever: Retriever) -> None:
    retrieved = retriever.search("accessibility of websites", limit=5)
    assert [hit.rank for hit in retrieved.hits] == [1, 2, 3, 4, 5]
    scores = [hit.score for hit in retrieved.hits]
    assert scores == sorted(set(scores), reverse=True)
    assert 1 >= scores[0] > scores[-1] >= 0
    assert retrieved.hits[0].bm25 > 0
    assert retrieved.hits[0].cosine == pytest.approx(
        float(Counting().embed_query(PASSAGES[1].text) @ Counting().embed_query("accessibility of websites")), abs=2e-6
    )
    assert retrieved.known_share == 1.0


def test_filters_narrow_what_is_found(retriever: Retriever) -> None:
    assert set(found(retriever, filters=Filters(bodies=("pp",)))) == {1, 2}
    assert found(retriever, filters=Filters(status=("suppressed",))) == [4]
    assert found(retriever, filters=Filters(bodies=("ra",))) == []


def test_as_of_a_date_the_revision_of_that_time_is_found(retriever: Retriever) -> None:
    rows = found(retriever, as_of=date(2015, 1, 1))
    assert rows[0] == 4  # not yet suppressed; the shorter of the two
    assert 0 in rows
    assert not {1, 2} & set(rows)


def test_scope_all_finds_superseded_and_suppressed_texts(retriever: Retriever) -> None:
    assert {0, 1, 4} <= set(found(retriever, scope="all")[:5])


def test_passages_of_named_documents_come_first_even_if_suppressed(retriever: Retriever) -> None:
    hits = retriever.search("accessibility of websites", named=("wtdc-res-58",)).hits
    assert [hit.row for hit in hits[:2]] == [4, 1]
    assert hits[0].score >= 0.5 > hits[1].score
    assert found(retriever, "numbering plan", named=("pp-res-175",))[:2] in ([1, 2], [2, 1])


def test_a_document_cannot_fill_the_list_alone(retriever: Retriever) -> None:
    rows = found(retriever, "numbering plan of networks", per_document=3)
    assert len([row for row in rows if row >= 5 or row == 3]) == 3
    assert {1, 2} <= set(rows)


def test_the_same_question_gives_the_same_hits(retriever: Retriever) -> None:
    assert retriever.search("standards").hits == retriever.search("standards").hits


def test_eight_threads_find_what_one_finds(retriever: Retriever) -> None:
    questions = [f"{word} of item{n}" for n in range(10) for word in ("accessibility", "numbering plan", "captioning")]
    alone = [retriever.search(question).hits for question in questions]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda question: retriever.search(question).hits, questions * 4))
    assert together == alone * 4
