"""What the prose path asks of a language model, and the ways in which one fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Event
from typing import Literal, Protocol

Failure = Literal[
    "unreachable", "refused", "busy", "failing", "slow", "broke-off", "garbled", "stopped", "resting", "spent"
]
"""Not there; our key or request is not accepted; over its limits; 5xx; no answer in time; ended in mid-sentence; not
the protocol; the reader went away; left alone after failures; the day's tokens are used up."""


class ModelFailure(Exception):
    """A model did not write what it was asked for. ``retry_after``: seconds it asks to be left alone, if it says so."""

    def __init__(self, reason: Failure, *, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason: Failure = reason
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a model is told and how much it may write. ``deadline``: of ``time.monotonic``, when it has to be done."""

    system: str
    user: str
    max_tokens: int
    deadline: float


class LanguageModel(Protocol):
    """A model behind an endpoint. Safe to share between threads."""

    @property
    def name(self) -> str:
        """What the model is called."""

    @property
    def host(self) -> str:
        """Where what it is told is sent: host and port."""

    def write(self, order: Order, *, stopped: Event | None = None) -> Iterator[str]:
        """Yields what the model writes, piece by piece, as it comes.

        Ends by the deadline at the latest, and within a second of ``stopped``; the connection is closed then, so that
        the model stops as well. Closing the iterator has the same effect.

        Raises:
            ModelFailure: it did not write, or did not end.
        """
