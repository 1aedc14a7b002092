"""Which texts are similar to one by what they say: found by search, shown by the clause that is nearest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.draft import Evidence, evidence_of
from assistant.library import Library
from assistant.retrieval import Filters, Hit
from corpus.document import KINDS_WITH_REVISIONS, Document

_LIMIT = 40
_MOST = 5
_NEAR = 0.6
"""Nearness to the document's title, 0 to 1 over the range the embedder uses, that a clause has to reach."""
_SCORE = 0.5
"""With an embedder of unknown range: the share of the best score."""


def similar_to(
    document: Document, library: Library, *, as_of: date | None = None
) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    """Yields up to five resolutions whose clauses are nearest to a document's title, each with that clause.

    The title itself stands beside it: the two are what was compared.
    """
    if document.kind not in KINDS_WITH_REVISIONS:
        return
    own = next((evidence for _, evidence in library.lines(document.id, "title", as_of=as_of)), None)
    if own is None or not document.title:
        return
    found = library.search.search(
        document.title, limit=_LIMIT, filters=Filters(kinds=KINDS_WITH_REVISIONS), as_of=as_of
    ).hits
    seen: dict[str, Evidence] = {}
    for hit in found:
        other = hit.passage.document
        if other != document.id and other not in seen and _is_near(hit, found[0], library):
            evidence = _evidence(hit, library)
            if evidence is not None:
                seen[other] = evidence
    yield from ((other, (evidence, own)) for other, evidence in list(seen.items())[:_MOST])


def _is_near(hit: Hit, best: Hit, library: Library) -> bool:
    if library.cosines is None:
        return hit.score >= _SCORE * best.score
    far, near = library.cosines
    return (hit.cosine - far) / (near - far) >= _NEAR


def _evidence(hit: Hit, library: Library) -> Evidence | None:
    """Returns the clause a passage was cut from; None for lines on what is not known."""
    passage = hit.passage
    text = library.catalogue.text(passage.document, passage.revision, language=passage.language)
    clause = next((one for one in text.clauses if one.path == passage.clause), None) if text else None
    if text is None or clause is None or clause.part in ("note", "gap"):
        return None
    return evidence_of(text, clause)
