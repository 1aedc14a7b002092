"""Sets invented documents as PDF the way the institution does: running title, page numbers, footnotes, columns."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from factories import Line

_NOTE = re.compile(r"⟦([^⟧]+)⟧")
_SIZE, _LEADING, _INDENT, _RAISED = 11, 13.5, 34, 7
_SMALL, _SMALL_LEADING = 8.5, 10
_TOP, _FOOT, _LEFT, _RIGHT = 770, 90, 60, 535
_KEPT = ("call", "section", "section-title", "heading", "annex", "annex-title")
"""Lines that are kept on the page of the next one."""
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts/Supplemental")
_CYRILLIC = (("LiberationSerif-Regular.ttf", "LiberationSerif-Italic.ttf"),
             ("DejaVuSerif.ttf", "DejaVuSerif-Italic.ttf"),
             ("Times New Roman.ttf", "Times New Roman Italic.ttf"))  # fmt: skip


def fonts_for(language: str) -> tuple[str, str] | None:
    """Returns names of an upright and an italic font for a language, None if the machine has none."""
    if language != "ru":
        return "Times-Roman", "Times-Italic"
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for pair in _CYRILLIC:
        paths = [path for name in pair for folder in _FOLDERS for path in sorted(Path(folder).rglob(name))[:1]]
        if len(paths) == 2:
            for name, path in zip(("upright", "slanted-italic"), paths, strict=True):
                pdfmetrics.registerFont(TTFont(name, str(path)))
            return "upright", "slanted-italic"
    return None


@dataclass(slots=True)
class Setter:
    """Sets lines on pages of one or two columns; long words are broken at line ends now and then."""

    fonts: tuple[str, str]
    columns: int = 1
    breaks: float = 0.0
    seed: int = 0
    canvas: Any = field(init=False)
    _buffer: io.BytesIO = field(default_factory=io.BytesIO)
    _chance: random.Random = field(init=False)
    _page: int = 0
    _column: int = 0
    _y: float = _TOP
    _floor: float = _FOOT
    _waiting: list[str] = field(default_factory=list)
    _notes: dict[str, Line] = field(default_factory=dict)

    def __post_init__(self) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.canvas = Canvas(self._buffer, pagesize=(595, 842), invariant=1)
        self._chance = random.Random(self.seed)
        self._furnish()

    def set(self, lines: Iterable[Line]) -> bytes:
        rows = list(lines)
        self._notes = {line.label: line for line in rows if line.kind == "footnote"}
        for line in rows:
            if line.kind != "footnote":
                self._paragraph(line)
        self._end_column()
        self.canvas.save()
        return self._buffer.getvalue()

    def _furnish(self) -> None:
        self._page += 1
        self.canvas.setFont("Times-Roman", 10)
        if self._page % 2:
            self.canvas.drawString(_LEFT, 805, "PP-22 Final Acts")
        else:
            self.canvas.drawRightString(_RIGHT, 805, "Document PP22/173-E")
        self.canvas.drawCentredString(297, 40, f"– {self._page} –")
        self.canvas.setFont("Times-Roman", 8)
        self.canvas.drawString(_LEFT, 40, f"P:\\PP\\173E.DOCX ({self._page})")

    @property
    def _edges(self) -> tuple[float, float]:
        width = (_RIGHT - _LEFT - 24 * (self.columns - 1)) / self.columns
        left = _LEFT + self._column * (width + 24)
        return left, left + width

    def _next_line(self) -> None:
        self._y -= _LEADING
        if self._y < self._floor:
            self._turn()

    def _turn(self) -> None:
        self._end_column()
        self._y, self._floor, self._waiting = _TOP, _FOOT, []
        self._column += 1
        if self._column == self.columns:
            self._column = 0
            self.canvas.showPage()
            self._furnish()

    def _paragraph(self, line: Line) -> None:
        font = self.fonts[1] if line.kind == "call" else self.fonts[0]
        centred = line.kind in ("number", "title", "annex", "annex-title", "section", "section-title")
        first = _INDENT if line.kind == "call" or line.label else 0
        self._y -= 7
        if line.kind in _KEPT and self._y - 5 * _LEADING < self._floor:
            self._turn()
        self._next_line()
        for index, row in enumerate(self._wrap(line.text, font, 0 if centred else first)):
            if index:
                self._next_line()
            self._make_room([mark for mark in _NOTE.findall(row) if mark in self._notes])
            left, right = self._edges
            if line.label and not index:
                self._draw(left, line.label, font)
            width = self._width(row, font)
            self._draw((left + right - width) / 2 if centred else left + (0 if index else first), row, font)

    def _wrap(self, text: str, font: str, first: float) -> Iterator[str]:
        left, right = self._edges
        room, row = right - left - first, ""
        for word in text.split():
            joined = f"{row} {word}".strip()
            if self._width(joined, font) <= room:
                row = joined
                continue
            head, rest = self._broken(word, row, room, font)
            yield f"{row} {head}".strip() if head else row
            row, room = rest, right - left
        yield row

    def _broken(self, word: str, row: str, room: float, font: str) -> tuple[str, str]:
        if len(word) > 7 and word.isalpha() and word.islower() and self._chance.random() < self.breaks:
            for cut in range(len(word) - 3, 2, -1):
                if self._width(f"{row} {word[:cut]}-", font) <= room:
                    return f"{word[:cut]}-", word[cut:]
        return "", word

    @staticmethod
    def _width(text: str, font: str) -> float:
        from reportlab.pdfbase.pdfmetrics import stringWidth

        pieces = enumerate(_NOTE.split(text))
        return sum(float(stringWidth(piece, font, _RAISED if index % 2 else _SIZE)) for index, piece in pieces)

    def _draw(self, x: float, text: str, font: str) -> None:
        for index, piece in enumerate(_NOTE.split(text)):
            size, rise = (_RAISED, 4) if index % 2 else (_SIZE, 0)
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, self._y + rise, piece)
            x += self.canvas.stringWidth(piece, font, size)

    def _make_room(self, marks: list[str]) -> None:
        """Keeps room at the column's foot for the notes of a row; where there is none the row goes to the next one."""
        if not marks:
            return
        rows = [row for mark in marks for row in self._note_rows(self._notes[mark])]
        floor = self._floor if self._waiting else self._floor + 8
        if self._y < floor + _SMALL_LEADING * len(rows):
            self._turn()
            floor = self._floor + 8
        self._floor = floor + _SMALL_LEADING * len(rows)
        self._waiting.extend(rows)

    def _end_column(self) -> None:
        """Sets the notes of the column at its foot, below a short line."""
        left, right = self._edges
        y = _FOOT + _SMALL_LEADING * len(self._waiting)
        if self._waiting:
            self.canvas.line(left, y + 2, left + (right - left) / 3, y + 2)
        for row in self._waiting:
            y -= _SMALL_LEADING
            self.canvas.setFont(self.fonts[0], _SMALL)
            self.canvas.drawString(left, y, row)

    def _note_rows(self, note: Line) -> list[str]:
        left, right = self._edges
        rows = [note.label]
        for word in note.text.split():
            if self.canvas.stringWidth(f"{rows[-1]} {word}", self.fonts[0], _SMALL) > right - left:
                rows.append(word)
            else:
                rows[-1] += f" {word}"
        return rows


def as_pdf(
    lines: Iterable[Line], *, language: str = "en", columns: int = 1, breaks: float = 0.0, seed: int = 0
) -> bytes:
    """A PDF file of these lines. ``breaks``: how often a long word at a line's end is broken."""
    fonts = fonts_for(language)
    assert fonts is not None, "no font for this language"
    return Setter(fonts, columns, breaks, seed).set(lines)
