"""The words of one Word paragraph: runs, marks of footnotes, breaks, tracked changes, hidden text, text boxes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from indexer.loaders.characters import SIGNS
from indexer.loaders.word_styles import W, is_on

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
INSERTED, DELETED, HIDDEN, UNKNOWN = "inserted", "deleted", "hidden", "unknown sign"
_OWN_SIGNS = ("symbol", "wingdings", "webdings", "dingbats")
"""Fonts whose code points mean other signs than Unicode's."""
_BLOCKED = frozenset({f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}delInstrText", f"{MC}Fallback", f"{W}sectPr"})
_PROPERTIES, _ITALIC, _BOLD, _VANISH = f"{W}rPr", f"{W}i", f"{W}b", f"{W}vanish"
_RUN, _TEXT, _DELETED_TEXT = f"{W}r", f"{W}t", f"{W}delText"
_STATES = {f"{W}ins": INSERTED, f"{W}moveTo": INSERTED, f"{W}del": DELETED, f"{W}moveFrom": DELETED}


@dataclass(slots=True)
class Runs:
    """What was gathered from one paragraph.

    ``text`` still has tabs and line breaks; ``written`` is the part of it that stands in no run (automatic marks), as
    ``(position, length)``. ``pieces`` are dropped words by reason. ``italic`` and ``bold`` count signs so set.
    """

    text: str = ""
    pieces: dict[str, str] = field(default_factory=dict)
    written: list[tuple[int, int]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    signs: int = 0
    italic: int = 0
    bold: int = 0
    inserted: int = 0
    tracked: bool = False


NoteNumber = Callable[[str, str], str]
"""Gives the next automatic mark of a note: ``(story, id)``."""


@dataclass(slots=True)
class RunReader:
    """Reads paragraphs of one story. ``before``: read the text as it was, without insertions."""

    number_of: NoteNumber
    own_mark: str = ""
    before: bool = False
    _fields: list[str] = field(default_factory=list)

    @property
    def in_contents(self) -> bool:
        """True inside a field that makes a list of contents."""
        return any(one.strip().upper().startswith("TOC") for one in self._fields)

    def read(self, paragraph: Any) -> Runs:
        """Returns the words of a ``w:p`` element."""
        runs = Runs()
        self._walk(paragraph, runs, "")
        return runs

    def _walk(self, element: Any, runs: Runs, state: str) -> None:
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._run(child, runs, state)
            elif tag in _STATES:
                runs.tracked = True
                self._walk(child, runs, self._state(_STATES[tag]))
            elif tag == f"{_M}t":
                self._put(runs, child.text or "", state, (False, False))
            elif isinstance(tag, str) and tag not in _BLOCKED:
                self._walk(child, runs, state)

    def _state(self, change: str) -> str:
        """What is dropped: deletions, or insertions when the former text is read."""
        if self.before:
            return DELETED if change == INSERTED else ""
        return change

    def _run(self, run: Any, runs: Runs, state: str) -> None:
        properties = run.find(_PROPERTIES)
        italic = bold = False
        for one in properties if properties is not None else ():
            tag = one.tag
            if tag == _ITALIC:
                italic = is_on(one)
            elif tag == _BOLD:
                bold = is_on(one)
            elif tag == _VANISH and is_on(one):
                state = HIDDEN
        look = (italic, bold)
        for child in run:
            if child.tag == _TEXT:
                self._put(runs, child.text or "", state, look)
            elif child.tag != _PROPERTIES:
                self._piece(child, runs, state, look)

    def _piece(self, child: Any, runs: Runs, state: str, look: tuple[bool, bool]) -> None:
        tag = child.tag
        if tag == _DELETED_TEXT:
            self._put(runs, child.text or "", state, look)
        elif tag in _FIXED:
            self._put(runs, _FIXED[tag], state, look)
        elif tag == f"{W}sym":
            self._put(runs, *_sign(child, state), look)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self._note(child, runs, state, look)
        elif tag in (f"{W}footnoteRef", f"{W}endnoteRef"):
            self._write_mark(runs, self.own_mark, look)
        elif tag in (f"{W}fldChar", f"{W}instrText"):
            self._field(child)
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object", f"{MC}AlternateContent"):
            runs.boxes.extend(boxes_in(child))

    def _put(self, runs: Runs, text: str, state: str, look: tuple[bool, bool]) -> None:
        if state in (DELETED, HIDDEN, UNKNOWN):
            runs.pieces[state] = runs.pieces.get(state, "") + text
            return
        runs.text += text
        length = len(text.strip())
        runs.signs += length
        runs.italic += length * look[0]
        runs.bold += length * look[1]
        runs.inserted += length * (state == INSERTED)

    def _note(self, child: Any, runs: Runs, state: str, look: tuple[bool, bool]) -> None:
        if state in (DELETED, HIDDEN):
            return
        story = "footnote" if child.tag == f"{W}footnoteReference" else "endnote"
        identifier = child.get(f"{W}id", "")
        runs.notes.append((story, identifier))
        if child.get(f"{W}customMarkFollows") not in ("1", "true", "on"):
            mark = self.number_of(story, identifier)
            self._write_mark(runs, mark if mark.isdigit() else f"[{mark}]", look)

    def _write_mark(self, runs: Runs, mark: str, look: tuple[bool, bool]) -> None:
        runs.written.append((len(runs.text), len(mark)))
        self._put(runs, mark, "", look)

    def _field(self, child: Any) -> None:
        kind = child.get(f"{W}fldCharType")
        if child.tag == f"{W}instrText":
            if self._fields:
                self._fields[-1] += child.text or ""
        elif kind == "begin":
            self._fields.append("")
        elif kind == "end" and self._fields:
            self._fields.pop()


_FIXED = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}


def _sign(symbol: Any, state: str) -> tuple[str, str]:
    """The sign of a ``w:sym`` and the state it is read in: one that no table knows goes to the ledger."""
    code = int(symbol.get(f"{W}char", "0") or "0", 16)
    if any(font in symbol.get(f"{W}font", "symbol").casefold() for font in _OWN_SIGNS):
        known = SIGNS.get(code if code >= 0xF000 else code + 0xF000, "")
    else:
        known = chr(code) if 0x20 <= code < 0xE000 else ""
    return (known, state) if known or state else (f" {code:04X} ", UNKNOWN)


def boxes_in(element: Any) -> list[Any]:
    """Returns the text boxes below an element, those that old programs would see instead left out."""
    found: list[Any] = []
    for child in element:
        if child.tag == f"{W}txbxContent":
            found.append(child)
        elif isinstance(child.tag, str) and child.tag != f"{MC}Fallback":
            found.extend(boxes_in(child))
    return found
