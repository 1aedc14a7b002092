"""The gold set: questions written by hand, with what a right answer says, cites and leaves unsaid."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

import msgspec

from assistant.answer import AnswerKind
from corpus.document import RoleName
from corpus.errors import UsageError
from corpus.scope import SectorCode

QUESTIONS: Final = Path(__file__).parent / "datasets" / "questions.jsonl"

Part = Literal["dev", "test"]
Category = Literal[
    "sector",
    "history",
    "as-of",
    "related",
    "document",
    "passage",
    "multi-hop",
    "ambiguous",
    "unanswerable",
    "false-premise",
]
Patterns = tuple[tuple[str, ...], ...]
"""Regular expressions: something is said where all of one of the groups are found."""


class GoldError(UsageError):
    """A file of gold questions cannot be read; names the file and the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A clause that states the fact. ``revision`` None is the document's record text."""

    document: str
    revision: str | None
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nugget:
    """One thing an answer has to say (``vital``) or may say (``okay``)."""

    text: str
    importance: Literal["vital", "okay"]
    patterns: Patterns


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbidden:
    """One thing an answer must not say."""

    text: str
    patterns: Patterns


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The line a question was written from, as it stood then; ``words`` begin it."""

    file: str
    line: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question with its gold; fields as in ``datasets/README.md``."""

    id: str
    language: str
    category: Category
    question: str
    kind: AnswerKind
    also: tuple[AnswerKind, ...]
    as_of: str | None
    abstain: Literal["must", "may", "must-not"]
    unanswerable: str | None
    evidence: tuple[tuple[Place, ...], ...]
    nuggets: tuple[Nugget, ...]
    forbidden: tuple[Forbidden, ...]
    asker: Literal["delegate", "secretariat", "newcomer"]
    why: str
    source: Source | None
    parameters: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[SectorCode, RoleName] | None = None
    steps: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()

    @property
    def places(self) -> frozenset[Place]:
        """Every place that states something asked for."""
        return frozenset(place for group in self.evidence for place in group)

    @property
    def documents(self) -> frozenset[str]:
        """The documents of these places."""
        return frozenset(place.document for place in self.places)

    @property
    def cluster(self) -> str:
        """What questions that are not independent of each other have in common: the document they were written from."""
        return self.source.file if self.source else self.id


def part_of(question_id: str) -> Part:
    """Returns the part a question belongs to: three ids in five are dev, by the first byte of their SHA-256."""
    return "dev" if hashlib.sha256(question_id.encode()).digest()[0] % 5 < 3 else "test"


def read_questions(path: Path = QUESTIONS, *, part: Part | Literal["all"] = "all") -> tuple[Question, ...]:
    """Returns the questions of a part in the order of the file.

    Raises:
        GoldError: The file cannot be read, a line is not of the schema, or an id stands twice.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path} cannot be read: {error}.") from error
    found: dict[str, Question] = {}
    for number, line in enumerate(lines, 1):
        try:
            question = msgspec.json.decode(line, type=Question)
        except msgspec.DecodeError as error:
            raise GoldError(f"{path}, line {number}: {error}. See eval/datasets/README.md.") from error
        if question.id in found:
            raise GoldError(f"{path}, line {number}: the id “{question.id}” stands there twice.")
        found[question.id] = question
    return tuple(one for one in found.values() if part in ("all", part_of(one.id)))


def fingerprint(path: Path = QUESTIONS) -> str:
    """Returns the first 16 hex digits of the file's SHA-256: runs on other questions do not compare."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
