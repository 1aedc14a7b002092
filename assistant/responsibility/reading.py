"""Who does what, read from a theme's record, a resolution's clauses or a group's record: one Part for each Sector."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.draft import Evidence
from assistant.library import Library
from assistant.responsibility.asking import Asking, asked_by, askings, strongest
from assistant.responsibility.rules import RuleName, role_rules
from corpus.document import Document, Role, RoleName
from corpus.force import is_known_by
from corpus.scope import SECTORS, SectorCode

_AUTHORITY = 2
"""So many operative clauses are quoted for each Sector of a theme."""
_OF_ONE = 4
"""So many for each Sector where a single resolution is asked about."""
_ANY, _OWN = 3, 1
"""How far a clause may be from the subject (``Asking.distance``) to give a role: for a resolution, for a theme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One Sector's part in a topic: its role, by which rule, the units named, the groups' documents, what shows it.

    ``rule`` is None where the role is ``none``. ``reading``: the role is our reading, not said by a source.
    """

    sector: SectorCode
    role: RoleName
    units: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    rule: RuleName | None = None
    reading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """Who does what on one topic. ``theme`` is the document it is read from: a theme, a resolution, a group; or None.

    ``authority``: operative clauses, each with a Sector it names.
    """

    theme: str | None
    name: str
    parts: tuple[Part, ...]
    resolutions: tuple[str, ...] = ()
    authority: tuple[tuple[SectorCode, Evidence], ...] = ()

    @property
    def rules(self) -> tuple[RuleName, ...]:
        """Returns the rules that gave a role, in the order in which they count."""
        used = {part.rule for part in self.parts}
        return tuple(name for name in role_rules().rules if name in used)

    @property
    def inferred(self) -> bool:
        """Whether a role is our reading."""
        return any(part.reading for part in self.parts)


def of_theme(theme: Document, library: Library, *, as_of: date | None = None) -> Responsibility | None:
    """Returns who does what on a theme; as of a date, from operative clauses alone: the theme's record is of today."""
    if theme.theme is None:
        return None
    held = (library.document(one) for one in theme.theme.resolutions if one in library.document_ids)
    resolutions = tuple(one.id for one in held if is_known_by(one, as_of))
    lines = {clause.sector: evidence for clause, evidence in library.lines(theme.id, "role", as_of=as_of)}
    asked = askings(resolutions, library, theme=theme.id, as_of=as_of)
    roles = {role.sector: role for role in theme.theme.roles if role.sector in lines}
    parts = tuple(_part(sector, roles.get(sector), lines.get(sector), asked) for sector in SECTORS)
    if all(part.role == "none" for part in parts):
        return None
    near = [one for one in asked if one.distance < _ANY] or asked
    return Responsibility(
        theme=theme.id,
        name=theme.title,
        parts=parts,
        resolutions=resolutions,
        authority=tuple(_authority(near, _AUTHORITY)),
    )


def of_resolution(document: Document, library: Library, *, as_of: date | None = None) -> Responsibility | None:
    """Returns whom a resolution's operative clauses ask, Sector by Sector; None where they name none."""
    asked = tuple(asked_by(document, library, as_of=as_of))
    if not asked:
        return None
    return Responsibility(
        theme=document.id,
        name=library.titled(document.id, as_of=as_of),
        parts=tuple(_part(sector, None, None, asked, within=_ANY) for sector in SECTORS),
        resolutions=(document.id,),
        authority=tuple(_authority(asked, _OF_ONE)),
    )


def of_lines(
    lines: Mapping[SectorCode, Sequence[tuple[str, RuleName, Evidence]]],
) -> tuple[Part, ...]:
    """Returns the parts that lines of groups' records give: of each Sector ``(group, rule, line)``, best first."""
    return tuple(_of_groups(sector, lines.get(sector, ())) for sector in SECTORS)


def _of_groups(sector: SectorCode, lines: Sequence[tuple[str, RuleName, Evidence]]) -> Part:
    if not lines:
        return Part(sector=sector, role="none")
    rules = role_rules().rules
    rule = next(rules[name] for name in rules if any(used == name for _, used, _ in lines))
    first = [line for _, used, line in lines if used == rule.name]
    rest = [line for _, used, line in lines if used != rule.name]
    return Part(
        sector=sector,
        role=rule.role or "none",
        groups=tuple(dict.fromkeys(group for group, _, _ in lines)),
        evidence=(*first, *rest),
        rule=rule.name,
        reading=rule.reading,
    )


def _part(
    sector: SectorCode, role: Role | None, line: Evidence | None, asked: Iterable[Asking], *, within: int = _OWN
) -> Part:
    """Returns a Sector's part: the theme's record decides; where it has none, being named by a clause is the role.

    ``within``: how far such a clause may be from the subject, as ``Asking.distance``.
    """
    rules = role_rules().rules
    if role is not None and line is not None and role.role != "none":
        return Part(
            sector=sector,
            role=role.role,
            units=role.units,
            groups=role.groups,
            evidence=(line,),
            rule="recorded",
            reading=rules["recorded"].reading or role.basis == "inferred",
        )
    first = strongest((one for one in asked if one.distance <= within), sector, most=1)
    if not first:
        return Part(sector=sector, role="none")
    rule = rules["together" if first[0].together else "asked"]
    return Part(
        sector=sector,
        role=rule.role or "asked",
        evidence=(first[0].evidence,),
        rule=rule.name,
        reading=rule.reading,
    )


def _authority(asked: Sequence[Asking], most: int) -> Iterator[tuple[SectorCode, Evidence]]:
    """Yields the strongest clauses of each Sector, in the order of the resolutions."""
    chosen = {(sector, one.evidence) for sector in SECTORS for one in strongest(asked, sector, most=most)}
    for one in asked:
        if (one.sector, one.evidence) in chosen:
            chosen.discard((one.sector, one.evidence))
            yield one.sector, one.evidence
