"""Who handles it: R, T, D, GS by role, groups and the operative clauses that say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.answer import Note
from assistant.answers.free_topic import topic_of_groups
from assistant.answers.passage import says_it_whole
from assistant.answers.suggestions import follow_ups_for
from assistant.answers.wording import as_it_stands, cell, quoted, theme_name
from assistant.draft import Cell, Claim, Draft, DraftBlock, Evidence, NumbersOf, bullets, heading, table
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from corpus.document import Document, Role, RoleName
from corpus.labels import label
from corpus.scope import SECTORS, SectorCode

_THEMES = 3
"""So many themes of one question are answered, longest name first."""
_AUTHORITY = 2
"""So many operative clauses are quoted for each Sector."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One Sector's part in a topic: its role, the units named, the documents of its groups, and what shows it."""

    sector: SectorCode
    role: RoleName
    units: tuple[str, ...]
    groups: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """Who does what on one topic. ``theme`` is the document it is read from: a theme, or a resolution."""

    theme: str
    name: str
    parts: tuple[Part, ...]
    resolutions: tuple[str, ...]
    authority: tuple[tuple[SectorCode, Evidence], ...]
    inferred: bool


def compose(query: Query, library: Library) -> Draft | None:
    """Returns who is responsible for the themes, else the resolution, else the free topic named; None where unknown."""
    if not query.targets and _half_named(query, library):
        if (read_from_groups := topic_of_groups(query, library, whole=True)) is not None:
            return read_from_groups
        if (said := says_it_whole(query, library)) is not None:
            return said
    found = list(_responsibilities(query, library))
    if not found:
        return topic_of_groups(query, library)
    day = query.as_of.day if query.as_of else None
    first = library.document(found[0].theme)
    return Draft(
        kind="sector",
        blocks=tuple(block for one in found for block in _blocks(one, query, library)),
        notes=_notes(found, query),
        facts=lambda numbers_of: {"themes": [_facts(one, numbers_of) for one in found]},
        rests_on=tuple(
            dict.fromkeys((*(one.theme for one in found), *(one for each in found for one in each.resolutions)))
        ),
        follow_ups=follow_ups_for(first, library, language=query.language, beside="sector"),
        confidence=0.95,
        as_of=day,
        as_of_label=query.as_of.label if query.as_of else None,
    )


def _half_named(query: Query, library: Library) -> bool:
    """Returns whether the themes named cover less than half of what is asked about."""
    covered = sum(mention.terms for mention in query.themes[:_THEMES])
    return covered * 2 < len(library.analyse(query.topic, query.written_in))


def _responsibilities(query: Query, library: Library) -> Iterator[Responsibility]:
    day = query.as_of.day if query.as_of else None
    themes = [mention.document for mention in query.themes[:_THEMES]]
    if query.targets:
        one = of_resolution(library.document(query.targets[0]), library, as_of=day)
        if one is not None:
            yield one
            return
    for theme in themes:
        one = of_theme(library.document(theme), library, as_of=day)
        if one is not None:
            yield one


def of_theme(theme: Document, library: Library, *, as_of: date | None = None) -> Responsibility | None:
    """Returns who does what on a theme; as of a date, from operative clauses alone: the theme's record is of today."""
    if theme.theme is None:
        return None
    resolutions = tuple(one for one in theme.theme.resolutions if one in library.document_ids)
    lines = {clause.sector: evidence for clause, evidence in library.lines(theme.id, "role", as_of=as_of)}
    authority = tuple(_authority(resolutions, library, as_of))
    roles = {role.sector: role for role in theme.theme.roles if role.sector in lines}
    parts = tuple(_part(sector, roles.get(sector), lines.get(sector), authority) for sector in SECTORS)
    if all(part.role == "none" for part in parts):
        return None
    return Responsibility(
        theme=theme.id,
        name=theme.title,
        parts=parts,
        resolutions=resolutions,
        authority=authority,
        inferred=any(role.basis == "inferred" for role in roles.values()),
    )


def of_resolution(document: Document, library: Library, *, as_of: date | None = None) -> Responsibility | None:
    """Returns whom a resolution's operative clauses ask, Sector by Sector; None where they name none."""
    authority = tuple(_authority((document.id,), library, as_of, most=4))
    if not authority:
        return None
    parts = tuple(_part(sector, None, None, authority) for sector in SECTORS)
    return Responsibility(
        theme=document.id,
        name=library.titled(document.id, as_of=as_of),
        parts=parts,
        resolutions=(document.id,),
        authority=authority,
        inferred=False,
    )


