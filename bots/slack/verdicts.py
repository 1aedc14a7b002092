"""What was found in a text that was checked, as blocks with their sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Block, Citation, Run
from assistant.checking import Item
from assistant.messages import say


def verdicts(items: Sequence[Item], language: str) -> tuple[tuple[Block, ...], tuple[Citation, ...]]:
    """Returns a list of verdicts, one an item, and the citations it marks, numbered from 1."""
    if not items:
        return (Block(type="paragraph", runs=(Run(text=say("verify.none", language)),)),), ()
    citations: list[Citation] = []
    told = []
    for item in items:
        runs = [Run(text=f"“{item.text}”: {say(f'verify.verdict.{item.verdict}', language)}")]
        if item.candidates:
            named = "; ".join(one.label for one in item.candidates)
            key = f"verify.candidates.{item.verdict}"
            runs.append(Run(text=f". {_lead(key, language)} {named}"))
        if item.differences:
            runs += [Run(text=" — "), *item.differences]
        if item.citation is not None:
            citations.append(replace(item.citation, n=len(citations) + 1))
            runs.append(Run(cite=len(citations)))
        told.append(tuple(runs))
    return (Block(type="list", items=tuple(told)),), tuple(citations)


def _lead(key: str, language: str) -> str:
    """Returns how candidates are led in; for a verdict without a phrase of its own that of one that may be several."""
    try:
        return say(key, language)
    except KeyError:
        return say("verify.candidates.ambiguous", language)
