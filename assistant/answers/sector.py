"""Who handles it: R, T, D, GS by role, the rule and the clauses that say so, whom to ask, and where it is unclear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.answer import Note
from assistant.answers.free_topic import (
    is_beside_the_point,
    sector_facts,
    topic_of_groups,
    topic_of_nearest_theme,
)
from assistant.answers.group_role import group_draft, joining
from assistant.answers.passage import says_it_whole
from assistant.answers.preference import asks_for_a_group
from assistant.answers.role_blocks import conflict_blocks, official_list, role_table, rule_blocks
from assistant.answers.suggestions import follow_ups_for
from assistant.answers.wording import as_it_stands, cell, quoted, theme_name
from assistant.draft import Cell, Claim, Draft, DraftBlock, Evidence, NumbersOf, bullets, heading
from assistant.library import Library
from assistant.messages import say
from assistant.overlaps.between_sectors import conflicts, silences
from assistant.question import Query
from assistant.responsibility.asks import asks_of_a_person, asks_who_may_join
from assistant.responsibility.named_groups import is_named_group, is_organ
from assistant.responsibility.reading import Responsibility, of_resolution, of_theme
from assistant.themes import Mention
from corpus.labels import label
from corpus.scope import SectorCode

_THEMES = 3
"""So many themes of one question are answered, longest name first."""


def compose(query: Query, library: Library) -> Draft | None:
    """Returns who is responsible for the themes, else the resolution, group or free topic named; None where unknown.

    None too where it is asked of persons or of a team ("Who leads the SFP-WG?"): what documents say answers that.
    """
    if query.groups and not query.targets and asks_who_may_join(query.question, query.written_in):
        return joining(query, library)
    if asks_of_a_person(query.question, query.written_in):
        return None
    themes = tuple(one for one in query.themes if not is_named_group(one, library))
    if query.themes and not themes and not query.targets and not query.groups:
        return None
    if themes and not query.targets and is_beside_the_point(query, library):
        return None
    return _composed(replace(query, themes=themes), library)


def _composed(query: Query, library: Library) -> Draft | None:
    if not query.targets and not query.themes and (of_group := group_draft(query, library)) is not None:
        return of_group
    if not query.targets and (_half_named(query, library) or asks_for_a_group(query.question)):
        if (read_from_groups := topic_of_groups(query, library, whole=True)) is not None:
            return read_from_groups
        if not query.themes and (said := says_it_whole(query, library)) is not None:
            return said
    found = list(_responsibilities(query, library))
    if found:
        return draft_of(found, query, library)
    nearest = _nearest(query, library)
    return nearest or (topic_of_groups(query, library) if query.intent == "sector" else None)


def draft_of(found: Sequence[Responsibility], query: Query, library: Library) -> Draft:
    """Returns the answer that tells of these responsibilities, one after the other."""
    day = query.as_of.day if query.as_of else None
    documents = (one.theme for one in found if one.theme)
    rests_on = dict.fromkeys((*documents, *(one for each in found for one in each.resolutions)))
    first = next((one.theme for one in found if one.theme), None)
    told = [_Told(one, query, library) for one in found]
    return Draft(
        kind="sector",
        blocks=(*(block for one in told for block in one.blocks()), *rule_blocks(found, query.language)),
        notes=_notes(found, query),
        facts=lambda numbers_of: {"themes": [one.facts(numbers_of) for one in told]},
        rests_on=tuple(rests_on),
        follow_ups=(
            follow_ups_for(library.document(first), library, language=query.language, beside="sector") if first else ()
        ),
        confidence=0.95,
        as_of=day,
        as_of_label=query.as_of.label if query.as_of else None,
    )


def _half_named(query: Query, library: Library) -> bool:
    """Returns whether the themes named cover less than half of what is asked about, or half while the rest is strange
    to them: their records do not have all of its words."""
    asked = library.analyse(query.topic, query.written_in)
    covered = sum(mention.terms for mention in query.themes[:_THEMES])
    if covered * 2 != len(asked) or not query.themes:
        return covered * 2 < len(asked)
    records = (library.record(mention.document) for mention in query.themes[:_THEMES])
    held = {term for record in records if record for term in library.analyse(record.content, record.language)}
    return not held.issuperset(asked)


def _nearest(query: Query, library: Library) -> Draft | None:
    """Returns the answer on the theme whose record is nearest to a topic without a name, with a note that says so."""
    about_groups = any(not is_organ(one.document, library) for one in query.groups)
    found = None if query.targets or about_groups else topic_of_nearest_theme(query, library)
    if found is None:
        return None
    theme, confidence = found
    one = of_theme(theme, library, as_of=query.as_of.day if query.as_of else None)
    if one is None:
        return None
    draft = draft_of((one,), query, library)
    note = Note(
        code="assumption", text=say("note.nearest_theme", query.language, name=theme_name(theme, query.language))
    )
    return replace(draft, notes=(note, *draft.notes), confidence=confidence)


def _responsibilities(query: Query, library: Library) -> Iterator[Responsibility]:
    day = query.as_of.day if query.as_of else None
    if query.targets:
        one = of_resolution(library.document(query.targets[0]), library, as_of=day)
        if one is not None:
            yield one
            return
    for mention in _by_subject(query.themes[:_THEMES], library):
        one = of_theme(library.document(mention.document), library, as_of=day)
        if one is not None:
            yield one


def _by_subject(themes: Sequence[Mention], library: Library) -> Sequence[Mention]:
    """Returns two themes with the one first whose record speaks of the other ("capacity building on IPv6").

    In their order where each speaks of the other, or neither does.
    """
    if len(themes) != 2:
        return themes
    first, second = themes
    return (second, first) if _speaks_of(second, first, library) and not _speaks_of(first, second, library) else themes


def _speaks_of(one: Mention, other: Mention, library: Library) -> bool:
    wanted = set(library.analyse(other.name, other.language))
    lines = library.lines(one.document, "role", "point")
    return any(wanted.issubset(library.analyse(line.quote, line.language)) for _, line in lines)


class _Told:
    """One responsibility with what is told beside it: conflicts and silences, found once for blocks and facts."""

    def __init__(self, one: Responsibility, query: Query, library: Library) -> None:
        self.one = one
        self.query = query
        self.library = library
        self.day: date | None = query.as_of.day if query.as_of else None
        self.conflicts = conflicts(one, library, as_of=self.day)
        self.silences = silences(one, library, as_of=self.day)

    def blocks(self) -> Iterator[DraftBlock]:
        language = self.query.language
        yield heading(say("sector.heading", language, name=self._name()))
        yield role_table(self.one, self.library, language)
        yield from conflict_blocks(self.conflicts, self.silences, self.library, language)
        yield from self._listed("sector.authority", self._authority())
        yield from self._listed("sector.ask", self._whom_to_ask())
        yield from self._listed("sector.resolutions", self._mapped())
        yield from self._listed("sector.unknown", self._unknown())

    def facts(self, numbers_of: NumbersOf) -> dict[str, Any]:
        language = self.query.language
        return {
            "theme": self.one.theme,
            "name": self.one.name,
            "sectors": sector_facts(self.one, numbers_of),
            "resolutions": list(self.one.resolutions),
            "conflicts": [
                {
                    "why": each.why,
                    "sectors": list(each.sectors),
                    "reason": each.reason(language),
                    "citations": numbers_of(each.evidence),
                }
                for each in self.conflicts
            ],
            "silences": [
                {
                    "sector": each.sector,
                    "reason": each.reason(language),
                    "citations": numbers_of(each.evidence),
                }
                for each in self.silences
            ],
        }

    def _name(self) -> str:
        subject = self.library.document(self.one.theme) if self.one.theme else None
        if subject is not None and subject.kind == "theme":
            return theme_name(subject, self.query.language)
        return self.one.name

    def _listed(self, key: str, items: Iterator[Cell]) -> Iterator[DraftBlock]:
        found = list(items)
        if found:
            yield heading(say(key, self.query.language), level=3)
            yield bullets(found)

    def _authority(self) -> Iterator[Cell]:
        by_clause: dict[Evidence, list[SectorCode]] = {}
        for sector, evidence in self.one.authority:
            by_clause.setdefault(evidence, []).append(sector)
        for evidence in by_clause:
            yield (quoted(evidence, self.library, language=self.query.language),)

    def _whom_to_ask(self) -> Iterator[Cell]:
        """Yields the coordinators and focal points recorded, roles and not persons, and where the official list is."""
        theme = self.library.catalogue.document(self.one.theme or "")
        for clause, evidence in self.library.lines(theme.id, "point", as_of=self.day) if theme else ():
            if clause.path.startswith("Coordinators"):
                yield (as_it_stands(evidence),)
        yield from official_list(self.library, self.query.language, as_of=self.day)

    def _mapped(self) -> Iterator[Cell]:
        subject = self.library.document(self.one.theme) if self.one.theme else None
        if subject is None or subject.kind != "theme":
            return
        for clause, evidence in self.library.lines(subject.id, "relation", as_of=self.day):
            if clause.target in self.one.resolutions and clause.path.startswith("Resolutions"):
                document = self.library.document(clause.target)
                shown = cell(self.library.titled(clause.target), "", ()).shown
                states = say("sector.mapped", self.query.language, name=self.one.name, resolution=label(document))
                yield (Claim(states=states, evidence=(evidence,), support="derived", shown=shown),)

    def _unknown(self) -> Iterator[Cell]:
        """Yields what the record says is not known here."""
        if self.one.theme:
            for _, evidence in self.library.lines(self.one.theme, "gap", as_of=self.day):
                yield (as_it_stands(evidence),)


def _notes(found: Sequence[Responsibility], query: Query) -> tuple[Note, ...]:
    if not any(one.inferred for one in found):
        return ()
    return (Note(code="assumption", text=say("note.roles_inferred", query.language)),)
