"""The pictures on the pages of resolutions and themes, each in a wide and a narrow form, with its table."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.library import Library
from assistant.pictures.picture import Picture
from assistant.pictures.sectors import ThemeShown, draw_sectors, sectors_of
from assistant.pictures.surroundings import Neighbour, draw_surroundings, surroundings_of
from corpus.document import KINDS_WITH_REVISIONS, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A picture twice, for wide and for narrow windows, and what its table has: ``neighbours`` or ``shown``."""

    wide: Picture
    narrow: Picture
    neighbours: tuple[Neighbour, ...] = ()
    shown: ThemeShown | None = None


def picture_of(document: Document, library: Library, *, language: str) -> Drawn | None:
    """Returns the picture of a resolution's surroundings or of a theme's Sectors; None where nothing is to be seen."""
    if document.kind == "theme":
        shown = sectors_of(document, library)
        if shown is None:
            return None
        wide = draw_sectors(shown, language=language)
        return Drawn(wide=wide, narrow=draw_sectors(shown, language=language, narrow=True), shown=shown)
    if document.kind not in KINDS_WITH_REVISIONS:
        return None
    found = surroundings_of(document, library)
    if not found:
        return None
    wide = draw_surroundings(document, found, language=language)
    return Drawn(wide=wide, narrow=draw_surroundings(document, found, language=language, narrow=True), neighbours=found)
