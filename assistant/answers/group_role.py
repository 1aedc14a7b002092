"""A group that is asked about: what it is responsible for, in which themes it has a part, who may take part in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from assistant.answers.free_topic import sector_facts
from assistant.answers.role_blocks import role_table, rule_blocks
from assistant.answers.suggestions import follow_ups_for
from assistant.answers.wording import as_it_stands, quoted
from assistant.draft import Cell, Draft, DraftBlock, NumbersOf, bullets, heading, paragraph
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from assistant.responsibility.asks import tells_who_may_join
from assistant.responsibility.group import clauses_on, of_group, themes_of
from assistant.responsibility.reading import Responsibility
from corpus.document import Document

_LEFT_OVER = 1
"""So many words beside the group's name are about the group still ("the mandate of …")."""
_JOINING = 6


def group_draft(query: Query, library: Library) -> Draft | None:
    """Returns what the one group named is responsible for; None where more is asked about, or nothing is recorded."""
    if not query.groups or query.tied_groups or query.left_over > _LEFT_OVER:
        return None
    group = library.document(query.groups[0].document)
    day = query.as_of.day if query.as_of else None
    one = of_group(group, library, as_of=day)
    if one is None:
        return None
    return Draft(
        kind="sector",
        blocks=tuple(_blocks(group, one, query, library)),
        facts=lambda numbers_of: {"themes": [_facts(one, numbers_of)]},
        rests_on=(group.id,),
        follow_ups=follow_ups_for(group, library, language=query.language, beside="sector"),
        confidence=0.9,
        as_of=day,
        as_of_label=query.as_of.label if query.as_of else None,
    )


def joining(query: Query, library: Library) -> Draft | None:
    """Returns what the record of the group named says of whom it is made up and who takes part; None where nothing."""
    group = library.document(query.groups[0].document)
    day = query.as_of.day if query.as_of else None
    lines = [
        evidence
        for _, evidence in library.lines(group.id, "responsibility", "point", "content", as_of=day)
        if tells_who_may_join(evidence.quote)
    ]
    lines.sort(key=lambda line: line.clause.startswith("Points"))
    if not lines:
        return None
    return Draft(
        kind="passage",
        blocks=(bullets([(quoted(one, library, language=query.language),) for one in lines[:_JOINING]]),),
        rests_on=(group.id,),
        follow_ups=follow_ups_for(group, library, language=query.language, beside="document"),
        confidence=0.8,
        as_of=day,
        as_of_label=query.as_of.label if query.as_of else None,
    )


def _blocks(group: Document, one: Responsibility, query: Query, library: Library) -> Iterator[DraftBlock]:
    language = query.language
    day = query.as_of.day if query.as_of else None
    yield heading(say("sector.heading", language, name=one.name))
    yield from (paragraph(as_it_stands(status)) for _, status in list(library.lines(group.id, "status", as_of=day))[:1])
    yield role_table(one, library, language, empty=False)
    for key, part in (("sector.leads", "lead-role"), ("sector.works", "responsibility")):
        found = [(as_it_stands(line),) for _, line in library.lines(group.id, part, as_of=day)]  # type: ignore[arg-type]
        yield from _listed(key, found, language)
    yield from _listed("sector.in_themes", list(_in_themes(group, query, library)), language)
    asked = [(quoted(clause, library, language=language),) for clause in clauses_on(group, library, as_of=day)]
    yield from _listed("sector.authority", asked, language)
    yield from _listed(
        "sector.unknown", [(as_it_stands(gap),) for _, gap in library.lines(group.id, "gap", as_of=day)], language
    )
    yield from rule_blocks((one,), language)


def _listed(key: str, items: Sequence[Cell], language: str) -> Iterator[DraftBlock]:
    if items:
        yield heading(say(key, language), level=3)
        yield bullets(items)


def _in_themes(group: Document, query: Query, library: Library) -> Iterator[Cell]:
    day = query.as_of.day if query.as_of else None
    for found in themes_of(group, library, as_of=day):
        yield (f"{library.titled(found.theme)}: ", as_it_stands(found.evidence))


def _facts(one: Responsibility, numbers_of: NumbersOf) -> dict[str, Any]:
    return {
        "theme": one.theme,
        "name": one.name,
        "sectors": sector_facts(one, numbers_of),
        "resolutions": [],
        "conflicts": [],
        "silences": [],
    }
