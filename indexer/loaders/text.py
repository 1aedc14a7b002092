"""Plain text: a paragraph a line, or lines wrapped by hand and parted by empty ones."""

from __future__ import annotations

import re
from itertools import pairwise

from indexer.loaders.characters import clean, decode
from indexer.loaders.paragraph import Ledger, Loaded, Paragraph, count_words
from indexer.loaders.pieces import split_run_in
from indexer.parsing.labels import split_label

RULE = re.compile(r"[\s_=*–—\-]*(?:_{3,}|={3,}|\*{3,}|-{4,}|–{3,}|—{2,})[\s_=*–—\-]*\Z")
"""A line drawn across the page."""
_WRAP_WIDTH = range(45, 110)


def load(data: bytes, *, name: str) -> Loaded:
    """Reads a plain-text file. Raises SourceError if it is empty or no text."""
    raw, warnings = decode(data, name=name)
    ledger = Ledger()
    paragraphs: list[Paragraph] = []
    for line in unwrap(clean(raw)):
        if RULE.match(line):
            ledger.drop("rule", count_words(line))
            paragraphs.append(Paragraph(text="", role="rule"))
            continue
        for piece in split_run_in(line):
            ledger.keep(count_words(piece.text))
            paragraphs.append(piece)
    return Loaded(
        paragraphs=tuple(paragraphs),
        words_read=ledger.read,
        dropped=tuple(ledger.dropped.items()),
        warnings=warnings,
    )


def unwrap(text: str) -> list[str]:
    """Returns the paragraphs of plain text: its lines, or its blocks where lines were wrapped by hand."""
    lines = [line.strip(" ") for line in text.split("\n")]
    if not _is_wrapped(lines):
        return [line.strip() for line in lines if line.strip()]
    blocks: list[str] = []
    open_block = False
    for line in lines:
        bare = line.strip()
        if not bare:
            open_block = False
        elif open_block and not _starts_anew(line, blocks[-1]):
            blocks[-1] = f"{blocks[-1]} {bare}"
        else:
            blocks.append(bare)
            open_block = True
    return blocks


def _is_wrapped(lines: list[str]) -> bool:
    """True if most lines that are followed by another one end in mid-sentence at a like width."""
    followed = [line for line, following in pairwise(lines) if line.strip() and following.strip()]
    if len(followed) < 3:
        return False
    full = [line for line in followed if len(line) in _WRAP_WIDTH and line[-1] not in ".;:!?"]
    return len(full) / len(followed) > 0.6 and max(map(len, lines)) < _WRAP_WIDTH.stop + 10


def _starts_anew(line: str, before: str) -> bool:
    """A wrapped line opens a paragraph if it has a label, or if the one before was short and complete."""
    return split_label(line) is not None or RULE.match(line) is not None or RULE.match(before) is not None
