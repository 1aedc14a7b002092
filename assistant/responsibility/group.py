"""What one group is responsible for, as a responsibility: its Sector leads where its record says that it leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.draft import Evidence
from assistant.library import Library
from assistant.responsibility.asking import operative_of
from assistant.responsibility.reading import Responsibility, of_lines
from assistant.responsibility.rules import RuleName
from corpus.document import KINDS_WITH_REVISIONS, Document
from corpus.force import document_status

_RULE_OF_PART: dict[str, RuleName] = {"lead-role": "leads-on", "responsibility": "works-on"}
_CLAUSES = 8
"""So many clauses that name the group are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRole:
    """A theme in whose record a group stands, with the line that says it."""

    theme: str
    evidence: Evidence


def of_group(group: Document, library: Library, *, as_of: date | None = None) -> Responsibility | None:
    """Returns the part of the group's Sector, read from the group's record; None where it has no Sector or no line."""
    sector = library.sector_of_group(group.id)
    lines = [
        (group.id, _RULE_OF_PART[clause.part], evidence)
        for clause, evidence in library.lines(group.id, "lead-role", "responsibility", as_of=as_of)
    ]
    if sector is None or not lines:
        return None
    return Responsibility(
        theme=group.id, name=library.titled(group.id, as_of=as_of), parts=of_lines({sector: lines}), resolutions=()
    )


def themes_of(group: Document, library: Library, *, as_of: date | None = None) -> Iterator[GroupRole]:
    """Yields the themes in which a Sector's role is that of this group, by id."""
    for theme in library.documents("theme"):
        sectors = {role.sector for role in (theme.theme.roles if theme.theme else ()) if group.id in role.groups}
        for clause, evidence in library.lines(theme.id, "role", as_of=as_of) if sectors else ():
            if clause.sector in sectors:
                yield GroupRole(theme=theme.id, evidence=evidence)


def clauses_on(group: Document, library: Library, *, as_of: date | None = None) -> tuple[Evidence, ...]:
    """Returns the operative clauses in force that ask the group itself to act, by document, at most eight."""
    found: list[Evidence] = []
    for document in library.documents(*KINDS_WITH_REVISIONS):
        if document_status(document, as_of=as_of) == "suppressed":
            continue
        for clause, evidence in operative_of(document, library, as_of=as_of):
            if group.id in clause.addressees:
                found.append(evidence)
    return tuple(found[:_CLAUSES])
