"""A language model that speaks OpenAI's protocol over a socket, and does what it is told: write, lie, stall, break off.

It is driven by a script: a function from what it was asked to the acts it performs, one after the other.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from typing import Any


@dataclass(frozen=True)
class Say:
    """Writes ``text`` as one piece, after ``wait`` seconds."""

    text: str
    wait: float = 0.0


@dataclass(frozen=True)
class Status:
    """Answers with a status and no stream."""

    code: int
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Raw:
    """Sends bytes as they are."""

    data: bytes
    wait: float = 0.0


@dataclass(frozen=True)
class BreakOff:
    """Closes the connection in the middle."""


Act = Say | Status | Raw | BreakOff
Script = Callable[["Asked"], Iterable[Act]]
_PASSAGE = re.compile(r"^\[(\d+)\] (.*?): (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Asked:
    """One request as the model sees it."""

    system: str
    user: str
    max_tokens: int
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def passages(self) -> list[tuple[int, str, str]]:
        """Number, label with clause, and words of each passage in the prompt."""
        return [(int(number), head, words) for number, head, words in _PASSAGE.findall(self.user)]


class StubModel(ThreadingHTTPServer):
    """Keeps what it was asked, and how many readers went away while it was writing."""

    daemon_threads = True

    def __init__(self, script: Script) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = script
        self.asked: list[Asked] = []
        self.dropped = threading.Event()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader that goes away is no error of the stub's."""


class _Handler(BaseHTTPRequestHandler):
    server: StubModel
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        told = {message["role"]: message["content"] for message in body["messages"]}
        asked = Asked(told.get("system", ""), told.get("user", ""), body.get("max_tokens", 0), dict(self.headers), body)
        self.server.asked.append(asked)
        acts = iter(self.server.script(asked))
        first = next(acts, None)
        if isinstance(first, Status):
            self.send_response(first.code)
            for name, value in first.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            self._perform([first] if first else [], acts)
        except (BrokenPipeError, ConnectionResetError):
            self.server.dropped.set()
        self.close_connection = True

    def _perform(self, first: list[Act], acts: Iterator[Act]) -> None:
        for act in chain(first, acts):
            if isinstance(act, BreakOff):
                self.wfile.flush()
                self.connection.close()
                return
            if isinstance(act, Raw):
                self._wait(act.wait)
                self._send(act.data)
            elif isinstance(act, Say):
                self._wait(act.wait)
                self._send(_chunk({"content": act.text}, None))
        self._send(_chunk({}, "stop"))
        self._send(b"data: [DONE]\n\n")

    def _wait(self, seconds: float) -> None:
        """Waits, and notices a reader that goes away."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.05))
            if left > 0.05:
                self._send(b": \n\n")

    def _send(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()


def _chunk(delta: dict[str, Any], finish: str | None) -> bytes:
    told = {
        "id": "stub",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "stub",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }
    return b"data: " + json.dumps(told).encode() + b"\n\n"


@contextmanager
def running(script: Script) -> Iterator[StubModel]:
    """Serves a model that follows ``script`` on a free port of loopback."""
    server = StubModel(script)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def writes(text: str, *, size: int = 7) -> Script:
    """A model that writes ``text``, a few signs at a time."""
    return lambda _: [Say(text[at : at + size]) for at in range(0, len(text), size)]


def quotes(asked: Asked) -> Iterator[Act]:
    """A model that quotes well: the first three passages, word for word, each with its mark."""
    for number, head, words in asked.passages[:3]:
        yield Say(f"{head.rpartition(', ')[0] or head}: “{words}” [{number}]. ")


if __name__ == "__main__":  # a model that quotes well, to run the evaluation against: python tests/stub_model.py
    with running(quotes) as served:
        print(f"ISCG_LLM_BASE_URL={served.base_url} ISCG_LLM_MODEL=stub", flush=True)
        threading.Event().wait()
