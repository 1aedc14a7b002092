"""A corpus of 100,000 passages is measured whole: LlamaIndex's index beside ours, vectors embedded once."""

from __future__ import annotations

import json
import random
import resource
import time
from pathlib import Path

import pytest
from proof_record import record_proof

from bots.cli import main

PASSAGES, QUERIES = 100_000, 100


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Passages of forty made-up words each; a query asks for five words of one of them."""
    monkeypatch.setenv("ISCG_CACHE_DIR", str(tmp_path / "cache"))
    dice = random.Random(3)
    syllables = [first + second for first in "bcdfglmnprst" for second in "aeiou"]
    words = ["".join(dice.choices(syllables, k=dice.randint(2, 4))) for _ in range(20_000)]
    texts = [dice.choices(words, k=40) for _ in range(PASSAGES)]
    asked = range(0, PASSAGES, PASSAGES // QUERIES)
    rows = {
        "corpus": [{"_id": f"d{n}", "text": " ".join(text)} for n, text in enumerate(texts)],
        "queries": [{"_id": f"q{n}", "text": " ".join(dice.sample(texts[n], 5))} for n in asked],
    }
    for name, held in rows.items():
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, held)), encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("\n".join(f"q{n}\td{n}\t1" for n in asked), encoding="utf-8")
    return tmp_path


@pytest.mark.slow
def test_a_hundred_thousand_passages_are_measured_in_minutes_and_embedded_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["eval", "retrieval", str(folder), "--embedder", "hashing", "--engine", "exact", "--json"]
    started = time.monotonic()
    assert main(words) == 0
    minutes = (time.monotonic() - started) / 60
    first = capsys.readouterr()
    assert f"Embedding passages ({PASSAGES:,})" in first.err

    assert main(words) == 0
    second = capsys.readouterr()

    systems, again = json.loads(first.out)["systems"], json.loads(second.out)["systems"]
    assert "Embedding passages (" not in second.err
    # Five words of forty that stand together nowhere else: by words alone every passage is found.
    assert systems["bm25"]["recall@10"] == 1
    assert {name: one["ndcg@10"] for name, one in systems.items()} == {
        name: one["ndcg@10"] for name, one in again.items()
    }
    gigabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    assert gigabytes < 8
    record_proof(
        "retrieval-at-scale",
        "Retrieval measured over 100,000 passages",
        command="make prove",
        figures={
            "passages": f"{PASSAGES:,}",
            "queries": QUERIES,
            "minutes, nothing cached": f"{minutes:.1f}",
            "most memory": f"{gigabytes:.1f} GB",
            **{f"p50 of {name}": f"{one['p50_ms']:.1f} ms" for name, one in systems.items()},
        },
    )
