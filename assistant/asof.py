"""As of when: a conference, a year or a date, given beside the question or in its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.conferences import Conference, conference_label, conferences_at, find_conference
from corpus.errors import UsageError
from corpus.force import end_of

_ASKED = re.compile(
    r"\b(?P<how>as of|as at|at the time of|in force (?:in|at|on)|valid (?:in|at)|before|prior to|until|up to"
    r"|by the end of)"
    r"\s+(?:the\s+)?(?P<what>(?:PP|WTSA|WTDC|RA|WRC)[-\s]?(?:\d{4}|\d{2})|\d{4}(?:-\d{2}(?:-\d{2})?)?"
    r"|[A-ZÀ-Þ][\w’'-]+(?:[ -][A-Zel][\w’'-]+)?(?:,?\s*\d{4})?)",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:in|en|во?)\s+((?:19|20)\d\d)\b(?:\s+году)?|((?:19|20)\d\d)年|(?:في|عام)\s+(?:عام\s+)?((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_PLACE_YEAR = re.compile(r"(?P<place>.*?)(?:,?\s*(?P<year>\d{4}))?\Z")
TODAY = "today"
"""Given as a date it asks for none, and drops that of former turns."""
_EXCLUSIVE = ("before", "prior to")


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """A day up to which things may be known (inclusive). ``label`` is how it was asked for, in its usual form."""

    day: date
    label: str
    conference: Conference | None = None

    def is_ahead(self, today: date) -> bool:
        """Returns whether nothing can be known of that day: it is to come, or the conference's outcome is unknown."""
        return self.day > today or (self.conference is not None and self.conference.outcome != "known")


def parse_as_of(written: str) -> AsOf:
    """Returns what ``"PP-18"``, ``"pp-18"``, ``"2019"`` or ``"2019-05-01"`` names: the end of it.

    Raises:
        UsageError: it is none of these.
    """
    if found := find_conference(written.strip()):
        return AsOf(day=found.held_on, label=conference_label(found.code), conference=found)
    if len(written.strip()) >= 4 and (day := end_of(written.strip())):
        return AsOf(day=day, label=written.strip())
    raise UsageError(
        f"“{written[:40]}” is no date to answer as of. Give a conference (PP-18), a year (2019) or a date (2019-05-01)."
    )


def find_as_of(question: str, *, body: str | None = None) -> AsOf | None:
    """Returns the date a question asks for in its words ("as of PP-18", "before Bucharest"), or None.

    "before" a conference is the day before it opened. A place alone counts where one conference only (of ``body``,
    if that is known) met there.
    """
    for match in _ASKED.finditer(question):
        asked = _named(match["what"], body)
        if asked is None:
            continue
        if match["how"].casefold() not in _EXCLUSIVE:
            return asked
        first = _first_day(asked)
        return AsOf(day=first - timedelta(days=1), label=f"{match['how'].casefold()} {asked.label}")
    return None


def find_year(question: str, *, beside: Sequence[tuple[int, int]]) -> AsOf | None:
    """Returns the year a question on a text gives in plain words ("in 2008", "en 2015", "2015年"), or None.

    Years inside ``beside``, the spans of references, are those of brackets and no date asked for.
    """
    for match in _YEAR.finditer(question):
        if not any(start <= match.start() < end for start, end in beside):
            year = next(part for part in match.groups() if part)
            return AsOf(day=date(int(year), 12, 31), label=year)
    return None


def without_as_of(question: str) -> str:
    """Returns ``question`` without the words that give its date."""
    return _YEAR.sub(" ", _ASKED.sub(" ", question))


def _named(what: str, body: str | None) -> AsOf | None:
    try:
        return parse_as_of(what)
    except UsageError:
        pass
    parts = _PLACE_YEAR.match(what)
    if parts is None:
        return None
    met = conferences_at(parts["place"].strip(), int(parts["year"]) if parts["year"] else None, body)
    if len(met) != 1:
        return None
    return AsOf(day=met[0].held_on, label=conference_label(met[0].code), conference=met[0])


def _first_day(asked: AsOf) -> date:
    if asked.conference is None:
        return date(asked.day.year, 1, 1) if len(asked.label) == 4 else asked.day
    return asked.conference.opened or asked.conference.held_on
