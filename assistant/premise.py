"""What a question takes for granted of a text: that it was suppressed, revised there, replaced. Found by its words.

The reference and the conferences of a question become marks; an event belongs to the reference nearest to it, and to a
conference beside it. Nothing is held against any record here: ``answers.correction`` does that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from assistant.conference_words import conference_marks
from assistant.followup import body_named
from corpus.references import Reference
from corpus.scope import BodyCode

Event = Literal["suppressed", "revised", "unchanged", "adopted", "begun", "replaced", "merged", "valid"]
EVENTS: tuple[Event, ...] = (
    "suppressed",
    "merged",
    "replaced",
    "begun",
    "adopted",
    "unchanged",
    "revised",
    "valid",
)
_BESIDE = 25
"""An organ so near to an event brought it about."""
_NEAR = 70
"""So many characters lie at most between an event and what it happened to, or where."""
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|is|are|got|a été|ont été|fut|est|fue|fueron|ha sido|se|был[аио]?)\b|被|تم", re.IGNORECASE
)
_YEAR = re.compile(r"(?<![\d/-])((?:19|20)\d\d)(?![\d/-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Premise:
    """One event that a question takes for granted. ``place``: of the reference among those of the question.

    ``conferences``: the codes that its conference may have, () where none is named; ``year``: where one alone is;
    ``body``: where no more than an organ is.
    """

    event: Event
    place: int
    conferences: tuple[str, ...] = ()
    year: int | None = None
    body: BodyCode | None = None


def premises_of(question: str, language: str, references: Sequence[Reference]) -> tuple[Premise, ...]:
    """Returns the events that ``question`` takes for granted of its references; none where it asks whether it is so."""
    if not references:
        return ()
    asks, past = (_finds(name, language, question) for name in ("asks", "past"))
    masked = _masked(question, references)
    found: dict[tuple[Event, int], Premise] = {}
    for event in EVENTS:
        if event == "valid" and past:
            continue
        for match in _matches(event, language, masked):
            if asks and not _finds("subordinate", language, masked[max(0, match.start() - _NEAR) : match.start()]):
                continue
            if event == "revised" and any(key[0] == "unchanged" for key in found):
                continue
            for one in _of(event, match, question, references):
                found.setdefault((event, one.place), one)
    return tuple(found.values())


def _of(event: Event, match: re.Match[str], question: str, references: Sequence[Reference]) -> Iterator[Premise]:
    """Yields the premise of the nearest reference; of each reference where texts are said to be merged."""
    gaps = sorted((_gap(match, one.start, one.end), place) for place, one in enumerate(references))
    near = [place for gap, place in gaps if gap <= _NEAR]
    met, year = _where(match, question, references)
    around = _masked(question, references)[max(0, match.start() - _BESIDE) : match.end() + _BESIDE]
    body = None if met or year or not gaps or gaps[0][0] > _BESIDE else body_named(around)
    for place in near if event == "merged" else near[:1]:
        yield Premise(event=event, place=place, conferences=met, year=year, body=body)
    if event == "replaced" and len(near) > 1:
        yield Premise(event=event, place=near[1])


def _where(match: re.Match[str], question: str, references: Sequence[Reference]) -> tuple[tuple[str, ...], int | None]:
    """Returns the codes of the conference nearest to the event, and the year where none is named."""
    masked = _masked(question, references)
    marks = [
        (_gap(match, one.start, one.end), one.start, tuple(met.code for met in one.conferences))
        for one in conference_marks(masked)
        if _is_near(match, one.start, one.end)
    ]
    if marks:
        return min(marks)[2], None
    years = [int(one[1]) for one in _YEAR.finditer(masked) if _is_near(match, one.start(), one.end())]
    return (), years[0] if len(years) == 1 else None


def _masked(question: str, references: Sequence[Reference]) -> str:
    """Returns the question with its references blanked: their brackets name places and years of their own."""
    for one in references:
        question = question[: one.start] + "_" * (one.end - one.start) + question[one.end :]
    return question


def _gap(match: re.Match[str], start: int, end: int) -> int:
    return max(start - match.end(), match.start() - end, 0)


def _is_near(match: re.Match[str], start: int, end: int) -> bool:
    return _gap(match, start, end) <= _NEAR


def ends_of(question: str, language: str, names: Sequence[str]) -> str | None:
    """Returns the name of a body that a question takes to have been dissolved, merged or replaced, or None.

    The event has to stand right beside the name; who asks whether it is so takes nothing for granted.
    """
    if _finds("asks", language, question):
        return None
    for event in ("suppressed", "merged", "replaced", "dissolved"):
        for match in _matches(event, language, question):
            for name in names:
                place = question.casefold().find(name.casefold())
                if place >= 0 and _befell(event, match, question, place, place + len(name)):
                    return name
    return None


def _befell(event: str, match: re.Match[str], question: str, start: int, end: int) -> bool:
    """Returns whether an event befell what stands from ``start`` to ``end``: it is the object behind, or was it before.

    What stands before an event in the active did it ("Study Group 21 replaced two groups").
    """
    if _gap(match, start, end) > _BESIDE:
        return False
    if start >= match.end():
        return event != "merged"
    return bool(_PASSIVE.search(question[end : match.start()]))


def finds_leader(question: str, language: str) -> bool:
    """Returns whether a question says of somebody that he leads, and does not ask whether or who."""
    return _finds("leads", language, question) and not _finds("asks", language, question)


def _finds(name: str, language: str, text: str) -> bool:
    return next(iter(_matches(name, language, text)), None) is not None


def _matches(name: str, language: str, text: str) -> Iterator[re.Match[str]]:
    for code in dict.fromkeys((language, "en")):
        for pattern in _patterns().get(name, {}).get(code, ()):
            yield from pattern.finditer(text)


@cache
def _patterns() -> Mapping[str, Mapping[str, tuple[re.Pattern[str], ...]]]:
    raw = yaml.safe_load((files(__package__) / "premise_words.yaml").read_text(encoding="utf-8"))
    return {
        name: {
            code: tuple(re.compile(_bounded(line, code), re.IGNORECASE) for line in lines)
            for code, lines in by_language.items()
        }
        for name, by_language in raw.items()
    }


def _bounded(line: str, language: str) -> str:
    """Returns an expression that begins at a word, where words are parted by spaces."""
    return line if language in ("zh", "ar") or line.startswith(("^", "\\b")) else rf"\b(?:{line})"
