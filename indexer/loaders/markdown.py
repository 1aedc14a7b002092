"""Markdown that is an original: headings, lists, tables and quotations, without their marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from indexer.loaders.characters import clean, decode
from indexer.loaders.paragraph import Ledger, Loaded, Paragraph, Role, count_words
from indexer.loaders.text import RULE


def load(data: bytes, *, name: str) -> Loaded:
    """Reads a Markdown file. Raises SourceError if it is empty or no text."""
    raw, warnings = decode(data, name=name)
    ledger = Ledger()
    paragraphs = tuple(_Reader(ledger).read(clean(raw)))
    return Loaded(
        paragraphs=paragraphs, words_read=ledger.read, dropped=tuple(ledger.dropped.items()), warnings=warnings
    )


@dataclass(slots=True)
class _Reader:
    ledger: Ledger
    _lists: list[int | None] = field(default_factory=list)
    _label: str = ""
    _role: Role = "text"
    _level: int = 0
    _cells: list[str] | None = None

    def read(self, text: str) -> Iterator[Paragraph]:
        from markdown_it import MarkdownIt

        for token in MarkdownIt("commonmark").enable("table").parse(text):
            yield from self._token(token)

    def _token(self, token: Any) -> Iterator[Paragraph]:
        kind = token.type
        if kind == "heading_open":
            self._role, self._level = "heading", int(token.tag[1])
        elif kind == "heading_close":
            self._role, self._level = "text", 0
        elif kind in ("bullet_list_open", "ordered_list_open"):
            self._lists.append(None if kind.startswith("bullet") else int(token.attrGet("start") or 1))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif kind == "list_item_open":
            self._label = self._item_label(token)
        elif kind == "tr_open":
            self._cells = []
        elif kind == "tr_close":
            yield from self._row()
        elif kind == "hr":
            yield Paragraph(text="", role="rule")
        else:
            yield from self._words(token)

    def _item_label(self, token: Any) -> str:
        number = self._lists[-1]
        if number is None:
            return "–"
        self._lists[-1] = number + 1
        return f"{number}{')' if token.markup == ')' else ''}"

    def _words(self, token: Any) -> Iterator[Paragraph]:
        if token.type == "inline":
            text, italic = _inline(token)
            if self._cells is not None:
                self._cells.append(" ".join(text.split()))
                return
            yield from self._paragraph(text, italic)
        elif token.type in ("fence", "code_block"):
            for line in token.content.split("\n"):
                yield from self._paragraph(line, italic=False)
        elif token.type == "html_block":
            self.ledger.drop("markup", count_words(token.content))

    def _paragraph(self, text: str, italic: bool) -> Iterator[Paragraph]:
        if not text.strip():
            return
        if RULE.match(text):
            self.ledger.drop("rule", count_words(text))
            yield Paragraph(text="", role="rule")
            return
        self.ledger.keep(count_words(text))
        label, self._label = self._label, ""
        role: Role = "item" if self._lists and self._role == "text" else self._role
        level = self._level if role == "heading" else len(self._lists)
        yield Paragraph(text=text, role=role, level=level, label=label, italic=italic, known=role == "heading")

    def _row(self) -> Iterator[Paragraph]:
        cells, self._cells = self._cells or [], None
        text = "\t".join(cells)
        if text.strip():
            self.ledger.keep(count_words(text))
            yield Paragraph(text=text, role="cell")


def _inline(token: Any) -> tuple[str, bool]:
    """The words of a run of Markdown, and whether all of them are emphasised."""
    text, depth, plain = "", 0, 0
    for child in token.children or []:
        if child.type in ("em_open", "em_close", "strong_open", "strong_close"):
            depth += 1 if child.type.endswith("open") else -1
        elif child.type in ("softbreak", "hardbreak"):
            text += "\n"
        elif child.type in ("text", "code_inline"):
            text += child.content
            plain += 0 if depth else len(child.content.strip())
        elif child.type == "image":
            text += child.content
    return text, plain == 0 and bool(text.strip())
