"""Moments a question names: a conference by label or place, a day, a month or a year, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from assistant.conference_named import place_spans
from corpus.conferences import Conference, conference_label, conferences, conferences_at, find_conference
from corpus.force import end_of
from corpus.references import find_references

_YEARS = r"(?:19|20)\d\d"
_LABEL = re.compile(
    r"(?<![A-Za-z0-9А-Яа-я])(?P<body>PP|WTSA|WTSC|WTDC|WRC|RA|AMNT|CMDT|CMR|AR|ПК|ВАСЭ|ВКРЭ|ВКР|АР)[-\s]?(?P<year>\d{4}|\d{2})(?!\d)"
)
_BODIES = {
    "AMNT": "WTSA", "ВАСЭ": "WTSA", "CMDT": "WTDC", "ВКРЭ": "WTDC", "CMR": "WRC", "ВКР": "WRC", "AR": "RA", "АР": "RA",
    "ПК": "PP",
}  # fmt: skip
"""What conferences are called for short in other languages than English."""
_COUNCIL = re.compile(
    r"(?:\b(?:Council|Conseil|Consejo)|(?<!\w)Совет[аеу]?|理事会|المجلس|مجلس)\s?(?P<year>(?:19|20)\d\d)(?!\d)"
)
_YEARS_WRITTEN = re.compile(rf"(?<!\d){_YEARS}(?!\d)")
_SHORT_YEARS = re.compile(r"[-\s](\d\d)(?!\d)")
"""What a text that names no later conference holds none of: a look at it that costs little."""
_TO_COME = range(max(one.year for one in conferences()) + 1, 2061)
"""Years of conferences that are in no data yet: "PP-30" is one to come."""
_ISO = re.compile(rf"(?<!\d){_YEARS}-\d\d(?:-\d\d)?(?!\d)")
_CHINESE = re.compile(rf"(?P<year>{_YEARS})\s*年(?:\s*(?P<month>\d{{1,2}})\s*月(?:\s*(?P<day>\d{{1,2}})\s*日)?)?")
_YEAR = re.compile(rf"(?<![\d-]){_YEARS}(?![\d-])")
_AFTER_PLACE = re.compile(rf"(?:\s*,)?\s*[（(]?(?P<year>{_YEARS})\b\s*[)）]?")
_MONTHS = (
    "january janvier enero января январе январь يناير",
    "february février febrero февраля феврале февраль فبراير",
    "march mars marzo марта марте март مارس",
    "april avril abril апреля апреле апрель أبريل",
    "may mai mayo мая мае май مايو",
    "june juin junio июня июне июнь يونيو",
    "july juillet julio июля июле июль يوليو",
    "august août agosto августа августе август أغسطس",
    "september septembre septiembre сентября сентябре сентябрь سبتمبر",
    "october octobre octubre октября октябре октябрь أكتوبر",
    "november novembre noviembre ноября ноябре ноябрь نوفمبر",
    "december décembre diciembre декабря декабре декабрь ديسمبر",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment at ``start:end`` of a question. ``first`` and ``last`` are its days; ``label`` is its usual form."""

    start: int
    end: int
    first: date
    last: date
    label: str
    conference: Conference | None = None


def moments(question: str, *, body: str | None = None) -> list[Moment]:
    """Returns the moments a text names, in order; of two that overlap the longer one.

    A place counts where one conference only met there: of ``body`` if that is known, in the year written beside it.
    """
    found = [*_labelled(question), *_councils(question), *_placed(question, body), *_dated(question)]
    kept: list[Moment] = []
    for one in sorted(found, key=lambda moment: (moment.start - moment.end, moment.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda moment: moment.start)


def names_later(text: str, day: date) -> bool:
    """Returns whether a text names, by label or in the bracket of a reference, a conference that met after ``day``."""
    if all(int(year) < day.year for year in _YEARS_WRITTEN.findall(text)):
        numbers = (2000 + int(number) for number in _SHORT_YEARS.findall(text))
        if all(year < day.year or year >= _TO_COME.stop for year in numbers):
            return False
    if any(moment.last > day for moment in (*_labelled(text), *_councils(text))):
        return True
    cited = (find_conference(one.conference) for one in find_references(text) if one.conference)
    return any(met is not None and met.held_on > day for met in cited)


def _labelled(question: str) -> Iterator[Moment]:
    for match in _LABEL.finditer(question):
        met = find_conference(f"{_BODIES.get(match['body'], match['body'])}-{match['year']}")
        if met is not None:
            yield _of_conference(met, match.start(), match.end())
        elif (year := 2000 + int(match["year"][-2:])) in _TO_COME:
            first, last = date(year, 1, 1), date(year, 12, 31)
            yield Moment(start=match.start(), end=match.end(), first=first, last=last, label=match[0])


def _councils(question: str) -> Iterator[Moment]:
    for match in _COUNCIL.finditer(question):
        met = find_conference(f"council-{match['year']}")
        if met is not None:
            yield _of_conference(met, match.start(), match.end())


def _placed(question: str, body: str | None) -> Iterator[Moment]:
    for start, end, place in place_spans(question):
        year = _AFTER_PLACE.match(question, end)
        if year is not None:
            met = conferences_at(place, int(year["year"]), body)
            if len(met) == 1:
                yield _of_conference(met[0], start, year.end())
                continue
        met = conferences_at(place, None, body)
        if len(met) == 1:
            yield _of_conference(met[0], start, end)


def _of_conference(met: Conference, start: int, end: int) -> Moment:
    return Moment(
        start=start,
        end=end,
        first=met.opened or met.held_on,
        last=met.held_on,
        label=conference_label(met.code),
        conference=met,
    )


def _dated(question: str) -> Iterator[Moment]:
    for match in _ISO.finditer(question):
        yield from _days(match.start(), match.end(), match[0])
    for match in _CHINESE.finditer(question):
        yield from _days(match.start(), match.end(), _iso(match["year"], match["month"], match["day"]))
    for match in _written().finditer(question):
        month = next(at for at, names in enumerate(_MONTHS, 1) if match["month"].casefold() in names.split())
        day = match["day"] or match["day_behind"]
        yield from _days(match.start(), match.end(), _iso(match["year"], str(month), day))
    for match in _YEAR.finditer(question):
        yield from _days(match.start(), match.end(), match[0])


def _days(start: int, end: int, written: str) -> Iterator[Moment]:
    last = end_of(written)
    if last is not None:
        first = last.replace(day=1) if written.count("-") == 1 else last if "-" in written else date(last.year, 1, 1)
        yield Moment(start=start, end=end, first=first, last=last, label=written)


def _iso(year: str, month: str | None, day: str | None) -> str:
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


@cache
def _written() -> re.Pattern[str]:
    """Returns the expression of dates with the month in words: "1 May 2019", "May 1, 2019", "1er mai 2019"."""
    names = "|".join(sorted((name for names in _MONTHS for name in names.split()), key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?:(?P<day>\d{{1,2}})(?:er|st|nd|rd|th|º)?\s+(?:de\s+|of\s+)?)?(?P<month>{names})\s+"
        rf"(?:(?P<day_behind>\d{{1,2}})(?:st|nd|rd|th)?,\s+)?(?:de\s+|del\s+|of\s+|عام\s+)?(?P<year>{_YEARS})(?!\d)",
        re.IGNORECASE,
    )
