"""Which text of one body is meant: "the WTDC one", "Is there a PP resolution on this?"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.followup import Cues
from assistant.followup_reading import asking_back, at_place, ids_of
from assistant.followup_subject import referents
from assistant.library import Library
from assistant.question import Query
from assistant.turn import Inherited, Turn
from corpus.scope import BodyCode


def of_body(query: Query, cues: Cues, last: Turn, library: Library, *, body: BodyCode) -> tuple[Query, Inherited]:
    """Returns the question asked of the one text of ``body`` that was talked of; of several it is asked back.

    A question which texts of the body there are, or one where none was talked of, asks what the body adopted on the
    text or theme before.
    """
    known = (
        (*last.targets, *last.cited, *last.listed),
        _mapped_to_texts(last, library),
        _mapped_to_themes(last, library),
    )
    by_nearness = ([one for one in dict.fromkeys(texts) if _is_of(one, body, library)] for texts in known)
    adopted = next((texts for texts in by_nearness if texts), [])
    lists = query.written_in == "zh" and not last.targets and cues.fragment  # its nouns have no plural
    asks_which = lists or (cues.which and query.intent not in ("history", "document"))
    if adopted and not asks_which:
        if len(adopted) > 1:
            return asking_back(query, body.upper(), adopted), Inherited()
        read = replace(query, targets=(adopted[0],), topic=query.question, subject=query.question, left_over=0)
        return at_place(read, library), Inherited(documents=(adopted[0],))
    if not (last.targets or last.themes or last.groups):
        return query, Inherited()
    read = replace(
        query, intent="related", targets=last.targets, themes=last.themes, groups=last.groups, within=body, left_over=0
    )
    return read, Inherited(documents=last.targets or ids_of((*last.themes, *last.groups)))


def _mapped_to_texts(last: Turn, library: Library) -> Iterator[str]:
    """Yields what is recorded to be on the same subject as the text talked about."""
    for text in (library.document(one) for one in referents(last, library)):
        yield from (one.document for one in text.relations if one.relation == "mapped")


def _mapped_to_themes(last: Turn, library: Library) -> Iterator[str]:
    """Yields the texts mapped to the theme talked about."""
    for theme in (library.document(one.document).theme for one in last.themes):
        yield from theme.resolutions if theme else ()


def _is_of(document: str, body: BodyCode, library: Library) -> bool:
    return document in library.document_ids and library.document(document).body == body
