"""Of a long passage, the sentences that bear on the question: a span, never a rewording."""

from __future__ import annotations

import re

from assistant.draft import Evidence, evidence_of
from assistant.library import Library
from assistant.retrieval import Hit
from assistant.themes import Analyse

LONG = 70
"""Words up to which a passage is quoted whole."""
_ITEMS = 8
_SENTENCE = re.compile(r"\S.*?(?:[.!?;。！？؟;](?=[\s”»\"')]|$)[”»\"')]*|$)", re.DOTALL)
_ABBREVIATION = re.compile(
    r"(?:\b(?:No|Nos|Rev|Res|Art|Add|Mr|Ms|Dr|cf|e\.g|i\.e|etc|vs|pp|vol|para|paras)\.|\b[A-Z]\.)$"
)


def excerpt(text: str, question: str, *, analyse: Analyse, language: str) -> tuple[int, int]:
    """Returns the span of ``text`` to quote: all of it where it is short, else the neighbouring sentences that cover
    most of the question's terms within ``LONG`` words. Offsets are code points of ``text``, half-open."""
    spans = sentences(text)
    if len(text.split()) <= LONG or len(spans) < 2:
        return len(text) - len(text.lstrip()), len(text.rstrip())
    wanted = set(analyse(question, language))
    best: tuple[float, int, int] = (-1.0, *spans[0])
    for first in range(len(spans)):
        for last in range(first, min(first + 3, len(spans))):
            start, end = spans[first][0], spans[last][1]
            words = len(text[start:end].split())
            if last > first and words > LONG:
                break
            found = len(wanted.intersection(analyse(text[start:end], language)))
            score = found - words / 1000
            if score > best[0]:
                best = (score, start, end)
    return best[1], best[2]


def items_of(hit: Hit, library: Library) -> list[Evidence]:
    """Returns the first sentence of each item that a lead-in found ("… the following topics:") is followed by."""
    passage = hit.passage
    text = library.catalogue.text(passage.document, passage.revision, language=passage.language, kind=passage.kind)
    if text is None or not passage.text.endswith((":", "：")):
        return []
    clauses = [clause for clause in text.clauses if clause.path.startswith(f"{passage.clause} ")]
    found = []
    for clause in clauses[:_ITEMS]:
        start, end = sentences(text.quote(clause))[0]
        found.append(evidence_of(text, clause, start=clause.start + start, end=clause.start + end))
    return found


def sentences(text: str) -> list[tuple[int, int]]:
    """Returns the spans of the sentences of ``text``; a stop after an abbreviation ("No. 24/06") ends none."""
    spans: list[tuple[int, int]] = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        if start == end:
            continue
        if spans and _ABBREVIATION.search(text[spans[-1][0] : spans[-1][1]]):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans
