"""Does a question that names no text lean on the one before? Decided by where its words are found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.followup import Cues, without_addressed, without_addressees, without_bare
from assistant.library import Library
from assistant.question import Query
from assistant.retrieval import Filters, Hit
from assistant.support import assess

_LIMIT = 8
_SOME = 0.5
"""Share of the question's words that the text before has to hold."""
_LESS = 0.15
"""By so much less may a question that begins with "and" be covered by the text before than by any other."""


def leans_on(query: Query, cues: Cues, texts: Sequence[str], library: Library) -> bool:
    """Returns whether the texts talked about hold what is asked at least as well as any other text does.

    A question with a theme or group of its own stands alone; so does one in a language no text is held in: where its
    words are found tells nothing then.
    """
    if not texts or query.themes or query.groups or query.intent not in ("passage", "document", "history"):
        return False
    if query.written_in not in library.languages:
        return False
    told = without_addressed(cues.rest, query.written_in) or without_addressees(cues.rest, query.written_in)
    asked = without_bare(told, query.written_in)
    own, found = _cover(asked, query, (), library)
    leaned, _ = _cover(asked, query, tuple(texts), library)
    if found and found[0].passage.document in texts:
        return leaned >= _SOME
    if cues.opener:
        return leaned >= max(_SOME, own - _LESS)
    return leaned >= max(_SOME, own) and own < 1.0


def _cover(asked: str, query: Query, documents: tuple[str, ...], library: Library) -> tuple[float, Sequence[Hit]]:
    """Returns the share of the words of ``asked`` that one passage holds, of these documents or of all."""
    retrieved = library.search.search(
        asked,
        limit=_LIMIT,
        filters=replace(query.filters, documents=documents) if documents else Filters(),
        scope="all" if documents else "serving",
        language=query.written_in,
    )
    terms = [set(library.analyse(hit.passage.embedded, hit.passage.language)) for hit in retrieved.hits]
    words = library.weigh(asked, query.written_in)
    support = assess(
        retrieved.hits, words, terms, known_share=retrieved.known_share, foreign=False, cosines=library.cosines
    )
    return support.cover, retrieved.hits
