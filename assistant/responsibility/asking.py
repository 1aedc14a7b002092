"""Whom operative clauses ask: the Sectors among the addressees of a call, and those who are to take part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.draft import Evidence
from assistant.library import Library
from corpus.addressees import addressees_of
from corpus.document import KINDS_WITH_REVISIONS, Clause, Document
from corpus.force import document_status
from corpus.scope import SECTOR_OF_BODY, SECTORS, BodyCode, SectorCode

_GROUP_OF_SECTOR = re.compile(r"(?:group-itu-(?=[rtd]-))?(?P<sector>[rtd])-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One operative clause and one Sector it names. ``together``: it is to take part, another is told to act.

    ``distance`` from the theme: 0 where the clause names it, 1 where its resolution is on it in the first place or is
    the Sector's own with the theme in its title, 2 where the title of another's does, else 3.
    """

    sector: SectorCode
    evidence: Evidence
    body: BodyCode
    together: bool
    distance: int


def operative_of(
    document: Document, library: Library, *, as_of: date | None = None
) -> Iterator[tuple[Clause, Evidence]]:
    """Yields the operative clauses of the text that serves, and the mandate lines of no known revision beside a digest.

    Nothing of what has no revisions.
    """
    if document.kind not in KINDS_WITH_REVISIONS:
        return
    text = library.serving(document.id, as_of=as_of)
    yield from library.operative(text) if text else ()
    if text is None or text.kind == "digest":
        for clause, evidence in library.lines(document.id, "mandate", as_of=as_of):
            if clause.operative:
                yield clause, evidence


def sectors_named(addressees: Iterable[str], library: Library) -> frozenset[SectorCode]:
    """Returns the Sectors of addressees; a study group tells its own by its name, whether it has a document or not."""
    found = set(library.sectors_of(tuple(addressees)))
    for one in addressees:
        match = _GROUP_OF_SECTOR.match(one)
        found.update(code for code in SECTORS if match and code.lower() == match["sector"])
    return frozenset(found)


def askings(
    resolutions: Sequence[str], library: Library, *, theme: str = "", as_of: date | None = None
) -> tuple[Asking, ...]:
    """Returns who is asked by resolutions that were not suppressed by ``as_of``, in their order."""
    return _askings(tuple(resolutions), library, theme, as_of)


@lru_cache(maxsize=128)
def _askings(resolutions: tuple[str, ...], library: Library, theme: str, as_of: date | None) -> tuple[Asking, ...]:
    return tuple(
        asking
        for one in resolutions
        if document_status(library.document(one), as_of=as_of) != "suppressed"
        for asking in asked_by(library.document(one), library, theme=theme, as_of=as_of)
    )


def asked_by(document: Document, library: Library, *, theme: str = "", as_of: date | None = None) -> Iterator[Asking]:
    """Yields whom one resolution asks, clause by clause, whether it is in force or not."""
    titled = _names(theme, document.title, "en", library)
    for clause, evidence in operative_of(document, library, as_of=as_of):
        told, beside = _parted(clause, document.body)
        asked = sectors_named(_own_study_groups(told, document.body), library)
        partners = sectors_named(beside, library)
        said = _names(theme, evidence.quote, evidence.language, library)
        for sector in SECTORS:
            own = document.themes[:1] == (theme,) or (titled and SECTOR_OF_BODY.get(document.body) == sector)
            if sector in asked or sector in partners:
                yield Asking(
                    sector=sector,
                    evidence=evidence,
                    body=document.body,
                    together=sector not in asked,
                    distance=0 if said else 1 if own else 2 if titled else 3,
                )


def strongest(askings: Iterable[Asking], sector: SectorCode, *, most: int) -> tuple[Asking, ...]:
    """Returns at most ``most`` of a Sector's askings: nearest to the subject first, of different documents first."""
    own = [one for one in askings if one.sector == sector]
    ranked = sorted(own, key=lambda one: (one.distance, one.together, SECTOR_OF_BODY.get(one.body) != sector))
    firsts: dict[str, Asking] = {}
    for one in ranked:
        firsts.setdefault(one.evidence.document, one)
    rest = [one for one in ranked if one not in firsts.values()]
    return tuple([*firsts.values(), *rest][:most])


def _parted(clause: Clause, body: BodyCode) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Returns whom a clause tells to act and who is to take part; a bare "with" in a digest's call parts them too."""
    before, bare, _ = clause.call.partition(" with ")
    told = addressees_of(before, body=body) if bare and not clause.partners else ()
    if not told:
        return clause.addressees, clause.partners
    return told, tuple(one for one in clause.addressees if one not in told)


def _names(theme: str, text: str, language: str, library: Library) -> bool:
    """Returns whether a text names the theme by one of its names; nothing names no theme."""
    return bool(theme) and any(one.document == theme for one in library.themes.mentions(text, language))


def _own_study_groups(addressees: tuple[str, ...], body: BodyCode) -> tuple[str, ...]:
    own = SECTOR_OF_BODY.get(body, "").lower()
    return tuple(f"{own}-study-groups" if one == "study-groups" and own else one for one in addressees)
