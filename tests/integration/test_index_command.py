"""``iscg index`` as typed: what it prints, where, and its exit code."""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path

import pytest

from indexer.cli import index, store_facts

REPORT = (
    "---\nid: c26-{0}\nkind: council-report\nbody: council\ntitle: Report {0}\n---\n\n# Content\n\n- Fact {0}. [seen]\n"
)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISCG_EMBEDDER", "hashing")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "folder"
    place.mkdir()
    (place / "1.md").write_text(REPORT.format(1), encoding="utf-8")
    return place


def run(*words: str | Path) -> int:
    return index([str(word) for word in words])


def test_a_run_tells_what_it_did_and_a_second_one_that_nothing_changed(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "sheet.xyz").write_bytes(b"\x00")
    assert run(folder, "--store", tmp_path / "store") == 0
    said = capsys.readouterr()
    assert said.out.startswith(f"Indexed into {tmp_path}/store in ")
    assert "documents               1\n" in said.out
    assert f"Skipped:\n  {folder}/sheet.xyz: files of type “.xyz” cannot be read" in said.out
    assert f"Reading {folder} (2)" in said.err
    assert run(folder, "--store", tmp_path / "store") == 0
    assert capsys.readouterr().out.startswith("Nothing changed: 1 files as they were read before")


def test_the_store_is_where_the_environment_says(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISCG_STORE", str(tmp_path / "elsewhere"))
    assert run(folder) == 0
    assert (tmp_path / "elsewhere" / "CURRENT").is_file()


def test_without_a_setting_the_store_is_below_the_current_folder(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ISCG_STORE", raising=False)
    monkeypatch.chdir(tmp_path)
    assert run(folder) == 0
    assert (tmp_path / ".iscg" / "store" / "CURRENT").is_file()


def test_a_corrupt_file_is_named_and_the_code_is_1_though_the_rest_answers(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 this is no archive")
    assert run(folder, "--store", tmp_path / "store") == 1
    assert f"Failed:\n  {folder}/broken.docx: " in capsys.readouterr().out
    assert (facts := store_facts(tmp_path / "store")).counts is not None
    assert facts.counts.documents == 1
    assert len(facts.failed) == 1


def test_a_file_of_unknown_type_that_is_named_itself_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sheet.xyz").write_bytes(b"\x00")
    assert run(tmp_path / "sheet.xyz", "--store", tmp_path / "store") == 2
    assert f"\niscg index: {tmp_path}/sheet.xyz: files of type “.xyz” cannot be read" in capsys.readouterr().err


def test_a_path_that_is_not_there_is_one_sentence_and_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "nowhere", "--store", tmp_path / "store") == 1
    said = capsys.readouterr().err
    assert said == f"iscg index: {tmp_path}/nowhere: there is no such file or folder; check the path\n"


def test_a_store_that_another_run_writes_to_is_one_sentence_and_code_1(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder, "--store", tmp_path / "store")
    capsys.readouterr()
    with (tmp_path / "store" / "lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert run(folder, "--store", tmp_path / "store") == 1
    assert capsys.readouterr().err.startswith("iscg index: Another iscg index is writing to the store at")


def test_a_store_that_cannot_be_made_is_one_sentence_and_code_1(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    assert run(folder, "--store", tmp_path / "file") == 1
    assert "cannot be written to" in capsys.readouterr().err


def test_an_embedder_that_is_not_known_is_wrong_usage(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ISCG_EMBEDDER", "none such")
    assert run(folder, "--store", tmp_path / "store") == 2
    assert "none such" in capsys.readouterr().err


def test_the_report_holds_every_file_as_json(tmp_path: Path, folder: Path) -> None:
    (folder / "sheet.xyz").write_bytes(b"\x00")
    assert run(folder, "--store", tmp_path / "store", "--report", tmp_path / "report.json") == 0
    told = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert told["changed"] is True
    assert {entry["path"]: entry["state"] for entry in told["files"]} == {"1.md": "read", "sheet.xyz": "skipped"}
    assert told["counts"]["documents"] == 1


def test_only_drops_other_roots(tmp_path: Path, folder: Path) -> None:
    other = tmp_path / "2.md"
    other.write_text(REPORT.format(2), encoding="utf-8")
    run(folder, other, "--store", tmp_path / "store")
    assert run(other, "--store", tmp_path / "store", "--only") == 0
    facts = store_facts(tmp_path / "store")
    assert facts.roots == (str(other),)


def test_facts_of_a_store_say_what_is_wrong_with_it(tmp_path: Path, folder: Path) -> None:
    missing = store_facts(tmp_path / "store")
    assert not missing.present
    assert missing.problem is not None
    assert "iscg index" in missing.problem
    run(folder, "--store", tmp_path / "store")
    whole = store_facts(tmp_path / "store")
    assert (whole.problem, whole.stale, whole.counts.documents if whole.counts else 0) == (None, False, 1)
    assert whole.embedder is not None
    assert whole.embedder.startswith("hashing")
    generation = next((tmp_path / "store" / "generations").iterdir())
    os.truncate(generation / "catalogue.sqlite", 100)
    assert store_facts(tmp_path / "store").problem is not None
