"""One composer a kind of answer. A composer takes a ``Query`` and the ``Library`` and proposes a ``Draft``, or None.

None means: the documents do not say enough for this kind; ``assistant.service`` then tries the next one.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from assistant.draft import Draft
from assistant.library import Library
from assistant.question import Query

Composer = Callable[[Query, Library], Draft | None]

COMPOSERS: dict[str, str] = {
    "correction": "assistant.answers.correction:compose",
    "clarification": "assistant.answers.clarification:compose",
    "sector": "assistant.answers.sector:compose",
    "history": "assistant.answers.history:compose",
    "proposal": "assistant.answers.proposal_impact:compose",
    "first asked": "assistant.answers.first_asked:compose",
    "dropped": "assistant.answers.dropped:compose",
    "added on": "assistant.answers.added_on:compose",
    "related": "assistant.answers.related:compose",
    "impact": "assistant.answers.impact:compose",
    "document": "assistant.answers.document:compose",
    "passage": "assistant.answers.passage:compose",
}


def composer(kind: str) -> Composer:
    """Returns the composer of a kind of answer."""
    module, _, attribute = COMPOSERS[kind].partition(":")
    return cast(Composer, getattr(import_module(module), attribute))
