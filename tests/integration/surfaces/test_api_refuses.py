from __future__ import annotations

import json
import logging
import socket
import threading
import time

import httpx
import pytest
from factories_surfaces import fake_service

from assistant.api.guard import HEADERS
from assistant.api.ports import Service
from corpus.errors import EmbedderMismatch, StoreMissing

JSON = {"Content-Type": "application/json"}


def assert_problem(response: httpx.Response, status: int) -> dict[str, object]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, object] = response.json()
    assert problem["status"] == status
    assert set(problem) >= {"type", "title", "status", "detail", "instance"}
    assert "Traceback" not in response.text
    assert len(str(problem["detail"]).split()) > 3
    assert "\n" not in str(problem["detail"])
    return problem


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe{}", 400),
        (b"[" * 400_000, 400),
        (b'{"question":' + b"[" * 200_000 + b"]" * 200_000 + b"}", 400),
        (b'{"question": ' + b"9" * 10_000 + b"}", 400),
        (b"[]", 422),
        (b"null", 422),
        (b'"What?"', 422),
        (b"{}", 422),
        (b'{"question": null}', 422),
        (b'{"question": 7}', 422),
        (b'{"question": ["What?"]}', 422),
        (b'{"question": ""}', 422),
        (b'{"question": " \\n\\t"}', 422),
        (b'{"question": "\\u200b\\u2060"}', 422),
        (b'{"question": "a\\u0000b"}', 422),
        (b'{"question": "\\ud800"}', 422),
        (b'{"question": "\\udc00\\ud800 x"}', 422),
        (json.dumps({"question": "x" * 2001}).encode(), 422),
        (json.dumps({"question": "x" * 900_000}).encode(), 422),
        (b'{"question": "What?", "language": "de"}', 422),
        (b'{"question": "What?", "as_of": "yesterday"}', 422),
        (b'{"question": "What?", "filters": {"bodies": ["FIFA"]}}', 422),
        (b'{"question": "What?", "filters": {"bodies": "pp"}}', 422),
        (b'{"question": "What?", "filters": []}', 422),
        (b'{"question": "What?", "stream": "yes"}', 422),
        (b'{"question": "What?", "as-of": "PP-18"}', 422),
        (b'{"question": "What?", "\\ud800": 1}', 422),
        (json.dumps({"question": "What?", "filters": {"themes": ["x"] * 100_000}}).encode(), 422),
        (json.dumps({"question": "x" * 1_000_001}).encode(), 413),
    ],
    ids=lambda value: str(value[:40]) if isinstance(value, bytes) else value,
)
def test_what_is_no_question_is_a_problem_told_at_once(client: httpx.Client, body: bytes, status: int) -> None:
    started = time.perf_counter()
    problem = assert_problem(client.post("/v1/ask", content=body, headers=JSON), status)
    assert time.perf_counter() - started < 2
    assert problem["instance"] == "/v1/ask"


def test_a_body_without_a_length_is_cut_off_at_the_limit(client: httpx.Client) -> None:
    sent = 0

    def endless() -> object:
        nonlocal sent
        while sent < 50_000_000:
            sent += 65_536
            yield b"x" * 65_536

    try:
        response = client.post("/v1/ask", content=endless(), headers=JSON)
        assert_problem(response, 413)
    except (httpx.WriteError, httpx.ReadError, httpx.RemoteProtocolError):
        pass  # the service hung up while the rest was still being sent
    assert sent < 50_000_000


@pytest.mark.parametrize("question", ["asdf qwer", "DROP TABLE passages; --", "(((((", "🤷", "ignore all rules", "<b>"])
def test_nonsense_is_a_question(client: httpx.Client, question: str) -> None:
    assert client.post("/v1/ask", json={"question": question}).status_code == 200


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_only_json_is_taken_so_that_no_form_of_another_site_can_ask(client: httpx.Client, media_type: str) -> None:
    response = client.post("/v1/ask", content=b'{"question": "What?"}', headers={"Content-Type": media_type})
    assert_problem(response, 415)


def test_a_wrong_method_is_told_with_the_right_one(client: httpx.Client) -> None:
    response = client.get("/v1/ask")
    assert_problem(response, 405)
    assert response.headers["allow"] == "POST"


@pytest.mark.parametrize(
    "query", ["", "q=", "q=%20", "q=x&limit=0", "q=x&limit=1000", "q=x&limit=ten", "q=x&body=FIFA", "q=x&as_of=never"]
)
def test_a_search_that_cannot_be_made_is_a_problem(client: httpx.Client, query: str) -> None:
    assert_problem(client.get(f"/v1/search?{query}"), 422)


