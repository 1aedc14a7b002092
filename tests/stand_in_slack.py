"""A stand-in for Slack over a real socket: its Web API with limits, errors and rate limits, and its signed requests."""

from __future__ import annotations

import json
import threading
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode

from slack_rules import broken

from bots.slack.signature import sign

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
TOKEN = "xoxb-not-a-real-token"


@dataclass
class StandIn:
    """What was posted, by time stamp, and what is to go wrong: ``faults`` are used up one a call.

    A fault: a number is a status (429 with Retry-After), a word an error of the API, ``drop`` closes the line unread.
    """

    home: str | None = None
    address: str = ""
    messages: dict[str, dict[str, Any]] = field(default_factory=dict)
    replies: list[dict[str, Any]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    faults: deque[int | str] = field(default_factory=deque)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def post(self, body: dict[str, Any]) -> dict[str, Any]:
        with self.lock:
            stamp = f"1764000000.{len(self.messages):06d}"
            self.messages[stamp] = body
        return {"ok": True, "channel": body["channel"], "ts": stamp, "message": body}

    def update(self, body: dict[str, Any]) -> dict[str, Any]:
        with self.lock:
            if body["ts"] not in self.messages:
                return {"ok": False, "error": "message_not_found"}
            self.messages[body["ts"]] = {**self.messages[body["ts"]], **body}
        return {"ok": True, "channel": body["channel"], "ts": body["ts"], "text": body["text"]}

    def shown(self) -> list[str]:
        with self.lock:
            return [message["text"] for message in self.messages.values()]

    def wait(self, ready: Any, seconds: float = 15.0) -> None:
        deadline = time.monotonic() + seconds
        while not ready(self):
            assert time.monotonic() < deadline, f"waited in vain; shown: {self.shown()}, replies: {len(self.replies)}"
            time.sleep(0.02)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    slack: StandIn

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        method = self.path.rpartition("/")[2]
        self.slack.calls.append(method)
        fault = self.slack.faults.popleft() if self.slack.faults else None
        if fault == "drop":
            self.close_connection = True
            self.connection.close()
            return
        if isinstance(fault, int):
            self._send(fault, {"ok": False, "error": "ratelimited"}, {"Retry-After": "7"} if fault == 429 else {})
            return
        self._send(200, {"ok": False, "error": fault} if fault else self._done(method, raw))

    def _done(self, method: str, raw: bytes) -> dict[str, Any]:
        body = _body(raw, self.headers.get("Content-Type", ""))
        if self.path.startswith("/hooks/"):
            self.slack.refused += broken(body, home=self.slack.home)
            self.slack.replies.append(body)
            return {"ok": True}
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return {"ok": False, "error": "invalid_auth"}
        known = {"chat.postMessage": self.slack.post, "chat.update": self.slack.update}
        if method not in known:
            return {"ok": False, "error": "unknown_method"}
        unfolding = {"unfurl_links": False, "unfurl_media": False} if method == "chat.update" else {}
        if faults := broken({**unfolding, **body}, home=self.slack.home):
            self.slack.refused += faults
            return {"ok": False, "error": "invalid_blocks"}
        return known[method](body)

    def _send(self, status: int, body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {
            "Content-Type": "application/json",
            "Content-Length": str(len(data)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        pass


def _body(raw: bytes, media_type: str) -> dict[str, Any]:
    if media_type.startswith("application/json"):
        return dict(json.loads(raw))
    body: dict[str, Any] = dict(parse_qsl(raw.decode(), keep_blank_values=True))
    for name in ("blocks", "metadata"):
        if name in body:
            body[name] = json.loads(body[name])
    for name in ("unfurl_links", "unfurl_media", "link_names"):
        if name in body:
            body[name] = body[name] not in ("0", "false", "False")
    return body


@contextmanager
def stand_in(home: str | None = None) -> Iterator[StandIn]:
    """Serves a stand-in on a free port of loopback."""
    slack = StandIn(home=home)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"slack": slack}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    slack.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield slack
    finally:
        server.shutdown()
        server.server_close()


def request(
    address: str,
    path: str,
    body: bytes,
    *,
    form: bool = False,
    secret: str = SECRET,
    at: float | None = None,
    headers: Mapping[str, str] | None = None,
) -> tuple[int, bytes]:
    """Sends what Slack would send, signed; returns status and body. ``headers`` replace those it would have."""
    stamp = str(int(time.time() if at is None else at))
    given = {
        "Content-Type": "application/x-www-form-urlencoded" if form else "application/json",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": sign(body, stamp, secret),
        **(headers or {}),
    }
    asked = urllib.request.Request(address + path, data=body, headers=given, method="POST")
    try:
        with urllib.request.urlopen(asked, timeout=20) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def mention(text: str, *, number: int = 1, thread: str | None = None, **fields: Any) -> bytes:
    """A mention in a channel as an event; ``number`` tells events and messages apart."""
    event = {
        "type": "app_mention",
        "user": "U1",
        "channel": "C1",
        "ts": f"17640.{number:04d}",
        "text": f"<@U0BOT> {text}",
    }
    return envelope({**event, **({"thread_ts": thread} if thread else {}), **fields}, f"Ev{number:04d}")


def envelope(event: Mapping[str, Any], identifier: str) -> bytes:
    return json.dumps({"type": "event_callback", "team_id": "T1", "event_id": identifier, "event": event}).encode()


def command(text: str, slack: StandIn, *, number: int = 1) -> bytes:
    fields = {
        "command": "/iscg",
        "text": text,
        "team_id": "T1",
        "channel_id": "C1",
        "user_id": "U1",
        "response_url": f"{slack.address}/hooks/{number}",
        "trigger_id": f"trigger-{number}",
    }
    return urlencode(fields).encode()


def pressed(action: str, value: str, slack: StandIn, *, number: int = 1) -> bytes:
    payload = {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "container": {"type": "message", "channel_id": "C1", "message_ts": "17640.0009", "thread_ts": "17640.0001"},
        "trigger_id": f"press-{number}",
        "response_url": f"{slack.address}/hooks/{number}",
        "actions": [{"type": "button", "action_id": action, "value": value}],
    }
    return urlencode({"payload": json.dumps(payload)}).encode()
