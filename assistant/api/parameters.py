"""Reads names as people write them: "PP" or "pp", "ITU-R" or "R", "PP-18" or a date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import get_args

from assistant.asof import TODAY, parse_as_of
from assistant.messages import LANGUAGES
from corpus.document import Kind, Status
from corpus.errors import UsageError
from corpus.scope import BODIES, SECTOR_NAMES, SECTORS

_SECTOR_SPELLINGS = {name.lower(): code for code, name in SECTOR_NAMES.items()} | {
    code.lower(): code for code in SECTORS
}
_KINDS: tuple[str, ...] = get_args(Kind)
_STATUSES: tuple[str, ...] = get_args(Status)


Filters = dict[str, tuple[str, ...]]
"""Names of the contract's filters to codes as the store writes them; what is left out narrows nothing."""


class ParameterError(UsageError):
    """A parameter has a value that names nothing."""

    def __init__(self, name: str, value: str, allowed: Sequence[str]) -> None:
        super().__init__(f"“{value[:80]}” is not a value of {name}. Use one of: {', '.join(allowed)}.")
        self.name = name
        self.value = value


def read_filters(raw: Mapping[str, Sequence[str] | None]) -> Filters:
    """Returns the filters with values as the store writes them; a list that is empty or None is left out.

    Raises:
        ParameterError: a value names nothing.
    """
    return {name: tuple(map(_READERS[name], values)) for name, values in raw.items() if values}


def read_as_of(value: str | None) -> str | None:
    """Returns ``value`` where it names a conference, a year or a date; None for None, blank or ``today``.

    Raises:
        UsageError: it names none.
    """
    if value is None or value.strip().lower() in ("", TODAY):
        return None
    parse_as_of(value)
    return value.strip()


def read_language(value: str | None) -> str | None:
    """Returns the language code; None for None or blank.

    Raises:
        ParameterError: it is none of the six languages.
    """
    if value is None or not value.strip():
        return None
    return _one_of("language", LANGUAGES)(value)


def _one_of(name: str, allowed: Sequence[str]) -> Callable[[str], str]:
    def read(value: str) -> str:
        plain = value.strip().lower()
        if plain not in allowed:
            raise ParameterError(name, value, allowed)
        return plain

    return read


def _sector(value: str) -> str:
    code = _SECTOR_SPELLINGS.get(value.strip().lower())
    if code is None:
        raise ParameterError("sectors", value, tuple(SECTOR_NAMES.values()))
    return code


def _theme(value: str) -> str:
    name = value.strip().lower()
    return name if name.startswith("theme-") else f"theme-{name}"


_READERS: dict[str, Callable[[str], str]] = {
    "bodies": _one_of("bodies", BODIES),
    "sectors": _sector,
    "kinds": _one_of("kinds", _KINDS),
    "themes": _theme,
    "status": _one_of("status", _STATUSES),
}
