"""A report is known by its year and the text it is on; a kind of document by its noun."""

from __future__ import annotations

import pytest
from library_double import library_of

from assistant.described import kinds_described, report_on
from assistant.library import Library
from assistant.understanding import understand
from corpus.document import KINDS_WITH_REVISIONS, Document
from corpus.references import find_references


@pytest.fixture(scope="module")
def library() -> Library:
    def report(identifier: str, title: str, day: str) -> Document:
        return Document(id=identifier, kind="council-report", body="council", title=title, date=day)

    return library_of(
        (
            Document(id="pp-res-191", kind="resolution", body="pp", number="191", title="Coordination"),
            report("report-25", "Report on the implementation of Resolution 191 (Council 2025)", "2025"),
            report("report-26", "Report on the implementation of Resolution 191, Council 2026", "2026-04-28"),
            report("other-26", "Report on the strategic plan (Council 2026)", "2026"),
        )
    )


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What does the 2025 report on Resolution 191 say?", "report-25"),
        ("Which documents does the 2026 Council report on PP Resolution 191 cite?", "report-26"),
        ("Que dit le rapport de 2025 sur la Résolution 191 ?", "report-25"),
        ("关于第191号决议的2026年报告说了什么？", "report-26"),
        ("What does the report on Resolution 191 say?", None),
        ("What does the 2024 report on Resolution 191 say?", None),
        ("What does Resolution 191 say of the 2026 report?", None),
        ("What does the 2026 report on Resolution 154 say?", None),
        ("What does the 2026 report say?", None),
    ],
)
def test_one_report_is_named_by_a_year_and_a_text(question: str, found: str | None, library: Library) -> None:
    assert report_on(question, find_references(question), library) == found


def test_a_report_told_by_year_is_what_is_asked_about_and_not_the_text_it_is_on(library: Library) -> None:
    query = understand("What is the Council asked to do with the 2026 report on Resolution 191?", library)
    assert query.targets == ("report-26",)
    assert query.unresolved == ()


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Which report tells of lamps?", {"council-report", "meeting-report"}),
        ("В каком докладе сказано о маяках?", {"council-report", "meeting-report"}),
        ("哪份报告提到灯塔？", {"council-report", "meeting-report"}),
        ("What are the terms of reference of the lamp team?", {"terms-of-reference"}),
        ("What did the meeting say?", {"meeting-report"}),
        ("Which resolution dealt with lamps?", set(KINDS_WITH_REVISIONS)),
        ("Какая резолюция касается маяков?", set(KINDS_WITH_REVISIONS)),
        ("哪项决议涉及灯塔？", set(KINDS_WITH_REVISIONS)),
        ("What does this resolution say?", set()),
        ("Who reported lamps?", set()),
        ("What does Resolution 191 say?", set()),
    ],
)
def test_a_noun_tells_the_kind_of_document_meant(question: str, kinds: set[str]) -> None:
    assert kinds_described(question) == kinds
