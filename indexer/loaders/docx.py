"""DOCX: styles, automatic numbers, footnotes, tables, text boxes, tracked changes; headers and footers told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from corpus.errors import SourceError
from indexer.loaders.archive import open_archive
from indexer.loaders.characters import clean
from indexer.loaders.paragraph import Ledger, Loaded, Paragraph, Role, count_words
from indexer.loaders.pieces import note_mark, split_breaks, split_run_in
from indexer.loaders.text import RULE
from indexer.loaders.word_changes import has_changes, joined_paragraphs, properties_of
from indexer.loaders.word_notes import NoteMarks, note_marks, notes_in, without_gap
from indexer.loaders.word_numbering import Numbering, read_numbering
from indexer.loaders.word_package import parse_parts
from indexer.loaders.word_runs import RunReader, Runs
from indexer.loaders.word_styles import Style, Styles, W, default_style, read_styles

_MANY = 4
"""Paragraphs in one cell from which a table is taken for page layout, not for data."""


def load(data: bytes, *, name: str) -> Loaded:
    """Reads a Word file, with tracked changes as the text proposed and beside it the text it starts from.

    Raises SourceError if it is damaged, encrypted, or no Word file.
    """
    return read_parts(open_parts(data, name), name)


def read_parts(parts: Mapping[str, list[Any]], name: str) -> Loaded:
    """Reads the parts of a Word file. Raises SourceError if there is no text in them."""
    loaded = WordFile(parts, name).read()
    if not loaded.tracked:
        return loaded
    return replace(loaded, former=WordFile(parts, name, before=True).paragraphs())


def open_parts(data: bytes, name: str) -> Mapping[str, list[Any]]:
    """Returns the parsed parts of a Word file by kind. Raises SourceError if it is damaged, encrypted, or none."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise SourceError(name, "the file is encrypted; open it in Word and save it without a password.")
    container = open_archive(data, name=name, what="Word file")
    parts = parse_parts(container, name)
    if "document" not in parts:
        raise SourceError(name, "this ZIP file holds no Word document; save it again as DOCX.")
    return parts


