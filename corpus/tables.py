"""What the corpus knows as tables: resolutions of the bodies by theme, and the histories of resolutions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.conferences import conference, conference_label
from corpus.document import KINDS_WITH_REVISIONS, Document
from corpus.errors import IdentifierError
from corpus.labels import label
from corpus.mapping import Pair, pairs_of
from corpus.scope import BODIES, BODY_NAMES, BodyCode

MAPPED_BODIES: tuple[BodyCode, ...] = ("pp", "wtsa", "wtdc", "ra")
"""Bodies with a column of their own in the mapping; the others share one."""

_BETWEEN = "; "


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of plain cells. Every row has as many cells as ``head``."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def mapping_table(documents: Iterable[Document]) -> Table:
    """Returns one row a theme: PP, WTSA, WTDC and RA side by side, what other bodies have, and what is further tagged.

    The columns of bodies hold what the resolution and the theme's own list agree on; ``further`` holds resolutions
    that name the theme while the theme does not list them.
    """
    by_theme: dict[str, list[Pair]] = {}
    themes: dict[str, Document] = {}
    held = tuple(documents)
    for theme in held:
        if theme.theme is not None:
            themes[theme.id] = theme
    for pair in pairs_of(held):
        by_theme.setdefault(pair.theme.id, []).append(pair)
    rows = tuple(_mapping_row(themes[one], by_theme.get(one, [])) for one in sorted(themes))
    return Table(name="mapping", head=("theme", "name", "PP", "WTSA", "WTDC", "RA", "others", "further"), rows=rows)


def _mapping_row(theme: Document, pairs: list[Pair]) -> tuple[str, ...]:
    agreed = [pair.resolution for pair in pairs if pair.listed and pair.tagged]
    further = [pair.resolution for pair in pairs if pair.tagged and not pair.listed]
    columns = [_labels(one for one in agreed if one.body == body) for body in MAPPED_BODIES]
    others = _labels(one for one in agreed if one.body not in MAPPED_BODIES)
    return (theme.id, theme.title, *columns, others, _labels(further))


def _labels(documents: Iterable[Document]) -> str:
    """Names in the order given; what has no number is told by its title."""
    return _BETWEEN.join(label(one) if one.number else f"{label(one)} ({one.title})" for one in documents)


def pairs_table(documents: Iterable[Document]) -> Table:
    """Returns one row a pair of theme and resolution, with what the pair rests on."""
    rows = tuple(
        (
            pair.theme.id,
            pair.theme.title,
            pair.resolution.body.upper(),
            pair.resolution.id,
            label(pair.resolution),
            pair.resolution.title,
            pair.resolution.status,
            "yes" if pair.listed else "no",
            "yes" if pair.tagged else "no",
            pair.basis,
        )
        for pair in pairs_of(documents)
    )
    head = (
        "theme",
        "theme name",
        "body",
        "resolution",
        "label",
        "title",
        "status",
        "listed by the theme",
        "named by the resolution",
        "basis",
    )
    return Table(name="pairs", head=head, rows=rows)


def history_table(documents: Iterable[Document]) -> Table:
    """Returns one row a step of a resolution's or decision's history, by body and number, oldest step first."""
    numbered = (one for one in documents if one.kind in KINDS_WITH_REVISIONS and one.history)
    rows: list[tuple[str, ...]] = []
    for document in sorted(numbered, key=_by_number):
        for step in document.history:
            place, year = _met(step.revision)
            rows.append(
                (
                    document.id,
                    label(document),
                    document.title,
                    BODY_NAMES[document.body],
                    step.revision,
                    _named(step.revision),
                    place,
                    year,
                    step.action,
                    step.basis,
                    document.status,
                )
            )
    head = (
        "document",
        "label",
        "title today",
        "body",
        "revision",
        "conference",
        "place",
        "year",
        "action",
        "basis",
        "status",
    )
    return Table(name="histories", head=head, rows=tuple(rows))


def _by_number(document: Document) -> tuple[int, str, int, str]:
    number = document.number or ""
    digits = "".join(character for character in number.partition("-")[0] if character.isdigit())
    return BODIES.index(document.body), document.kind, int(digits) if digits else 10**6, document.id


def _met(revision: str) -> tuple[str, str]:
    """Place and year; empty where the conference is not in the data."""
    try:
        met = conference(revision)
    except IdentifierError:
        return "", ""
    return met.place.get("en", ""), str(met.year)


def _named(revision: str) -> str:
    try:
        return conference_label(revision)
    except IdentifierError:
        return revision.upper()
