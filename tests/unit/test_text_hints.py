"""A number of several bodies is told apart by what their texts say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from library_double import library_of

from assistant.library import Library
from assistant.retrieval import Filters, Hit, Retrieved
from assistant.text_hints import by_words
from corpus.document import Document
from corpus.references import Resolution
from indexer.lexical.analysis import Analyser
from indexer.passages import Passage

SAYS = {"pp-res-25": "Give the regional offices staff and budget.", "wtdc-res-25": "Review study groups."}


class Searching:
    """Finds the one passage of the documents asked for."""

    def search(self, question: str, *, filters: Filters, **_: Any) -> Retrieved:
        return Retrieved(tuple(hit(one, SAYS[one]) for one in filters.documents), 1.0)


def hit(document: str, text: str) -> Hit:
    passage = Passage(
        id=document,
        document=document,
        revision=None,
        language="en",
        kind="digest",
        clause="",
        start=0,
        end=len(text),
        text=text,
        context="",
        dated="",
    )
    return Hit(passage, 1.0, 0.0, 1.0, 1, 0)


def alike(question: str, language: str) -> Sequence[tuple[tuple[str, ...], float]]:
    return [((term,), 1.0) for term in Analyser().terms(question, language)]


@pytest.fixture
def library() -> Library:
    documents = [
        Document(id=one, kind="resolution", body=one.partition("-")[0], number="25", title=one)  # type: ignore[arg-type]
        for one in SAYS
    ]
    searching: Any = Searching()
    return Library(library_of(documents).catalogue, searching, analyse=Analyser().terms, weigh=alike, languages=("en",))


OPEN = Resolution(state="ambiguous", candidates=tuple(SAYS), why="two bodies")


def test_the_text_that_holds_the_other_words_is_meant(library: Library) -> None:
    found = by_words(OPEN, "What do regional offices get under Resolution 25?", "en", library)
    assert (found.state, found.document) == ("resolved", "pp-res-25")


@pytest.mark.parametrize(
    "question",
    [
        "What does Resolution 25 say?",
        "Show me the history of Resolution 25.",
        "When was Resolution 25 adopted?",
        "What does Resolution 25 say of green cheese?",
    ],
)
def test_a_question_that_says_no_more_or_nothing_of_either_stays_open(question: str, library: Library) -> None:
    assert by_words(OPEN, question, "en", library) is OPEN


def test_what_is_resolved_is_left_alone(library: Library) -> None:
    decided = Resolution(state="resolved", document="wtdc-res-25", why="")
    assert by_words(decided, "What do regional offices get under Resolution 25?", "en", library) is decided
