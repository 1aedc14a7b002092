"""A number that several bodies use is told apart by words of a title: "Resolution 25 on regional presence"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.library import Library
from corpus.references import Reference, Resolution

_ALIKE = 0.5
"""So much of what the question says beside its references has to stand in the title."""


def by_title(outcome: Resolution, question: str, references: Sequence[Reference], library: Library) -> Resolution:
    """Returns the outcome resolved to the one candidate whose title the question's other words are of.

    It stays ambiguous where no candidate holds at least half of those words, or two hold equally many.
    """
    if outcome.state != "ambiguous":
        return outcome
    for reference in references:
        question = question.replace(reference.text, " ")
    words = set(library.analyse(question, "en")) - _FRAME
    shared = sorted(
        (len(words.intersection(library.analyse(library.document(one).title, "en"))), one)
        for one in outcome.candidates
        if one in library.document_ids
    )
    if not words or not shared or shared[-1][0] < _ALIKE * len(words):
        return outcome
    if len(shared) > 1 and shared[-2][0] == shared[-1][0]:
        return outcome
    why = "its title has the words of the question"
    return replace(outcome, state="resolved", document=shared[-1][1], candidates=(), why=why)


_FRAME = frozenset(
    "resolut histori chang adopt revis relat say ask instruct invit conferenc assembl time text first today trace show"
    " period cover call conferenc".split()
)
"""Stems of words that tell what is asked of a text, not what it is about."""
