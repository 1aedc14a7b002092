"""What the pages tell about the store whole: figures, up to which conferences it knows, the lists of what is held."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.api.ports import Holdings
from assistant.horizon import BODIES_TOLD, beyond, horizon
from corpus.conferences import Conference, conferences
from corpus.document import KINDS_WITH_REVISIONS, Document
from corpus.force import RevisionStatus, document_status
from corpus.labels import label
from corpus.scope import BODIES, BodyCode

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a list. ``last`` is the latest conference of its history, "" where there is none."""

    id: str
    label: str
    title: str
    status: RevisionStatus
    last: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """One generation at a glance. ``counts`` has a number for resolutions, themes, groups and other documents."""

    counts: Mapping[str, int]
    horizon: tuple[Conference, ...]
    beyond: tuple[Conference, ...]
    resolutions: tuple[tuple[BodyCode, tuple[Entry, ...]], ...]
    themes: tuple[Entry, ...]

    @property
    def dates(self) -> tuple[tuple[str, tuple[Conference, ...]], ...]:
        """The conferences an answer can be asked as of, by body, newest first."""
        last: dict[str, date] = {one.body: one.held_on for one in self.horizon}
        return tuple((body, _until(body, last)) for body in BODIES_TOLD if body in last)


@dataclass(slots=True)
class Shelves:
    """Keeps the shelf of the generation that serves; it is put together once a generation."""

    _kept: tuple[str, Shelf] | None = None

    def shelf(self, holdings: Holdings) -> Shelf:
        """Returns the shelf of the generation that serves now."""
        name, kept = holdings.generation, self._kept
        if kept is None or kept[0] != name:
            kept = self._kept = (name, _shelf(list(holdings.catalogue.documents())))
        return kept[1]


def _shelf(documents: list[Document]) -> Shelf:
    counts = {"resolutions": 0, "themes": 0, "groups": 0, "others": 0}
    for document in documents:
        counts[_family(document)] += 1
    known = horizon(documents)
    resolutions = [one for one in documents if _family(one) == "resolutions"]
    themes = sorted((one for one in documents if one.kind == "theme"), key=lambda one: one.title.casefold())
    return Shelf(
        counts=counts,
        horizon=known,
        beyond=beyond(known),
        resolutions=tuple(
            (body, _entries(one for one in resolutions if one.body == body))
            for body in BODIES
            if any(one.body == body for one in resolutions)
        ),
        themes=tuple(map(_entry, themes)),
    )


def _entries(documents: Iterable[Document]) -> tuple[Entry, ...]:
    return tuple(map(_entry, sorted(documents, key=_order)))


def _entry(document: Document) -> Entry:
    last = document.history[-1].revision if document.history else ""
    return Entry(
        id=document.id, label=label(document), title=document.title, status=document_status(document), last=last
    )


def _order(document: Document) -> tuple[object, ...]:
    """By kind and number as people count: 9 before 10, those without a number last."""
    parts = _DIGITS.split(document.number or "")
    counted = tuple((int(part), "") if part.isdigit() else (0, part) for part in parts if part)
    return (document.kind != "resolution", document.kind, document.number is None, counted, document.title)


def _until(body: str, last: Mapping[str, date]) -> tuple[Conference, ...]:
    return tuple(one for one in reversed(conferences()) if one.body == body and one.held_on <= last[body])


def _family(document: Document) -> str:
    if document.kind in KINDS_WITH_REVISIONS:
        return "resolutions"
    return {"theme": "themes", "group": "groups"}.get(document.kind, "others")
