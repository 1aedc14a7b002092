"""Operative clauses as mandates: who is asked, for which acts, on what, and by when."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.draft import Evidence
from assistant.library import Library
from assistant.overlaps.rules import Rules
from corpus.document import KINDS_WITH_REVISIONS, Clause, Document
from corpus.force import document_status
from corpus.scope import SECTOR_OF_BODY, SECTORS, BodyCode, SectorCode

_GROUP_OF_SECTOR = re.compile(r"(?:group-itu-(?=[rtd]-))?(?P<sector>[rtd])-")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", re.UNICODE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """One operative clause taken apart. ``terms``: index terms of what is asked, each with a word it was written as.

    ``addressees`` are those asked; where nobody is named, the body's own Sector, or ``itu``. ``partners``: the
    Sectors with whom they are to do it ("in collaboration with the Directors of BR and BDT"). ``period``: a rhythm or
    the year of a deadline, where the clause names one.
    """

    evidence: Evidence
    document: str
    body: BodyCode
    addressees: tuple[str, ...]
    sectors: frozenset[SectorCode]
    partners: frozenset[SectorCode]
    levels: frozenset[str]
    acts: tuple[str, ...]
    terms: Mapping[str, str]
    title: frozenset[str]
    period: str | None


def mandates_of(
    document: Document, library: Library, rules: Rules, *, as_of: date | None = None
) -> tuple[Mandate, ...]:
    """Returns the mandates of a resolution: of the text that serves, and its record's lines of no known revision.

    Empty for what was suppressed by ``as_of``, and for what has no revisions.
    """
    if document.kind not in KINDS_WITH_REVISIONS or document_status(document, as_of=as_of) == "suppressed":
        return ()
    title = frozenset(library.analyse(document.title, "en"))
    return tuple(
        _mandate(document, clause, evidence, library, rules, title)
        for clause, evidence in _operative(document, library, as_of)
        if evidence.language == "en"
    )


def _operative(document: Document, library: Library, as_of: date | None) -> Iterator[tuple[Clause, Evidence]]:
    text = library.serving(document.id, as_of=as_of)
    yield from library.operative(text) if text else ()
    if text is None or text.kind == "digest":
        for clause, evidence in library.lines(document.id, "mandate", as_of=as_of):
            if clause.operative:
                yield clause, evidence


def _mandate(
    document: Document,
    clause: Clause,
    evidence: Evidence,
    library: Library,
    rules: Rules,
    title: frozenset[str],
) -> Mandate:
    addressees = _addressees(clause.addressees, document.body)
    sectors = _sectors(addressees, library)
    return Mandate(
        evidence=evidence,
        document=document.id,
        body=document.body,
        addressees=addressees,
        sectors=sectors,
        partners=library.sectors_of(clause.partners) - sectors,
        levels=rules.levels_of(addressees),
        acts=rules.acts_of(evidence.quote),
        terms=_terms(evidence.quote, library, rules),
        title=title,
        period=rules.period_of(evidence.quote),
    )


def _addressees(asked: tuple[str, ...], body: BodyCode) -> tuple[str, ...]:
    """Returns whom a clause asks; "study groups" are those of the Sector whose text it is."""
    own = SECTOR_OF_BODY.get(body, "").lower()
    if not asked:
        return (f"group-itu-{own}",) if own else ("itu",)
    return tuple(f"{own}-study-groups" if one == "study-groups" and own else one for one in asked)


def _sectors(addressees: tuple[str, ...], library: Library) -> frozenset[SectorCode]:
    """Returns the Sectors asked; a study group tells its own by its name, whether it has a document or not."""
    found = set(library.sectors_of(addressees))
    for one in addressees:
        match = _GROUP_OF_SECTOR.match(one)
        found.update(code for code in SECTORS if match and code.lower() == match["sector"])
    return frozenset(found)


def _terms(text: str, library: Library, rules: Rules) -> Mapping[str, str]:
    """Returns the terms of what is asked: the clause's, without the words that tell its acts or its rhythm."""
    spans = [match.span() for one in (*rules.acts.values(), *rules.periods.values()) for match in one.finditer(text)]
    found: dict[str, str] = {}
    for match in _WORD.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in spans):
            continue
        for term in library.analyse(match[0], "en"):
            found.setdefault(term, match[0])
    return found


class Rarity:
    """How much a term tells: rare ones much, those of every second clause little."""

    def __init__(self, mandates: Iterable[Mandate]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for mandate in mandates:
            total += 1
            counts.update(mandate.terms.keys())
        self._weights = {term: math.log((total + 1) / count) for term, count in counts.items()}
        self._unseen = math.log(total + 1)

    def weight(self, term: str) -> float:
        """Returns the natural logarithm of clauses to clauses with the term."""
        return self._weights.get(term, self._unseen)

    def likeness(self, one: Iterable[str], other: Iterable[str]) -> float:
        """Returns the cosine of two sets of terms, each term by its weight: 0 nothing shared, 1 the same."""
        first, second = set(one), set(other)
        norm = math.sqrt(self._square(first) * self._square(second))
        return self._square(first & second) / norm if norm else 0.0

    def _square(self, terms: set[str]) -> float:
        return sum(self.weight(term) ** 2 for term in terms)
