"""``iscg eval retrieval`` from a folder to figures, with the embedder that needs no weights."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bots.cli import main

ANIMALS = ("cat", "dog", "bird", "fish", "horse", "mouse", "tiger", "whale")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ISCG_CACHE_DIR", str(tmp_path / "cache"))
    place = tmp_path / "animals"
    place.mkdir()
    corpus = [{"_id": name, "title": name.title(), "text": f"The {name} is an animal."} for name in ANIMALS]
    queries = [{"_id": f"en:{name}", "text": f"Tell me of the {name}"} for name in ANIMALS[:4]]
    queries += [{"_id": "fr:none", "text": "zzz"}, {"_id": "en:left-out", "text": "no judgement"}]
    for name, rows in (("corpus", corpus), ("queries", queries)):
        (place / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    qrels = [f"en:{name}\t{name}\t1" for name in ANIMALS[:4]] + ["fr:none\tgone\t1"]
    (place / "qrels.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *qrels]), encoding="utf-8")
    return place


@pytest.mark.parametrize("engine", ["chroma", "exact"])
def test_the_json_is_the_contracts(folder: Path, engine: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "retrieval", str(folder), "--json", "--embedder", "hashing", "--engine", engine]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed.keys() == {"dataset", "queries", "systems", "fused_against", "languages"}
    assert (printed["dataset"], printed["queries"]) == ("animals", 5)
    assert list(printed["systems"]) == ["fused", "bm25", "dense", "llama-index"]
    for system in printed["systems"].values():
        assert system.keys() == {"ndcg@10", "recall@10", "recall@100", "mrr@10", "p50_ms", "p95_ms"}
        # four queries name their animal alone, the fifth has an entry that is not in the corpus: 4 of 5
        assert [system[name] for name in ("ndcg@10", "recall@10", "recall@100", "mrr@10")] == [0.8] * 4
        assert system["p95_ms"] >= system["p50_ms"] > 0


def test_the_table_shows_languages_apart_and_vectors_are_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["eval", "retrieval", str(folder), "--embedder", "hashing", "--engine", "exact"]
    assert main(words) == 0
    first = capsys.readouterr()
    assert "5 queries over 8 entries" in first.out
    assert "fr fused" in first.out
    assert "Embedding passages (8)" in first.err
    assert main(words) == 0
    assert "Embedding passages (8)" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["retrieval", "nowhere"], "nowhere is no folder"),
        (["retrieval", ".", "--qrels", "gone.tsv"], "no gone.tsv"),
        (["nothing"], "no subcommand “nothing”"),
        (["retrieval", "FOLDER", "--embedder", "nobody"], "no embedder called “nobody”"),
        (["retrieval", "FOLDER", "--embedder", "hashing", "--engine", "nobody"], "no engine"),
    ],
)
def test_what_cannot_be_measured_is_one_sentence_and_exit_code_two(
    folder: Path, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", *[str(folder) if word == "FOLDER" else word for word in words]]) == 2
    printed = capsys.readouterr()
    assert told in printed.err
    assert printed.out == ""
    assert "Traceback" not in printed.err


def test_the_subcommands_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval"]) == 0
    assert "iscg eval retrieval" in capsys.readouterr().out
