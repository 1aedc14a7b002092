"""Scripted conversations: spread as the README says, and about documents and revisions that are held."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from corpus.digest import digested_revisions
from corpus.shelf import Shelf, read_shelf

DATASETS = Path(__file__).parents[2] / "eval" / "datasets"
LINES: list[dict[str, Any]] = [
    json.loads(line) for line in (DATASETS / "conversations.jsonl").read_text(encoding="utf-8").splitlines()
]
TURNS = [(line["id"], number, turn) for line in LINES for number, turn in enumerate(line["turns"], 1)]


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return read_shelf()


def named(carried: list[str]) -> set[str]:
    return {value for kind, value in (one.split(":", 1) for one in carried) if kind in ("document", "theme")}


def test_there_are_forty_conversations_four_in_each_further_language_by_three_kinds_of_askers():
    languages = Counter(line["language"] for line in LINES)

    assert len(LINES) >= 40
    assert all(languages[code] >= 4 for code in ("fr", "es", "ru", "zh", "ar"))
    assert min(Counter(line["asker"] for line in LINES).values()) >= 8
    assert len({line["asker"] for line in LINES}) == 3


def test_no_two_conversations_are_the_same():
    said = Counter(tuple(turn["question"] for turn in line["turns"]) for line in LINES)

    assert set(said.values()) == {1}


def test_all_documents_are_held(shelf: Shelf):
    wanted = {
        name
        for *_, turn in TURNS
        for name in (
            *turn["documents"],
            *turn.get("candidates", []),
            *named(turn["inherits"]),
            *named(turn["not_inherits"]),
        )
    }

    assert sorted(wanted - set(shelf.documents)) == []


def test_a_text_of_every_revision_asked_for_is_held(shelf: Shelf):
    lost = [
        (line, number, turn["revision"])
        for line, number, turn in TURNS
        if turn["revision"] is not None
        and not any(turn["revision"] in digested_revisions(shelf.documents[name]) for name in turn["documents"])
    ]

    assert lost == []


def test_the_first_turn_inherits_nothing():
    assert [(line, turn["inherits"]) for line, number, turn in TURNS if number == 1 and turn["inherits"]] == []


def test_what_is_inherited_was_spoken_of_before():
    for line in LINES:
        spoken: set[str] = set()
        for turn in line["turns"]:
            assert named(turn["inherits"]) <= spoken, (line["id"], turn["question"])
            spoken |= {*turn["documents"], *turn.get("candidates", [])}


def test_nothing_is_to_be_carried_and_dropped_at_once():
    both = [(line, number) for line, number, turn in TURNS if set(turn["inherits"]) & set(turn["not_inherits"])]

    assert both == []


def test_only_turns_with_nothing_to_answer_or_an_asking_back_name_no_document():
    silent = [turn for *_, turn in TURNS if not turn["documents"]]

    assert all(turn["abstain"] or turn["kind"] == ["clarification"] for turn in silent)
    assert all(turn.get("candidates") for turn in silent if not turn["abstain"])


def test_every_form_of_follow_up_is_there():
    turns = [turn for *_, turn in TURNS]

    assert sum(bool(turn["inherits"]) for turn in turns) >= 60
    assert sum(bool(turn["not_inherits"]) for turn in turns) >= 25
    assert sum(turn["abstain"] for turn in turns) >= 10
    assert sum("clarification" in turn["kind"] and not turn["abstain"] for turn in turns) >= 5
