"""What the Plenipotentiary Conference asks of a Sector that has no resolution on the theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.draft import Evidence
from assistant.library import Library
from assistant.overlaps.mandates import Mandate
from corpus.document import Document
from corpus.force import document_status
from corpus.scope import SECTOR_OF_BODY, SECTORS, SectorCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A clause that asks Sectors which have no resolution mapped to the theme.

    ``shows``: the line of the theme's record on the first of these Sectors, else the line that maps the asking
    resolution, else the theme's title.
    """

    asks: Evidence
    shows: Evidence
    sectors: tuple[SectorCode, ...]


def orphans_of(
    theme: Document, library: Library, mandates: Sequence[Mandate], *, as_of: date | None = None
) -> Iterator[Orphan]:
    """Yields the orphans on a theme, in the order of its resolutions."""
    with_texts = sectors_with_texts(theme, library, as_of=as_of)
    for mandate in mandates:
        silent = tuple(one for one in SECTORS if one != "GS" and one in mandate.sectors and one not in with_texts)
        if mandate.body == "pp" and silent:
            shows = _shows(theme, library, silent[0], mandate.document, as_of)
            if shows is not None:
                yield Orphan(asks=mandate.evidence, shows=shows, sectors=silent)


def sectors_with_texts(theme: Document, library: Library, *, as_of: date | None = None) -> frozenset[SectorCode]:
    """Returns the Sectors of which a resolution that was not suppressed by ``as_of`` is mapped to the theme."""
    mapped = theme.theme.resolutions if theme.theme else ()
    held = (library.document(one) for one in mapped if one in library.document_ids)
    standing = (one for one in held if document_status(one, as_of=as_of) != "suppressed")
    return frozenset(SECTOR_OF_BODY[one.body] for one in standing if one.body in SECTOR_OF_BODY)


def _shows(theme: Document, library: Library, sector: SectorCode, asking: str, as_of: date | None) -> Evidence | None:
    lines = list(library.lines(theme.id, "role", "relation", "title", as_of=as_of))
    roles = (evidence for clause, evidence in lines if clause.part == "role" and clause.sector == sector)
    mapped = (evidence for clause, evidence in lines if clause.part == "relation" and clause.target == asking)
    titles = (evidence for clause, evidence in lines if clause.part == "title")
    return next(iter((*roles, *mapped, *titles)), None)
