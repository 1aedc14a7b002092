"""Sentences of documents that speak to their reader, or to a program, and what an answer makes of them.

A document is data. What stands in it is never done; it can only be quoted, and a quotation is an answer only where it
is one to the question. A sentence *to a program* ("in your reply, …", "ignore all former instructions") answers nothing
and is left out of every answer. A sentence *to a reader* (a question, an order to write or to speak, the second person)
is quoted where it is asked about: where it holds most of the question's subject words, and more than the question
itself. What is left out is told in a note and stands on the document's page. The words that tell are data
(``order_words.yaml``); docs/injection.md says what they find, what they miss and how that was measured.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, Literal

import yaml

from assistant.answer import Note, Run
from assistant.answers.excerpt import sentences
from assistant.draft import Cell, Claim, Draft, DraftBlock, Evidence, Piece
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from corpus.document import TextKind

Hearer = Literal["program", "reader"]
ASKED: Final = 0.6
"""Share of a question's subject words, by weight, that a sentence to a reader has to hold to be asked about."""
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f]")
_LINE = re.compile(r"[^\n]+")


@lru_cache(maxsize=65_536)
def hearer(sentence: str, *, digest: bool = False) -> Hearer | None:
    """Returns whom a sentence speaks to, None where it states something.

    ``digest``: it is a line of the project's own, which begins with a verb ("Keep Resolution 191 under review.").
    """
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", sentence))
    words = _words()
    if words["program"].search(plain):
        return "program"
    if words["reader"].search(plain) or words["asks"].search(plain):
        return "reader"
    return "reader" if not digest and words["tells"].search(plain) else None


def gives_orders(question: str) -> bool:
    """Returns whether a question tells the assistant how to behave instead of asking for something."""
    return bool(_words()["program"].search(_INVISIBLE.sub("", unicodedata.normalize("NFKC", question))))


def names_nothing(name: str) -> bool:
    """Returns whether words that stand where a name should (a title, a heading) speak to somebody instead."""
    return any(hearer(name[start:end]) for start, end in _sentences(name))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is about: the weighed words of its subject as index terms, and its words."""

    weighed: tuple[tuple[tuple[str, ...], float], ...]
    question: str
    library: Library

    @classmethod
    def of(cls, query: Query, library: Library) -> Asked:
        """Returns what ``query`` is about."""
        words = library.weigh(query.subject, query.written_in)
        weighed = tuple((tuple(variants), weight) for variants, weight in words)
        return cls(weighed, query.question, library)

    def kept(self, text: str, *, language: str, kind: TextKind) -> tuple[tuple[int, int], ...]:
        """Returns the spans of ``text`` that may be quoted, in order: all of it in one where nothing is left out.

        Offsets are code points of ``text``, half-open; spans begin and end with a visible character.
        """
        runs: list[tuple[int, int]] = []
        whole, fresh = True, True
        for start, end in _sentences(text):
            if self._left_out(text[start:end], language, kind):
                whole, fresh = False, True
            elif fresh:
                runs.append((start, end))
                fresh = False
            else:
                runs[-1] = (runs[-1][0], end)
        if whole:
            return ((0, len(text)),)
        return tuple(runs)

    def best(self, text: str, *, language: str, kind: TextKind) -> tuple[int, int] | None:
        """Returns the span of ``kept`` that says most on the question; None where nothing may be quoted."""
        spans = self.kept(text, language=language, kind=kind)

        def worth(span: tuple[int, int]) -> tuple[float, int]:
            return self._cover(text[span[0] : span[1]], language)[0], span[1] - span[0]

        return max(spans, key=worth, default=None)

    def _left_out(self, sentence: str, language: str, kind: TextKind) -> bool:
        to = hearer(sentence, digest=kind == "digest")
        if to != "reader":
            return to == "program"
        cover, terms = self._cover(sentence, language)
        return cover < ASKED or terms.issubset(self.library.analyse(self.question, language))

    def _cover(self, text: str, language: str) -> tuple[float, set[str]]:
        terms = set(self.library.analyse(text, language))
        total = sum(weight for _, weight in self.weighed)
        held = sum(weight for variants, weight in self.weighed if terms.intersection(variants))
        return (held / total if total else 0.0), terms


def read_ahead(text: str, *, kind: TextKind) -> None:
    """Finds out whom the sentences of a text speak to, so that no question has to wait for it."""
    for start, end in _sentences(text):
        hearer(text[start:end], digest=kind == "digest")


def without_orders(draft: Draft, query: Query, library: Library) -> Draft:
    """Returns ``draft`` with what speaks to somebody cut out of its quotations; a note tells that there was some.

    A claim that rests on nothing else goes; a quotation around such words keeps the side that says most.
    """
    if draft.kind in ("abstention", "clarification"):
        return draft
    clearing = _Clearing(Asked.of(query, library))
    blocks = tuple(clearing.block(block) for block in draft.blocks)
    if not clearing.cut:
        return draft
    note = Note(code="gap", text=say("note.orders_left_out", query.language))
    return replace(draft, blocks=blocks, notes=(*draft.notes, note))


class _Clearing:
    """One pass over a draft. ``cut``: the quotations from which words were left out."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self.cut: set[Evidence] = set()

    def block(self, block: DraftBlock) -> DraftBlock:
        rows = tuple(tuple(self._cell(cell) for cell in row) for row in block.rows)
        items = tuple(self._cell(item) for item in block.items)
        return replace(block, pieces=self._cell(block.pieces), items=items, rows=rows)

    def _cell(self, cell: Cell) -> Cell:
        return tuple(piece if isinstance(piece, str) else self._claim(piece) for piece in cell)

    def _claim(self, claim: Claim) -> Piece:
        """Returns the claim on what may be quoted; without evidence verification drops it."""
        evidence: list[Evidence] = []
        for piece in claim.evidence:
            span = self._asked.best(piece.quote, language=piece.language, kind=piece.kind)
            if span == (0, len(piece.quote)):
                evidence.append(piece)
                continue
            self.cut.add(piece)
            if span is not None:
                shorter = _cut(piece, *span)
                claim = _requoted(claim, piece.quote, shorter.quote)
                evidence.append(shorter)
        return replace(claim, evidence=tuple(evidence))


def _cut(piece: Evidence, start: int, end: int) -> Evidence:
    return replace(piece, start=piece.start + start, end=piece.start + end, quote=piece.quote[start:end])


def _requoted(claim: Claim, old: str, new: str) -> Claim:
    shown = tuple(
        run if run.text is None else Run(text=run.text.replace(old, new), mark=run.mark) for run in claim.shown
    )
    return replace(claim, states=claim.states.replace(old, new), shown=shown)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yields the spans of sentences; a line ends one."""
    for line in _LINE.finditer(text):
        for start, end in sentences(line[0]):
            yield line.start() + start, line.start() + end


@cache
def _words() -> Mapping[str, re.Pattern[str]]:
    """Returns the expressions of ``order_words.yaml`` by class, of all languages in one."""
    source = (files(__package__) / "order_words.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Mapping[str, Sequence[str]]] = yaml.safe_load(source)
    return {
        name: re.compile("|".join(f"(?:{form})" for forms in languages.values() for form in forms), re.IGNORECASE)
        for name, languages in loaded.items()
    }
