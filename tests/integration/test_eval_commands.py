"""The evaluation's commands on the corpus that ships, with the hashing embedder: generate, score, compare, report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bots.cli import main
from eval.gold import QUESTIONS
from eval.reporting.page import write_page
from eval.runs import read_run
from indexer.build import build
from indexer.embedding import open_embedder
from indexer.extract import extract
from indexer.progress import Silence
from indexer.sources import Root, shipped_folder
from indexer.tools import Tools

ASKED = ("document-191-sg", "history-pp-191", "sector-climate", "una-tungsten", "ambiguous-2", "zh-history-191")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evaluation")
    tools = Tools(embedder=open_embedder("hashing"), read=extract, progress=Silence())
    build(folder / "store", [Root.at(shipped_folder())], tools=tools)
    lines = {json.loads(line)["id"]: line for line in QUESTIONS.read_text(encoding="utf-8").splitlines()}
    (folder / "gold.jsonl").write_text("".join(lines[name] + "\n" for name in ASKED), encoding="utf-8")
    for run in ("a", "b"):
        assert main(["eval", "generate", "--out", str(folder / run), *given(folder)]) == 0
    return folder


def given(folder: Path) -> list[str]:
    return [
        *("--set", "all", "--today", "2026-11-25", "--embedder", "hashing"),
        *("--store", str(folder / "store"), "--gold", str(folder / "gold.jsonl")),
    ]


def test_a_run_keeps_all_that_scoring_needs(place: Path):
    run = read_run(place / "a")
    cited = {(one.document, one.revision) for case in run.cases() for one in case.citations}

    assert [record.id for record in run.records] == list(ASKED)
    assert cited
    assert cited == {(document, revision) for document, revision, _, _ in run.evidence.texts}
    assert run.header.embedder.startswith("hashing")


def test_two_runs_differ_in_ids_and_times_alone(place: Path):
    def answers(name: str) -> list[dict[str, Any]]:
        rows = [json.loads(line) for line in (place / name / "answers.jsonl").read_text(encoding="utf-8").splitlines()]
        for row in rows:
            del row["milliseconds"], row["answer"]["id"], row["answer"]["timings_ms"]
        return rows

    assert answers("a") == answers("b")


def test_scoring_prints_one_json_object(place: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["eval", "score", str(place / "a"), "--json"]) == 0

    figures = json.loads(capsys.readouterr().out)
    assert figures["quotation"]["value"] == 1
    assert figures["kind"]["n"] == len(ASKED)


def test_comparing_a_run_with_its_twin_cannot_tell(place: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["eval", "compare", str(place / "a"), str(place / "b"), "--json"]) == 0

    differences = json.loads(capsys.readouterr().out)["differences"]
    assert {one["verdict"] for one in differences} == {"cannot tell"}


def test_a_run_is_not_written_over(place: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["eval", "generate", "--out", str(place / "a"), *given(place)]) == 2
    assert "already holds a run" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["score", "report"])
def test_a_folder_without_a_run_is_wrong_usage(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["eval", command, str(tmp_path)]) == 2
    assert "holds no run" in capsys.readouterr().err


def test_the_report_is_one_small_file_that_asks_the_network_for_nothing(place: Path):
    page = write_page(read_run(place / "a"), place / "alone.html", former=read_run(place / "b"))
    text = page.read_text(encoding="utf-8")

    assert len(text.encode()) < 2_000_000
    assert re.findall(r"""(?:src|href|@import|url\()\s*=?\s*["']?(?!#)\S+""", text) == []
    assert "<script" not in text


@pytest.fixture
def sheet(browser: Any, place: Path) -> Iterator[Any]:
    path = write_page(read_run(place / "a"), place / "seen.html", former=read_run(place / "b"))
    page = browser.new_page()
    page.goto(path.resolve().as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    yield page
    page.close()


@pytest.mark.browser
def test_the_report_has_no_fault_that_axe_finds(sheet: Any):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(sheet)

    assert found.violations_count == 0, found.generate_report()
