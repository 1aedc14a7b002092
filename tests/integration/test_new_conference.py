"""The walk of docs/corpus.md, "A new conference's texts arrive", on a copy of the corpus that ships."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

import corpus
from corpus.check import check_shelf
from corpus.digest import digested_revisions
from corpus.document import Document
from corpus.force import missing_revisions, serving_revision, status_at
from corpus.shelf import read_shelf

MANDATE = "## pp-26\n\n### instructs the Secretary-General\n\n- Report to the Council on streamlined texts. [seen]\n\n"
STEP = "  - {revision: pp-26, action: revised, basis: seen}\n"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    root = tmp_path / "shipped"
    shutil.copytree(Path(corpus.__file__).parent / "shipped", root)
    return root


def edit(root: Path, *, step: bool, mandate: bool) -> None:
    path = root / "resolutions" / "pp" / "191.md"
    text = path.read_text(encoding="utf-8")
    if step:
        text = text.replace("relations:\n", STEP + "relations:\n", 1)
    if mandate:
        text = text.replace("# Mandate\n\n", "# Mandate\n\n" + MANDATE, 1)
    path.write_text(text, encoding="utf-8")


def resolution(root: Path) -> Document:
    return read_shelf(root).documents["pp-res-191"]


def test_a_mandate_without_its_step_is_named(copy: Path) -> None:
    edit(copy, step=False, mandate=True)

    found = check_shelf(read_shelf(copy)).findings

    assert [(one.path, one.rule) for one in found] == [("resolutions/pp/191.md", "foreign-revision")]


def test_a_step_without_its_text_makes_the_older_text_superseded(copy: Path) -> None:
    edit(copy, step=True, mandate=False)
    document = resolution(copy)
    held = digested_revisions(document)

    assert check_shelf(read_shelf(copy)).findings == ()
    assert serving_revision(document, held) == "pp-22"
    assert status_at(document, "pp-22") == "superseded"
    assert "pp-26" in missing_revisions(document, held)


def test_step_and_text_together_serve_from_the_day_the_conference_closed(copy: Path) -> None:
    edit(copy, step=True, mandate=True)
    document = resolution(copy)
    held = digested_revisions(document)

    assert check_shelf(read_shelf(copy)).findings == ()
    assert serving_revision(document, held) == "pp-26"
    assert status_at(document, "pp-26") == "in-force"
    assert serving_revision(document, held, as_of=date(2026, 11, 26)) == "pp-22"
