"""A text named by its body and its subject alone: "the WTDC resolution on gender", "la Résolution de la PP sur …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.library import Library
from assistant.themes import Mention
from corpus.scope import BodyCode

_NAMED = re.compile(
    r"\b(?:the|this) (?:[\w-]+ ){0,3}(?:resolution|decision)\b(?!s)"
    r"|\b(?:la|cette) (?:[\w’'-]+ ){0,2}(?:résolution|décision)\b"
    r"|\bla (?:[\w-]+ ){0,2}(?:resolución|decisión)\b|\bрезолюци[яиюей]{1,2}\b|决议|\b(?:ال)?قرار\b",
    re.IGNORECASE,
)


_FRAME = frozenset("resolut decis itu telecommun ict inform commun technolog world confer assembl".split())
"""Words of most titles, which tell none apart."""


def titled_text(question: str, themes: Sequence[Mention], library: Library, *, body: BodyCode | None) -> str | None:
    """Returns the one text of ``body`` mapped to the theme named whose title has most words of the question.

    Where the theme is not named in English, the words of its title count.

    None where the question names no single text, no body or no theme, or two titles have equally many.
    """
    if body is None or not themes or not _NAMED.search(question):
        return None
    theme = library.document(themes[0].document)
    written = question if themes[0].language == "en" else theme.title
    name = set(library.analyse(written, "en")) - _FRAME
    mapped = theme.theme.resolutions if theme.theme else ()
    found = sorted(
        (len(name.intersection(library.analyse(library.document(one).title, "en"))), one)
        for one in mapped
        if one in library.document_ids and library.document(one).body == body
    )
    if not found or not found[-1][0] or (len(found) > 1 and found[-2][0] == found[-1][0]):
        return None
    return found[-1][1]
