"""The rules by which answers as of a date are judged: each kind of leak is found, and nothing is that is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from library_double import library_of

from assistant.answer import Answer, Citation, Coverage, Statement
from assistant.library import Library
from corpus.document import Action, Document, Line, RevisionStep, Status
from eval.bars import exit_code
from eval.lineage.asof import figures_of, questions
from eval.lineage.asof_checks import leaks, status_on, wrong_revisions, wrong_statuses

DAY = date(2018, 12, 31)


def document(number: int, *steps: tuple[str, Action], status: Status = "in-force") -> Document:
    return Document(
        id=f"pp-res-{number}",
        kind="resolution",
        body="pp",
        number=str(number),
        title=f"Lighthouses {number}",
        status=status,
        history=tuple(RevisionStep(revision=code, action=action, basis="seen") for code, action in steps),
        lines=tuple(
            Line(part="mandate", text=f"Light lamp {code}.", basis="seen", heading="resolves", revision=code)
            for code, action in steps
            if action != "suppressed"
        ),
    )


OLD = document(1, ("pp-14", "adopted"), ("pp-18", "revised"), ("pp-22", "revised"))
NEW = document(2, ("pp-22", "adopted"))
GONE = document(3, ("pp-10", "adopted"), ("pp-14", "suppressed"), status="suppressed")
UNDATED = document(4, ("pp-10", "adopted"), ("pp-14", "revised"), status="suppressed")


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of([OLD, NEW, GONE, UNDATED])


def cited(library: Library, name: str, revision: str | None, path: str) -> Citation:
    text = library.catalogue.text(name, revision)
    assert text is not None
    clause = next(one for one in text.clauses if one.path == path)
    from assistant.draft import evidence_of

    return library.shelf.citation(evidence_of(text, clause), 1, as_of=DAY)


def answer(*citations: Citation, text: str = "It is lit.") -> Answer:
    return Answer(
        id="1",
        question="?",
        language="en",
        kind="document",
        text=text,
        blocks=(),
        statements=(Statement(text=text, citations=(1,), support="quoted"),),
        notes=(),
        citations=citations,
        facts={},
        coverage=(),
        follow_ups=(),
        confidence=1.0,
        abstained=False,
        reason=None,
        as_of="2018",
        answered_by="extractive",
        timings_ms={},
        usage={},
    )


def test_an_answer_from_the_text_of_the_day_has_no_fault(library: Library) -> None:
    right = answer(cited(library, "pp-res-1", "pp-18", "resolves"), cited(library, "pp-res-1", None, "History pp-18"))
    assert [*leaks(right, library, DAY), *wrong_statuses(right, library, DAY)] == []
    assert list(wrong_revisions(right, library, DAY)) == []


def test_a_leak_is_found_wherever_it_stands(library: Library) -> None:
    right = answer(cited(library, "pp-res-1", "pp-18", "resolves"))
    leaking = {
        "citation": replace(right, citations=(cited(library, "pp-res-1", "pp-22", "resolves"),)),
        "statement": answer(*right.citations, text="It was revised at PP-22."),
        "facts": replace(right, facts={"related": [{"document": "pp-res-2"}]}),
        "follow-up": replace(right, follow_ups=("What is Resolution 1 (Rev. Bucharest, 2022)?",)),
        "coverage": replace(right, coverage=(Coverage(document="pp-res-1", missing=("pp-22",)),)),
    }
    for where, wrong in leaking.items():
        assert [fault.where for fault in leaks(wrong, library, DAY)] == [where]


def test_of_a_text_not_adopted_yet_its_adoption_alone_may_be_told(library: Library) -> None:
    told = answer(cited(library, "pp-res-2", None, "History pp-22"), text="Adopted at PP-22 (Bucharest, 2022).")
    assert list(leaks(told, library, DAY, not_yet=NEW)) == []
    assert {fault.where for fault in leaks(told, library, DAY)} == {"citation", "statement"}


def test_a_text_may_look_ahead_but_a_record_may_not(library: Library) -> None:
    quoted = replace(cited(library, "pp-res-1", "pp-18", "resolves"), quote="Report to WRC-23.")
    assert list(leaks(answer(quoted, text="“Report to WRC-23.”"), library, DAY)) == []
    recorded = replace(cited(library, "pp-res-1", None, "History pp-18"), quote="It reported to WRC-23.")
    assert [fault.where for fault in leaks(answer(recorded, text="It reported to WRC-23."), library, DAY)] == [
        "statement"
    ]


def test_a_wrong_status_and_a_revision_that_should_not_serve_are_found(library: Library) -> None:
    former = cited(library, "pp-res-1", "pp-14", "resolves")
    assert former.status == "superseded"
    assert [fault.where for fault in wrong_revisions(answer(former), library, DAY)] == ["revision"]
    claimed = replace(former, status="in-force")
    assert [fault.where for fault in wrong_statuses(answer(claimed), library, DAY)] == ["status"]


@pytest.mark.parametrize(
    ("held", "day", "status"),
    [
        (OLD, date(2014, 1, 1), "unknown"),
        (OLD, date(2015, 1, 1), "in-force"),
        (OLD, date(2026, 1, 1), "in-force"),
        (GONE, date(2012, 1, 1), "in-force"),
        (GONE, date(2015, 1, 1), "suppressed"),
        (UNDATED, date(2012, 1, 1), "in-force"),
        (UNDATED, date(2014, 11, 7), "in-force"),  # the day PP-14 closed
        (UNDATED, date(2015, 1, 1), "unknown"),
    ],
)
def test_the_status_of_a_day_follows_from_the_steps(held: Document, day: date, status: str) -> None:
    assert status_on(held, day) == status


def test_three_questions_are_asked_for_each_step_and_before_is_the_day_before_it_opened() -> None:
    asked = list(questions([OLD, NEW]))
    assert len(asked) == 12
    assert asked[0].as_of == "PP-14"
    assert asked[1].question == "Was Resolution 1 in force at the time of PP-14?"
    (before,) = [one for one in asked if one.question == "What did Resolution 2 say before Bucharest, 2022?"]
    assert before.day == date(2022, 9, 25)


def test_one_leak_among_many_answers_misses_the_bar(library: Library) -> None:
    from eval.lineage.asof import Asked, Judged
    from eval.lineage.asof_checks import Fault
    from eval.lineage.history import Took

    asked = Asked(document=OLD, question="?", as_of="PP-18", day=DAY)
    right = Judged(asked=asked, leaks=(), statuses=(), told_adoption=None, took=Took(1.0, 1.0))
    assert exit_code(figures_of([right] * 99, [True])) == 0
    assert exit_code(figures_of([right] * 99 + [replace(right, leaks=(Fault("facts", "pp-22"),))], [True])) == 1
    assert exit_code(figures_of([right] * 99, [False])) == 1
