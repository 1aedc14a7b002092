"""Conversations over HTTP: begun, continued, read by whoever holds the id, gone when deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from factories_surfaces import FakeAssistant, FakeHoldings, served

from assistant.api.ports import Service
from assistant.conversation_store import ConversationStore
from assistant.settings import load_settings
from assistant.turn import Turn
from bots.app import create_app


@dataclass
class Remembering(FakeAssistant):
    """Leaves each question in the conversation it is asked in."""

    conversations: ConversationStore = field(default_factory=lambda: ConversationStore(None))

    def ask(self, question: str, *, conversation: str | None = None, **given: Any) -> Any:
        from dataclasses import replace

        answer = super().ask(question, **given)
        if conversation:
            kept = Turn(question=question, read_as=question, language="en", kind="document", intent="document")
            self.conversations.add(conversation, replace(kept, as_of=given.get("as_of")))
        return replace(answer, conversation=conversation)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "conversations.sqlite"


@pytest.fixture
def client(database: Path) -> Iterator[httpx.Client]:
    store, holdings = ConversationStore(database), FakeHoldings()
    service = Service(
        assistant=Remembering(holdings=holdings, conversations=store), holdings=holdings, conversations=store
    )
    with (
        served(create_app(load_settings(), open_service=lambda: service)) as base,
        httpx.Client(base_url=base, timeout=30) as made,
    ):
        yield made
    store.close()


def ask(client: httpx.Client, question: str, **given: object) -> httpx.Response:
    return client.post("/v1/ask", json={"question": question, **given})


def test_a_request_without_a_conversation_starts_none_and_its_answer_names_none(
    client: httpx.Client, database: Path
) -> None:
    assert "conversation" not in ask(client, "What is Resolution 191?").json()
    assert not database.exists()


def test_new_begins_a_conversation_that_goes_on_under_its_id_and_can_be_read(client: httpx.Client) -> None:
    begun = ask(client, "What is Resolution 191?", conversation="new").json()["conversation"]
    assert len(begun) >= 32
    again = ask(client, "and its history?", conversation=begun).json()
    assert again["conversation"] == begun
    kept = client.get(f"/v1/conversations/{begun}").json()
    assert kept["conversation"] == begun
    assert [turn["question"] for turn in kept["turns"]] == ["What is Resolution 191?", "and its history?"]
    assert kept["begun"] < kept["expires"]


def test_without_the_id_there_is_nothing_to_read_or_delete(client: httpx.Client) -> None:
    mine = ask(client, "What is Resolution 191?", conversation="new").json()["conversation"]
    yours = ask(client, "What is Resolution 71?", conversation="new").json()["conversation"]
    assert mine != yours
    turns = client.get(f"/v1/conversations/{yours}").json()["turns"]
    assert [turn["question"] for turn in turns] == ["What is Resolution 71?"]
    for guess in ("1", "new", mine[:-1], mine.swapcase(), "%2e%2e", "*"):
        for answer in (client.get(f"/v1/conversations/{guess}"), client.delete(f"/v1/conversations/{guess}")):
            assert answer.status_code == 404
            assert answer.headers["content-type"] == "application/problem+json"
    assert client.get(f"/v1/conversations/{mine}").status_code == 200
    assert client.get("/v1/conversations").status_code == 404


def test_an_unknown_id_is_a_problem_of_one_sentence_in_an_answer_and_in_a_stream(client: httpx.Client) -> None:
    for stream in (False, True):
        answer = ask(client, "and its history?", conversation="not-there", stream=stream)
        assert answer.status_code == 404
        assert "no conversation of this id" in answer.json()["detail"]


def test_what_is_deleted_is_gone_from_the_file(client: httpx.Client, database: Path) -> None:
    word = "zirconium"
    begun = ask(client, f"What is {word} in Resolution 191?", conversation="new").json()["conversation"]
    assert word.encode() in contents(database)
    assert begun.encode() not in contents(database), "the id itself is never written"
    assert client.delete(f"/v1/conversations/{begun}").status_code == 204
    assert word.encode() not in contents(database)
    assert client.get(f"/v1/conversations/{begun}").status_code == 404
    assert client.delete(f"/v1/conversations/{begun}").status_code == 404


def test_today_drops_the_date_only_where_there_is_a_conversation(client: httpx.Client) -> None:
    assert ask(client, "What is Resolution 191?", as_of="today").json()["as_of"] is None


@pytest.mark.parametrize(
    ("given", "handed_on"),
    [
        ({}, None),
        ({"filters": None}, None),
        ({"filters": {}}, {}),
        ({"filters": {"bodies": None}}, {}),
        ({"filters": {"bodies": []}}, {}),
        ({"filters": {"bodies": ["WTDC"]}}, {"bodies": ("wtdc",)}),
    ],
)
def test_empty_filters_are_told_from_none_so_that_they_drop_former_ones(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch, given: dict[str, Any], handed_on: dict[str, Any] | None
) -> None:
    seen: list[Any] = []
    plain = Remembering.ask

    def ask_and_note(self: Remembering, question: str, **arguments: Any) -> Any:
        seen.append(arguments.get("filters"))
        return plain(self, question, **arguments)

    monkeypatch.setattr(Remembering, "ask", ask_and_note)
    assert ask(client, "and its history?", conversation="new", **given).status_code == 200
    assert seen == [handed_on]


def test_the_page_carries_the_conversation_in_its_form_and_lets_it_go(client: httpx.Client) -> None:
    opening = client.get("/").text
    assert 'name="conversation" value="new"' in opening
    first = client.get("/", params={"q": "What is Resolution 191?", "conversation": "new"}).text
    begun = first.split('name="conversation" value="')[1].split('"')[0]
    assert begun != "new"
    assert "Begin a new conversation" in first
    second = client.get("/", params={"q": "and its history?", "conversation": begun}).text
    assert f'name="conversation" value="{begun}"' in second
    assert len(client.get(f"/v1/conversations/{begun}").json()["turns"]) == 2
    lost = client.get("/", params={"q": "and its history?", "conversation": "expired"})
    assert lost.status_code == 404
    assert "no conversation of this id" in lost.text


def contents(database: Path) -> bytes:
    """Returns the bytes of the file and of what SQLite keeps beside it."""
    return b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*"))
