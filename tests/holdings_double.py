"""Holdings over a few documents of our own, for pages and files that are made from the library alone."""

from __future__ import annotations

from typing import Any

from library_double import library_of

from assistant.library import Library
from corpus.document import Document, Line, Relation, ThemeProfile

CALL = "invites Member States"


def resolution(name: str, body: Any, words: str) -> Document:
    line = Line(part="mandate", text=words, basis="seen", heading=CALL)
    return Document(id=name, kind="resolution", body=body, number="9", title="Lights", status="in-force", lines=(line,))


DOCUMENTS = (
    resolution("wtsa-res-9", "wtsa", "Help to repair lighthouses."),
    resolution("wtdc-res-9", "wtdc", "Help schools to repair lighthouses."),
    Document(
        id="theme-lights",
        kind="theme",
        body="itu",
        title="Lights",
        theme=ThemeProfile(resolutions=("wtsa-res-9", "wtdc-res-9")),
        relations=tuple(
            Relation(document=f"{body}-res-9", relation="mapped", basis="seen") for body in ("wtsa", "wtdc")
        ),
    ),
)


class Held:
    """Holdings over documents alone."""

    generation = "5-beef"
    degraded = None

    def __init__(self) -> None:
        self._library = library_of(DOCUMENTS)
        self.catalogue = self._library.catalogue

    def current(self) -> Library:
        return self._library
