"""What a channel is, whatever program people chat in: an answer drawn as messages, with nothing lost on the way.

A further channel is one room that draws, and one line in ``CHANNELS``. ``unkept`` holds every channel to the same
rules: words, marks, quotations with their places, notes, choices and questions to ask next reach whoever asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final, Protocol, cast

from assistant.answer import Answer, Block, Citation, Run
from assistant.basis_told import basis_told
from assistant.messages import say

Message = dict[str, Any]
"""One message in the form the channel's programs take: JSON."""

CHANNELS: Final = {
    "slack": "bots.slack.blocks:SLACK",
}
"""Channels by name: ``"module:attribute"``, resolved on use."""

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")


class Channel(Protocol):
    """Draws what is said in one kind of chat. Pure: it sends nothing and keeps nothing.

    What it does with each kind of answer: *all* show words, marks, notes, sources and questions to ask next, in the
    language of the answer; an *abstention* shows its sentence and has no sources; a *clarification* offers its
    candidates as choices, each of which asks the question that names it; a *history*'s added and removed words can be
    told apart without colour.
    """

    def draw(self, answer: Answer, *, home: str | None) -> tuple[Message, ...]:
        """Returns the answer as messages to be sent in this order, mostly one.

        ``home``: the address people reach the service at; links lead there and nowhere else. Without it there are none.
        """

    def sentence(self, text: str, *, language: str) -> Message:
        """Returns one plain sentence as a message: what stands in the way, or that it is being worked on."""

    def words(self, messages: Sequence[Message]) -> str:
        """Returns every word a reader meets in the messages, or gets by pressing what is in them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be pressed: what stands on it and the question it asks."""

    label: str
    question: str


def channel(name: str) -> Channel:
    """Returns a channel by its name. Raises KeyError where there is none of that name."""
    module, _, attribute = CHANNELS[name].partition(":")
    return cast(Channel, getattr(import_module(module), attribute))


def choices_of(answer: Answer) -> tuple[Choice, ...]:
    """Returns what can be asked next: the candidates where it was asked back which one is meant, then follow-ups."""
    listed = answer.facts.get("candidates", ()) if answer.kind == "clarification" else ()
    candidates = [Choice(str(one["label"]), _settled(answer.question, str(one["label"]))) for one in listed]
    return (*candidates, *(Choice(question, question) for question in answer.follow_ups))


def _settled(question: str, label: str) -> str:
    """Returns a question with the document that is meant: hints in brackets are read as one."""
    return f"{question.strip()[: 1_900 - len(label)]} ({label})"


def place_of(citation: Citation, language: str) -> str:
    """Returns the label, clause, status and basis of a citation in one line."""
    status = say(f"status.{citation.status}", language) if citation.status else ""
    parts = (citation.label, citation.clause, status)
    return f"{', '.join(part for part in parts if part)} ({basis_told(citation, language)})"


def unkept(answer: Answer, shown: str) -> tuple[str, ...]:
    """Returns what an answer says and ``shown`` does not, spaces and unseen signs aside; nothing where all is kept."""
    seen = _squeezed(shown)
    return tuple(what for what in dict.fromkeys(_promised(answer)) if _squeezed(what) not in seen)


def _promised(answer: Answer) -> Iterator[str]:
    for block in answer.blocks:
        yield from _words_of(block)
    yield from (note.text for note in answer.notes)
    for one in answer.citations:
        yield from (f"[{one.n}]", one.label, one.clause, one.quote)
    yield from (choice.question for choice in choices_of(answer))


def _words_of(block: Block) -> Iterator[str]:
    cells = [cell for row in block.rows for cell in row]
    yield from (block.text, *block.head)
    for runs in (block.runs, *block.items, *cells):
        yield from map(_said, runs)
    if block.cite is not None:
        yield f"[{block.cite}]"


def _said(run: Run) -> str:
    return f"[{run.cite}]" if run.cite is not None else run.text or ""


def _squeezed(text: str) -> str:
    return "".join(_UNSEEN.sub("", text).split())
