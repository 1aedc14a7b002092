"""Which resolution a text is: its number, who adopted it, at which conference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from corpus.conferences import Conference, conferences, conferences_at, find_conference
from corpus.document import Kind
from corpus.scope import BodyCode
from indexer.parsing.words import LANGUAGES, Words, fold, words

_GENRE_CODES: dict[str, str] = {"resolution": "res", "decision": "dec", "recommendation": "rec", "opinion": "op"}
_NUMBER = r"(?P<number>\[?[a-z]{0,8}-?[a-z]{0,6}\d*[/-]?\d+[a-z0-9/-]*\]?(?: ?(?:bis|ter))?)"
_SECTOR = r"(?P<sector>(?:itu|uit|мсэ)-[rtd] )?"
_BRACKET = r"(?P<bracket>\([^)]*\))?"
_MARKS = r"[\s\d,*†]*(?:bis|ter)?[\s.]*"
_NEW = "(?:(?:new|revised|nouvelle|nueva|новой|пересмотренной) )*"
_DRAFT = rf"(?P<draft>(?:(?:preliminary )?draft|projet de|proyecto de|проект)\s+{_NEW})?"
_CODE = re.compile(r"(?P<body>pp|wtsa|wtdc|ra|wrc|c|amnt|cmdt|cmr|ar)[\s-]?(?P<year>\d{2,4})(?!\d)")
_FOREIGN_BODIES = {"amnt": "wtsa", "cmdt": "wtdc", "cmr": "wrc", "ar": "ra"}
_ADOPTER = 90
"""Signs of a line in which a conference or assembly that adopts is named."""
_ARTICLE = re.compile(r"(?:the|le|el|ان)\s+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_NO_PLACE = re.compile(r"[\d年]|\bг\.?(?!\w)|\bفي\b")


@dataclass(frozen=True, slots=True)
class Heading:
    """The line ``RESOLUTION 191 (REV. BUCHAREST, 2022)`` taken apart. ``bracket`` is folded, without its brackets."""

    kind: Kind
    number: str
    bracket: str
    sector: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """A resolution as adopted by one conference. ``number`` is the one its label shows ("7-4")."""

    document: str
    body: BodyCode
    kind: Kind
    number: str
    revision: str
    revised: bool


def read_heading(text: str) -> Heading | None:
    """Returns the number line taken apart if the whole line is one, in any of the six languages."""
    if len(text) > 240:
        return None
    folded = fold(text).replace("، ", ", ").replace("،", ", ")
    for language in LANGUAGES:
        for genre, forms in words(language).genres.items():
            match = _pattern(language, forms).match(folded)
            if match:
                groups = match.groupdict()
                number = re.sub(r"\s", "", groups["number"].strip("[]"))
                bracket = (groups["bracket"] or "").strip("()")
                sector = (groups["sector"] or "").strip()[-1:]
                return Heading(cast(Kind, genre), number, bracket, sector, bool(groups.get("draft")))
    return None


@cache
def _pattern(language: str, forms: tuple[str, ...]) -> re.Pattern[str]:
    genre = "|".join(map(re.escape, forms))
    if language == "zh":
        return re.compile(
            rf"(?:第\s?)?{_SECTOR}(?:第\s?)?(?P<number>\d+(?:-\d+)?)\s?(?:{genre})\s*{_BRACKET}{_MARKS}\Z"
        )
    no = "(?:(?:no|n|№)[.°º]? ?)?"
    return re.compile(rf"{_DRAFT}(?:{genre})\s+{no}{_SECTOR}{no}{_NUMBER}\s*{_BRACKET}{_MARKS}\Z")


def identify(heading: Heading, below: Sequence[str]) -> Identity | None:
    """Returns which resolution it is, None where no conference fits or several do.

    ``below``: the first lines under the number: title, reference, who adopts. Their words say the organ, and their
    bracket the conference where the number has none.
    """
    folded = [fold(line) for line in below]
    body = "ra" if heading.sector == "r" else _adopter(folded)
    brackets = [heading.bracket, *(found for line in folded for found in re.findall(r"\(([^()]*)\)", line))]
    for bracket in brackets:
        found = conference_in(bracket, body)
        if found is None:
            continue
        base = heading.number
        if found.body == "ra":
            base = re.sub(r"-\d+\Z", "", base)
        slug = re.sub(r"[^a-z0-9]+", "-", base).strip("-")
        identifier = f"{found.body}-{_GENRE_CODES[heading.kind]}-{slug}"
        revised = _is_revised(heading.bracket) or base != heading.number
        return Identity(identifier, found.body, heading.kind, heading.number.upper(), found.code, revised)
    return None


def conference_in(bracket: str, body: str | None) -> Conference | None:
    """Returns the one conference that ``Rev. Bucharest, 2022`` names, given the organ if it is known; else None."""
    folded = fold(bracket)
    for code in reversed(list(_CODE.finditer(folded))):
        found = find_conference(f"{_FOREIGN_BODIES.get(code['body'], code['body'])}-{code['year']}")
        if found is not None and body in (None, found.body):
            return found
    years = _YEAR.findall(folded)
    if not years:
        return None
    year = int(years[-1])
    for language in LANGUAGES:
        for form in words(language).revised:
            folded = folded.replace(form, " ")
    places = [piece for piece in re.split(r"[,،;.]", _NO_PLACE.sub(" ", folded)) if piece.strip()]
    candidates = [one for place in places for one in conferences_at(place.strip(), year, body)]
    if not candidates and body and not places:
        candidates = [one for one in conferences() if one.body == body and one.year == year]
    return candidates[0] if len({one.code for one in candidates}) == 1 else None


def _adopter(folded: Sequence[str]) -> str | None:
    """The body that a line below the number names; "instructs the Council" speaks to one and names none."""
    for line in folded:
        if any(words(language).opens.match(line) for language in LANGUAGES):
            continue
        for language in LANGUAGES:
            for form, body in words(language).adopters:
                if _opens_with(form, line) if body == "council" else form in line[:_ADOPTER]:
                    return body
    return None


def _opens_with(form: str, line: str) -> bool:
    """Whether a line opens with a name: the Council is named within many lines that only speak of it."""
    return _ARTICLE.sub("", line, count=1).startswith(_ARTICLE.sub("", form, count=1)) and not line.endswith(";")


def is_adopter(text: str, known: Words) -> bool:
    """True for the line that says who adopts: «The Plenipotentiary Conference of … (Bucharest, 2022),»."""
    folded = fold(text)
    ends = folded.rstrip()[-1:] in {",", "،", ":"} or folded.rstrip().endswith(")")
    return ends and len(folded) < 260 and any(form in folded[:70] for form, _ in known.adopters)


def _is_revised(bracket: str) -> bool:
    folded = fold(bracket)
    return any(form in folded for language in LANGUAGES for form in words(language).revised)
