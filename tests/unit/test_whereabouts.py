"""A line that ships is found again in its file, at its row."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from corpus.shelf import read_shelf
from corpus.whereabouts import find_whereabouts

_SHELF = read_shelf()


def test_every_document_that_ships_is_found_in_its_own_file() -> None:
    assert len(_SHELF.sheets) > 700
    for sheet in _SHELF:
        found = find_whereabouts(sheet.document)
        assert found is not None
        assert found.path == f"corpus/shipped/{sheet.path}"


def test_a_line_is_found_at_its_row() -> None:
    sheet = _SHELF.sheet("pp-res-191")
    assert sheet is not None
    line = sheet.document.lines[0]
    found = find_whereabouts(sheet.document, line.text)
    assert found is not None
    assert found.row is not None
    row = Path(found.path).read_text(encoding="utf-8").splitlines()[found.row - 1]
    assert row == f"- {line.text} [{line.basis}]"


def test_words_that_are_composed_from_data_have_a_file_and_no_row() -> None:
    found = find_whereabouts(_SHELF.documents["pp-res-191"], "words that stand nowhere")
    assert found is not None
    assert found.row is None


@pytest.mark.parametrize("name", ["pp-res-9001", "c99-1", "theme-lighthouses"])
def test_a_document_that_does_not_ship_has_no_file(name: str) -> None:
    kind = "theme" if name.startswith("theme") else "resolution" if "res" in name else "council-report"
    assert find_whereabouts(Document(id=name, kind=kind, body="itu", title="Lights")) is None  # type: ignore[arg-type]
