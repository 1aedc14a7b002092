"""``iscg eval candidates FILE``: what users asked in vain, or found wrong, becomes drafts of gold questions.

A draft is no gold: it has no kind, no evidence and no facts, and reading it as gold fails. A person writes these from
the documents, takes the ``review`` away and moves the line to ``questions.jsonl``.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from assistant.signals import Signal, SignalKind
from corpus.errors import UsageError
from eval.gold import QUESTIONS, Question, read_questions
from eval.metrics.measure import fold
from eval.private import masked

COUNTED: Final[tuple[SignalKind, ...]] = ("wrong", "incomplete", "unanswered")
"""Signals that ask for a gold question, the gravest first. A helpful answer asks for none."""

TO_WRITE: Final = (
    *("category", "kind", "also", "as_of", "abstain", "unanswerable"),
    *("evidence", "nuggets", "forbidden", "asker", "why", "source"),
)
"""What a person adds, fields as in ``datasets/README.md``."""


class SignalError(UsageError):
    """A file of signals cannot be read, or drafts cannot be written; names the file and the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What the reviewer has to know; it goes away when the question is gold. Addresses and numbers are masked."""

    asked: int
    signals: dict[str, int]
    first: str
    last: str
    got: tuple[str, ...]
    cited: tuple[str, ...]
    comments: tuple[str, ...]
    to_write: tuple[str, ...] = TO_WRITE


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A question to be made gold. It has none of the fields that make one."""

    id: str
    language: str
    question: str
    review: Review
    parameters: dict[str, str] = field(default_factory=dict)


def candidates(argv: Sequence[str]) -> int:
    """Writes drafts from a file of signals, those asked most often first.

    Raises:
        SignalError: A line is not of the form, or the drafts would be written over gold or over other drafts.
    """
    given = _parser().parse_args(list(argv))
    drafts = draft(read_signals(given.file), known=read_questions())
    content = b"".join(msgspec.json.encode(one) + b"\n" for one in drafts)
    if given.out is None:
        sys.stdout.write(content.decode())
    else:
        _write(content, given.out)
    print(f"{len(drafts)} drafts for a person to review; see eval/datasets/README.md.", file=sys.stderr)
    return 0


def read_signals(path: Path) -> tuple[Signal, ...]:
    """Returns the signals of a file, one JSON object a line. Raises SignalError where it cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SignalError(f"{path} cannot be read: {error}.") from error
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(msgspec.json.decode(line, type=Signal))
        except msgspec.DecodeError as error:
            raise SignalError(
                f"{path}, line {number}: {error}. See “Candidates” in eval/datasets/README.md."
            ) from error
    return tuple(found)


def draft(signals: Iterable[Signal], *, known: Sequence[Question] = ()) -> tuple[Draft, ...]:
    """Returns one draft a question that was answered badly or not at all, the most frequent first.

    The same question asked in other capitals, spaces or final marks is one; what is gold already is left out.
    """
    gold = {_key(one.question, one.parameters.get("as_of")) for one in known}
    groups: dict[str, list[Signal]] = {}
    for one in signals:
        if one.question.strip():
            groups.setdefault(_key(one.question, one.as_of), []).append(one)
    drafts = [
        _draft(key, group)
        for key, group in groups.items()
        if key not in gold and any(one.signal in COUNTED for one in group)
    ]
    return tuple(sorted(drafts, key=lambda one: (-one.review.asked, one.id)))


def _draft(key: str, group: Sequence[Signal]) -> Draft:
    days = sorted(one.day for one in group if one.day) or [""]
    counts = Counter(one.signal for one in group)
    first = group[0]
    return Draft(
        id=f"candidate-{hashlib.sha256(key.encode()).hexdigest()[:10]}",
        language=first.language,
        question=masked(fold(first.question)),
        parameters={"as_of": first.as_of} if first.as_of else {},
        review=Review(
            asked=len(group),
            signals={name: counts[name] for name in (*COUNTED, "helpful") if counts[name]},
            first=days[0],
            last=days[-1],
            got=_each(one.got for one in group),
            cited=_each(cited for one in group for cited in one.cited),
            comments=_each(masked(fold(one.comment)) for one in group),
        ),
    )


def _each(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in words if one))


def _key(question: str, as_of: str | None) -> str:
    return f"{fold(question).casefold().strip(' .?!？。؟')}\0{as_of or ''}"


def _write(content: bytes, path: Path) -> None:
    if path.resolve() == QUESTIONS.resolve() or path.exists():
        raise SignalError(f"{path} is there already, and drafts are not written over it. Give another --out.")
    try:
        path.write_bytes(content)
    except OSError as error:
        raise SignalError(f"{path} cannot be written: {error}.") from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="iscg eval candidates",
        description="Turns unanswered questions and feedback into drafts of gold questions, for a person to review.",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="signals, one JSON object a line")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write the drafts (default: standard output)")
    return parser
