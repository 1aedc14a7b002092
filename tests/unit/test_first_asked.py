"""Since when something is asked, where our digests alone are held: no digest proves that a clause is new or gone."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from library_double import library_of

from assistant.answers.first_asked import compose
from assistant.library import Library
from assistant.question import Query
from corpus.document import Document, Line, RevisionStep
from indexer.passages import cut_passages


def mandate(text: str, revision: str) -> Line:
    return Line(part="mandate", text=text, basis="seen", heading="instructs the Secretary-General", revision=revision)


DOCUMENT = Document(
    id="pp-res-901",
    kind="resolution",
    body="pp",
    number="901",
    title="Lighthouses",
    status="in-force",
    history=tuple(
        RevisionStep(revision=code, action="revised" if at else "adopted", basis="seen")
        for at, code in enumerate(("pp-10", "pp-14", "pp-18", "pp-22"))
    ),
    lines=(
        mandate("Keep a register of the lighthouse keepers of each region.", "pp-14"),
        mandate("Report on fog signals.", "pp-18"),
    ),
)


def library() -> Library:
    """A library over the document's two digests, in which every passage is found."""
    held = library_of([DOCUMENT])
    texts = [text for code in ("pp-14", "pp-18") if (text := held.catalogue.text(DOCUMENT.id, code)) is not None]
    hits = [SimpleNamespace(passage=one) for one in cut_passages({DOCUMENT.id: DOCUMENT}, texts)]
    search: Any = SimpleNamespace(search=lambda *_, **__: SimpleNamespace(hits=hits))
    held.search = search
    held.weigh = lambda subject, language: [((term,), 1.0) for term in held.analyse(subject, language)]
    return held


def test_a_digest_that_leaves_a_clause_out_is_not_said_to_have_dropped_it() -> None:
    question = "When was the Secretary-General first asked to keep a register of the lighthouse keepers?"
    draft = compose(Query(question=question, language="en", intent="passage", written_in="en"), library())
    assert draft is not None
    opening, *rest = draft.blocks
    assert opening.pieces[0] == "The oldest text held that asks it is of PP-14 (Busan, 2014): "
    (table,) = [block for block in rest if block.type == "table"]
    assert [row[2][0] for row in table.rows][1:] == ["not in our digest"]
    told = " ".join(note.text for note in draft.notes)
    assert "a digest may leave a clause out" in told
    assert "Earlier texts are not held (PP-10)" in told
    assert [block.type for block in draft.blocks] == ["paragraph", "heading", "table"]


def test_another_question_is_left_to_others() -> None:
    question = "What does the Secretary-General do for lighthouses?"
    assert compose(Query(question=question, language="en", intent="passage", written_in="en"), library()) is None
