"""Which passages bear on a question: found by search, weighed by what the question names and how its words stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from assistant import orders
from assistant.answers.preference import names_the_theme, preferred, texts_first
from assistant.conference_words import conference_marks
from assistant.library import Library
from assistant.orders import Asked
from assistant.question import Query
from assistant.refusal_words import is_at_home, is_everyday, is_gibberish
from assistant.retrieval import Hit
from assistant.support import NO_SUPPORT, Support, assess, close_behind
from corpus.document import Part
from corpus.references import find_references
from indexer.passages import Passage

_LIMIT = 20
_LIMIT_UNHELD = 60
_ASSESSED = 8
_MOST = 5
_OF_ONE = 8
"""Hits of one document where the question names none, so that a stuffed one does not stand for all."""
_REMEMBERED = 8_192
"""Passages of which it is remembered how they read."""
_DROP = 0.7
"""Learned on the dev questions: of .60 to .75 the share at which no figure fell, of what is cited or what is said."""
_OWN = 0.15
"""What a passage of a document named is preferred by to one of a document that cites it."""
_SIDE_BY_SIDE = 0.2
"""What a passage gains in which every two neighbouring words of the subject are neighbours too."""
_ASIDE: tuple[Part, ...] = ("title", "note", "gap")
"""Lines that name a document or say what is not known of it: quoted where nothing else was found."""
_TERSE = 4
"""A line of fewer index terms says too little to answer, unless nothing else was found."""
_SAYS = re.compile(
    r"\b(?:say|says|state|states|contain|contains|provide|provides|require|requires|ask|asks|instruct|instructs"
    r"|invite|invites|resolve|resolves|decide|decides|dit|prévoit|dice|establece|говорит|предусматривает)\b|规定|说|يقول|ينص",
    re.IGNORECASE,
)
_LEADS_IN = (":", "：")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The passages to quote, best first, and how far they carry the question."""

    hits: tuple[Hit, ...]
    support: Support


def find(query: Query, library: Library) -> Found:
    """Returns the passages that say most on the query's subject, at most five, all near the best one."""
    ranked, known_share = _ranked(query, library)
    asked = Asked.of(query, library)
    hits = [hit for hit in ranked if _may_be_quoted(hit, asked)]
    support = assess(
        hits,
        library.weigh(query.subject, query.written_in),
        [_terms_of(hit.passage.embedded, hit.passage.language, library.analyse) for hit in hits[:_ASSESSED]],
        known_share=known_share,
        foreign=query.written_in not in library.languages,
        cosines=library.cosines,
        named=bool(query.themes or query.groups or conference_marks(query.question)) and not query.targets,
        at_home=is_at_home(query.question) and not query.targets,  # of a text that is named more is asked
        everyday=is_everyday(query.question, query.written_in),
    )
    if is_gibberish(query.question, query.written_in, known_share=known_share):
        support = NO_SUPPORT
    telling = [
        hit
        for place, hit in enumerate(hits)
        if _tells(hit, library, first=place == 0) or names_the_theme(hit, query, library)
    ] or hits
    near = close_behind(telling, most=_MOST, drop=_DROP)
    return Found(hits=tuple(near if query.targets else texts_first(near, library)), support=support)


def _ranked(query: Query, library: Library) -> tuple[Sequence[Hit], float]:
    """Returns hits, best first, and the share of known words.

    Where documents are named, only they and what cites them are searched, their own passages preferred. Where the text
    named is not held, only passages that name it count.
    """
    told_by_others = bool(query.unresolved) and not query.targets
    retrieved = library.search.search(
        query.topic if told_by_others else query.subject,
        limit=_LIMIT_UNHELD if told_by_others else _LIMIT,
        filters=replace(query.filters, documents=_searched(query, library)),
        as_of=query.as_of.day if query.as_of else None,
        scope=query.scope,
        per_document=None if query.targets else _OF_ONE,
        language=query.written_in,
    )
    wanted = _pairs(query.subject, query.written_in, library)
    hits = [
        replace(hit, score=hit.score + _bonus(hit, query, wanted, library))
        for hit in retrieved.hits
        if query.targets or _names_what_is_not_held(hit, query)
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.rank))[:_LIMIT], retrieved.known_share


def read_ahead(passages: Sequence[Passage], library: Library) -> None:
    """Reads of passages what a question would read at their first use; of many, as many as are remembered."""
    for passage in passages[:_REMEMBERED]:
        orders.read_ahead(passage.text, kind=passage.kind)
        _terms_of(passage.embedded, passage.language, library.analyse)
        _pairs_of(passage.text, passage.language, library.analyse)


@lru_cache(maxsize=_REMEMBERED)
def _terms_of(text: str, language: str, analyse: Callable[[str, str], list[str]]) -> set[str]:
    return set(analyse(text, language))


def _may_be_quoted(hit: Hit, asked: Asked) -> bool:
    """Returns whether there are words in a hit that speak to nobody, or that are asked about."""
    return bool(asked.kept(hit.passage.text, language=hit.passage.language, kind=hit.passage.kind))


def _searched(query: Query, library: Library) -> tuple[str, ...]:
    """Returns the documents named, and those that cite them unless it is asked what they say; () where none is."""
    if _SAYS.search(query.question):
        return query.targets
    citing = {link.document for target in query.targets for link in library.catalogue.links_to(target)}
    return tuple(sorted(citing.union(query.targets)))


def _bonus(hit: Hit, query: Query, wanted: frozenset[tuple[str, str]], library: Library) -> float:
    together = wanted & _pairs(hit.passage.text, hit.passage.language, library)
    share = len(together) / len(wanted) if wanted else 0.0
    groups = [one.document for one in query.groups] if not query.targets else []
    own = hit.passage.document in (*query.targets, *groups)
    return _OWN * own + _SIDE_BY_SIDE * share + preferred(hit, query, library)


def _pairs(text: str, language: str, library: Library) -> frozenset[tuple[str, str]]:
    return _pairs_of(text, language, library.analyse)


@lru_cache(maxsize=_REMEMBERED)
def _pairs_of(text: str, language: str, analyse: Callable[[str, str], list[str]]) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(analyse(text, language)))


def _names_what_is_not_held(hit: Hit, query: Query) -> bool:
    """Returns whether a passage names one of the texts the question names; all do where it names none."""
    wanted = {(reference.genre, reference.number) for reference, _ in query.unresolved if not query.targets}
    return not wanted or any((one.genre, one.number) in wanted for one in find_references(hit.passage.text))


def _tells(hit: Hit, library: Library, *, first: bool) -> bool:
    """Returns whether a hit says something by itself; a lead-in does where it is the first one, with its items."""
    passage = hit.passage
    if passage.part in _ASIDE or (passage.text.endswith(_LEADS_IN) and not first):
        return False
    return len(library.analyse(passage.text, passage.language)) >= _TERSE
