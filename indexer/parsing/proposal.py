"""Proposals: files that carry tracked changes, or that open with MOD, ADD, SUP or NOC. They are never a revision."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import cast

from corpus.document import Instruction, Proposed
from indexer.loaders.paragraph import Paragraph
from indexer.parsing.asking import tell_asked
from indexer.parsing.cover import Cover, mark_cover, read_cover
from indexer.parsing.footnotes import mark_footnotes
from indexer.parsing.identity import Heading, identify, read_heading
from indexer.parsing.report_words import inline_heading, is_heading
from indexer.parsing.resolution import Parsed, ResolutionReader, Start
from indexer.parsing.words import Words, fold

_INSTRUCTION = re.compile(r"\s*(?:MOD|ADD|SUP|NOC|МОД|ДОБ|ИСКЛ)(?:\s+[\w/.()\-]+){0,4}\s*\Z")


_WITH_HEADING = re.compile(
    r"\s*(?P<instruction>(?:MOD|ADD|SUP|NOC)\b(?:\s+[\w.()-]+/[\w/.()-]+)?)[\s–—:-]+(?P<heading>\S.*)"
)
_NAMES: dict[str, Instruction] = {"МОД": "MOD", "ДОБ": "ADD", "ИСКЛ": "SUP"}
_NUMBERED = re.compile(r"\d+(?:-\d+)?")
"""The number of a text that there is; a new one is called "[ABC-1]" until it is adopted."""
_BELOW = 10
"""Paragraphs below a heading in which who adopts has to stand."""


def part_instructions(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Returns the paragraphs with ``MOD RESOLUTION 191 (REV. …)`` parted in two: the instruction, and the heading."""
    parted: list[Paragraph] = []
    for one in paragraphs:
        match = _WITH_HEADING.fullmatch(one.text) if one.role in ("text", "heading", "instruction") else None
        if match is None or read_heading(match["heading"]) is None:
            parted.append(one)
            continue
        parted.append(replace(one, text=match["instruction"], role="instruction", marks=()))
        parted.append(replace(one, text=match["heading"], role="text", written=0))
    return tuple(parted)


def proposal_cover(paragraphs: Sequence[Paragraph], *, name: str, hint: str = "") -> Cover:
    """Returns the cover of a proposal.

    What is to happen to a text ("MOD ABC/15/1") is no title: where it was taken for one, the lines above it tell.
    """
    cover = read_cover(paragraphs, name=name, hint=hint)
    if any(is_instruction(one) and one.text.strip() == cover.title for one in paragraphs):
        above = list(takewhile(lambda one: not is_instruction(one), paragraphs))
        cover = replace(cover, title=read_cover(above, name=name, hint=hint).title)
    return replace(cover, kind="proposal")


def proposed_texts(paragraphs: Sequence[Paragraph], starts: Sequence[Start]) -> tuple[Proposed, ...]:
    """Returns the texts a proposal is about, in order: those under an instruction, else those it holds, as modified."""
    found: list[Proposed] = []
    told: set[int] = set()
    for index, paragraph in enumerate(paragraphs):
        if is_instruction(paragraph) and (below := _heading_below(paragraphs, index)) is not None:
            told.add(below[0])
            found.append(_proposed(_instruction_of(paragraph), *below, paragraphs))
    for start in starts:
        if start.index not in told:
            instruction: Instruction = "ADD" if start.heading.draft else "MOD"
            found.append(_proposed(instruction, start.index, start.heading, paragraphs))
    return tuple(found)


def _heading_below(paragraphs: Sequence[Paragraph], index: int) -> tuple[int, Heading] | None:
    for at in range(index + 1, min(index + 3, len(paragraphs))):
        heading = read_heading(_unmarked(paragraphs[at]))
        if heading is not None:
            return at, heading
    return None


def _unmarked(paragraph: Paragraph) -> str:
    text = " ".join(paragraph.text.split())
    for mark in reversed(paragraph.marks):
        text = text.removesuffix(mark).rstrip(" ,")
    return text


def _instruction_of(paragraph: Paragraph) -> Instruction:
    word = paragraph.text.split()[0]
    return _NAMES.get(word) or cast(Instruction, word)


def _proposed(instruction: Instruction, index: int, heading: Heading, paragraphs: Sequence[Paragraph]) -> Proposed:
    below = [one.text for one in paragraphs[index + 1 : index + _BELOW] if one.role != "footnote"]
    identity = identify(heading, below) if _NUMBERED.fullmatch(heading.number) else None
    return Proposed(
        instruction=instruction,
        heading=_unmarked(paragraphs[index]),
        document=identity.document if identity else None,
        revision=identity.revision if identity else None,
    )


def is_instruction(paragraph: Paragraph) -> bool:
    """Returns whether a line says what is to happen to the text below: ``MOD`` alone, or with the proposal's number."""
    return paragraph.role in ("instruction", "text", "heading") and _INSTRUCTION.match(paragraph.text) is not None


@dataclass(slots=True)
class ProposalReader(ResolutionReader):
    """Reads a whole file: what comes before, and each text proposed. With several, each stands before its paths."""

    starts: Sequence[Start] = field(default_factory=tuple)

    def read_all(self, title: str) -> Parsed:
        """Returns the text proposed, with its clauses."""
        begins = {start.index: start for start in self.starts}
        named = {index: start.heading for index, start in begins.items()} | dict(self._named_alone())
        index = 0
        while index < len(self.paragraphs):
            if index in named:
                self._open(named[index], several=len(named) > 1)
            if index in begins:
                index, _ = self.head(begins[index])
            elif index in named or is_instruction(self.paragraphs[index]):
                self.composer.add(self.paragraphs[index])
                index += 1
            else:
                index += self._other(index)
        content = self.composer.content
        clauses = mark_cover(tell_asked(self.finish(), content, body=self.body), content)
        return Parsed(title, self.composer.content, clauses, self.composer.words)

    def _named_alone(self) -> Iterator[tuple[int, Heading]]:
        """Yields the headings under an instruction, of texts that the proposal does not hold too: SUP, NOC."""
        for index, paragraph in enumerate(self.paragraphs):
            if is_instruction(paragraph) and (below := _heading_below(self.paragraphs, index)) is not None:
                yield below

    def _open(self, heading: Heading, *, several: bool) -> None:
        """Parts what comes from what stands before; with several texts each stands before its paths."""
        self.enter()
        if several:
            self.outline.open_annex(f"{heading.kind.capitalize()} {heading.number.upper()}")

    def _other(self, index: int) -> int:
        paragraph = self.paragraphs[index]
        if paragraph.role == "text" and not self.outline.in_call:
            if is_heading(paragraph.text):
                self.enter()
                self.outline.open_heading(paragraph.text.strip(" :："), self.composer.add(paragraph))
                return 1
            if skip := inline_heading(paragraph.text):
                self.headed(index, skip)
                return 1
        opening = fold(paragraph.text[:30])
        if paragraph.role == "reasons" or any(opening.startswith(f"{word}:") for word in self.words.reasons):
            self.outline.named("Reasons", self.composer.add(paragraph))
            return 1
        return self.step(index)


def read_proposal(paragraphs: Sequence[Paragraph], starts: Sequence[Start], words: Words, *, title: str) -> Parsed:
    """Reads a proposal; ``starts`` are the texts it proposes, where they could be told."""
    styled = any(one.role == "call" for one in paragraphs)
    return ProposalReader(mark_footnotes(paragraphs), words, styled=styled, starts=starts).read_all(title)
