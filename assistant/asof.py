"""As of when: a conference, a year or a date, given beside the question or in its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.moments import Moment, moments
from corpus.conferences import Conference, conference_label, find_conference
from corpus.errors import UsageError
from corpus.force import end_of

_THE = r"\s*(?:the\s+|end\s+of\s+|close\s+of\s+|time\s+of\s+|year\s+|conference\s+in\s+|assembly\s+in\s+)*\Z"
_BEFORE = re.compile(
    rf"(?:\b(?:before|prior\s+to|ahead\s+of|until\s+just\s+before){_THE}"
    r"|\bavant\s+(?:la\s+|le\s+|l['’]\s*)?(?:conférence\s+de\s+)?\Z|\bantes\s+de(?:l|\s+la)?\s*(?:conferencia\s+de\s+)?\Z"
    r"|(?<!\w)(?:до|перед)\s+(?:конференции\s+в\s+)?\Z|قبل\s+(?:عام\s+|مؤتمر\s+)?\Z)",
    re.IGNORECASE,
)
_BEFORE_BEHIND = re.compile(r"\s*(?:年|大会|会议)?\s*(?:之前|以前|前)")
_AT = re.compile(
    rf"\b(?:as\s+of|as\s+at|as\s+on|at\s+the\s+time\s+of|in\s+the\s+days\s+of|in\s+force\s+(?:in|at|on|after|by|until|as\s+of)"
    r"|valid\s+(?:in|at|on)|applicable\s+(?:in|at|on)|current\s+(?:in|at|as\s+of)|(?:as\s+(?:it|they)\s+(?:stood|were|was|read)|(?:it|they)\s+stood)"
    r"\s+(?:in|at|on|after|by|until)|as\s+adopted\s+(?:in|at)|back\s+in|until|till|up\s+to|by\s+the\s+end\s+of"
    rf"|at\s+the\s+end\s+of|no\s+later\s+than){_THE}"
    r"|\b(?:en\s+vigueur\s+(?:en|à|au|lors\s+de|après)|à\s+l['’]époque\s+de|au\s+moment\s+de|à\s+la\s+date\s+d[ue]|à\s+compter\s+de"
    r"|jusqu['’](?:à|en|au)|fin|à\s+la\s+fin\s+de|à\s+l['’]issue\s+de|en\s+date\s+d[ue]|tel(?:le)?\s+qu['’]en)\s+(?:la\s+|le\s+|l['’]\s*)?\Z"
    r"|\b(?:en\s+vigor\s+(?:en|a|tras|el)|en\s+(?:la\s+)?época\s+de|en\s+el\s+momento\s+de|a\s+fecha\s+de|hasta|a\s+finales\s+de"
    r"|al\s+final\s+de|vigente\s+(?:en|a))\s*(?:l[ao]?\s+|el\s+)?\Z"
    r"|(?<!\w)(?:по\s+состоянию\s+на|на\s+момент|во\s+время|на\s+время|в\s+силе\s+(?:в|во|на|после)|действовал[аио]?\s+(?:в|во|на)"
    r"|на\s+конец|к\s+концу|вплоть\s+до)\s+\Z"
    r"|(?:截至|截止)\s*\Z|(?:حتى|وقت|في\s+وقت|عند|اعتباراً\s+من|اعتبارا\s+من|ساري(?:اً|ا)?\s+(?:في|المفعول\s+في))\s+(?:عام\s+|مؤتمر\s+|نهاية\s+)*\Z",
    re.IGNORECASE,
)
_AT_BEHIND = re.compile(
    r"\s*(?:年|大会|会议)?\s*(?:时|之时|期间|当时|有效|生效)|\s+(?:version|text|wording)\b", re.IGNORECASE
)
_ON = re.compile(r"(?:\b(?:on|le|el|au|al|an)|(?<!\w)(?:на|от)|في|بتاريخ)\s+\Z", re.IGNORECASE)
"""Before a day in words, which no title has by chance."""
_YEAR = re.compile(
    r"\b(?:in|en|во?|during)\s+((?:19|20)\d\d)\b(?![-–/]\d)(?:\s+году)?|(?<![-–/至到~])((?:19|20)\d\d)年|(?:في|عام)\s+(?:عام\s+)?((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"(?:\b(?:since|depuis|desde)|(?<!\w)с|自从?|从|منذ)\s*\Z", re.IGNORECASE)
_SINCE_BEHIND = re.compile(r"\s*(?:以来|之后|以后|起)")
"""A year since when something is asked for is no date to answer as of."""
BEFORE = "before "
"""Begins the label of the day before a conference opened, or before a year or day."""
TODAY = "today"
"""Given as a date it asks for none, and drops that of former turns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """A day up to which things may be known (inclusive). ``label`` is how it was asked for, in its usual form."""

    day: date
    label: str
    conference: Conference | None = None

    def is_ahead(self, today: date) -> bool:
        """Returns whether nothing can be known of that day: it is to come, or the conference's outcome is unknown.

        Of the year or month that is running, what there is so far can be known.
        """
        if self.conference is not None:
            return self.day > today or self.conference.outcome != "known"
        return self.day > today and not self.is_running(today)

    def is_running(self, today: date) -> bool:
        """Returns whether it is the year or month of ``today``."""
        return self.conference is None and today.isoformat().startswith(self.label)


