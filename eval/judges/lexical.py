"""The floor a judge has to beat: do the words of a claim stand in one sentence of the text."""

from __future__ import annotations

import re
from typing import Final

from eval.judges.judge import Label

ENOUGH: Final = 0.5
"""Share of a claim's words that a sentence has to hold. Set beforehand, not by what came out."""

_WORD: Final = re.compile(r"\w+")
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+")
_SHORT: Final = 3
"""Words of so few letters say little of what a claim is about."""
_STEM: Final = 6
_DENIALS: Final = frozenset("no not never none neither nor without lack lacks fails cannot inhibits reduces".split())


class LexicalJudge:
    """Deterministic, needs no model, knows English denials alone."""

    fingerprint = "lexical:1"
    model = None

    def judge(self, claim: str, evidence: str) -> Label:
        """Returns support where one sentence has half the claim's words and all its numbers.

        Where such a sentence denies and the claim does not, or the other way round, it contradicts.
        """
        wanted = _stems(claim)
        sentences = _SENTENCE.split(evidence)
        best = max(sentences, key=lambda one: len(wanted & _stems(one)))
        if not wanted or len(wanted & _stems(best)) / len(wanted) < ENOUGH:
            return "NOT_ENOUGH_INFO"
        if _denies(claim) != _denies(best):
            return "CONTRADICT"
        return "SUPPORT" if set(_NUMBER.findall(claim)) <= set(_NUMBER.findall(evidence)) else "NOT_ENOUGH_INFO"


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.casefold()) if len(word) > _SHORT}


def _denies(text: str) -> bool:
    return not _DENIALS.isdisjoint(_WORD.findall(text.casefold()))
