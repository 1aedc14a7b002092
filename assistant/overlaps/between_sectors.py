"""Where Sectors get in each other's way on a topic, and where one was asked and has no text: for the sector answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from assistant.draft import Evidence
from assistant.library import Library
from assistant.messages import say
from assistant.overlaps.mandates import Mandate
from assistant.overlaps.orphans import sectors_with_texts
from assistant.overlaps.pairing import Finder
from corpus.document import Document
from corpus.scope import SECTOR_NAMES, SECTORS, SectorCode

if TYPE_CHECKING:
    from assistant.responsibility.reading import Responsibility

_ASKING = 2
"""So many clauses that ask are shown for each silent Sector."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two Sectors that are asked for the same (``same``), or that both lead (``lead``), with what shows it."""

    why: Literal["same", "lead"]
    sectors: tuple[SectorCode, SectorCode]
    evidence: tuple[Evidence, Evidence]
    words: tuple[str, ...] = ()

    def reason(self, language: str) -> str:
        """Returns the reason in plain words. It states no number."""
        first, second = (say(f"sector.name.{one}", language) for one in self.sectors)
        return say(f"conflict.{self.why}", language, first=first, second=second, words=", ".join(self.words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A Sector that the Plenipotentiary Conference asks, while none of its resolutions is mapped to the theme."""

    sector: SectorCode
    evidence: tuple[Evidence, ...]

    def reason(self, language: str) -> str:
        """Returns the reason in plain words. It states no number."""
        return say("silence.reason", language, sector=say(f"sector.name.{self.sector}", language))


@lru_cache(maxsize=2)
def finder_of(library: Library) -> Finder:
    """Returns the finder over what serves today; a library is read once."""
    return Finder(library)


def conflicts(one: Responsibility, library: Library, *, as_of: date | None = None) -> tuple[Conflict, ...]:
    """Returns where two Sectors lead, and where they are asked for the same by clauses of two bodies.

    Clauses count that the finder takes for counterparts, with the score and in the acts of ``rules.yaml``, that share
    a word of the theme's name, and of which neither is to be carried out with the other Sector. Empty for a
    responsibility read from a resolution.
    """
    theme = library.catalogue.document(one.theme or "")
    if theme is None or theme.theme is None:
        return ()
    return (*_leads(one), *_asked_the_same(theme, _finder(library, as_of)))


def silences(one: Responsibility, library: Library, *, as_of: date | None = None) -> tuple[Silence, ...]:
    """Returns the Sectors that clauses of the Plenipotentiary Conference ask and that have no resolution on the theme.

    A resolution counts whose text is not held too: what it says is then not known. Empty for a responsibility read
    from a resolution.
    """
    theme = library.catalogue.document(one.theme or "")
    if theme is None or theme.theme is None:
        return ()
    speaking = sectors_with_texts(theme, library, as_of=as_of)
    asked = [mandate for mandate in _finder(library, as_of).on_theme(theme) if mandate.body == "pp"]
    return tuple(
        Silence(sector=sector, evidence=asking)
        for sector in SECTORS
        if sector != "GS" and sector not in speaking
        if (asking := tuple(mandate.evidence for mandate in asked if sector in mandate.sectors)[:_ASKING])
    )


def _finder(library: Library, as_of: date | None) -> Finder:
    return finder_of(library) if as_of is None else Finder(library, as_of=as_of)


def _leads(one: Responsibility) -> Iterator[Conflict]:
    leading = [part for part in one.parts if part.role == "lead" and part.evidence]
    for first, second in pairwise(leading):
        yield Conflict(
            why="lead", sectors=(first.sector, second.sector), evidence=(first.evidence[0], second.evidence[0])
        )


def _asked_the_same(theme: Document, finder: Finder) -> Iterator[Conflict]:
    by_evidence = {mandate.evidence: mandate for mandate in finder.on_theme(theme)}
    subject = frozenset(finder.library.analyse(theme.title, "en"))
    seen: set[tuple[SectorCode, SectorCode]] = set()
    for pair in finder.on(theme):
        if pair.type != "counterpart" or pair.score < finder.rules.conflict_score:
            continue
        a, b = by_evidence[pair.a], by_evidence[pair.b]
        sectors = next(((x, y) for x in SECTORS for y in SECTORS if x in a.sectors and y in b.sectors and x != y), None)
        if sectors is None or sectors in seen or not subject & set(a.terms) & set(b.terms):
            continue
        if finder.rules.exclusive & set(pair.acts) and not (_joint(a, sectors[1]) or _joint(b, sectors[0])):
            seen.add(sectors)
            yield Conflict(why="same", sectors=sectors, evidence=(pair.a, pair.b), words=pair.words)


def _joint(mandate: Mandate, other: SectorCode) -> bool:
    """Returns whether a clause itself has its work done with the other Sector."""
    return other in mandate.partners or "cooperate" in mandate.acts or SECTOR_NAMES[other] in mandate.evidence.quote
