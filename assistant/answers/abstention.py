"""The documents do not say: why, in one sentence, and what can be done instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer import Note, Reason
from assistant.draft import Claim, Draft, DraftBlock, paragraph
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from assistant.refusal_words import is_at_home

_TOLD = 2
"""So much of what others say of a text that is not held is told."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüáíóúаеёиоуыэюя]", re.IGNORECASE)
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why there is no answer; ``values`` fill the message ``abstention.<reason>``, ``key`` names a finer one."""

    reason: Reason
    key: str
    values: dict[str, str]


def compose(query: Query, library: Library, refusal: Refusal, *, notes: tuple[Note, ...] = ()) -> Draft:
    """Returns the abstention. Its sentence claims nothing about the world, so it has no citations."""
    return Draft(
        kind="abstention",
        blocks=(paragraph(say(f"abstention.{refusal.key}", query.language, **refusal.values)),),
        notes=notes,
        follow_ups=(say("follow_up.example_sector", query.language), say("follow_up.example_history", query.language)),
        reason=refusal.reason,
        as_of=query.as_of.day if query.as_of else None,
        as_of_label=query.as_of.label if query.as_of else None,
    )


def what_is_known(draft: Draft | None, language: str) -> tuple[Note, ...]:
    """Returns what other documents say of a text that is not held, as notes: it is no answer to what the text says."""
    claims = [piece for block in draft.blocks for piece in _pieces(block)] if draft else []
    lines = dict.fromkeys(f"{claim.states}" for claim in claims[:_TOLD])
    return tuple(Note(code="gap", text=say("note.gap_told", language, line=line)) for line in lines)


def _pieces(block: DraftBlock) -> Iterator[Claim]:
    cells = (block.pieces, *block.items, *(cell for row in block.rows for cell in row))
    yield from (piece for cell in cells for piece in cell if isinstance(piece, Claim))


def is_unintelligible(question: str) -> bool:
    """Returns whether no word can be made out: no letters, or Latin or Cyrillic letters that form none."""
    words = _WORD.findall(question)
    if not words:
        return True
    odd = [word for word in words if word.isascii() and (not _VOWELS.search(word) or _CONSONANTS.search(word))]
    known_caps = [word for word in odd if word.isupper() and len(word) <= 6]
    return len(odd) - len(known_caps) > len(words) / 2


def why_not(query: Query) -> Refusal:
    """Returns the reason for a question that composers found nothing for."""
    if is_unintelligible(query.question):
        return Refusal(reason="unintelligible", key="unintelligible", values={})
    if query.targets or query.themes or query.groups or is_at_home(query.question):
        return Refusal(reason="no-evidence", key="no-evidence", values={})
    return Refusal(reason="out-of-scope", key="out-of-scope", values={})
