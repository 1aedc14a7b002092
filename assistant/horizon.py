"""Up to which conference the store knows: the latest one of each body that a document's history names."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.conferences import Conference, conference, conferences
from corpus.document import Document
from corpus.errors import IdentifierError

BODIES_TOLD = ("pp", "wtsa", "wtdc", "ra")
"""The bodies whose horizon is told, in this order."""


def horizon(documents: Iterable[Document]) -> tuple[Conference, ...]:
    """Returns, for each of ``BODIES_TOLD`` that has any, the latest conference of which a document is known."""
    latest: dict[str, Conference] = {}
    for code in {step.revision for document in documents for step in document.history}:
        try:
            met = conference(code)
        except IdentifierError:
            continue
        if met.body not in latest or met.held_on > latest[met.body].held_on:
            latest[met.body] = met
    return tuple(latest[body] for body in BODIES_TOLD if body in latest)


def beyond(known: Iterable[Conference]) -> tuple[Conference, ...]:
    """Returns the conferences after each of ``known`` in its body: met or to come, and not in the store."""
    last = {one.body: one.held_on for one in known}
    return tuple(one for one in conferences() if one.body in last and one.held_on > last[one.body])
