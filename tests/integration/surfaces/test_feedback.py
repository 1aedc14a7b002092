"""Feedback over HTTP: to the program's path and from the page's form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from factories_surfaces import fake_service, served

from assistant.settings import load_settings
from assistant.signals import SignalStore
from bots.app import create_app


@pytest.fixture
def store() -> SignalStore:
    return SignalStore(None)


@pytest.fixture
def client(store: SignalStore) -> Iterator[httpx.Client]:
    service = replace(fake_service(), signals=store)
    app = create_app(load_settings(), open_service=lambda: service)
    with served(app) as base, httpx.Client(base_url=base, timeout=30) as client:
        yield client


def asked(client: httpx.Client) -> dict[str, Any]:
    answer: dict[str, Any] = client.post("/v1/ask", json={"question": "What does Resolution 191 say?"}).json()
    return answer


def test_a_word_on_an_answer_is_kept(client: httpx.Client, store: SignalStore) -> None:
    said = client.post("/v1/feedback", json={"answer": asked(client)["id"], "signal": "wrong", "comment": "No."})
    assert (said.status_code, said.content) == (204, b"")
    assert [(one.signal, one.comment) for one in store.signals()] == [("wrong", "No.")]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"answer": "never-given", "signal": "wrong"}, 404),
        ({"answer": "x", "signal": "splendid"}, 422),
        ({"signal": "wrong"}, 422),
        ({"answer": 7, "signal": "wrong"}, 422),
        ({"answer": "x", "signal": "wrong", "comment": "x" * 2001}, 422),
        ([], 422),
    ],
)
def test_what_cannot_be_kept_is_a_problem(client: httpx.Client, body: Any, status: int) -> None:
    said = client.post("/v1/feedback", json=body)
    assert said.status_code == status
    assert said.headers["content-type"] == "application/problem+json"


def test_the_form_of_the_page_does_the_same_and_thanks(client: httpx.Client, store: SignalStore) -> None:
    page = client.get("/", params={"q": "What does Resolution 191 say?"})
    assert 'action="/feedback"' in page.text
    form = {"answer": asked(client)["id"], "signal": "helpful", "comment": "", "question": "What?"}
    thanked = client.post("/feedback", data=form)
    assert thanked.status_code == 200
    assert "Thank you" in thanked.text
    assert [one.signal for one in store.signals()] == ["helpful"]


def test_another_site_cannot_speak_for_a_reader(client: httpx.Client, store: SignalStore) -> None:
    form = {"answer": asked(client)["id"], "signal": "wrong"}
    said = client.post("/feedback", data=form, headers={"Sec-Fetch-Site": "cross-site"})
    assert said.status_code == 403
    assert store.signals() == ()


def test_a_service_that_keeps_none_shows_no_form_and_says_so() -> None:
    with served(create_app(load_settings(), open_service=fake_service)) as base, httpx.Client(base_url=base) as client:
        assert "/feedback" not in client.get("/", params={"q": "What does Resolution 191 say?"}).text
        said = client.post("/v1/feedback", json={"answer": "x", "signal": "wrong"})
        assert said.status_code == 404
