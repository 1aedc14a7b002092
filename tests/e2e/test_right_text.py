"""The text of the conference asked for is quoted, or it is said that it is not held; today's never stands in for it."""

from __future__ import annotations

from typing import Any

import httpx


def _ask(client: httpx.Client, question: str) -> dict[str, Any]:
    told: dict[str, Any] = client.post("/v1/ask", json={"question": question}).json()
    return told


def test_a_conference_whose_text_is_held_is_quoted_from_that_text(shipped_client: httpx.Client) -> None:
    answer = _ask(shipped_client, "What did Dubai decide in Resolution 191?")
    assert {citation["revision"] for citation in answer["citations"]} == {"pp-18"}
    assert {citation["status"] for citation in answer["citations"]} == {"superseded"}
    assert "superseded" in {note["code"] for note in answer["notes"]}


def test_of_a_conference_whose_text_is_not_held_only_its_step_is_told(shipped_client: httpx.Client) -> None:
    answer = _ask(shipped_client, "What did Guadalajara decide on Resolution 130?")
    assert answer["kind"] == "history"
    assert [citation["clause"] for citation in answer["citations"]] == ["History pp-10"]


def test_a_conference_that_took_no_step_is_said_to_have_taken_none(shipped_client: httpx.Client) -> None:
    answer = _ask(shipped_client, "What did Marrakesh decide on Resolution 191?")
    assert any("PP-02" in note["text"] for note in answer["notes"] if note["code"] == "gap")


def test_what_is_not_said_of_a_group_is_not_answered_by_describing_it(shipped_client: httpx.Client) -> None:
    answer = _ask(shipped_client, "When will the ISC-TF meet next?")
    assert (answer["kind"], answer["reason"]) == ("abstention", "no-evidence")


def test_a_text_shown_for_want_of_an_answer_says_so(shipped_client: httpx.Client) -> None:
    answer = _ask(shipped_client, "What does Resolution 130 say about penguins?")
    assert answer["kind"] == "document"
    assert answer["confidence"] <= 0.4
    assert any("answers the question directly" in note["text"] for note in answer["notes"])
