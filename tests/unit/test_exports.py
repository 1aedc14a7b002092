"""Tables as files: read back in both formats, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from assistant.exports import FORMATS, TABLES
from assistant.exports.command import build_table, export, write_table
from assistant.exports.writing import safe_cell
from bots.cli import COMMANDS, resolve
from corpus.errors import SourceError, StoreMissing, UsageError
from corpus.tables import Table

TABLE = Table(
    name="bridges",
    head=("name", "built"),
    rows=(
        ("Pont d’Avignon, “le pont”", "1185"),
        ("无障碍; إمكانية النفاذ", "=1+1"),
        ("two\nlines", "-cmd|' /C calc'!A0"),
        ("@SUM(A1)", "+1"),
        ("a = b - c", "bell\x07"),
    ),
)
READ_BACK = [
    ["name", "built"],
    ["Pont d’Avignon, “le pont”", "1185"],
    ["无障碍; إمكانية النفاذ", "'=1+1"],
    ["two\nlines", "'-cmd|' /C calc'!A0"],
    ["'@SUM(A1)", "'+1"],
    ["a = b - c", "bell"],
]


def test_csv_reads_back_with_formulas_quoted() -> None:
    data = write_table(TABLE, "csv")
    assert list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""))) == READ_BACK
    assert data.startswith(b"name,built\r\n")


def test_xlsx_reads_back_with_formulas_quoted() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(write_table(TABLE, "xlsx")))
    sheet = book["bridges"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == READ_BACK
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("value", ["=A1", "+41 22 730", "-1", "@me", "\t=A1", "\r=A1"])
def test_what_a_spreadsheet_would_run_stands_behind_an_apostrophe(value: str) -> None:
    assert safe_cell(value) == f"'{value}"


@pytest.mark.parametrize("value", ["", "Resolution 191", "1 = 1", "’="])
def test_what_is_harmless_is_left_as_it_is(value: str) -> None:
    assert safe_cell(value) == value


def test_a_control_character_does_not_hide_a_formula() -> None:
    assert safe_cell("\x0b=A1") == "'=A1"


@pytest.mark.parametrize("name", TABLES)
def test_every_table_can_be_built_of_nothing_and_written_in_every_format(name: str) -> None:
    table = build_table(name, ())
    assert table.rows == ()
    assert table.head
    for form in FORMATS:
        assert write_table(table, form)


def test_the_command_is_one_of_the_entry_point() -> None:
    assert resolve(COMMANDS["export"]) is export


def test_without_a_store_the_remedy_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="iscg index"):
        export(["mapping", "--store", str(tmp_path / "none")])


def test_a_file_of_unknown_ending_needs_a_format(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--format"):
        export(["mapping", "--out", str(tmp_path / "mapping.ods"), "--store", str(tmp_path)])


def test_an_unknown_table_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        export(["bridges"])
    assert stopped.value.code == 2
    assert "mapping" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_said_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.exports.command._documents", lambda store: ())
    with pytest.raises(SourceError, match="cannot be written"):
        export(["mapping", "--out", str(tmp_path / "none" / "mapping.csv")])


def test_a_table_goes_to_a_file_of_the_format_its_ending_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.exports.command._documents", lambda store: ())
    assert export(["histories", "--out", str(tmp_path / "histories.xlsx")]) == 0
    assert (tmp_path / "histories.xlsx").read_bytes().startswith(b"PK")
    assert [path.name for path in tmp_path.iterdir()] == ["histories.xlsx"]
