"""Draft to answer: the only door. What its evidence does not carry is dropped; nothing left is an abstention.

A claim passes when
1. every quotation equals ``content[start:end]`` of the stored text it names, to the code point;
2. a ``quoted`` claim contains one of its quotations word for word;
3. every number a claim states stands in a quotation of its own, or in the label or title of a document it cites;
4. its evidence is of the serving revision, unless the draft is about history or the question names that revision;
5. nothing in it is later than the date asked for;
6. what it sets in quotation marks stands in its evidence, or in a label or title of it, by the rules of ``checking``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answer import Block, Citation, Run, Statement
from assistant.checking.guarding import misquoted
from assistant.citing import Shelf
from assistant.draft import Cell, Claim, Draft, DraftBlock, Evidence

_NUMBER = re.compile(r"\d+(?:[.,/-]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What stood the check: blocks with citation marks, statements, citations; ``dropped`` names each failed claim."""

    blocks: tuple[Block, ...]
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    numbers: dict[Evidence, int]
    dropped: tuple[tuple[str, str], ...] = ()

    def numbers_of(self, evidence: Sequence[Evidence]) -> list[int]:
        """Returns the citation numbers of the evidence that is cited, in ascending order, each once."""
        return sorted({self.numbers[piece] for piece in evidence if piece in self.numbers})


def verify(draft: Draft, shelf: Shelf) -> Verified:
    """Returns the draft's blocks with what holds, in order; an emptied item, row or paragraph goes with its claim."""
    return _Check(shelf, draft).run()


def fault_of(claim: Claim, shelf: Shelf, draft: Draft) -> str | None:
    """Returns why a claim of ``draft`` does not hold, or None where it does. The rules are those of the module."""
    if not claim.evidence:
        return "no evidence"
    for piece in claim.evidence:
        if shelf.cut(piece) != piece.quote or not piece.quote.strip():
            return "the quotation is not the stored text"
        if not _may_be_old(piece, draft) and shelf.has_newer_held(piece, as_of=draft.as_of):
            return "a newer revision is held"
        if draft.as_of is not None and shelf.is_later_than(piece, draft.as_of):
            return "later than the date asked for"
    if claim.support == "quoted" and not any(piece.quote in claim.states for piece in claim.evidence):
        return "the quotation does not stand in the statement"
    if misquoted(claim.states, [words for piece in claim.evidence for words in (piece.quote, *shelf.names(piece))]):
        return "a quotation in it has other words than its source"
    if missing := _numbers(claim.states) - _parts(_numbers(_grounds(claim, shelf))):
        return f"numbers without a source: {', '.join(sorted(missing))}"
    return None


def _may_be_old(piece: Evidence, draft: Draft) -> bool:
    """Returns whether a former revision is what was asked for."""
    return draft.history or (piece.document, piece.revision) in draft.pinned


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


def _parts(numbers: set[str]) -> set[str]:
    """Returns the numbers and those they are made of: "6-1" holds 6, "C26/35" holds 26 and 35."""
    return numbers | {part for number in numbers for part in re.split(r"\D", number)}


def _grounds(claim: Claim, shelf: Shelf) -> str:
    """Returns all words a claim may take numbers from: its quotations and the labels of what it cites."""
    return " \n ".join(words for piece in claim.evidence for words in (piece.quote, piece.clause, *shelf.names(piece)))


@dataclass(slots=True)
class _Check:
    """One pass over a draft: numbers evidence in order of appearance and gathers what stands and what falls."""

    shelf: Shelf
    draft: Draft
    numbers: dict[Evidence, int] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    dropped: list[tuple[str, str]] = field(default_factory=list)

    def run(self) -> Verified:
        blocks = [block for block in map(self._block, self.draft.blocks) if block is not None]
        return Verified(
            blocks=_without_bare_headings(blocks),
            statements=tuple(self.statements),
            citations=tuple(
                self.shelf.citation(piece, number, as_of=self.draft.as_of) for piece, number in self.numbers.items()
            ),
            numbers=self.numbers,
            dropped=tuple(self.dropped),
        )

    def _block(self, block: DraftBlock) -> Block | None:
        if block.type == "heading":
            return Block(type="heading", text=block.text, level=block.level)
        if block.type == "paragraph":
            runs = self._cell(block.pieces)
            return Block(type="paragraph", runs=runs) if runs else None
        if block.type == "list":
            items = tuple(runs for runs in map(self._cell, block.items) if runs)
            return Block(type="list", items=items) if items else None
        rows = tuple(row for row in map(self._row, block.rows) if row)
        return Block(type="table", head=block.head, rows=rows) if rows else None

    def _row(self, row: Sequence[Cell]) -> tuple[tuple[Run, ...], ...]:
        """Returns the row's cells; () where it held claims and none stands."""
        cells = tuple(self._cell(cell) for cell in row)
        held_claims = any(isinstance(piece, Claim) for cell in row for piece in cell)
        stands = any(run.cite is not None for cell in cells for run in cell)
        return cells if stands or not held_claims else ()

    def _cell(self, cell: Cell) -> tuple[Run, ...]:
        """Returns the runs of a cell; () where it held claims and none stands."""
        runs: list[Run] = []
        claims = kept = 0
        fallen = False
        for piece in cell:
            if isinstance(piece, str):
                runs += [] if fallen else [Run(text=piece)]  # what parts a fallen claim from the next goes with it
                continue
            claims += 1
            marked = self._claim(piece)
            fallen = not marked
            kept += bool(marked)
            runs.extend(marked)
        if claims and runs and runs[-1].text and not runs[-1].text.strip(" ;,"):
            runs.pop()
        return tuple(runs) if kept or not claims else ()

    def _claim(self, claim: Claim) -> tuple[Run, ...]:
        fault = fault_of(claim, self.shelf, self.draft)
        if fault is not None:
            self.dropped.append((claim.states, fault))
            return ()
        cites = tuple(dict.fromkeys(self.numbers.setdefault(piece, len(self.numbers) + 1) for piece in claim.evidence))
        self.statements.append(Statement(text=claim.states, citations=cites, support=claim.support))
        return (*claim.runs, *(Run(cite=number) for number in cites))


def _without_bare_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Returns the blocks without headings that have nothing under them any more."""
    kept: list[Block] = []
    for block in reversed(blocks):
        if block.type == "heading" and (not kept or (kept[-1].type == "heading" and kept[-1].level <= block.level)):
            continue
        kept.append(block)
    return tuple(reversed(kept))
