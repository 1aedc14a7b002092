"""Blocks of an answer on responsibility: the table of roles, conflicts, silences, the official list, the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.answers.wording import as_it_stands, cell, quoted
from assistant.draft import Cell, Claim, DraftBlock, bullets, heading, table
from assistant.library import Library
from assistant.messages import say
from assistant.overlaps.between_sectors import Conflict, Silence
from assistant.responsibility.reading import Part, Responsibility
from assistant.responsibility.rules import role_rules
from corpus.document import RoleName

_BY_ROLE: dict[RoleName, int] = {"lead": 0, "contributes": 1, "asked": 2, "none": 3}


def role_table(one: Responsibility, library: Library, language: str, *, empty: bool = True) -> DraftBlock:
    """Returns the table of Sector, role, groups and units, and the rule; ``empty``: Sectors without a role too.

    The Sectors stand by their roles, who leads first, in the usual order where they have the same.
    """
    head = [say(f"sector.{column}", language) for column in ("sector", "role", "groups", "rule")]
    shown = sorted((part for part in one.parts if empty or part.role != "none"), key=lambda part: _BY_ROLE[part.role])
    return table(head, [_row(part, one, library, language) for part in shown])


def _row(part: Part, one: Responsibility, library: Library, language: str) -> tuple[Cell, ...]:
    sector = say(f"sector.name.{part.sector}", language)
    if part.role == "none" or part.rule is None:
        return (sector,), ("–",), ("–",), ("–",)
    role = say(f"role.{part.role}", language)
    states = say(f"role.states.{part.role}", language, sector=sector, name=one.name)
    shown = cell(role, states, part.evidence[:1])
    rule = say(f"rule.name.{part.rule}", language)
    told = say("rule.reading", language, rule=rule) if part.reading else rule
    return (sector,), (shown,), _units(part, sector, library, language), (told,)


def _units(part: Part, sector: str, library: Library, language: str) -> Cell:
    units = "; ".join(part.units) or "; ".join(library.titled(group) for group in part.groups)
    if not units:
        return ("–",)
    return (cell(units, say("sector.units", language, sector=sector, units=units), part.evidence),)


def conflict_blocks(
    conflicts: Sequence[Conflict], silences: Sequence[Silence], library: Library, language: str
) -> Iterator[DraftBlock]:
    """Yields where two Sectors are asked for the same or both lead, then which was asked and has no text of its own."""
    if conflicts:
        yield heading(say("sector.conflicts", language), level=3)
        yield bullets([_reason_with_clauses(one, library, language) for one in conflicts])
    if silences:
        yield heading(say("sector.silences", language), level=3)
        yield bullets([_reason_with_clauses(one, library, language) for one in silences])


def _reason_with_clauses(one: Conflict | Silence, library: Library, language: str) -> Cell:
    reason = Claim(states=one.reason(language), evidence=one.evidence, support="derived")
    clauses = [
        as_it_stands(evidence)
        if evidence.revision is None and not evidence.clause.startswith("Mandate")
        else quoted(evidence, library, language=language)
        for evidence in one.evidence
    ]
    return (reason, " ", *(piece for claim in clauses for piece in (claim, " ")))[:-1]


def official_list(library: Library, language: str, *, as_of: date | None = None) -> Iterator[Cell]:
    """Yields where the official list of themes and focal points is kept, with its address where that is known."""
    rules = role_rules()
    page = library.catalogue.document(rules.list_document)
    for _, evidence in library.lines(page.id, "content", as_of=as_of) if page else ():
        if page is not None and rules.list_words in evidence.quote and page.original:
            states = say("sector.official_list", language, address=page.original)
            yield (Claim(states=states, evidence=(evidence,), support="derived"),)
            return


def rule_blocks(found: Sequence[Responsibility], language: str) -> Iterator[DraftBlock]:
    """Yields the rules by which the roles shown were read, each with its sentence."""
    used = [name for name in role_rules().rules if any(name in one.rules for one in found)]
    if used:
        yield heading(say("sector.rules", language), level=3)
        yield bullets([(f"{say(f'rule.name.{one}', language)}: {say(f'rule.{one}', language)}",) for one in used])
