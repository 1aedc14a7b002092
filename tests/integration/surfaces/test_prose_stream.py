"""A model's prose over the stream: told sentence by sentence, only what has passed, never taken back."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import httpx
from factories_prose import citation, extractive
from factories_surfaces import FakeAssistant, FakeHoldings, served
from stub_model import Act, Asked, Say, Script, StubModel, running

from assistant.answer import Answer
from assistant.api.ports import Service
from assistant.llama_model import LlamaModel
from assistant.prose.writing import Writer
from assistant.settings import load_settings
from bots.app import create_app

ANSWER = extractive(
    citation(1, "109 lamps shone in 2020, 132 in 2025.", label="Report on lamps"),
    citation(2, "Developing countries may light more lamps.", label="Resolution 901"),
)


class Telling(FakeAssistant):
    """An assistant with one answer, which a model tells."""

    def __init__(self, writer: Writer) -> None:
        super().__init__(FakeHoldings(), lambda _: None)
        self.writer = writer

    def ask(self, question: str, *, listener: Any = None, **_: Any) -> Answer:
        if listener is None:
            return self.writer.write(ANSWER)
        listener.tell("citations", ANSWER.citations)
        return self.writer.write(ANSWER, tell=listener.tell, stopped=listener.stopped)


@contextmanager
def service(script: Script) -> Iterator[tuple[httpx.Client, StubModel]]:
    with running(script) as server, closing(LlamaModel(server.base_url, "stub")) as model:
        model.warm()
        made = Service(assistant=Telling(Writer(model=model, seconds=8.0)), holdings=FakeHoldings())
        with (
            served(create_app(load_settings(), open_service=lambda: made)) as base,
            httpx.Client(base_url=base, timeout=30) as client,
        ):
            client.get("/healthz")
            yield client, server


def events(client: httpx.Client) -> Iterator[tuple[float, str, Any]]:
    started = time.monotonic()
    with client.stream("POST", "/v1/ask", json={"question": "What of the lamps?", "stream": True}) as response:
        name = ""
        for line in response.iter_lines():
            if line.startswith("event: "):
                name = line[7:]
            elif line.startswith("data: "):
                yield time.monotonic() - started, name, json.loads(line[6:])


def slowly(_: Asked) -> Iterator[Act]:
    yield Say("109 lamps shone in 2020 [1].")
    yield Say(" 999 lamps shone in 2020 [1].", wait=0.6)
    yield Say(" Developing countries may light more lamps [2].", wait=0.6)


def test_each_sentence_comes_as_soon_as_it_has_passed_and_the_pieces_make_the_answer() -> None:
    with service(slowly) as (client, _):
        told = list(events(client))
    names = list(dict.fromkeys(name for _, name, _ in told))
    assert names == ["status", "citation", "delta", "block", "answer"]
    assert [data["state"] for _, name, data in told if name == "status"] == ["searching", "writing"]
    answer = told[-1][2]
    assert "".join(data["text"] for _, name, data in told if name == "delta") == answer["text"]
    assert [data for _, name, data in told if name == "citation"] == answer["citations"]
    first = next(at for at, name, _ in told if name == "delta")
    assert told[-1][0] - first > 0.4


def test_nothing_that_failed_is_ever_sent_and_nothing_sent_is_taken_back() -> None:
    with service(slowly) as (client, _):
        told = list(events(client))
    assert "999 lamps" not in json.dumps(told)
    text = ""
    for _, name, data in told:
        text += data["text"] if name == "delta" else ""
        assert told[-1][2]["text"].startswith(text)


def test_a_reader_who_closes_the_stream_stops_the_model() -> None:
    def endless(_: Asked) -> Iterator[Act]:
        for _round in range(100):
            yield Say("109 lamps shone in 2020 [1]. ", wait=0.1)

    with service(endless) as (client, server):
        told = events(client)
        assert next(told)[1] == "status"
        next(one for one in told if one[1] == "delta")
        told.close()  # type: ignore[attr-defined]
        assert server.dropped.wait(4)


def test_without_a_stream_the_answer_is_the_same() -> None:
    with service(slowly) as (client, _):
        streamed = list(events(client))[-1][2]
        plain = client.post("/v1/ask", json={"question": "What of the lamps?"}).json()
    varying = {"timings_ms": {}}
    assert plain | varying == streamed | varying
