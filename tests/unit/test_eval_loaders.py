"""Times of loaders beside the plain extractors they are built on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from factories import Line, as_docx, as_html, as_text, resolution
from factories_pdf import as_pdf

from corpus.errors import UsageError
from eval.reading.loaders import PLAIN, Timed, figures_of, loaders

LINES = resolution(body=[Line("call", "resolves"), Line("plain", "to light every lamp of the island.")])
FILES = {"docx": as_docx(LINES), "html": as_html(LINES), "pdf": as_pdf(LINES), "markdown": as_text(LINES)}


@pytest.mark.parametrize("loader", PLAIN)
def test_a_plain_extractor_reads_the_words_of_the_text(loader: str) -> None:
    words = PLAIN[loader](FILES[loader]).split()
    assert {"light", "every", "lamp"} <= set(words)
    assert "lighthouses" in words


def test_the_ratio_of_a_format_is_that_of_all_its_files_together() -> None:
    times = [
        Timed("a.docx", "docx", 10, load=0.3, whole=1.0, plain=0.1),
        Timed("b.docx", "docx", 10, load=0.1, whole=1.0, plain=0.3),
        Timed("c.pdf", "pdf", 10, load=0.9, whole=1.0, plain=0.3),
        Timed("d.txt", "text", 10, load=0.9, whole=1.0, plain=None),
    ]
    figures = {one.name: one for one in figures_of(times)}
    assert {name: (round(one.value, 6), one.holds) for name, one in figures.items()} == {
        "docx, times as long": (1.0, True),
        "pdf, times as long": (3.0, False),
    }


def test_the_command_prints_each_file_and_leaves_out_what_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.docx").write_bytes(FILES["docx"])
    (tmp_path / "b.txt").write_bytes(as_text(LINES))
    (tmp_path / "c.png").write_bytes(b"x")
    loaders([str(tmp_path), "--runs", "1"])
    told = capsys.readouterr().out
    assert "a.docx" in told
    assert "b.txt" in told
    assert "c.png" not in told
    loaders([str(tmp_path / "a.docx"), "--runs", "1", "--json"])
    assert list(json.loads(capsys.readouterr().out)["figures"]) == ["docx, times as long"]


def test_nothing_to_compare_is_told(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(as_text(LINES))
    with pytest.raises(UsageError, match="plain extractor"):
        loaders([str(tmp_path), "--runs", "1"])
    with pytest.raises(UsageError, match="no file or folder"):
        loaders([str(tmp_path / "absent")])
