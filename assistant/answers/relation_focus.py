"""What a question on relations narrows them to: one direction of citing, counterparts, the texts of one body."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from corpus.scope import BodyCode

RelationName = Literal["cites", "cited-by", "cites-stale", "counterpart", "same-theme", "similar"]

_RELATIONS: Mapping[str, tuple[RelationName, ...]] = {
    "impact": ("cited-by", "counterpart", "same-theme"),
    "stale": ("cites-stale",),
    "counterpart": ("counterpart",),
    "similar": ("similar",),
    "cites": ("cites", "cites-stale"),
    "cited-by": ("cited-by",),
}
"""What each sort of ``relation_words.yaml`` asks for."""
_BODIES = r"(PP|Plenipotentiary|WTSA|WTDC|RA|WRC|ITU-[TDR])"
_BODY = re.compile(
    rf"\b{_BODIES}\s+(?:resolutions|decisions|texts|counterparts?|equivalents?)\b|\bin {_BODIES}\b(?!\s*res)", re.I
)
_SEVERAL = re.compile(rf"\b{_BODIES}\s*(?:,|and|or|&)\s*{_BODIES}\b", re.I)
"""Two bodies side by side narrow to none of them."""
_RESOLUTIONS = re.compile(
    r"\b(?:which|what|all|any|are there|other) (?:\w+ ){0,2}(?:resolutions|decisions)\b"
    r"|\bquelles (?:résolutions|décisions)\b|\b(?:qué|cuáles) (?:\w+ ){0,2}(?:resoluciones|decisiones)\b"
    r"|\bкакие (?:\w+ ){0,2}(?:резолюции|решения)\b|哪些决议|أي القرارات|أي قرارات",
    re.IGNORECASE,
)
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
    """What is asked for alone; nothing set means everything. ``resolutions``: texts that bodies adopt and revise."""

    relations: tuple[RelationName, ...] = ()
    body: BodyCode | None = None
    resolutions: bool = False


def focus_of(question: str) -> Focus:
    """Returns what ``question`` narrows relations to ("which WTSA resolutions cite it")."""
    body = None if _SEVERAL.search(question) else _BODY.search(question)
    sort = _sort(question)
    return Focus(
        relations=_RELATIONS[sort] if sort else (),
        body=_BODY_OF[(body[1] or body[2]).casefold()] if body else None,
        resolutions=sort in ("cited-by", "similar") and _RESOLUTIONS.search(question) is not None,
    )


def asks_of_impact(question: str) -> bool:
    """Returns whether it is asked what has to be looked at when a text is revised or suppressed."""
    return _sort(question) == "impact"


def asks_of_stale(question: str) -> bool:
    """Returns whether it is asked which references name a revision that was replaced."""
    return _sort(question) == "stale"


def _sort(question: str) -> str | None:
    plain = " ".join(question.replace("’", "'").split())
    return next((sort for sort, patterns in _patterns().items() if any(one.search(plain) for one in patterns)), None)


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    raw = yaml.safe_load((files(__package__) / "relation_words.yaml").read_text(encoding="utf-8"))
    return {sort: tuple(re.compile(line, re.IGNORECASE) for line in lines) for sort, lines in raw.items()}
