"""Where Sectors get in each other's way on a topic, and where one was asked and has no text: for the sector answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Literal

from assistant.draft import Evidence
from assistant.library import Library
from assistant.messages import say
from assistant.overlaps.mandates import Mandate
from assistant.overlaps.orphans import sectors_with_texts
from assistant.overlaps.pairing import Finder, Overlap
from corpus.document import Document
from corpus.scope import SECTOR_NAMES, SECTORS, SectorCode

if TYPE_CHECKING:
    from assistant.responsibility.reading import Responsibility

_ASKING = 2
"""So many clauses that ask are shown for each silent Sector."""
_TELLING = 3
"""So many shared words tell of one matter though none is of the theme's name."""
_SAME = 3
"""So many pairs of Sectors that are asked for the same are told of one theme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two Sectors that are asked for the same, or that both lead (``lead``), with what shows it.

    ``same``: neither clause knows of the other Sector. ``shared``: one of the clauses has them do it together.
    """

    why: Literal["same", "shared", "lead"]
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


@lru_cache(maxsize=8)
def finder_of(library: Library, as_of: date | None = None) -> Finder:
    """Returns the finder over what serves at ``as_of``; a library is read once, words weigh what they weigh today."""
    return Finder(library) if as_of is None else Finder(library, as_of=as_of, rarity=finder_of(library).rarity)


def conflicts(one: Responsibility, library: Library, *, as_of: date | None = None) -> tuple[Conflict, ...]:
    """Returns where two Sectors are asked for the same by clauses of two bodies, and where two lead.

    The rules stand in ``rules.yaml`` under ``conflict``; the surest pair of each two Sectors is told. Empty for a
    responsibility read from anything but a theme.
    """
    theme = library.catalogue.document(one.theme or "")
    if theme is None or theme.theme is None:
        return ()
    return (*_asked_the_same(theme, finder_of(library, as_of)), *_leads(one))


def silences(one: Responsibility, library: Library, *, as_of: date | None = None) -> tuple[Silence, ...]:
    """Returns the Sectors that clauses of the Plenipotentiary Conference ask and that have no resolution on the theme.

    A resolution counts whose text is not held too: what it says is then not known. Only clauses count that name the
    theme, or whose resolution is on it in the first place or names it in its title. Empty for a responsibility read
    from anything but a theme.
    """
    theme = library.catalogue.document(one.theme or "")
    if theme is None or theme.theme is None:
        return ()
    speaking = sectors_with_texts(theme, library, as_of=as_of)
    on_theme = finder_of(library, as_of).on_theme(theme)
    asked = [mandate for mandate in on_theme if mandate.body == "pp" and _is_on(theme, mandate, library)]
    asked.sort(key=lambda mandate: not _names(theme, mandate.evidence.quote, library))
    return tuple(
        Silence(sector=sector, evidence=asking)
        for sector in SECTORS
        if sector != "GS" and sector not in speaking
        if (asking := tuple(mandate.evidence for mandate in asked if sector in mandate.sectors)[:_ASKING])
    )


def _is_on(theme: Document, mandate: Mandate, library: Library) -> bool:
    document = library.document(mandate.document)
    return document.themes[:1] == (theme.id,) or any(
        _names(theme, text, library) for text in (mandate.evidence.quote, document.title)
    )


def _names(theme: Document, text: str, library: Library) -> bool:
    return any(one.document == theme.id for one in library.themes.mentions(text, "en"))


def _leads(one: Responsibility) -> Iterator[Conflict]:
    leading = [part for part in one.parts if part.role == "lead" and part.evidence]
    for first, second in pairwise(leading):
        yield Conflict(
            why="lead", sectors=(first.sector, second.sector), evidence=(first.evidence[0], second.evidence[0])
        )


@lru_cache(maxsize=128)
def _asked_the_same(theme: Document, finder: Finder) -> tuple[Conflict, ...]:
    by_evidence = {mandate.evidence: mandate for mandate in finder.on_theme(theme)}
    subject = frozenset(finder.library.analyse(theme.title, "en"))
    found: dict[tuple[SectorCode, SectorCode], Conflict] = {}
    for pair in sorted(finder.on(theme), key=lambda one: -one.score):
        if pair.type not in ("counterpart", "complementary"):
            continue
        conflict = _conflict(pair, by_evidence[pair.a], by_evidence[pair.b], subject, finder)
        if conflict is None:
            continue
        former = found.get(conflict.sectors)
        if former is None or (former.why, conflict.why) == ("shared", "same"):
            found[conflict.sectors] = conflict
    return tuple(sorted(found.values(), key=lambda one: one.why)[:_SAME])


def _conflict(pair: Overlap, a: Mandate, b: Mandate, subject: frozenset[str], finder: Finder) -> Conflict | None:
    """Returns the conflict a pair of clauses is, or None where the rules see none."""
    rules = finder.rules
    sectors = _two_sectors(a, b)
    shared = set(a.terms) & set(b.terms)
    if sectors is None or not rules.exclusive & set(pair.acts) or not (subject & shared or len(shared) >= _TELLING):
        return None
    if 2 * len(pair.acts) < rules.agreement * (len(a.acts) + len(b.acts)):
        return None
    if any(rules.joint.search(one.evidence.quote) for one in (a, b)):
        return None
    first, second = sectors if sectors[0] in a.sectors else sectors[::-1]
    together = _joint(a, second) or _joint(b, first)
    if pair.score < (rules.shared_score if together else rules.conflict_score):
        return None
    words = tuple(word for word in pair.words if word not in SECTOR_NAMES.values())
    return Conflict(why="shared" if together else "same", sectors=sectors, evidence=(pair.a, pair.b), words=words)


def _two_sectors(a: Mandate, b: Mandate) -> tuple[SectorCode, SectorCode] | None:
    """Returns a Sector of either clause, where each asks one that the other does not ask; in the Sectors' order.

    The General Secretariat stands beside the Sectors and coordinates them: it is none of the two.
    """
    own, other = a.sectors - b.sectors, b.sectors - a.sectors
    pairs = combinations((one for one in SECTORS if one != "GS"), 2)
    return next(((x, y) for x, y in pairs if (x in own and y in other) or (y in own and x in other)), None)


def _joint(mandate: Mandate, other: SectorCode) -> bool:
    """Returns whether a clause itself has its work done with the other Sector."""
    named = SECTOR_NAMES[other] in mandate.evidence.quote or _BUREAUX.get(other, "–") in mandate.evidence.quote
    return named or other in mandate.partners or "cooperate" in mandate.acts


_BUREAUX: dict[SectorCode, str] = {"R": "BR", "T": "TSB", "D": "BDT"}
