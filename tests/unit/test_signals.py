"""What readers say is kept for a time, with the question and what was cited, and without who spoke."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from factories_prose import citation, extractive

from assistant.signals import SignalStore
from corpus.errors import StoreError
from eval.candidates import read_signals

ANSWER = extractive(citation(1, "109 lamps shone.", clause="resolves 2"))
IN_VAIN = replace(ANSWER, id="in-vain-0000", kind="abstention", abstained=True, reason="no-evidence", citations=())


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def test_what_is_said_of_an_answer_is_kept_with_its_question_and_citations(tmp_path: Path) -> None:
    store = SignalStore(tmp_path / "feedback.sqlite", clock=Clock())
    store.noticed(ANSWER)
    assert store.say(ANSWER.id, "wrong", comment="It was 110.")
    (kept,) = store.signals()
    assert (kept.question, kept.signal, kept.got) == ("What of the lamps?", "wrong", "passage")
    assert (kept.cited, kept.comment) == (("pp-res-900@pp-22, resolves 2",), "It was 110.")
    assert kept.day == "1970-01-12"


def test_a_second_word_on_an_answer_takes_the_place_of_the_first() -> None:
    store = SignalStore(None)
    store.noticed(ANSWER)
    store.say(ANSWER.id, "wrong")
    store.say(ANSWER.id, "helpful")
    assert [one.signal for one in store.signals()] == ["helpful"]


def test_an_answer_that_was_never_given_cannot_be_spoken_of() -> None:
    store = SignalStore(None)
    assert not store.say("0123456789", "wrong")
    assert store.signals() == ()


def test_questions_asked_in_vain_are_kept_only_where_that_is_wanted() -> None:
    silent, keeping = SignalStore(None), SignalStore(None, keep_unanswered=True)
    for store in (silent, keeping):
        store.noticed(IN_VAIN)
        store.noticed(ANSWER)
        store.noticed(replace(IN_VAIN, id="refused-000", reason="refused"))
    assert silent.signals() == ()
    assert [(one.signal, one.got) for one in keeping.signals()] == [("unanswered", "no-evidence")]


def test_after_its_days_it_is_gone_from_the_file(tmp_path: Path) -> None:
    clock, path = Clock(), tmp_path / "feedback.sqlite"
    store = SignalStore(path, days=90, clock=clock)
    store.noticed(ANSWER)
    store.say(ANSWER.id, "wrong", comment="canary-comment")
    clock.now += 91 * 86_400
    assert store.signals() == ()
    store.close()
    assert not any(b"canary-comment" in file.read_bytes() for file in tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_told_with_the_setting(tmp_path: Path) -> None:
    store = SignalStore(tmp_path)
    store.noticed(ANSWER)
    with pytest.raises(StoreError, match="ISCG_FEEDBACK"):
        store.say(ANSWER.id, "wrong")


def test_the_evaluation_reads_what_is_exported(tmp_path: Path) -> None:
    import msgspec

    store = SignalStore(None)
    store.noticed(ANSWER)
    store.say(ANSWER.id, "incomplete", comment="And in 2025?")
    file = tmp_path / "signals.jsonl"
    file.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in store.signals()))
    (read,) = read_signals(file)
    assert (read.question, read.signal, read.comment) == ("What of the lamps?", "incomplete", "And in 2025?")