def parse_as_of(written: str) -> AsOf:
    """Returns what ``"PP-18"``, ``"pp-18"``, ``"Dubai, 2018"``, ``"2019"`` or ``"2019-05-01"`` names: the end of it.

    Raises:
        UsageError: it is none of these.
    """
    plain = written.strip()
    if found := find_conference(plain):
        return AsOf(day=found.held_on, label=conference_label(found.code), conference=found)
    if len(plain) >= 4 and (day := end_of(plain)):
        return AsOf(day=day, label=plain)
    named = moments(plain)
    if len(named) == 1 and named[0].end - named[0].start == len(plain):
        return _at(named[0])
    raise UsageError(
        f"“{written[:40]}” is no date to answer as of. Give a conference (PP-18), a year (2019) or a date (2019-05-01)."
    )


def find_as_of(question: str, *, body: str | None = None) -> AsOf | None:
    """Returns the date a question asks for in its words ("as of PP-18", "before Bucharest"), or None.

    "before" a conference is the day before it opened. A place alone counts where one conference only (of ``body``,
    if that is known) met there. Words are those of the six languages.
    """
    found = _asked(question, body)
    return found[0] if found else None


def find_year(question: str, *, beside: Sequence[tuple[int, int]]) -> AsOf | None:
    """Returns the year a question on a text gives in plain words ("in 2008", "en 2015", "2015年"), or None.

    Years inside ``beside``, the spans of references, are those of brackets and no date asked for.
    """
    for match in _YEAR.finditer(question):
        since = _SINCE.search(question[: match.start()]) or _SINCE_BEHIND.match(question, match.end())
        if since is None and not any(start <= match.start() < end for start, end in beside):
            year = next(part for part in match.groups() if part)
            return AsOf(day=date(int(year), 12, 31), label=year)
    return None


def without_as_of(question: str) -> str:
    """Returns ``question`` without the words that give its date."""
    found = _asked(question, None)
    left = f"{question[: found[1]]} {question[found[2] :]}" if found else question
    return _YEAR.sub(" ", left)


def _asked(question: str, body: str | None) -> tuple[AsOf, int, int] | None:
    """Returns the date asked for, and where its words begin and end."""
    for moment in moments(question, body=body):
        before = question[: moment.start]
        behind = _BEFORE_BEHIND.match(question, moment.end)
        if behind is not None or (cue := _BEFORE.search(before)) is not None:
            start = moment.start if behind is not None or cue is None else cue.start()
            day = moment.first - timedelta(days=1)
            return AsOf(day=day, label=f"{BEFORE}{moment.label}"), start, behind.end() if behind else moment.end
        behind = _AT_BEHIND.match(question, moment.end)
        cue = _AT.search(before) or (_ON.search(before) if moment.label.count("-") == 2 else None)
        if behind is not None or cue is not None:
            return _at(moment), cue.start() if cue else moment.start, behind.end() if behind else moment.end
    return None


def _at(moment: Moment) -> AsOf:
    return AsOf(day=moment.last, label=moment.label, conference=moment.conference)
