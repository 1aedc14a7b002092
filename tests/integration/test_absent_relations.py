"""A relation asked for that nothing stands in: this is said first, and what else is related is told apart from it."""

from __future__ import annotations

import pytest
from library_double import linked_library_of

from assistant.answers.related import compose
from assistant.library import Library
from assistant.question import Query
from corpus.document import Document, Line, Relation, RevisionStep


def resolution(number: str, **changes: object) -> Document:
    step = RevisionStep(revision="pp-22", action="adopted", basis="seen")
    line = Line(part="mandate", text=f"Keep lamp {number}.", basis="seen", heading="resolves", revision="pp-22")
    fields: dict[str, object] = {"kind": "resolution", "body": "pp", "number": number, "title": f"Lamp {number}"}
    return Document(id=f"pp-res-{number}", history=(step,), lines=(line,), **{**fields, **changes})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def library() -> Library:
    cites = Relation(document="pp-res-902", relation="cites", basis="seen")
    return linked_library_of([resolution("901", relations=(cites,)), resolution("902")])


def told(question: str, target: str, library: Library) -> list[str]:
    draft = compose(
        Query(question=question, language="en", intent="related", written_in="en", targets=(target,)), library
    )
    assert draft is not None
    return [block.type for block in draft.blocks]


def test_that_nothing_cites_a_text_is_said_before_what_it_cites(library: Library) -> None:
    assert told("Which resolutions cite Resolution 901?", "pp-res-901", library) == ["paragraph", "heading", "table"]


def test_what_is_cited_is_told_without_such_a_sentence(library: Library) -> None:
    assert told("Which resolutions cite Resolution 902?", "pp-res-902", library) == ["heading", "table"]
