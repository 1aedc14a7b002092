"""Clauses of a document against gold by hand: what is right, missed, too many, or has other words."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

import pytest
from factories import Line, as_docx, resolution

from corpus.errors import UsageError
from eval.reading.clauses import clauses, folded, gold_of, judge, read_gold
from indexer.extract import extract

BODY = [
    Line("call", "considering"),
    Line("item", "that lamps give light;", "a)"),
    Line("item", "that oil is dear in the long nights of winter,", "b)"),
    Line("call", "resolves"),
    Line("plain", "to light them."),
]
GOLD = [
    gold_of("considering a)", "that lamps give light;"),
    gold_of("considering b)", "that oil is dear in the long nights of winter,"),
    gold_of("resolves", "to light them."),
]


def lines(gold: list[object]) -> str:
    return "\n".join(json.dumps(asdict(one)) for one in gold)  # type: ignore[call-overload]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "lamps.docx"
    path.write_bytes(as_docx(resolution(body=BODY)))
    return path


def test_gold_keeps_a_few_words_and_a_hash_and_no_text() -> None:
    gold = gold_of("considering b)", "that  oil\u00a0is dear in the long nights of winter,")
    assert (gold.opens, gold.closes, gold.words) == ("that oil is dear in", "nights of winter,", 10)
    assert gold == GOLD[1]
    assert len(gold.sha256) == 64


def test_text_is_folded_to_composed_letters_and_single_spaces() -> None:
    assert folded(" cafe\u0301\u00a0au\n\tlait ") == "café au lait"


def test_what_is_right_meets_the_bars(document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gold.jsonl").write_text(lines(GOLD), encoding="utf-8")
    assert clauses([str(document), "--gold", str(tmp_path / "gold.jsonl"), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)["figures"]
    assert {name: figure["value"] for name, figure in figures.items()} == {
        "path F1": 1.0,
        "path recall": 1.0,
        "path precision": 1.0,
        "text exact": 1.0,
        "words kept or listed": 1.0,
    }


def test_each_wrong_clause_is_named_and_the_command_fails(
    document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = [gold_of("considering a)", "that lamps give heat;"), gold_of("noting", "the dark,"), GOLD[2]]
    (tmp_path / "gold.jsonl").write_text(lines(wrong), encoding="utf-8")
    assert clauses([str(document), "--gold", str(tmp_path / "gold.jsonl")]) == 1
    told = capsys.readouterr().out
    assert "missed: noting (2 words: “the dark, … the dark,”)" in told
    assert "no clause by the gold: considering b)" in told
    assert "other words: considering a) has 4 words, “that lamps give light; … lamps give light;”" in told


def test_f1_weighs_missed_and_extra_paths_alike(document: Path) -> None:
    (text,) = extract(document.read_bytes(), name="lamps.docx").texts
    judged = judge([GOLD[0], GOLD[1], gold_of("noting", "the dark,")], text)
    assert (judged.found, judged.extra) == (("considering a)", "considering b)"), ("resolves",))
    assert judged.f1 == pytest.approx(2 / 3)


def test_a_document_without_gold_is_told(document: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="pp-res-191@pp-22"):
        clauses([str(document)])
    with pytest.raises(UsageError, match="There is no file"):
        clauses([str(tmp_path / "absent.docx")])


@pytest.mark.parametrize("bad", ["no json", '{"path": "a"}', "{}"])
def test_a_line_that_is_no_gold_is_told(bad: str) -> None:
    with pytest.raises(UsageError, match="no gold of a clause"):
        read_gold([bad], where="gold.jsonl")


def test_a_path_twice_is_told() -> None:
    with pytest.raises(UsageError, match="twice"):
        read_gold(lines([GOLD[0], GOLD[0]]).splitlines(), where="gold.jsonl")


def test_the_shipped_gold_can_be_read_and_holds_no_long_words_of_a_text() -> None:
    for path in (files("eval") / "datasets/clauses").iterdir():
        if path.name.endswith(".jsonl"):
            gold = read_gold(path.read_text(encoding="utf-8").splitlines(), where=path.name)
            assert len(gold) >= 80
            assert all(len(one.opens.split()) <= 5 and len(one.closes.split()) <= 3 for one in gold)
