"""``iscg corpus``: exit codes and what is printed where, on a small corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.cli import audit, check, counts, main, show
from corpus.errors import UsageError

DECISION = """\
---
id: pp-dec-900
kind: decision
body: pp
number: "900"
title: Bridges between the Sectors
history:
  - {revision: pp-18, action: adopted, basis: recalled}
relations:
  - {document: council-res-1333, relation: cites, basis: seen}
sources: ["https://example.org/900"]
---

# Mandate

## pp-18

### instructs the Council

- Open a bridge each year, as Council Resolution 1333 says. [seen]

# Notes

- Where the bridges stand is not told. [inferred]
"""

REPORT = """\
---
id: c99-1
kind: council-report
body: council
title: Report on bridges
sources: ["https://example.org/c99-1"]
---

# Content

## Introduction

- Decision 900 (Dubai, 2018) was carried out. [seen]
- Nothing fell down. [recalled]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in (("decisions/pp/900.md", DECISION), ("reports/c99-1.md", REPORT)):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_clean_corpus_ends_with_0_and_a_summary(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(["--root", str(root)]) == 0
    assert capsys.readouterr().out == "2 files: clean\n"


def test_a_finding_ends_with_1_and_one_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "reports" / "c99-1.md").write_text(REPORT.replace(" [recalled]", ""), encoding="utf-8")

    assert check(["--root", str(root)]) == 1
    printed = capsys.readouterr()
    assert printed.out.startswith("reports/c99-1.md:14 basis: the line has no basis")
    assert len(printed.out.splitlines()) == 1
    assert printed.err == "2 files: 1 finding\n"


def test_show_prints_the_record_and_every_digest(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert show(["--root", str(root), "pp-dec-900"]) == 0
    printed = capsys.readouterr().out
    assert "Adopted at PP-18 (Dubai, 2018)." in printed
    assert "Open a bridge each year, as Council Resolution 1333 says." in printed


def test_show_prints_one_revision_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert show(["--root", str(root), "pp-dec-900@pp-18"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Decision 900 (Dubai, 2018)\n")
    assert "Adopted at PP-18" not in printed


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("pp-dec-901", "No file tells of pp-dec-901"),
        ("pp-dec-900@pp-22", "those with one are pp-18"),
        ("c99-1@pp-22", "no revision has one"),
        ("Decision 900", "is not a document identifier"),
    ],
)
def test_show_says_what_it_cannot_show(root: Path, wanted: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        show(["--root", str(root), wanted])


def test_audit_prints_lines_with_place_basis_and_sources(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit(["--root", str(root), "--n", "40", "--kind", "decision"]) == 0
    assert capsys.readouterr().out == (
        "1. decisions/pp/900.md:20\n"
        "   pp-dec-900 · mandate · pp-18 · instructs the Council\n"
        "   Open a bridge each year, as Council Resolution 1333 says. [seen]\n"
        "   ← https://example.org/900\n"
        "2. decisions/pp/900.md:24\n"
        "   pp-dec-900 · note\n"
        "   Where the bridges stand is not told. [inferred]\n"
        "   ← https://example.org/900\n"
    )


def test_audit_draws_from_the_parts_asked_for(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit(["--root", str(root), "--part", "note", "--part", "mandate"]) == 0
    printed = capsys.readouterr().out
    assert [row for row in printed.splitlines() if row[0] != " "] == [
        "1. decisions/pp/900.md:20",
        "2. decisions/pp/900.md:24",
    ]


def test_the_seed_alone_decides_the_sample(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = []
    for seed in ("1", "1", "2", "3", "4", "5", "6", "7", "8"):
        audit(["--root", str(root), "--n", "1", "--seed", seed])
        printed.append(capsys.readouterr().out)

    assert printed[0] == printed[1]
    assert len(set(printed)) > 1


def test_counts_are_those_of_the_two_files(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert counts(["--root", str(root), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "documents": {"decision": 1, "council-report": 1},
        "lines": {"seen": 2, "inferred": 1, "recalled": 1},
        "parts": {"content": 2, "mandate": 1, "note": 1},
        "steps": {"recalled": 1},
        "names": {},
        "references": {"not-held": 1, "resolved": 1},
        "relations": {"not-held": 1},
    }


def test_counts_as_a_table_begin_with_the_sum(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert counts(["--root", str(root)]) == 0
    assert capsys.readouterr().out.startswith("documents 2\n       1  decision\n       1  council-report\nlines 4\n")


def test_the_command_line_finds_each_command(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(root)]) == 0
    assert main([]) == 0
    assert "iscg corpus audit" in capsys.readouterr().out
    with pytest.raises(UsageError, match="no command “mend”"):
        main(["mend"])


@pytest.mark.parametrize("words", [["--n", "0"], ["--n", "many"], ["--colour"]])
def test_wrong_words_end_with_2(root: Path, words: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        audit(["--root", str(root), *words])
    assert stop.value.code == 2
