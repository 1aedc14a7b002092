"""A document that has no number in the question and is told by its kind: "the 2026 report on Resolution 191"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.library import Library
from corpus.document import KINDS_WITH_REVISIONS, Kind
from corpus.references import Reference, find_references

_REPORT = r"reports?\b|rapports?\b|informes?\b|(?:отч[её]т|доклад)\w*|报告|(?:ال)?تقرير"
_BEFORE = re.compile(rf"(?:{_REPORT})[^.?;]{{0,40}}$", re.IGNORECASE)
_AFTER = re.compile(r"^[^。？；]{0,16}报告")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_KINDS_OF_WORD: tuple[tuple[re.Pattern[str], frozenset[Kind]], ...] = (
    (re.compile(rf"\b(?:{_REPORT})|报告", re.IGNORECASE), frozenset({"council-report", "meeting-report"})),
    (
        re.compile(
            r"\b(?:meetings?|workshops?|réunions?|reuni(?:ón|ones)|совещани\w+|собрани\w+)\b|会议", re.IGNORECASE
        ),
        frozenset({"meeting-report"}),
    ),
    (
        re.compile(r"\b(?:terms of reference|mandat|mandato|круг ведения)\b|职责范围", re.IGNORECASE),
        frozenset({"terms-of-reference"}),
    ),
    (re.compile(r"\b(?:service orders?|ordres? de service)\b", re.IGNORECASE), frozenset({"service-order"})),
    (
        re.compile(
            r"\b(?:which|what|in which) (?:(?!does|do|did|is|are)[\w-]+ ){0,2}(?:resolutions?|decisions?)\b"
            r"|\bquel(?:le)?s? (?:\w+ )?(?:résolutions?|décisions?)\b|\bqué (?:\w+ )?(?:resoluci|decisi)"
            r"|\bкак(?:ая|ой|ие|их|ую) (?:\w+ )?(?:резолюци|решени)|哪(?:些|一?项|个|份)决[议定]|\bأي (?:ال)?قرار",
            re.IGNORECASE,
        ),
        frozenset(KINDS_WITH_REVISIONS),
    ),
    (re.compile(r"\bliaison\b", re.IGNORECASE), frozenset({"liaison"})),
    (re.compile(r"\b(?:guidelines?|lignes directrices|directrices)\b", re.IGNORECASE), frozenset({"guideline"})),
)


def report_on(question: str, references: Sequence[Reference], library: Library) -> str | None:
    """Returns the one report of a year named that is on the one text the question refers to; None where none is.

    The report's own title has to refer to that text: "the 2025 report on Resolution 191" is no text of that number.
    """
    years = {year for year in _YEAR.findall(_without(question, references))}
    if len(references) != 1 or len(years) != 1 or not _is_of_a_report(question, references[0]):
        return None
    (year,) = years
    found = [
        one.id
        for one in library.documents("council-report")
        if (one.date or "").startswith(year) and _is_on(one.title, references[0])
    ]
    return found[0] if len(found) == 1 else None


def kinds_described(question: str) -> frozenset[Kind]:
    """Returns the kinds of documents that the question's nouns stand for; none for most questions."""
    return frozenset(kind for word, kinds in _KINDS_OF_WORD if word.search(question) for kind in kinds)


def _is_of_a_report(question: str, reference: Reference) -> bool:
    before, after = question[: reference.start], question[reference.end :]
    return bool(_BEFORE.search(before) or _AFTER.search(after))


def _is_on(title: str, reference: Reference) -> bool:
    return any((one.genre, one.number) == (reference.genre, reference.number) for one in find_references(title))


def _without(question: str, references: Sequence[Reference]) -> str:
    for one in reversed(references):
        question = f"{question[: one.start]} {question[one.end :]}"
    return question
