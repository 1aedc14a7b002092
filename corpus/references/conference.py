"""Which conference a place and a year, a label or an organ's year leave as the only one."""

from __future__ import annotations

from functools import lru_cache

from corpus.conferences import Conference, conferences, conferences_at
from corpus.scope import BodyCode


@lru_cache(maxsize=2048)
def meetings(place: str | None, year: int | None, body: BodyCode | None) -> tuple[Conference, ...]:
    """Returns the conferences that fit, oldest first; () where neither place nor year is given.

    A place in the bracket means a conference: the Council's sessions in Geneva count only where the Council is named
    or no place is.
    """
    if place is None and year is None:
        return ()
    found = conferences_at(place, year, body) if place else _in_year(year, body)
    return tuple(one for one in found if one.body != "council" or body == "council")


def _in_year(year: int | None, body: BodyCode | None) -> tuple[Conference, ...]:
    return tuple(one for one in conferences() if one.year == year and body in (None, one.body))


@lru_cache(maxsize=2048)
def deciding(place: str | None, year: int | None, body: BodyCode | None) -> str | None:
    """Returns the code of the only conference that fits, or None.

    A year alone decides only with a body: "(Rev. 2022)" says nothing of whose conference it was.
    """
    if place is None and body is None:
        return None
    found = meetings(place, year, body)
    return found[0].code if len(found) == 1 else None
