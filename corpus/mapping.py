"""Which resolutions belong to which theme: read from the resolutions, held against the themes' own lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.document import KINDS_WITH_REVISIONS, Basis, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A theme and a resolution or decision.

    ``tagged``: the resolution names the theme. ``listed``: the theme's own list holds it. ``basis`` is that of the
    theme's relation; what is tagged alone, and what has no relation, is ``inferred``.
    """

    theme: Document
    resolution: Document
    tagged: bool
    listed: bool
    basis: Basis


def pairs_of(documents: Iterable[Document]) -> tuple[Pair, ...]:
    """Returns every pair that either side names, by theme; in it what the theme lists in its order, then by identifier.

    A document named that is not among ``documents`` makes no pair: ``unknown-reference`` finds it.
    """
    by_id = {document.id: document for document in documents}
    tagged: dict[str, list[str]] = {}
    for document in by_id.values():
        for theme in document.themes if document.kind in KINDS_WITH_REVISIONS else ():
            tagged.setdefault(theme, []).append(document.id)
    found: list[Pair] = []
    for theme_id in sorted(one.id for one in by_id.values() if one.theme is not None):
        found += _pairs_of_theme(by_id[theme_id], tagged.get(theme_id, []), by_id)
    return tuple(found)


def _pairs_of_theme(theme: Document, tagged: list[str], by_id: dict[str, Document]) -> list[Pair]:
    listed = theme.theme.resolutions if theme.theme is not None else ()
    rests_on = {one.document: one.basis for one in theme.relations if one.relation == "mapped"}
    return [
        Pair(
            theme=theme,
            resolution=by_id[one],
            tagged=one in tagged,
            listed=one in listed,
            basis=rests_on.get(one, "inferred") if one in listed else "inferred",
        )
        for one in dict.fromkeys((*listed, *sorted(tagged)))
        if one in by_id
    ]
