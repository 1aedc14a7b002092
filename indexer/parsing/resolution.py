"""A resolution, decision, recommendation or opinion: title, who adopts it, calls, items, sections, annexes, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.addressees import is_operative
from corpus.document import Clause
from corpus.scope import BodyCode
from indexer.loaders.paragraph import Paragraph
from indexer.parsing.asking import tell_asked
from indexer.parsing.body import Body
from indexer.parsing.footnotes import mark_footnotes
from indexer.parsing.identity import Heading, Identity, identify, is_adopter, read_heading
from indexer.parsing.recognise import Call, label_of, read_call, styled_call
from indexer.parsing.words import Words

_HEAD = 10
"""Paragraphs below the number in which who adopts, or a first call, has to stand."""
_INLINE_TITLE = re.compile(r"\s+[–—-]\s+|:\s+")
_REFERENCE = re.compile(r"\([^()]*\d{4}[^()]*\)[\s\d,]*(?:bis|ter)?\Z")


@dataclass(frozen=True, slots=True)
class Start:
    """Where a resolution begins in a stream of paragraphs."""

    index: int
    heading: Heading
    inline_title: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text with its clauses; ``words`` are those of the source that stand in it."""

    title: str
    content: str
    clauses: tuple[Clause, ...]
    words: int


def find_resolutions(paragraphs: Sequence[Paragraph], words: Words) -> tuple[Start, ...]:
    """Returns where each resolution of a file begins: a number on its own line, and below it a title and a call."""
    starts: list[Start] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.role not in ("text", "resolution-number", "heading", "title", "annex-number"):
            continue
        heading, title = _heading_of(paragraph)
        if heading is not None and (paragraph.role == "resolution-number" or _opens(paragraphs, index, words)):
            starts.append(Start(index, heading, title))
    return tuple(starts)


def identity_of(start: Start, paragraphs: Sequence[Paragraph]) -> Identity | None:
    """Returns which resolution begins there, None where no single conference fits."""
    below = [one.text for one in paragraphs[start.index + 1 : start.index + _HEAD] if one.role != "footnote"]
    return identify(start.heading, below)


def _heading_of(paragraph: Paragraph) -> tuple[Heading | None, str]:
    text = " ".join(paragraph.text.split())
    for mark in reversed(paragraph.marks):
        text = text.removesuffix(mark).rstrip(" ,")
    whole = read_heading(text)
    if whole is not None:
        return whole, ""
    parts = _INLINE_TITLE.split(text, maxsplit=1)
    return (read_heading(parts[0]), parts[1]) if len(parts) == 2 else (None, "")


def _opens(paragraphs: Sequence[Paragraph], index: int, words: Words) -> bool:
    below = [one for one in paragraphs[index + 1 : index + _HEAD] if one.role not in ("footnote", "rule")]
    for at, paragraph in enumerate(below):
        if paragraph.role in ("call", "adopter") or is_adopter(paragraph.text, words):
            return True
        if read_call(paragraph, words, below[at + 1] if at + 1 < len(below) else None) is not None:
            return True
        if read_heading(paragraph.text) is not None:
            return False
    return False


@dataclass(slots=True)
class ResolutionReader(Body):
    """Reads one resolution. ``styled``: its calls are known by a style, so no wording is taken for one."""

    styled: bool = False
    body: BodyCode | None = None

    def read(self, start: Start) -> Parsed:
        """Returns the text with its clauses; ``paragraphs`` begin with the number."""
        index, title = self.head(start)
        while index < len(self.paragraphs):
            index += self.step(index)
        clauses = tell_asked(self.finish(), self.composer.content, body=self.body)
        return Parsed(title, self.composer.content, clauses, self.composer.words)

    def head(self, start: Start) -> tuple[int, str]:
        """Writes number, title, reference and who adopts; returns the index of what follows, and the title."""
        self.composer.add(self.paragraphs[start.index])
        titles = [start.inline_title] if start.inline_title else []
        index = start.index + 1
        while index < len(self.paragraphs) and index <= start.index + _HEAD:
            paragraph = self.paragraphs[index]
            if paragraph.role not in ("footnote", "rule"):
                if self._is_body(index):
                    break
                span = self.composer.add(paragraph)
                if is_adopter(paragraph.text, self.words) or paragraph.role == "adopter":
                    index += 1
                    break
                if paragraph.role == "resolution-title" or not _REFERENCE.match(paragraph.text.strip()):
                    titles.append(_unmarked(self.composer.content[span[0] : span[1]], paragraph.marks))
            index += 1
        return index, " ".join(titles)

    def _is_body(self, index: int) -> bool:
        paragraph = self.paragraphs[index]
        if paragraph.role in ("resolution-title", "resolution-reference", "adopter"):
            return False
        return self._call_at(index) is not None or self.ends_section(index) or label_of(paragraph) is not None

    def step(self, index: int) -> int:
        """Reads the paragraph at ``index``; returns how many were taken."""
        paragraph = self.paragraphs[index]
        if paragraph.role in ("footnote", "rule"):
            return 1
        call = self._call_at(index)
        if call is not None:
            self._open_call(paragraph, call)
            return 1
        taken = self.open_part(index)
        if taken:
            return taken
        if not self.figure(index):
            self._line(index)
        return 1

    def _line(self, index: int) -> None:
        paragraph = self.paragraphs[index]
        label = self.label_at(index)
        if label is not None:
            if not self.numbered_heading(index, label):
                self.item(index, label)
        elif paragraph.role == "heading":
            self.enter()
            span = self.composer.add(paragraph)
            self.outline.open_heading(_unmarked(self.composer.content[span[0] : span[1]], paragraph.marks), span)
        else:
            self.plain(index)

    def _open_call(self, paragraph: Paragraph, call: Call) -> None:
        self.enter()
        self.composer.add(paragraph)
        operative = is_operative(call.written) if call.operative is None else call.operative
        self.outline.open_call(call.written, operative=operative)

    def _call_at(self, index: int) -> Call | None:
        paragraph = self.paragraphs[index]
        if paragraph.role == "call":
            return styled_call(paragraph, self.words)
        if self.styled or paragraph.role not in ("text", "heading") or label_of(paragraph) is not None:
            return None
        return read_call(paragraph, self.words, self.following(index))

    def ends_section(self, index: int) -> bool:
        """True where a new call, section, annex or heading begins."""
        if self.paragraphs[index].role in ("footnote", "rule"):
            return False
        return self._call_at(index) is not None or Body.ends_section(self, index)


def read_resolution(paragraphs: Sequence[Paragraph], start: Start, words: Words, *, body: BodyCode | None) -> Parsed:
    """Reads the resolution whose paragraphs these are, the number first."""
    styled = any(one.role == "call" for one in paragraphs)
    reader = ResolutionReader(mark_footnotes(paragraphs), words, styled=styled, body=body)
    return reader.read(replace(start, index=0))


def _unmarked(text: str, marks: tuple[str, ...]) -> str:
    for mark in reversed(marks):
        text = text.removesuffix(mark).rstrip(" ,")
    return text
