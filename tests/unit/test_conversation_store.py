"""Conversations are kept, expire by the clock, and are let go of."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from assistant.conversation_store import MOST_TURNS, ConversationStore
from assistant.retrieval import Filters
from assistant.themes import Mention
from assistant.turn import Turn
from corpus.errors import ConversationUnknown, StoreError

DAY = 86_400.0


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000_000.0

    def __call__(self) -> float:
        return self.now


def turn(question: str) -> Turn:
    return Turn(question=question, read_as=question, language="en", kind="sector", intent="sector")


def test_a_turn_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    kept = Turn(
        question="и в Дубае?",
        read_as="What does Resolution 191 say? PP-18",
        language="ru",
        kind="clarification",
        intent="document",
        targets=("pp-res-191",),
        pinned=(("pp-res-191", "pp-18"),),
        themes=(Mention(document="theme-ai", name="AI", first=0, terms=1, language="en"),),
        as_of="before PP-18",
        filters=Filters(bodies=("pp",)),
        candidates=("pp-res-2", "wtsa-res-2"),
        cited=("pp-res-191",),
    )
    store = ConversationStore(tmp_path / "c.sqlite")
    identifier = store.begin()
    store.add(identifier, kept)
    store.close()
    assert ConversationStore(tmp_path / "c.sqlite").turns(identifier) == (kept,)


def test_ids_are_long_and_all_different() -> None:
    store = ConversationStore(None)
    ids = {store.begin() for _ in range(200)}
    assert len(ids) == 200
    assert min(map(len, ids)) >= 32


def test_a_conversation_expires_so_many_days_after_its_last_turn() -> None:
    clock = Clock()
    store = ConversationStore(None, days=30, clock=clock)
    identifier = store.begin()
    clock.now += 29 * DAY
    store.add(identifier, turn("one"))
    clock.now += 29 * DAY
    assert [one.question for one in store.turns(identifier)] == ["one"]
    clock.now += 1 * DAY
    for use in (store.turns, store.delete, lambda one: store.add(one, turn("two"))):
        with pytest.raises(ConversationUnknown):
            use(identifier)


def test_what_has_expired_is_swept_out_of_the_file_and_the_rest_is_left(tmp_path: Path) -> None:
    clock = Clock()
    path = tmp_path / "c.sqlite"
    store = ConversationStore(path, days=30, clock=clock)
    old = store.begin()
    store.add(old, turn("zirconium"))
    clock.now += 20 * DAY
    young = store.begin()
    store.add(young, turn("tellurium"))
    clock.now += 10 * DAY
    assert store.sweep() == 1
    assert b"zirconium" not in b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert [one.question for one in store.turns(young)] == ["tellurium"]
    store.close()
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT count(*) FROM turn").fetchone() == (1,)
    database.close()


def test_it_is_swept_now_and_then_without_being_told() -> None:
    clock = Clock()
    store = ConversationStore(None, days=1, clock=clock)
    store.begin()
    clock.now += 2 * DAY
    store.begin()
    assert store.sweep() == 0  # the second beginning swept the first conversation


def test_the_same_question_asked_again_is_one_turn_and_old_turns_are_let_go() -> None:
    store = ConversationStore(None)
    identifier = store.begin()
    for question in ("one", "one", "two", "one"):
        store.add(identifier, turn(question))
    assert [one.question for one in store.turns(identifier)] == ["one", "two", "one"]
    for number in range(MOST_TURNS):
        store.add(identifier, turn(str(number)))
    kept = store.turns(identifier)
    assert (len(kept), kept[0].question) == (MOST_TURNS, "0")


def test_a_file_that_cannot_be_used_is_one_sentence_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "c.sqlite").write_bytes(b"this is no database, however long it goes on" * 100)
    with pytest.raises(StoreError, match="Set ISCG_CONVERSATIONS"):
        ConversationStore(tmp_path / "c.sqlite").begin()


def test_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    ConversationStore(tmp_path / "c.sqlite").begin()
    assert (tmp_path / "c.sqlite").stat().st_mode & 0o077 == 0
