"""Dates as covers write them, in six languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from indexer.parsing.report_words import report_words
from indexer.parsing.words import fold

_NUMERIC = re.compile(r"(?P<year>(?:19|20)\d{2})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?")
_BRACKETED = re.compile(r"\((?P<month>0[1-9]|1[0-2])/(?P<year>(?:19|20)?\d{2})\)")
"""The month of a Recommendation on its cover: (10/2016), (03/93)."""
_COVER_WORDS = 12
"""A line of a cover has no more words; one with more is running text."""


def date_in(lines: Sequence[str]) -> str | None:
    """Returns the first date of a cover as ISO, as exact as told; one of several days only where there is no other."""
    told = [found for line in lines if len(line.split()) <= _COVER_WORDS and (found := _read(line)) is not None]
    whole = next((date for date, is_range in told if not is_range), None)
    return whole or (told[0][0] if told else None)


def is_date(line: str) -> bool:
    """Returns whether a line is a date and nothing else: "1 August 2026" is no item 1."""
    folded = fold(line).strip(" .")
    match = _worded().match(folded)
    return match is not None and match["day"] is not None and len(folded) - match.end() <= len(" года")


def _read(line: str) -> tuple[str, bool] | None:
    if (match := _NUMERIC.search(line)) is not None:
        return _iso(match, int(match["month"])), False
    if (match := _BRACKETED.fullmatch(line.strip())) is not None:
        year = match["year"] if len(match["year"]) == 4 else f"{'19' if match['year'] > '60' else '20'}{match['year']}"
        return f"{year}-{match['month']}", False
    match = _worded().search(fold(line))
    return (_iso(match, _months()[match["month"]]), match["until"] is not None) if match else None


def _iso(match: re.Match[str], month: int) -> str:
    date = f"{match['year']}-{month:02d}"
    return f"{date}-{int(match['day']):02d}" if match["day"] else date


@cache
def _months() -> dict[str, int]:
    return {fold(name): at + 1 for names in report_words()["months"] for at, name in enumerate(names)}


@cache
def _worded() -> re.Pattern[str]:
    day = r"(?:(?P<day>\d{1,2})(?:er)?(?P<until>\s?[-–]\s?\d{1,2})?\s(?:de )?)?"
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(rf"(?<![\d-]){day}(?P<month>{names})\s(?:de )?(?P<year>(?:19|20)\d{{2}})")
