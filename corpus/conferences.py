"""Which conference "PP-22", "WTSA-2000" or "(Rev. Bucharest, 2022)" is: read from ``shipped/conferences.yaml``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

import yaml

from corpus.errors import IdentifierError
from corpus.scope import BodyCode

Outcome = Literal["known", "unknown", "ahead"]
PLACE_LANGUAGES: tuple[str, ...] = ("en", "fr", "es", "ru", "zh", "ar")

_LABEL = re.compile(r"\s*([a-z]+)[\s-]*(?:(?:19|20)?(\d{2}))\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """One conference. ``code`` is its revision id (``wtsa-20``), ``year`` the year it met in (2022).

    ``place`` has a name in each of six languages, ``spellings`` further ones. ``opened`` and ``closed`` are None where
    they are not known with confidence; ``basis`` is what they rest on. ``outcome``: ``known`` if its results stand in
    the corpus, at least in part; ``unknown`` if it met, or is meeting, and they were not seen; ``ahead`` otherwise.
    """

    code: str
    body: BodyCode
    year: int
    place: Mapping[str, str]
    opened: date | None = None
    closed: date | None = None
    outcome: Outcome = "known"
    basis: Literal["seen", "recalled"] = "recalled"
    spellings: tuple[str, ...] = ()

    @property
    def held_on(self) -> date:
        """The day it closed; 31 December of its year where that is not known."""
        return self.closed or date(self.year, 12, 31)


@cache
def conferences() -> tuple[Conference, ...]:
    """Returns every conference of the data, the one that closed first at the front."""
    raw = yaml.safe_load((files("corpus") / "shipped" / "conferences.yaml").read_text(encoding="utf-8"))
    places = {name: MappingProxyType(names) for name, names in raw["places"].items()}
    spellings = {name: tuple(more) for name, more in raw["spellings"].items()}
    found = (
        Conference(
            code=entry["code"],
            body=entry["body"],
            year=entry["year"],
            place=places[entry["place"]],
            opened=entry.get("opened"),
            closed=entry.get("closed"),
            outcome=entry["outcome"],
            basis=entry["basis"],
            spellings=spellings.get(entry["place"], ()),
        )
        for entry in raw["conferences"]
    )
    return tuple(sorted(found, key=lambda one: (one.held_on, one.code)))


@cache
def _by_code() -> Mapping[str, Conference]:
    return {one.code: one for one in conferences()}


def conference(code: str) -> Conference:
    """Returns the conference with this code. Raises IdentifierError if there is none in the data."""
    found = _by_code().get(code)
    if found is None:
        raise IdentifierError(code, "the code of a known conference (such as pp-22); add it to conferences.yaml")
    return found


def find_conference(label: str) -> Conference | None:
    """Returns the conference a label names ("PP-22", "WTSA-2000", "wrc 23", "C24"), or None."""
    match = _LABEL.match(label)
    if match is None:
        return None
    body = "council" if match[1].lower() == "c" else match[1].lower()
    return _by_code().get(f"{body}-{match[2]}")


def conferences_at(place: str, year: int | None = None, body: str | None = None) -> tuple[Conference, ...]:
    """Returns all that met at ``place`` (in any language, whatever case and accents), oldest first.

    One place may name several, even in one year; ``year`` and ``body`` narrow the choice.
    """
    wanted = _by_place().get(_fold(place), ())
    return tuple(one for one in wanted if year in (None, one.year) and body in (None, one.body))


@cache
def _by_place() -> Mapping[str, tuple[Conference, ...]]:
    found: dict[str, list[Conference]] = {}
    for one in conferences():
        for name in {_fold(name) for name in (*one.place.values(), *one.spellings)}:
            found.setdefault(name, []).append(one)
    return {name: tuple(there) for name, there in found.items()}


def _fold(name: str) -> str:
    """Letters and digits alone, without accents: "Sharm el-Sheikh" and "SHARM EL SHEIKH" become the same."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


def conference_label(code: str) -> str:
    """Returns the usual short name: "PP-22"; "WTSA-2000" for the year 2000; "Council 2024" for a session."""
    body, _, digits = code.partition("-")
    if body == "council":
        return f"Council {conference(code).year}"
    return f"{body.upper()}-{'2000' if digits == '00' else digits}"


def held_on(code: str) -> date:
    """Returns the day the conference closed; 31 December of its year where that is not known."""
    return conference(code).held_on


def last_known(body: str) -> Conference:
    """Returns the body's latest conference whose outcome is known. Raises IdentifierError if it has none."""
    known = [one for one in conferences() if one.body == body and one.outcome == "known"]
    if not known:
        raise IdentifierError(body, "a body with a known conference (such as pp)")
    return known[-1]
