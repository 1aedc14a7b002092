"""The evaluation's commands on the corpus that ships, with the hashing embedder: generate, score, compare, report."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bots.cli import main
from eval.gold import QUESTIONS
from eval.judges.advice import Advice, Judged
from eval.metrics import FAMILIES, MEASURES
from eval.reporting.page import write_page
from eval.runs import Record, Run, read_run
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


def test_a_comparison_is_told_in_markdown_too(place: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["eval", "compare", str(place / "a"), str(place / "b"), "--markdown"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert {line.count("|") for line in lines if line} == {10}
    assert all(line.endswith("| cannot tell |") for line in lines[2:])


def test_a_run_keeps_what_retrieval_found_and_what_tokens_cost(place: Path):
    out = place / "priced"
    assert main(["eval", "generate", "--out", str(out), *given(place), "--packed", "--price", "0.5", "2"]) == 0
    run = read_run(out)

    assert run.header.price == (0.5, 2.0)
    assert {len(record.retrieved or ()) for record in run.records} == {20}
    assert sorted(path.name for path in out.iterdir()) == [
        *("answers.jsonl.gz", "documents.jsonl.gz", "questions.jsonl.gz", "run.json", "texts.jsonl.gz")
    ]


def test_the_report_is_one_small_file_that_asks_the_network_for_nothing(place: Path):
    page = write_page(read_run(place / "a"), place / "alone.html", former=read_run(place / "b"))
    text = page.read_text(encoding="utf-8")

    assert len(text.encode()) < 2_000_000
    assert re.findall(r"""(?:src|href)=["'](?!#)|@import|url\(""", text) == []
    assert "<script" not in text


def test_every_link_of_the_report_leads_somewhere_and_no_id_stands_twice(place: Path):
    page = write_page(read_run(place / "a"), place / "links.html", former=read_run(place / "b"))
    text = page.read_text(encoding="utf-8")
    ids = re.findall(r'\sid="([^"]+)"', text)

    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)
    assert set(re.findall(r'aria-labelledby="([^"]+)"', text)) <= set(ids)


def test_the_report_tells_every_measure_once_and_a_judges_advice_where_there_is_one(place: Path):
    advice = Advice(
        judge="a judge",
        measured_on="labels",
        measured=0.9,
        n=100,
        low=0.85,
        high=0.94,
        bar=0.8,
        counts=True,
        statements=(Judged(question="q", statement="s", label="SUPPORT"),),
    )
    with_one = write_page(read_run(place / "a"), place / "judged.html", advice=advice).read_text(encoding="utf-8")
    without = write_page(read_run(place / "a"), place / "plain.html").read_text(encoding="utf-8")

    assert sorted(name for names in FAMILIES.values() for name in names) == sorted(MEASURES)
    for name in MEASURES:
        assert f'<span class="soft code">{name}</span>' in without
    assert "It counts as advice" in with_one
    assert "advice" not in without


@pytest.fixture
def report(place: Path) -> Path:
    return write_page(read_run(place / "a"), place / "seen.html", former=read_run(place / "b"))


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_has_no_fault_that_axe_finds(browser: Any, report: Path, scheme: str):
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(color_scheme=scheme)
    page.goto(report.resolve().as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page)
    page.close()

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.browser
def test_the_report_fits_a_phone_and_opens_by_keyboard(browser: Any, report: Path):
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(report.resolve().as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the figures"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.locator("article summary").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")
    page.close()


@pytest.mark.browser
def test_a_link_to_a_bad_answer_opens_it(browser: Any, place: Path):
    run = read_run(place / "a")
    lost = Run(
        header=run.header,
        questions=run.questions,
        records=(Record(id=ASKED[0], answer=None, milliseconds=1, error="RuntimeError: lost"), *run.records[1:]),
        evidence=run.evidence,
    )
    page = browser.new_page()
    page.goto(write_page(lost, place / "lost.html").resolve().as_uri())
    page.locator(".verdicts a").first.click()

    assert page.locator("details[open] .failed").count() == 1
    assert page.locator("details[open]").inner_text().count("RuntimeError: lost") == 1
    page.close()
