"""What a model writes, as sentences with the marks they carry, while it is still writing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MARKS = re.compile(r"(?:\s*[\[【]\s*\d+(?:\s*[,;، ]\s*\d+)*\s*[\]】])+")
_NUMBER = re.compile(r"\d+")
_END = re.compile(r"[.!?。！？؟…]+[”’\"'»)\]」』]*")
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_OPEN, _CLOSE = "“«「『", "”»」』"
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[“«])(?:Rev|No|Nos|Res|Dec|Rec|Add|Corr|Doc|cf|e\.g|i\.e|etc|vs|St|Mr|Ms|Dr|art|vol|p|pp|para|н|т|г|рез|ст|п|No|[A-Z])\.$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s*\d{1,2}\.")
LONGEST = 1_200
"""Signs of one sentence; a model that goes on without an end is cut here, and what it wrote fails the check."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words and the passages they are said to rest on; ``marks`` is empty where none is named."""

    words: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its parts, in order, each with its marks. ``text`` is what it says, without marks."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The words of all parts, spaces folded."""
        return " ".join("".join(part.words for part in self.parts).split())

    @property
    def marks(self) -> tuple[int, ...]:
        """Every mark, each once, in order."""
        return tuple(dict.fromkeys(mark for part in self.parts for mark in part.marks))


def sentences(pieces: Iterable[str]) -> Iterator[Sentence]:
    """Yields each sentence as soon as it is whole: when the next one begins, or a line ends, or nothing more comes.

    Marks behind the full stop belong to the sentence before it. A stop within quotation marks or brackets, in a number
    or behind an abbreviation ends nothing.
    """
    held = ""
    for piece in pieces:
        held += piece
        while (cut := _whole(held)) is not None:
            yield from _made(held[:cut])
            held = held[cut:]
    yield from _made(held)


def _whole(text: str) -> int | None:
    """Returns where the first sentence ends, once it is sure that it does."""
    line = text.find("\n")
    for match in _END.finditer(text):
        if 0 <= line < match.start():
            break
        if _is_end(text, match):
            marks = _MARKS.match(text, match.end())
            end = marks.end() if marks else match.end()
            return end if _something_follows(text, end) else None
    if line >= 0:
        return line + 1
    return LONGEST if len(text) > LONGEST else None


def _something_follows(text: str, at: int) -> bool:
    """Returns whether it is sure that no further mark belongs to what ends at ``at``."""
    rest = text[at:].lstrip(" \t")
    return bool(rest) and rest[0] not in "[【"


def _is_end(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.end()], text[match.end() : match.end() + 1]
    if match[0] == "." and (after.isalnum() or _ABBREVIATION.search(before) or _ITEM.fullmatch(before)):
        return False
    quoted = sum(before.count(sign) for sign in _OPEN) - sum(before.count(sign) for sign in _CLOSE)
    return quoted <= 0 and before.count('"') % 2 == 0 and before.count("(") <= before.count(")")


def _made(raw: str) -> Iterator[Sentence]:
    text = _BULLET.sub("", raw.strip())
    if not text:
        return
    parts: list[Part] = []
    at = 0
    for match in _MARKS.finditer(text):
        parts.append(Part(text[at : match.start()], tuple(int(one[:6]) for one in _NUMBER.findall(match[0]))))
        at = match.end()
    tail = text[at:]
    if tail.strip(" .,;:!?。！？؟…*_"):
        parts.append(Part(tail, ()))
    elif parts and tail.strip():
        parts[-1] = Part(parts[-1].words + tail.strip(), parts[-1].marks)
    if parts:
        yield Sentence(tuple(parts))
