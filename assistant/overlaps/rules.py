"""The rules of ``rules.yaml``, read once: acts by their words, levels of addressees, rhythms, weights, thresholds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

import yaml

PairType = Literal["divergent", "duplicate", "counterpart", "complementary", "orphan"]
PAIR_TYPES: tuple[PairType, ...] = get_args(PairType)

_YEAR = re.compile(r"\b(?:by|before|until|no later than)\s+(?:the end of\s+)?((?:19|20)\d\d)\b", re.IGNORECASE)
_STUDY_GROUPS = re.compile(r"\bstudy groups?\b", re.IGNORECASE)
_STUDY_GROUP = re.compile(r"group-itu-[rtd]-(?:sg|wp|q)[\d-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Least:
    """What a pair of one type needs at least: likeness of what is asked, and the score."""

    object: float
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How clauses are read and compared. ``acts`` and ``periods`` are patterns by name, in the order of the file."""

    acts: Mapping[str, re.Pattern[str]]
    periods: Mapping[str, re.Pattern[str]]
    levels: Mapping[str, str]
    opposed: frozenset[frozenset[str]]
    weights: Mapping[str, float]
    least: Mapping[str, Least]
    types: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    exclusive: frozenset[str]
    conflict_score: float
    shared_score: float
    agreement: float
    joint: re.Pattern[str]

    def acts_of(self, text: str) -> tuple[str, ...]:
        """Returns what ``text`` asks for, in the order in which the words stand. A study group is no study."""
        text = _STUDY_GROUPS.sub(" ", text)
        found = {name: match.start() for name, pattern in self.acts.items() if (match := pattern.search(text))}
        return tuple(sorted(found, key=lambda name: (found[name], name)))

    def period_of(self, text: str) -> str | None:
        """Returns the rhythm ("yearly") or the year of the deadline ("2026") that ``text`` names first, or None."""
        if year := _YEAR.search(text):
            return year[1]
        return next((name for name, pattern in self.periods.items() if pattern.search(text)), None)

    def levels_of(self, addressees: Sequence[str]) -> frozenset[str]:
        """Returns the levels the addressees stand on."""
        known = ("studies" if _STUDY_GROUP.fullmatch(one) else self.levels.get(one) for one in addressees)
        return frozenset(level for level in known if level is not None)


@cache
def load_rules() -> Rules:
    """Returns the rules that ship."""
    data = yaml.safe_load((files(__package__) / "rules.yaml").read_text(encoding="utf-8"))
    return Rules(
        acts={name: _pattern(form for word in words for form in _forms(word)) for name, words in data["acts"].items()},
        periods={name: _pattern(words) for name, words in data["periods"].items()},
        levels={one: level for level, ids in data["levels"].items() for one in ids},
        opposed=frozenset(frozenset(pair) for pair in data["opposed"]),
        weights=data["score"],
        least={name: Least(**values) for name, values in data["least"].items()},
        types=data["types"],
        words={name: tuple(words) for name, words in data["acts"].items()},
        exclusive=frozenset(data["conflict"]["acts"]),
        conflict_score=data["conflict"]["score"],
        shared_score=data["conflict"]["shared"],
        agreement=data["conflict"]["agreement"],
        joint=_pattern(data["conflict"]["joint"]),
    )


def _pattern(words: Iterator[str] | Sequence[str]) -> re.Pattern[str]:
    options = "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
    return re.compile(rf"\b(?:{options})\b", re.IGNORECASE)


def _forms(word: str) -> Iterator[str]:
    """Yields a verb and its regular forms; several words are taken as they are."""
    yield word
    if " " in word:
        return
    stem = word.removesuffix("e")
    yield from (f"{word}s", f"{stem}ed", f"{stem}ing")
    if word.endswith("y"):
        yield from (f"{word[:-1]}ies", f"{word[:-1]}ied")
