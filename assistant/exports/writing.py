"""Writes a table as CSV or XLSX, with no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
import re

from corpus.tables import Table

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters by which a spreadsheet takes a cell for a formula, or looks behind them for one; the full-width ones
count in Chinese and Japanese settings."""

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NARROWEST, _WIDEST = 10, 42
"""Characters across a column."""
_A3 = 8
"""The number by which spreadsheets know that size of paper."""
_LINE, _TALLEST = 15.0, 400.0
"""Points of a line, and of the tallest row a spreadsheet takes."""


def safe_cell(value: str) -> str:
    """Returns ``value`` without control characters, behind an apostrophe where a spreadsheet would run it."""
    shown = _UNWRITABLE.sub("", value)
    return f"'{shown}" if shown.startswith(_RUNS) else shown


def to_csv(table: Table) -> bytes:
    """Returns UTF-8, comma-separated, lines ending in CR LF (RFC 4180), the head first."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([safe_cell(cell) for cell in table.head])
    writer.writerows([safe_cell(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8")


def to_xlsx(table: Table) -> bytes:
    """Returns a workbook of one sheet, every cell text, with a bold head that stays in view."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook(write_only=False)
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(table.name[:31])
    for row in (table.head, *table.rows):
        sheet.append([safe_cell(cell) for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    widths = [_width(column, table) for column in range(len(table.head))]
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(sheet.iter_rows(min_row=2), start=2):
        lines = max(_lines(str(cell.value or ""), width) for cell, width in zip(row, widths, strict=True))
        sheet.row_dimensions[number].height = min(_TALLEST, _LINE * lines)
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = "landscape", _A3, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _width(column: int, table: Table) -> float:
    longest = max((len(row[column]) for row in table.rows), default=0)
    return float(min(_WIDEST, max(_NARROWEST, len(table.head[column]) + 2, longest + 2)))


def _lines(text: str, width: float) -> int:
    """Returns how many lines a cell takes: a program that opens the file does not always reckon it anew."""
    return sum(1 + int(len(part) * 1.1 // width) for part in text.split("\n"))
