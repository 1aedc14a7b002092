"""A paper as a Word file: headings, lists and tables of Word's own, so that it can be edited and read aloud."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from assistant.answer import Block, Run
from assistant.messages import direction, say
from assistant.papers.paper import Paper, grouped_sources

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff]")
_MARGIN_CM, _WIDTH_CM = 1.6, 17.8
_FINE, _SMALL, _BODY = 7.0, 8.5, 9.5
_LEAST = 4
"""A column has room for as many letters as this at least."""
_LEAST_CM = 1.1
"""No column is narrower than this: a short word of its head stays on one line."""
_SHADE = "E8EEF4"


def to_docx(paper: Paper) -> bytes:
    """Returns the bytes of a Word file (A4). Right-to-left languages are set so."""
    file = _opened(paper)
    file.add_heading(_clean(paper.title), level=0)
    for block in paper.blocks:
        _add(file, block)
    language = paper.language
    if paper.notes:
        file.add_heading(say("paper.notes", language), level=1)
        for note in paper.notes:
            file.add_paragraph(_clean(note.text), style="List Bullet")
    if paper.citations:
        file.add_heading(say("paper.sources", language), level=1)
        lines = (_clean(line) for line in grouped_sources(paper.citations, language))
        _small(file.add_paragraph("; ".join(lines)), size=_FINE)
    for sentence in paper.closing:
        _small(file.add_paragraph(_clean(sentence)))
    if direction(language) == "rtl":
        _turn(file)
    data = io.BytesIO()
    file.save(data)
    return data.getvalue()


def _opened(paper: Paper) -> Any:
    from docx import Document
    from docx.shared import Cm, Pt

    file = Document()
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN_CM)
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(_BODY)
    normal.paragraph_format.space_after = Pt(3)
    for level in (1, 2):
        file.styles[f"Heading {level}"].paragraph_format.space_before = Pt(8)
    file.styles["Title"].font.size = Pt(15)
    file.core_properties.title = _clean(paper.title)[:255]
    file.core_properties.language = paper.language
    file.core_properties.author = say("page.name", paper.language)
    return file


def _add(file: Any, block: Block) -> None:
    if block.type == "heading":
        file.add_heading(_clean(block.text), level=min(4, max(1, block.level - 1)))
    elif block.type == "paragraph":
        _fill(file.add_paragraph(), block.runs)
    elif block.type == "list":
        for item in block.items:
            _fill(file.add_paragraph(style="List Bullet"), item)
    elif block.type == "table":
        _add_table(file, block)


def _add_table(file: Any, block: Block) -> None:
    table = file.add_table(rows=1, cols=len(block.head), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, block.head, strict=True):
        cell.paragraphs[0].add_run(_clean(text)).bold = True
        _shade(cell)
    _repeat(table.rows[0])
    for row in block.rows:
        added = table.add_row()
        _keep_whole(added)
        cells = added.cells
        for cell, runs in zip(cells, row, strict=True):
            _fill(cell.paragraphs[0], runs)
            _small(cell.paragraphs[0])
    _fit(table)
    file.add_paragraph().paragraph_format.line_spacing = 0.5


def _fill(paragraph: Any, runs: Sequence[Run]) -> None:
    for run in runs:
        if run.cite is not None:
            paragraph.add_run(f" [{run.cite}]")
        else:
            paragraph.add_run(_clean(run.text or ""))


def _small(paragraph: Any, *, size: float = _SMALL) -> None:
    from docx.shared import Pt

    paragraph.paragraph_format.space_after = Pt(1)
    for run in paragraph.runs:
        run.font.size = Pt(size)


def _shade(cell: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _repeat(row: Any) -> None:
    """Lets the head stand again on every page the table runs over."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_whole(row: Any) -> None:
    """Keeps a row on one page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _fit(table: Any) -> None:
    """Gives each column room by the square root of its longest cell: short columns stay narrow, long ones readable."""
    from docx.shared import Cm

    longest = [max(len(cell.text) for cell in column.cells) for column in table.columns]
    shares = [max(_LEAST, length) ** 0.5 for length in longest]
    widths = [max(_LEAST_CM, _WIDTH_CM * share / sum(shares)) for share in shares]
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(_WIDTH_CM * width / sum(widths))
        for cell in column.cells:
            cell.width = column.width


def _turn(file: Any) -> None:
    from docx.oxml import OxmlElement

    cells = (cell for table in file.tables for row in table.rows for cell in row.cells)
    for paragraph in (*file.paragraphs, *(one for cell in cells for one in cell.paragraphs)):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        for run in paragraph.runs:
            if _RIGHT_TO_LEFT.search(run.text):
                run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)
