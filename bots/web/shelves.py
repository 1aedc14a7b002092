"""What the start page tells about the store: how many documents, and up to which conferences it knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.api.ports import Holdings
from assistant.horizon import BODIES_TOLD, beyond, horizon
from corpus.conferences import Conference, conferences
from corpus.document import KINDS_WITH_REVISIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Figures of one generation. ``counts`` has a number for resolutions, themes, groups and other documents."""

    counts: Mapping[str, int]
    horizon: tuple[Conference, ...]
    beyond: tuple[Conference, ...]

    @property
    def dates(self) -> tuple[tuple[str, tuple[Conference, ...]], ...]:
        """The conferences an answer can be asked as of, by body, newest first."""
        last = {one.body: one for one in self.horizon}
        return tuple(
            (
                body,
                tuple(one for one in reversed(conferences()) if one.body == body and one.held_on <= last[body].held_on),
            )
            for body in BODIES_TOLD
            if body in last
        )


@dataclass(slots=True)
class Shelves:
    """Keeps the figures of the generation that serves; they are counted once a generation."""

    _name: str = ""
    _shelf: Shelf | None = field(default=None)

    def shelf(self, holdings: Holdings) -> Shelf:
        """Returns the figures of the generation that serves now."""
        name = holdings.generation
        if self._shelf is None or name != self._name:
            self._shelf, self._name = _count(holdings), name
        return self._shelf


def _count(holdings: Holdings) -> Shelf:
    documents = list(holdings.catalogue.documents())
    counts = {"resolutions": 0, "themes": 0, "groups": 0, "others": 0}
    for document in documents:
        counts[_family(document.kind)] += 1
    known = horizon(documents)
    return Shelf(counts=counts, horizon=known, beyond=beyond(known))


def _family(kind: str) -> str:
    if kind in KINDS_WITH_REVISIONS:
        return "resolutions"
    return {"theme": "themes", "group": "groups"}.get(kind, "others")
