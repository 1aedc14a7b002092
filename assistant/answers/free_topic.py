"""Who handles a topic that is no theme: read from what groups are responsible for, or from the nearest theme."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from assistant.answer import Note
from assistant.answers.role_blocks import official_list, role_table, rule_blocks
from assistant.answers.wording import as_it_stands
from assistant.draft import Draft, Evidence, NumbersOf, bullets, evidence_of, heading
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from assistant.refusal_words import is_at_home, is_everyday
from assistant.responsibility.asks import topic_alone
from assistant.responsibility.reading import Responsibility, of_lines
from assistant.responsibility.rules import RuleName
from assistant.retrieval import Filters, Hit, Retrieved
from assistant.support import WHOLE, Support, assess, close_behind
from corpus.document import Document
from corpus.scope import SectorCode

_LIMIT = 12
_MOST = 8
_DROP = 0.72
_NEAR, _MOST_KNOWN = 0.60, 0.75
_HALF, _HALF_NEAR, _ALL_KNOWN = 0.50, 0.45, 0.90
_LINE_NEAR = 0.70
_MOST_KNOWN_BESIDE, _NEAR_BESIDE = 0.80, 0.66
"""Nearness, cover and share of known words, each 0 to 1, as they parted topics from what is off topic (docs)."""
_RULE_OF_PART: dict[str, RuleName] = {"responsibility": "works-on", "lead-role": "leads-on"}
_VOTING = 10
"""So many of the best passages of all documents have to point to the nearest theme more than to another."""


def topic_of_groups(query: Query, library: Library, *, whole: bool = False) -> Draft | None:
    """Returns the Sectors whose groups are recorded to work on the question's topic; None where none clearly is.

    ``whole``: one line of a group has to hold every subject word of the topic.
    """
    query = replace(query, topic=topic_alone(query.topic))
    retrieved, support = _searched(query, library, Filters(kinds=("group",)))
    if not support.enough or (whole and support.cover < WHOLE):
        return None
    found: dict[SectorCode, list[tuple[str, RuleName, Evidence]]] = {}
    for hit in close_behind(retrieved.hits, most=_MOST, drop=_DROP):
        if not _tells(hit, query, library):
            continue
        sector = library.sector_of_group(hit.passage.document)
        if sector is not None and (rule := _RULE_OF_PART.get(hit.passage.part)) is not None:
            found.setdefault(sector, []).append((hit.passage.document, rule, _line(hit, library)))
    return _draft(found, support, query, library) if found else None


def _tells(hit: Hit, query: Query, library: Library) -> bool:
    """Returns whether a line by itself is on the topic: it holds half of its words by their weight, or is near."""
    weighed = library.weigh(query.topic, query.written_in)
    terms = set(library.analyse(hit.passage.embedded, hit.passage.language))
    total = sum(weight for _, weight in weighed)
    held = sum(weight for variants, weight in weighed if terms.intersection(variants))
    if library.cosines is None or (total and held >= _HALF * total):
        return True
    far, near = library.cosines
    return (hit.cosine - far) / (near - far) >= _LINE_NEAR


def topic_of_nearest_theme(query: Query, library: Library) -> tuple[Document, float] | None:
    """Returns the theme whose record is nearest to the topic, with a confidence; None where none clearly is.

    Its record has to be near, and the best passages of all documents have to be of its theme. With an embedder whose
    range is not known none is near.
    """
    query = replace(query, topic=topic_alone(query.topic))
    retrieved, support = _searched(query, library, Filters(kinds=("theme",)))
    if not retrieved.hits or not _is_near(support, retrieved, foreign=query.written_in not in library.languages):
        return None
    nearest = retrieved.hits[0].passage.document
    if nearest != _voted(query, library):
        return None
    return library.document(nearest), round(support.confidence * 0.7, 3)


def _is_near(support: Support, retrieved: Retrieved, *, foreign: bool) -> bool:
    """Returns whether meaning, or words and meaning together, are near enough; most words have to be known ones."""
    if support.nearness is None:
        return False
    if foreign or retrieved.known_share >= _ALL_KNOWN or support.cover >= _HALF:
        return support.nearness >= _HALF_NEAR
    return support.nearness >= _NEAR and retrieved.known_share >= _MOST_KNOWN


def _voted(query: Query, library: Library) -> str | None:
    """Returns the theme that most of the best passages of all documents are of, each by its score."""
    day = query.as_of.day if query.as_of else None
    votes: Counter[str] = Counter()
    for hit in library.search.search(query.topic, limit=_LIMIT, as_of=day).hits[:_VOTING]:
        document = library.document(hit.passage.document)
        for theme in (document.id,) if document.kind == "theme" else document.themes:
            votes[theme] += round(hit.score * 1000)
    return votes.most_common(1)[0][0] if votes else None


def is_beside_the_point(query: Query, library: Library) -> bool:
    """Returns whether the one word by which a theme is named is all that ties the question to the documents.

    "Who repairs ships in Hamburg?" names ships, and nothing else in it is known to them, by word or by meaning.
    """
    if len(query.themes) != 1 or query.themes[0].terms > 1 or query.written_in not in library.languages:
        return False
    if len(library.analyse(query.topic, query.written_in)) <= 2:
        return False
    theme = library.document(query.themes[0].document)
    resolutions = theme.theme.resolutions if theme.theme else ()
    groups = theme.theme.groups if theme.theme else ()
    retrieved, support = _searched(query, library, Filters(documents=(theme.id, *resolutions, *groups)))
    if support.nearness is None:
        return False
    return retrieved.known_share < _MOST_KNOWN_BESIDE and support.nearness < _NEAR_BESIDE and support.cover < _HALF


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
        named=bool(query.themes or query.groups),
        at_home=is_at_home(query.question),
        everyday=is_everyday(query.question, query.written_in),
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
