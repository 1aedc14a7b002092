"""As of every conference of a history: nothing later shows, and statuses are those of that day."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from proof_record import record_proof

from assistant.opening import open_libraries
from assistant.service import Assistant
from assistant.settings import load_settings
from corpus.document import KINDS_WITH_REVISIONS
from eval.lineage.asof import Judged, abstains_ahead, judge, sampled

PROVE = os.environ.get("ISCG_PROVE") == "1"
SAMPLED = 180


@pytest.fixture(scope="module")
def judged(shipped_store: Path) -> list[Judged]:
    """A sample of the generated questions, in a proof all of them, each with what is wrong with its answer."""
    libraries = open_libraries(load_settings(store=shipped_store, embedder="hashing"))
    service, library = Assistant(libraries.current), libraries.current()
    asked = sampled(library.documents(*KINDS_WITH_REVISIONS), None if PROVE else SAMPLED)
    return [judge(one, service, library) for one in asked]


def test_nothing_of_a_later_date_shows(judged: list[Judged]) -> None:
    assert [(one.asked.question, one.leaks) for one in judged if one.leaks] == []
    record_proof(
        "as-of",
        "Answers as of every conference of every history",
        command="make prove",
        figures={"questions": len(judged), "with something later": 0},
    )


def test_statuses_and_revisions_are_those_of_the_day(judged: list[Judged]) -> None:
    assert [(one.asked.question, one.statuses) for one in judged if one.statuses] == []


def test_of_a_text_not_adopted_yet_it_is_said_when_it_was(judged: list[Judged]) -> None:
    told = {one.asked.question: one.told_adoption for one in judged if one.told_adoption is not None}
    assert told
    assert [question for question, adoption in told.items() if not adoption] == []


def test_of_what_is_to_come_it_abstains(shipped_store: Path) -> None:
    libraries = open_libraries(load_settings(store=shipped_store, embedder="hashing"))
    documents = [libraries.current().document(one) for one in ("pp-res-191", "wtsa-res-44")]
    answers = abstains_ahead(Assistant(libraries.current), documents, date(2026, 11, 25))
    assert len(answers) >= 6
    assert all(answers)
