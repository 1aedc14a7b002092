"""Proposals: files that carry tracked changes, or that open with MOD, ADD, SUP or NOC. They are never a revision."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.loaders.paragraph import Paragraph
from indexer.parsing.asking import tell_asked
from indexer.parsing.footnotes import mark_footnotes
from indexer.parsing.resolution import Parsed, ResolutionReader, Start
from indexer.parsing.words import Words, fold

_INSTRUCTION = re.compile(r"\s*(?:MOD|ADD|SUP|NOC|МОД|ДОБ|ИСКЛ)(?:\s+[\w/.()\-]+){0,4}\s*\Z")


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
        index = 0
        while index < len(self.paragraphs):
            start = begins.get(index)
            if start is not None:
                if len(begins) > 1:
                    self.outline.open_annex(f"{start.heading.kind.capitalize()} {start.heading.number.upper()}")
                self.enter()
                index, _ = self.head(start)
            elif is_instruction(self.paragraphs[index]):
                self.composer.add(self.paragraphs[index])
                index += 1
            else:
                index += self._other(index)
        clauses = tell_asked(self.finish(), self.composer.content, body=self.body)
        return Parsed(title, self.composer.content, clauses, self.composer.words)

    def _other(self, index: int) -> int:
        paragraph = self.paragraphs[index]
        opening = fold(paragraph.text[:30])
        if paragraph.role == "reasons" or any(opening.startswith(f"{word}:") for word in self.words.reasons):
            self.outline.named("Reasons", self.composer.add(paragraph))
            return 1
        return self.step(index)


def read_proposal(paragraphs: Sequence[Paragraph], starts: Sequence[Start], words: Words, *, title: str) -> Parsed:
    """Reads a proposal; ``starts`` are the texts it proposes, where they could be told."""
    styled = any(one.role == "call" for one in paragraphs)
    return ProposalReader(mark_footnotes(paragraphs), words, styled=styled, starts=starts).read_all(title)
