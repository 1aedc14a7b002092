"""Who handles a topic that is no theme: read from what groups are responsible for, and said to be a reading."""

from __future__ import annotations

from typing import Any

from assistant.answer import Note
from assistant.answers.wording import as_it_stands, cell
from assistant.draft import Cell, Draft, Evidence, NumbersOf, bullets, evidence_of, heading, table
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from assistant.retrieval import Filters, Hit
from assistant.support import WHOLE, assess, close_behind
from corpus.scope import SECTORS, SectorCode

_LIMIT = 12
_MOST = 8
_DROP = 0.72
_PARTS = ("responsibility", "lead-role")


def topic_of_groups(query: Query, library: Library, *, whole: bool = False) -> Draft | None:
    """Returns the Sectors whose groups are recorded to work on the question's topic; None where none clearly is.

    ``whole``: one line of a group has to hold every subject word of the topic.
    """
    filters = Filters(kinds=("group",))
    day = query.as_of.day if query.as_of else None
    retrieved = library.search.search(query.topic, limit=_LIMIT, filters=filters, as_of=day)
    terms = [set(library.analyse(hit.passage.embedded, hit.passage.language)) for hit in retrieved.hits[:8]]
    foreign = query.written_in not in library.languages
    support = assess(
        retrieved.hits,
        library.weigh(query.topic, query.written_in),
        terms,
        known_share=retrieved.known_share,
        foreign=foreign,
        cosines=library.cosines,
    )
    if not support.enough or (whole and support.cover < WHOLE):
        return None
    found: dict[SectorCode, list[tuple[Hit, Evidence]]] = {}
    for hit in close_behind(retrieved.hits, most=_MOST, drop=_DROP):
        sector = library.sector_of_group(hit.passage.document)
        if sector is not None and hit.passage.part in _PARTS:
            found.setdefault(sector, []).append((hit, _line(hit, library)))
    if not found:
        return None
    groups = {sector: tuple(dict.fromkeys(hit.passage.document for hit, _ in hits)) for sector, hits in found.items()}
    evidence = {sector: tuple(line for _, line in hits) for sector, hits in found.items()}
    head = [say(f"sector.{column}", query.language) for column in ("sector", "role", "groups")]
    return Draft(
        kind="sector",
        blocks=(
            heading(say("sector.heading_free", query.language)),
            table(head, [_row(sector, groups, evidence, query, library) for sector in SECTORS]),
            heading(say("sector.says", query.language), level=3),
            bullets(
                [
                    (library.titled(line.document) + ": ", as_it_stands(line))
                    for lines in evidence.values()
                    for line in lines
                ]
            ),
        ),
        notes=(Note(code="assumption", text=say("note.topic_by_groups", query.language)),),
        facts=lambda numbers_of: _facts(groups, evidence, numbers_of),
        rests_on=tuple(group for ids in groups.values() for group in ids),
        confidence=round(support.confidence * 0.8, 3),
        as_of=day,
        as_of_label=query.as_of.label if query.as_of else None,
    )


def _line(hit: Hit, library: Library) -> Evidence:
    """Returns the record line a passage was cut from."""
    record = library.record(hit.passage.document)
    assert record is not None
    clause = next(one for one in record.clauses if one.path == hit.passage.clause)
    return evidence_of(record, clause)


def _row(
    sector: SectorCode,
    groups: dict[SectorCode, tuple[str, ...]],
    evidence: dict[SectorCode, tuple[Evidence, ...]],
    query: Query,
    library: Library,
) -> tuple[Cell, ...]:
    name = say(f"sector.name.{sector}", query.language)
    if sector not in groups:
        return (name,), ("–",), ("–",)
    units = "; ".join(library.titled(group) for group in groups[sector])
    role = say("role.contributes", query.language)
    role_states = say("role.states.reading", query.language, sector=name)
    unit_states = say("sector.units", query.language, sector=name, units=units)
    return (name,), (cell(role, role_states, evidence[sector][:1]),), (cell(units, unit_states, evidence[sector]),)


def _facts(
    groups: dict[SectorCode, tuple[str, ...]],
    evidence: dict[SectorCode, tuple[Evidence, ...]],
    numbers_of: NumbersOf,
) -> dict[str, Any]:
    sectors = {
        sector: {
            "role": "contributes" if sector in groups else "none",
            "groups": list(groups.get(sector, ())),
            "citations": numbers_of(evidence.get(sector, ())),
        }
        for sector in SECTORS
    }
    empty: dict[str, Any] = {"resolutions": [], "conflicts": [], "silences": []}
    return {"themes": [{"theme": None, "name": "", "sectors": sectors, **empty}]}
