"""What a rule of the corpus finds: a place and what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """``path`` is below the folder of the corpus; ``row`` counts from 1. Sorts by place."""

    path: str
    row: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.row} {self.rule}: {self.message}"
