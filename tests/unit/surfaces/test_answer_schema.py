from __future__ import annotations

import json
from typing import Any

import pytest
from factories_surfaces import abstention, fake_service

from assistant.answer import Answer
from assistant.answer_schema import answer_schema, faults
from assistant.rendering import to_json


def answer() -> dict[str, Any]:
    return sent(fake_service().assistant.ask("What does Resolution 191 say?"))


def sent(answer: Answer) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(to_json(answer))
    return told


def test_the_schema_is_itself_valid() -> None:
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(answer_schema())


def test_an_answer_and_an_abstention_meet_it() -> None:
    assert faults(answer()) == []
    assert faults(sent(abstention("?"))) == []


def broken(**changes: Any) -> dict[str, Any]:
    return answer() | changes


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (broken(extra=1), "extra"),
        (broken(kind="song"), "kind"),
        (broken(abstained=True), "abstained"),
        (broken(kind="abstention"), "statements"),
        (broken(citations=[]), "citations"),
        (broken(kind="history"), "revisions"),
        (broken(timings_ms={}), "total"),
        (broken(answered_by="me"), "answered_by"),
        (broken(statements=[{"text": "x", "citations": [], "support": "quoted"}]), "citations"),
        (broken(blocks=[{"type": "paragraph", "runs": [{"text": "x", "cite": 1}]}]), "blocks"),
        (broken(blocks=[{"type": "heading", "text": "x", "level": 2, "runs": []}]), "blocks"),
    ],
)
def test_it_is_strict(wrong: dict[str, Any], place: str) -> None:
    assert any(place in fault for fault in faults(wrong))


def test_what_a_schema_cannot_say_is_checked_too() -> None:
    longer, unknown, unquoted, unordered = answer(), answer(), answer(), answer()
    longer["citations"][0]["end"] += 1
    unknown["blocks"][1]["runs"][1]["cite"] = 77
    unquoted["statements"][0]["text"] = "Something else."
    unordered["citations"].reverse()
    assert faults(longer) == ["$.citations[0]: end - start is not the length of the quote"]
    assert faults(unknown) == ["$.blocks[1]: marks [77], which is not there"]
    assert faults(unquoted) == ["$.statements[0]: quoted, and holds none of its quotations"]
    assert "$.citations: not numbered 1, 2, … in order" in faults(unordered)
