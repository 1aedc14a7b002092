"""Feedback and unanswered questions become drafts that no scoring can take for gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from eval_world import question

from bots.cli import main
from eval.candidates import TO_WRITE, Signal, SignalError, draft, read_signals
from eval.gold import QUESTIONS, GoldError, Question, read_questions
from eval.private import masked


def signal(words: str, kind: str = "unanswered", **changes: object) -> Signal:
    return Signal(question=words, signal=kind, language="en", **changes)  # type: ignore[arg-type]


def test_the_same_question_asked_three_times_is_one_draft_and_comes_first():
    drafts = draft(
        [
            signal("Who pays?"),
            signal("What of  ships", day="2026-03-02", got="abstention"),
            signal("what of ships?", "wrong", day="2026-01-05", got="passage", cited=("pp-res-1@pp-22, resolves 1",)),
            signal("What of ships", "helpful", day="2026-02-01"),
        ]
    )

    assert [one.question for one in drafts] == ["What of ships", "Who pays?"]
    first = drafts[0].review
    assert (first.asked, first.signals) == (3, {"wrong": 1, "unanswered": 1, "helpful": 1})
    assert (first.first, first.last) == ("2026-01-05", "2026-03-02")
    assert first.got == ("abstention", "passage")
    assert first.cited == ("pp-res-1@pp-22, resolves 1",)


def test_what_was_helpful_alone_asks_for_nothing():
    assert draft([signal("Who pays?", "helpful")]) == ()
    assert draft([signal("  ")]) == ()


def test_what_is_gold_already_is_left_out_unless_it_is_asked_as_of_another_date():
    known = [question(question="Who pays?")]

    assert draft([signal("who pays")], known=known) == ()
    assert draft([signal("who pays", as_of="PP-18")], known=known)[0].parameters == {"as_of": "PP-18"}


def test_the_draft_of_a_question_keeps_its_id():
    once, again = draft([signal("Who pays?")]), draft([signal("who pays"), signal("Another")])

    assert once[0].id in {one.id for one in again}


def test_a_draft_is_refused_as_gold(tmp_path: Path):
    source = tmp_path / "signals.jsonl"
    source.write_text(json.dumps({"question": "Who pays?", "signal": "wrong", "language": "en"}) + "\n\n")
    out = tmp_path / "drafts.jsonl"

    assert main(["eval", "candidates", str(source), "--out", str(out)]) == 0
    with pytest.raises(GoldError, match="line 1"):
        read_questions(out)


def test_what_a_person_has_to_write_are_all_the_fields_gold_needs_and_a_draft_lacks():
    required = set(json.loads((QUESTIONS.parent / "question.schema.json").read_text(encoding="utf-8"))["required"])

    assert set(TO_WRITE) == required - {"id", "language", "question"}
    assert set(TO_WRITE) <= set(Question.__annotations__)


def test_drafts_are_printed_one_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    source = tmp_path / "signals.jsonl"
    rows = [{"question": one, "signal": "unanswered", "language": "fr"} for one in ("Qui paie ?", "Quand ?")]
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    assert main(["eval", "candidates", str(source)]) == 0

    printed = capsys.readouterr()
    assert [json.loads(line)["language"] for line in printed.out.splitlines()] == ["fr", "fr"]
    assert "2 drafts" in printed.err


@pytest.mark.parametrize(
    "line", ["{", '{"question": "x", "language": "en", "signal": "maybe"}', '{"signal": "wrong", "language": "en"}']
)
def test_a_line_that_is_no_signal_is_named(line: str, tmp_path: Path):
    source = tmp_path / "signals.jsonl"
    source.write_text('{"question": "x", "language": "en", "signal": "wrong"}\n' + line, encoding="utf-8")

    with pytest.raises(SignalError, match="line 2"):
        read_signals(source)


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    source = tmp_path / "signals.jsonl"
    source.write_text('{"question": "x", "language": "en", "signal": "wrong"}', encoding="utf-8")
    before = QUESTIONS.read_bytes()

    assert main(["eval", "candidates", str(source), "--out", str(source)]) == 2
    assert main(["eval", "candidates", str(source), "--out", str(QUESTIONS)]) == 2
    assert main(["eval", "candidates", str(tmp_path / "none.jsonl")]) == 2
    assert QUESTIONS.read_bytes() == before
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("write to jane.doe@example.org, please", "write to [address], please"),
        ("call +41 22 730 51 11", "call [number]"),
        ("see https://example.org/x?y=1 there", "see [link] there"),
        ("Resolution 191 (Rev. Bucharest, 2022), Document C26/35 and Recommendation Y.3000", None),
        ("from 2018 to 2022, 2026", None),
        ("ISCG/26-1/8 of 12-03-2026", None),
    ],
)
def test_who_wrote_is_masked_and_references_stay(words: str, left: str | None):
    assert masked(words) == (left or words)
