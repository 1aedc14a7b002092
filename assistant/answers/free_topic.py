"""Who handles a topic that is no theme: read from what groups are responsible for, or from the nearest theme."""

from __future__ import annotations

from typing import Any

from assistant.answer import Note
from assistant.answers.role_blocks import official_list, role_table, rule_blocks
from assistant.answers.wording import as_it_stands
from assistant.draft import Draft, Evidence, NumbersOf, bullets, evidence_of, heading
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from assistant.responsibility.reading import Responsibility, of_lines
from assistant.responsibility.rules import RuleName
from assistant.retrieval import Filters, Hit, Retrieved
from assistant.support import WHOLE, Support, assess, close_behind
from corpus.document import Document
from corpus.scope import SectorCode

_LIMIT = 12
_MOST = 8
_DROP = 0.72
_RULE_OF_PART: dict[str, RuleName] = {"responsibility": "works-on", "lead-role": "leads-on"}
_CLEAR = 0.9
"""Fused score, of 1, that the nearest theme has to reach: near by its words and by its meaning."""


def topic_of_groups(query: Query, library: Library, *, whole: bool = False) -> Draft | None:
    """Returns the Sectors whose groups are recorded to work on the question's topic; None where none clearly is.

    ``whole``: one line of a group has to hold every subject word of the topic.
    """
    retrieved, support = _searched(query, library, Filters(kinds=("group",)))
    if not support.enough or (whole and support.cover < WHOLE):
        return None
    found: dict[SectorCode, list[tuple[str, RuleName, Evidence]]] = {}
    for hit in close_behind(retrieved.hits, most=_MOST, drop=_DROP):
        sector = library.sector_of_group(hit.passage.document)
        if sector is not None and (rule := _RULE_OF_PART.get(hit.passage.part)) is not None:
            found.setdefault(sector, []).append((hit.passage.document, rule, _line(hit, library)))
    return _draft(found, support, query, library) if found else None


def topic_of_nearest_theme(query: Query, library: Library) -> tuple[Document, float] | None:
    """Returns the theme whose record is nearest to the topic, with a confidence; None where none clearly is."""
    retrieved, support = _searched(query, library, Filters(kinds=("theme",)))
    if not retrieved.hits or not support.enough or retrieved.hits[0].score < _CLEAR:
        return None
    return library.document(retrieved.hits[0].passage.document), round(support.confidence * 0.7, 3)


def _searched(query: Query, library: Library, filters: Filters) -> tuple[Retrieved, Support]:
    day = query.as_of.day if query.as_of else None
    retrieved = library.search.search(query.topic, limit=_LIMIT, filters=filters, as_of=day)
    support = assess(
        retrieved.hits,
        library.weigh(query.topic, query.written_in),
        [set(library.analyse(hit.passage.embedded, hit.passage.language)) for hit in retrieved.hits[:8]],
        known_share=retrieved.known_share,
        foreign=query.written_in not in library.languages,
        cosines=library.cosines,
    )
    return retrieved, support


def _draft(
    found: dict[SectorCode, list[tuple[str, RuleName, Evidence]]], support: Support, query: Query, library: Library
) -> Draft:
    day = query.as_of.day if query.as_of else None
    language = query.language
    one = Responsibility(theme=None, name=query.topic.strip(" ?.!¿¡？؟"), parts=of_lines(found))
    lines = [line for part in one.parts for line in part.evidence]
    said = [(library.titled(line.document) + ": ", as_it_stands(line)) for line in lines]
    return Draft(
        kind="sector",
        blocks=(
            heading(say("sector.heading_free", language)),
            role_table(one, library, language),
            heading(say("sector.says", language), level=3),
            bullets(said),
            heading(say("sector.ask", language), level=3),
            bullets(list(official_list(library, language, as_of=day))),
            *rule_blocks((one,), language),
        ),
        notes=(Note(code="assumption", text=say("note.topic_by_groups", language)),),
        facts=lambda numbers_of: _facts(one, numbers_of),
        rests_on=tuple(group for part in one.parts for group in part.groups),
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


def _facts(one: Responsibility, numbers_of: NumbersOf) -> dict[str, Any]:
    empty: dict[str, Any] = {"resolutions": [], "conflicts": [], "silences": []}
    return {"themes": [{"theme": None, "name": "", "sectors": sector_facts(one, numbers_of), **empty}]}


def sector_facts(one: Responsibility, numbers_of: NumbersOf) -> dict[str, Any]:
    """Returns the contract's ``sectors`` of a topic: of each Sector role, groups, units, rule, citations."""
    return {
        part.sector: {
            "role": part.role,
            "groups": list(part.groups),
            "units": list(part.units),
            "rule": part.rule,
            "reading": part.reading,
            "citations": numbers_of(part.evidence),
        }
        for part in one.parts
    }
