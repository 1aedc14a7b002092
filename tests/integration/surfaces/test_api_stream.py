from __future__ import annotations

import json
import threading
from typing import Any

import httpx
import pytest
from factories_surfaces import fake_service

from assistant.answer_schema import faults
from corpus.errors import QuestionError


def events_of(raw: str) -> list[tuple[str, Any]]:
    """Parses a stream as the standard says: blocks parted by an empty line, comments left out."""
    found = []
    for block in raw.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if line and not line.startswith(":"))
        if fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


def stream(client: httpx.Client, question: str) -> httpx.Response:
    return client.post("/v1/ask", json={"question": question, "stream": True})


def test_a_stream_tells_status_citations_blocks_words_and_then_the_whole_answer(client: httpx.Client) -> None:
    response = stream(client, "What does Resolution 191 say?")
    assert response.headers["content-type"].startswith("text/event-stream")
    events = events_of(response.text)
    names = [name for name, _ in events]
    assert names[0] == "status"
    assert names[-1] == "answer"
    assert [name for name in dict.fromkeys(names)] == ["status", "citation", "block", "delta", "answer"]
    answer = events[-1][1]
    assert faults(answer) == []
    assert [data for name, data in events if name == "citation"] == answer["citations"]
    assert [data for name, data in events if name == "block"] == answer["blocks"]
    assert "".join(data["text"] for name, data in events if name == "delta") == answer["text"]


def test_a_stream_and_a_plain_answer_are_the_same_but_for_id_and_timings(client: httpx.Client) -> None:
    streamed = events_of(stream(client, "What?").text)[-1][1]
    plain = client.post("/v1/ask", json={"question": "What?"}).json()
    varying = {"id": "", "timings_ms": {}}
    assert streamed | varying == plain | varying


def test_what_is_no_question_is_a_problem_before_any_stream(client: httpx.Client) -> None:
    response = stream(client, " ")
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


def test_while_the_answer_takes_its_time_the_line_is_kept_alive(client_of, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.api.streaming.HEARTBEAT_SECONDS", 0.05)
    done = threading.Event()
    threading.Timer(0.4, done.set).start()
    client = client_of(lambda: fake_service(lambda question: done.wait(5)))
    response = stream(client, "slow?")
    assert response.text.count(": still here\n\n") >= 2
    assert events_of(response.text)[-1][0] == "answer"


def test_an_error_on_the_way_ends_the_stream_with_an_error_event(client_of) -> None:
    def refuse(question: str) -> None:
        raise QuestionError("This is no question. Ask another.")

    name, problem = events_of(stream(client_of(lambda: fake_service(refuse)), "What?").text)[-1]
    assert name == "error"
    assert (problem["status"], problem["detail"]) == (422, "This is no question. Ask another.")


def test_a_fault_of_the_program_ends_the_stream_with_an_incident(client_of) -> None:
    def break_down(question: str) -> None:
        raise ZeroDivisionError("canary")

    response = stream(client_of(lambda: fake_service(break_down)), "What?")
    name, problem = events_of(response.text)[-1]
    assert name == "error"
    assert problem["status"] == 500
    assert "canary" not in response.text
    assert problem["incident"] in problem["detail"]