@dataclass(slots=True)
class WordFile:
    """The parts of one Word file, and what has been read of it so far."""

    parts: Mapping[str, list[Any]]
    name: str
    before: bool = False
    ledger: Ledger = field(default_factory=Ledger)
    styles: Styles = field(default_factory=lambda: Styles({}))
    numbering: Numbering = field(default_factory=lambda: Numbering({}, {}))
    default: str = ""
    tracked: bool = False
    changed: bool = False
    _notes: dict[tuple[str, str], Any] = field(default_factory=dict)
    _marks: NoteMarks = field(init=False)
    _reader: RunReader = field(init=False)

    def __post_init__(self) -> None:
        self.styles = read_styles(self._part("styles"))
        self.default = default_style(self._part("styles"))
        self.numbering = read_numbering(self._part("numbering"))
        self.changed = has_changes(self._part("document"))
        self._marks = note_marks(self._part("settings"), self._part("document"))
        self._notes = {**notes_in(self._part("footnotes"), "footnote"), **notes_in(self._part("endnotes"), "endnote")}

    def read(self) -> Loaded:
        """Returns the paragraphs of the main story, notes behind the paragraph that refers to them."""
        paragraphs = self.paragraphs()
        for kind, reason in (("header", "header"), ("footer", "footer"), ("comments", "comment")):
            for part in self.parts.get(kind, []):
                self.ledger.drop(reason, sum(_plain_words(one) for one in part.iter(f"{W}p")))
        if not any(one.text.strip() for one in paragraphs):
            raise SourceError(self.name, "the Word file has no text in it; if it is a scan, bring one with text.")
        return Loaded(
            paragraphs=paragraphs,
            words_read=self.ledger.read,
            dropped=tuple(self.ledger.dropped.items()),
            tracked=self.tracked,
        )

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Returns the paragraphs alone; none where there are no words."""
        self._reader = RunReader(self._marks.next, before=self.before)
        body = self.parts["document"][0].find(f"{W}body")
        return tuple(self._blocks(body)) if body is not None else ()

    def _part(self, kind: str) -> Any:
        found = self.parts.get(kind)
        return found[0] if found else None

    def _blocks(self, element: Any) -> Iterator[Paragraph]:
        for child in joined_paragraphs(element, before=self.before) if self.changed else element:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif isinstance(child.tag, str) and not child.tag.endswith(("}Fallback", "}sectPr", "}sdtPr")):
                yield from self._blocks(child)

    def _paragraph(self, element: Any, *, story: tuple[str, str] | None = None) -> Iterator[Paragraph]:
        properties = properties_of(element, before=self.before)
        style = self._style(properties)
        runs = self._reader.read(element)
        self.tracked = self.tracked or runs.tracked
        for reason, text in runs.pieces.items():
            self.ledger.drop(reason, count_words(clean(text)))
        text = clean(runs.text)
        words = count_words(clean(_without(runs)) if runs.written else text)
        if style.contents or self._reader.in_contents:
            self.ledger.drop("contents list", words)
        elif style.hidden:
            self.ledger.drop("hidden", words)
        elif RULE.match(text) and story is None:
            self.ledger.drop("rule", words)
            yield Paragraph(text="", role="rule")
        elif text.strip():
            self.ledger.keep(words)
            yield from self._pieces(properties, style, runs, text, words, story)
        for note in runs.notes:
            if note in self._notes:
                yield from self._note(note)
        for box in runs.boxes:
            yield from self._blocks(box)

    def _pieces(
        self, properties: Any, style: Style, runs: Runs, text: str, words: int, story: tuple[str, str] | None
    ) -> Iterator[Paragraph]:
        role: Role = style.role if story is None else "footnote"
        whole = Paragraph(
            text=text,
            role=role,
            level=style.level,
            label=self._label(properties, style) if story is None else "",
            marks=self._marks_at_end(text, runs),
            italic=runs.signs > 0 and (runs.italic >= runs.signs or style.italic),
            bold=runs.signs > 0 and (runs.bold >= runs.signs or style.bold),
            known=style.named,
            written=count_words(text) - words,
            change="inserted" if runs.signs and runs.inserted >= runs.signs else None,
        )
        if role != "text" or style.named or whole.label:
            yield from split_breaks(whole)
            return
        for piece in split_breaks(whole):
            parts = split_run_in(piece.text)
            yield from parts if len(parts) > 1 else (piece,)

    def _marks_at_end(self, text: str, runs: Runs) -> tuple[str, ...]:
        """The footnote marks a title or call ends in, so that its path can do without them."""
        if not runs.notes:
            return ()
        found = re.search(r"(?<=[^\W\d])[\d,\s*]*(?:\s*bis|\s*ter)?\Z|(?<=\))[\d,\s*]*(?:bis|ter)?\Z", text.rstrip())
        return tuple(re.findall(r"[\d*]+(?:bis|ter)?|bis|ter", found.group(0))) if found else ()

    def _label(self, properties: Any, style: Style) -> str:
        own = properties.find(f"{W}numPr") if properties is not None else None
        numbering = style.numbering
        if own is not None:
            number, level = own.find(f"{W}numId"), own.find(f"{W}ilvl")
            depth = int(level.get(f"{W}val", "0")) if level is not None else 0
            inherited = numbering[0] if numbering else "0"
            numbering = (number.get(f"{W}val", "0") if number is not None else inherited), depth
        if numbering is None or numbering[0] == "0":
            return ""
        return self.numbering.label(*numbering)

    def _style(self, properties: Any) -> Style:
        found = properties.find(f"{W}pStyle") if properties is not None else None
        identifier = found.get(f"{W}val", "") if found is not None else self.default
        return self.styles.of(identifier)

    def _note(self, key: tuple[str, str]) -> Iterator[Paragraph]:
        """The paragraphs of a note as one; the first carries its mark."""
        own = self._marks.given.get(key, "")
        reader, self._reader = self._reader, RunReader(self._marks.next, own, self.before)
        pieces = [one for element in self._notes[key].iter(f"{W}p") for one in self._paragraph(element, story=key)]
        self._reader = reader
        if not pieces:
            return
        whole = "\n".join(one.text for one in pieces)
        text, written = without_gap(whole), sum(one.written for one in pieces)
        written -= count_words(whole) - count_words(text)
        mark = note_mark(text) or own
        if mark and not text.lstrip().startswith(mark):
            text, written = f"{mark} {text}", written + 1
        yield Paragraph(text=text, role="footnote", mark=mark or "*", written=written)

    def _table(self, table: Any) -> Iterator[Paragraph]:
        rows = [row for row in _rows(table)]
        cells = [
            [list(self._blocks(cell)) for cell in row.iter(f"{W}tc") if _nearest(cell, "tbl") is table] for row in rows
        ]
        layout = any(len(cell) >= _MANY for row in cells for cell in row)
        for row in cells:
            notes = [one for cell in row for one in cell if one.role == "footnote"]
            texts = [[one for one in cell if one.role not in ("footnote", "rule")] for cell in row]
            filled = [cell for cell in texts if cell]
            if layout or len(filled) == 1:
                yield from (one for cell in texts for one in cell)
            elif filled:
                yield _row(filled)
            yield from notes


def _row(cells: list[list[Paragraph]]) -> Paragraph:
    shown = [" ".join(" ".join(f"{one.label} {one.text}".split()) for one in cell) for cell in cells]
    written = sum(one.written + count_words(one.label) for cell in cells for one in cell)
    return Paragraph(text="\t".join(shown), role="cell", written=written)


def _rows(table: Any) -> list[Any]:
    return [row for row in table.iter(f"{W}tr") if _nearest(row, "tbl") is table]


def _nearest(element: Any, tag: str) -> Any:
    return next(element.iterancestors(f"{W}{tag}"), None)


def _without(runs: Runs) -> str:
    """The text without what the loader wrote into it."""
    text = runs.text
    for position, length in reversed(runs.written):
        text = text[:position] + text[position + length :]
    return text


def _plain_words(paragraph: Any) -> int:
    return count_words(clean("".join(one.text or "" for one in paragraph.iter(f"{W}t"))))
