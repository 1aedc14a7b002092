"""The committed run gives its committed scores byte for byte, and the documentation tells these and no others."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bots.cli import main
from eval.gate import BASELINE
from eval.metrics import HEADLINE
from eval.runs import Run, read_run
from eval.scoring import Scores, as_bytes, score
from eval.tables import grouped, markdown

RUN = BASELINE.parent / "dev-bundled"
DOCS = Path(__file__).parents[2] / "docs" / "evaluation.md"


@pytest.fixture(scope="module")
def run() -> Run:
    return read_run(RUN)


@pytest.fixture(scope="module")
def scores(run: Run) -> Scores:
    return score(run)


def test_the_committed_run_scores_to_its_committed_bytes(scores: Scores):
    assert as_bytes(scores) == gzip.decompress((RUN / "scores.json.gz").read_bytes())


def test_the_documentation_tells_the_figures_of_the_committed_run(run: Run, scores: Scores):
    told = DOCS.read_text(encoding="utf-8")

    for table in (markdown(scores), *grouped(scores).split("\n\n")):
        assert table in told, "Print them anew: iscg eval score eval/baselines/dev-bundled --markdown"
    assert f"commit {run.header.commit}" in told
    assert f"gold {run.header.gold}" in told


def test_the_committed_run_is_of_the_dev_part_alone_and_small(run: Run):
    assert run.header.part == "dev"
    assert sum(path.stat().st_size for path in RUN.iterdir()) < 1_000_000


def test_the_command_reproduces_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    for path in RUN.iterdir():
        if path.name != "scores.json.gz":
            (tmp_path / path.name).write_bytes(path.read_bytes())

    assert main(["eval", "score", str(tmp_path), "--json"]) == 0

    assert (tmp_path / "scores.json.gz").read_bytes() == (RUN / "scores.json.gz").read_bytes()
    assert set(HEADLINE) <= set(json.loads(capsys.readouterr().out))