def _part(
    sector: SectorCode,
    role: Role | None,
    line: Evidence | None,
    authority: Sequence[tuple[SectorCode, Evidence]],
) -> Part:
    """Returns a Sector's part: the theme's record decides; where it has none, being asked by a clause is the role."""
    asked = tuple(evidence for code, evidence in authority if code == sector)
    if role is not None and line is not None and role.role != "none":
        return Part(sector=sector, role=role.role, units=role.units, groups=role.groups, evidence=(line,))
    if asked:
        return Part(sector=sector, role="asked", units=(), groups=(), evidence=asked[:1])
    return Part(sector=sector, role="none", units=(), groups=(), evidence=())


def _authority(
    resolutions: Sequence[str], library: Library, as_of: date | None, *, most: int = _AUTHORITY
) -> Iterator[tuple[SectorCode, Evidence]]:
    """Yields operative clauses of the serving texts with the Sectors they name, at most ``most`` a Sector."""
    counts: dict[SectorCode, int] = dict.fromkeys(SECTORS, 0)
    for resolution in resolutions:
        text = library.serving(resolution, as_of=as_of)
        for clause, evidence in library.operative(text) if text else ():
            for sector in SECTORS:
                if sector in library.sectors_of(clause.concerned) and counts[sector] < most:
                    counts[sector] += 1
                    yield sector, evidence


def _blocks(one: Responsibility, query: Query, library: Library) -> Iterator[DraftBlock]:
    subject = library.document(one.theme)
    name = theme_name(subject, query.language) if subject.kind == "theme" else one.name
    yield heading(say("sector.heading", query.language, name=name))
    head = [say(f"sector.{column}", query.language) for column in ("sector", "role", "groups")]
    yield table(head, [_row(part, one, query, library) for part in one.parts])
    by_clause: dict[Evidence, list[SectorCode]] = {}
    for sector, evidence in one.authority:
        by_clause.setdefault(evidence, []).append(sector)
    if by_clause:
        yield heading(say("sector.authority", query.language), level=3)
        yield bullets([(quoted(evidence, library, language=query.language),) for evidence in by_clause])
    asked = list(_whom_to_ask(one, query, library))
    if asked:
        yield heading(say("sector.ask", query.language), level=3)
        yield bullets(asked)
    mapped = list(_mapped(one, query, library))
    if mapped:
        yield heading(say("sector.resolutions", query.language), level=3)
        yield bullets(mapped)


def _row(part: Part, one: Responsibility, query: Query, library: Library) -> tuple[Cell, ...]:
    sector = say(f"sector.name.{part.sector}", query.language)
    if part.role == "none":
        return (sector,), ("–",), ("–",)
    role = say(f"role.{part.role}", query.language)
    states = say(f"role.states.{part.role}", query.language, sector=sector, name=one.name)
    shown = cell(role, states, part.evidence)
    units = "; ".join(part.units) or "; ".join(library.titled(group) for group in part.groups)
    if not units:
        return (sector,), (shown,), ("–",)
    named = say("sector.units", query.language, sector=sector, units=units)
    return (sector,), (shown,), (cell(units, named, part.evidence),)


def _whom_to_ask(one: Responsibility, query: Query, library: Library) -> Iterator[Cell]:
    """Yields the coordinators and focal points recorded for the theme; roles, not persons."""
    day = query.as_of.day if query.as_of else None
    for clause, evidence in library.lines(one.theme, "point", as_of=day):
        if clause.path.startswith("Coordinators"):
            yield (as_it_stands(evidence),)


def _mapped(one: Responsibility, query: Query, library: Library) -> Iterator[Cell]:
    day = query.as_of.day if query.as_of else None
    for clause, evidence in library.lines(one.theme, "relation", as_of=day):
        if clause.target in one.resolutions and clause.path.startswith("Resolutions"):
            document = library.document(clause.target)
            shown = library.titled(clause.target)
            states = say("sector.mapped", query.language, name=one.name, resolution=label(document))
            yield (Claim(states=states, evidence=(evidence,), support="derived", shown=cell(shown, "", ()).shown),)


def _notes(found: Sequence[Responsibility], query: Query) -> tuple[Note, ...]:
    if not any(one.inferred for one in found):
        return ()
    return (Note(code="assumption", text=say("note.roles_inferred", query.language)),)


def _facts(one: Responsibility, numbers_of: NumbersOf) -> dict[str, Any]:
    return {
        "theme": one.theme,
        "name": one.name,
        "sectors": {
            part.sector: {"role": part.role, "groups": list(part.groups), "citations": numbers_of(part.evidence)}
            for part in one.parts
        },
        "resolutions": list(one.resolutions),
        "conflicts": [],
        "silences": [],
    }
