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
_WIDEST = 60


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
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, name in enumerate(table.head, start=1):
        longest = max((len(row[column - 1]) for row in table.rows), default=0)
        sheet.column_dimensions[get_column_letter(column)].width = min(_WIDEST, max(len(name), longest) + 2)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()
