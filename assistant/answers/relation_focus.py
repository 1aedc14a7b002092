"""What a question on relations narrows them to: one direction of citing, counterparts, the texts of one body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.scope import BodyCode

RelationName = Literal["cites", "cited-by", "cites-stale", "counterpart", "same-theme", "similar"]

_RELATIONS: tuple[tuple[re.Pattern[str], tuple[RelationName, ...]], ...] = (
    (re.compile(r"\b(?:stale|outdated|replaced|superseded) (?:reference|revision|citation)", re.I), ("cites-stale",)),
    (re.compile(r"\bcounterparts?\b|\bcorrespond", re.I), ("counterpart",)),
    (re.compile(r"\b(?:does|do|did)\b.*\b(?:cite|refer|mention)\b", re.I), ("cites", "cites-stale")),
    (re.compile(r"\b(?:who|what|which)\b.*\b(?:cites?|refers? to|mentions?)\b", re.I), ("cited-by",)),
)
"""The first that fits the question counts."""
_BODIES = r"(PP|Plenipotentiary|WTSA|WTDC|RA|WRC|ITU-[TDR])"
_BODY = re.compile(rf"\b{_BODIES}\s+(?:resolutions|decisions|texts)\b|\bin {_BODIES}\b(?!\s*res)", re.I)
_BODY_OF: dict[str, BodyCode] = {
    "pp": "pp",
    "plenipotentiary": "pp",
    "wtsa": "wtsa",
    "itu-t": "wtsa",
    "wtdc": "wtdc",
    "itu-d": "wtdc",
    "ra": "ra",
    "itu-r": "ra",
    "wrc": "wrc",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """What is asked for alone; nothing set means everything."""

    relations: tuple[RelationName, ...] = ()
    body: BodyCode | None = None


def focus_of(question: str) -> Focus:
    """Returns what ``question`` narrows relations to ("which WTSA resolutions cite it")."""
    body = _BODY.search(question)
    return Focus(
        relations=next((relations for pattern, relations in _RELATIONS if pattern.search(question)), ()),
        body=_BODY_OF[(body[1] or body[2]).casefold()] if body else None,
    )
