"""A number that several bodies use is told apart by what the texts say: "What do regional offices get under
Resolution 25?" asks for the one that speaks of regional offices."""

from __future__ import annotations

from dataclasses import replace

from assistant.followup import without_addressees, without_bare
from assistant.library import Library
from assistant.question import intent_of, topic_of
from assistant.retrieval import Filters
from assistant.support import Support, assess
from corpus.references import Reference, Resolution, find_references

_LIMIT = 8
_WORDS = 2
"""So many words beside the reference tell anything."""
_COVER, _COVER_APART = 0.35, 0.3
_NEAR, _NEAR_APART = 0.3, 0.1
"""What the fitting text has to reach, and by how much it has to stand out, by words and across languages by meaning."""


def by_words(outcome: Resolution, question: str, language: str, library: Library) -> Resolution:
    """Returns the outcome resolved to the one candidate whose texts hold the question's other words.

    It stays ambiguous where the question says hardly more than the reference, or two candidates hold it alike.
    """
    if outcome.state != "ambiguous":
        return outcome
    intent = intent_of(question, language, names_text=True)
    rest = topic_of(_without(question, find_references(question)), language, intent)
    asked = without_bare(without_addressees(rest, language), language)
    if len(library.analyse(asked, language)) < _WORDS:
        return outcome
    held = [one for one in outcome.candidates if one in library.document_ids]
    found = sorted(((_measure(asked, language, one, library), one) for one in held), reverse=True)
    foreign = language not in library.languages
    enough, apart = (_NEAR, _NEAR_APART) if foreign else (_COVER, _COVER_APART)
    if not found or found[0][0] < enough or (len(found) > 1 and found[0][0] - found[1][0] < apart):
        return outcome
    return replace(
        outcome, state="resolved", document=found[0][1], candidates=(), why="its text has the words of the question"
    )


def _measure(asked: str, language: str, document: str, library: Library) -> float:
    """Returns how far the best passage of a document holds what is asked: by its words, across languages by meaning."""
    foreign = language not in library.languages
    retrieved = library.search.search(
        asked, limit=_LIMIT, filters=Filters(documents=(document,)), scope="all", language=language
    )
    support: Support = assess(
        retrieved.hits,
        library.weigh(asked, language),
        [set(library.analyse(hit.passage.embedded, hit.passage.language)) for hit in retrieved.hits],
        known_share=retrieved.known_share,
        foreign=foreign,
        cosines=library.cosines,
    )
    return (support.nearness or 0.0) if foreign else support.cover


def _without(question: str, references: list[Reference] | tuple[Reference, ...]) -> str:
    for one in reversed(references):
        question = f"{question[: one.start]} {question[one.end :]}"
    return question