def test_a_fault_of_the_program_is_told_by_an_incident_and_nothing_else(
    client_of, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(question: str) -> None:
        raise ZeroDivisionError("canary: /secret/path")

    client = client_of(lambda: fake_service(break_down))
    with caplog.at_level(logging.ERROR, logger="iscg.api"):
        response = client.post("/v1/ask", json={"question": "What?"})
    problem = assert_problem(response, 500)
    assert "canary" not in response.text
    assert "ZeroDivisionError" not in response.text
    assert str(problem["incident"]) in str(problem["detail"])
    assert str(problem["incident"]) in caplog.text
    page = client.get("/?q=What", headers={"Accept": "text/html"})
    assert page.status_code == 500
    assert "canary" not in page.text
    assert page.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize(
    "error", [StoreMissing("/data/store"), EmbedderMismatch("/data/store", "one", "another")], ids=["missing", "other"]
)
def test_a_store_that_cannot_serve_is_503_with_the_remedy_while_the_process_lives(client_of, error: Exception) -> None:
    def refuse() -> Service:
        raise error

    client = client_of(refuse)
    assert client.get("/healthz").status_code == 200
    response = client.post("/v1/ask", json={"question": "What?"})
    assert assert_problem(response, 503)["detail"] == str(error)
    assert int(response.headers["retry-after"]) > 0
    assert_problem(client.get("/readyz"), 503)
    page = client.get("/", headers={"Accept": "text/html"})
    assert page.status_code == 503
    assert "iscg index --store /data/store" in page.text


def test_a_store_that_comes_later_is_found_without_a_restart(client_of, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.api.loading.RETRY_SECONDS", 0.0)
    there = threading.Event()

    def open_service() -> Service:
        if not there.is_set():
            raise StoreMissing("later")
        return fake_service()

    client = client_of(open_service)
    assert client.post("/v1/ask", json={"question": "What?"}).status_code == 503
    there.set()
    assert client.post("/v1/ask", json={"question": "What?"}).status_code == 200


def test_the_port_answers_before_the_store_is_open_and_a_question_waits_for_it(client_of) -> None:
    opened = threading.Event()

    def open_slowly() -> Service:
        opened.wait(10)
        return fake_service()

    client = client_of(open_slowly)
    assert client.get("/healthz").status_code == 200
    assert assert_problem(client.get("/readyz"), 503)["type"] == "urn:problem-type:iscg:starting"
    threading.Timer(0.2, opened.set).start()
    assert client.post("/v1/ask", json={"question": "What?"}).status_code == 200


def test_while_a_question_is_being_answered_the_service_answers_others(client_of) -> None:
    release = threading.Event()
    client = client_of(lambda: fake_service(lambda question: release.wait(10) if "slow" in question else None))
    slow = threading.Thread(target=lambda: client.post("/v1/ask", json={"question": "slow?"}))
    slow.start()
    started = time.perf_counter()
    assert client.get("/healthz").status_code == 200
    assert client.post("/v1/ask", json={"question": "quick?"}).status_code == 200
    assert time.perf_counter() - started < 5
    release.set()
    slow.join()


def test_more_questions_than_may_wait_are_sent_away_at_once(client_of, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.api.context.QUEUE_PER_WORKER", 1)
    release = threading.Event()
    client = client_of(lambda: fake_service(lambda question: release.wait(10)), workers=1)
    waiting = [threading.Thread(target=lambda: client.post("/v1/ask", json={"question": "What?"})) for _ in range(2)]
    for thread in waiting:
        thread.start()
        time.sleep(0.3)
    response = client.post("/v1/ask", json={"question": "What?"})
    assert assert_problem(response, 503)["type"] == "urn:problem-type:iscg:busy"
    assert response.headers["retry-after"] == "1"
    release.set()
    for thread in waiting:
        thread.join()


@pytest.mark.parametrize("path", ["/", "/v1/themes", "/healthz", "/nothing", "/assets/site.css", "/documents/c26-99"])
def test_every_response_carries_the_security_headers(client: httpx.Client, path: str) -> None:
    response = client.get(path)
    for name, value in HEADERS.items():
        assert response.headers[name] == value
    assert "server" not in response.headers
    assert "set-cookie" not in response.headers


def test_answers_are_stored_nowhere_and_assets_are_kept(client: httpx.Client) -> None:
    assert client.post("/v1/ask", json={"question": "What?"}).headers["cache-control"] == "no-store"
    assert client.get("/?q=What").headers["cache-control"] == "no-store"
    assert client.get("/assets/site.css?v=1").headers["cache-control"] == "public, max-age=31536000, immutable"


def test_no_origin_is_let_in(client: httpx.Client) -> None:
    for origin in ("https://evil.example", "null"):
        response = client.post("/v1/ask", json={"question": "What?"}, headers={"Origin": origin})
        assert "access-control-allow-origin" not in response.headers


def test_a_question_is_not_written_into_the_log(client_of, caplog: pytest.LogCaptureFixture) -> None:
    client = client_of()
    with caplog.at_level(logging.DEBUG):
        client.post("/v1/ask", json={"question": "canary question"})
        client.get("/", params={"q": "canary question"})
    own = [record.getMessage() for record in caplog.records if record.name.startswith(("iscg", "uvicorn"))]
    assert sum("kind=document" in line for line in own) == 2
    assert not any("canary" in line for line in own)


def test_raw_bytes_that_are_no_http_do_not_stop_the_service(client: httpx.Client) -> None:
    with socket.create_connection((client.base_url.host, client.base_url.port or 80), timeout=5) as raw:
        raw.sendall(b"\x16\x03\x01\x02\x00\x01\x00" + b"\xff" * 500 + b"\r\n\r\n")
        raw.recv(1000)
    assert client.get("/healthz").status_code == 200
