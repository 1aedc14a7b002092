"""What a judge is."""

from __future__ import annotations

from typing import Final, Literal, Protocol

from corpus.errors import UsageError

Label = Literal["SUPPORT", "CONTRADICT", "NOT_ENOUGH_INFO"]
LABELS: Final[tuple[Label, ...]] = ("SUPPORT", "CONTRADICT", "NOT_ENOUGH_INFO")


class JudgeError(UsageError):
    """A judge cannot be asked, or may not judge this; says why."""


class Judge(Protocol):
    """Says whether a text carries a claim."""

    @property
    def fingerprint(self) -> str:
        """Name and all that its verdicts depend on: two judges with the same fingerprint are the same judge."""

    @property
    def model(self) -> str | None:
        """The language model it asks, None where it asks none. No model judges its own answers."""

    def judge(self, claim: str, evidence: str) -> Label | None:
        """Returns its verdict, or None where it gave none that can be used; that counts as a wrong one."""
