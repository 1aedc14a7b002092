"""Folders in BEIR's shape, whole and broken."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from corpus.errors import UsageError
from eval.beir import DatasetError, languages_of, read_dataset, sample_of

CORPUS = [
    {"_id": "en:1", "title": "Cats", "text": "about cats"},
    {"_id": "2", "text": "Резолюция о кошках"},
    {"_id": "3", "text": "des chats", "lang": "fr"},
    {"_id": 4, "title": None, "text": "plain words 猫"},
]
QUERIES = [
    {"_id": "es:q1", "text": "gatos"},
    {"_id": "q2", "text": "cats", "lang": "en"},
    {"_id": "q3", "text": "without a judgement"},
    {"_id": "q4", "text": "judged not relevant"},
]
QRELS = "query-id\tcorpus-id\tscore\nes:q1\ten:1\t1\nq2\ten:1\t2\nq2\t3\t0\nq4\t2\t0\nelse\t2\t1\n"


def write(directory: Path, *, qrels: str = QRELS, corpus: object = CORPUS, queries: object = QUERIES) -> Path:
    def lines(rows: object) -> str:
        return "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows) + "\n"  # type: ignore[attr-defined]

    (directory / "corpus.jsonl").write_text(lines(corpus), encoding="utf-8")
    (directory / "queries.jsonl").write_text(lines(queries), encoding="utf-8")
    (directory / "qrels.tsv").write_text(qrels, encoding="utf-8")
    return directory


def test_only_queries_with_a_positive_judgement_are_kept(tmp_path: Path) -> None:
    dataset = read_dataset(write(tmp_path))
    assert dataset.name == tmp_path.name
    assert [entry.id for entry in dataset.entries] == ["en:1", "2", "3", "4"]
    assert [(query.id, query.text, query.language) for query in dataset.queries] == [
        ("es:q1", "gatos", "es"),
        ("q2", "cats", "en"),
    ]
    assert dataset.qrels == {"es:q1": {"en:1": 1}, "q2": {"en:1": 2, "3": 0}}


def test_languages_come_from_the_data_then_from_the_script(tmp_path: Path) -> None:
    entries = read_dataset(write(tmp_path)).entries
    assert languages_of(entries, guess="es") == ("en", "ru", "fr", "es")
    assert sample_of(entries) == ("plain words 猫",)


def test_a_compressed_corpus_and_trec_judgements_are_read(tmp_path: Path) -> None:
    write(tmp_path, qrels="es:q1 0 en:1 1\n".replace(" ", "\t"))
    plain = (tmp_path / "corpus.jsonl").read_bytes()
    (tmp_path / "corpus.jsonl").unlink()
    (tmp_path / "corpus.jsonl.gz").write_bytes(gzip.compress(plain))
    dataset = read_dataset(tmp_path)
    assert len(dataset.entries) == 4
    assert dataset.qrels == {"es:q1": {"en:1": 1}}


def test_other_files_are_taken_by_path_or_by_name_in_the_folder(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "qrels.other.tsv").write_text("q3\t2\t1\n", encoding="utf-8")
    (folder / "less.jsonl").write_text(json.dumps(QUERIES[2]), encoding="utf-8")
    dataset = read_dataset(folder, qrels="qrels.other.tsv", queries=str(folder / "less.jsonl"))
    assert [query.id for query in dataset.queries] == ["q3"]


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({"corpus": []}, "corpus.jsonl is empty"),
        ({"corpus": ["{no json"]}, "corpus.jsonl, line 1"),
        ({"corpus": [*CORPUS, {"_id": "5"}]}, "corpus.jsonl, line 5"),
        ({"corpus": ["[]"]}, "corpus.jsonl, line 1"),
        ({"corpus": [CORPUS[1], CORPUS[1]]}, "line 2: the id “2” stands there twice"),
        ({"queries": [{"_id": "q", "text": 7}]}, "queries.jsonl, line 1"),
        ({"qrels": "q1\t2\t1\nq2 2 1\n"}, "qrels.tsv, line 2"),
        ({"qrels": "q4\t2\t0\n"}, "nothing can be measured"),
        ({"qrels": ""}, "nothing can be measured"),
    ],
)
def test_a_broken_folder_is_told_in_one_sentence(tmp_path: Path, broken: dict[str, object], told: str) -> None:
    with pytest.raises(DatasetError, match=told) as caught:
        read_dataset(write(tmp_path, **broken))  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)


def test_a_missing_folder_or_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no folder"):
        read_dataset(tmp_path / "nowhere")
    with pytest.raises(UsageError, match=r"no qrels\.tsv"):
        read_dataset(tmp_path)
    write(tmp_path)
    with pytest.raises(UsageError, match=r"no other\.tsv"):
        read_dataset(tmp_path, qrels="other.tsv")
    (tmp_path / "corpus.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="UTF-8"):
        read_dataset(tmp_path)
