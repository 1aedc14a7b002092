"""A number with another text's subject, a Sector said to lead that does not, a study group of another Sector."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.answers.wording import theme_name
from assistant.conference_words import conference_marks
from assistant.draft import Claim, Evidence
from assistant.library import Library
from assistant.messages import say
from assistant.premise import ends_of, finds_leader
from assistant.question import Query
from assistant.themes import Mention
from assistant.understanding import body_hint, resolved_in
from corpus.document import KINDS_WITH_REVISIONS, Document, Part
from corpus.labels import label

_ON = re.compile(
    r"\s*(?:,\s*)?(?:(?:which |that )?(?:on|about|concerning|concerns|covers|treats|deals with|is about)"
    r"|sur|relative à|concernant|qui (?:traite de|porte sur)|sobre|relativa a|que trata de|о|об|по|关于|بشأن|حول)\s",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?P<sector>ITU|UIT|МСЭ)-(?P<letter>[RTDТД])[’'s]{0,2}\s+(?:study group|SG|commission d.études|CE"
    r"|comisión de estudio|ИК|исследовательск\w+ комисси\w+|第)\s*(?P<number>\d{1,2})\b",
    re.IGNORECASE,
)
_SECTOR = re.compile(r"(?<!\w)(?:ITU|UIT|МСЭ)-([RTDТД])(?!\w)(?! SG| Study)", re.IGNORECASE)
_LETTERS = {"т": "T", "д": "D", "r": "R", "t": "T", "d": "D"}
_AT = re.compile(r"[\s,(]*(?:(?:held |which met |which was held )?(?:in|at|à|en|de|в|на|في|于|在))?\s*", re.IGNORECASE)
_BEYOND = 15
"""A number so far above the highest one held of a body is none of its own that is merely not held."""
_FAR = 60


def misnamed(query: Query, library: Library) -> list[Claim]:
    """Returns the claims that put right a wrong number, a wrong Sector or a wrong group; [] where none is wrong."""
    readers = (_of_standing_group, _of_body, _of_number, _of_leader, _of_group, _of_place)
    return next((claims for read in readers if (claims := list(read(query, library)))), [])


def _of_standing_group(query: Query, library: Library) -> Iterator[Claim]:
    """Yields that a group stands which the question takes to have been dissolved, merged or replaced."""
    named = {one.name: one.document for one in query.groups}
    gone = ends_of(query.question, query.written_in, tuple(named)) if not query.targets else None
    profile = library.document(named[gone]).group if gone else None
    if gone is None or profile is None or profile.ended:
        return
    lines = tuple(evidence for clause, evidence in library.lines(named[gone], "status") if clause.path == "Group")
    if lines:
        yield _claim("group_stands", query, label(library.document(named[gone])), lines)


def _of_body(query: Query, library: Library) -> Iterator[Claim]:
    """Yields the text of another body where the one named never came near that number, and one other has it."""
    for reference, outcome in query.unresolved:
        body = reference.body
        if outcome.state == "ambiguous" or body is None or not reference.number.isdigit():
            continue
        numbers = [int(one.rpartition("-")[2]) for one in library.document_ids if re.fullmatch(rf"{body}-res-\d+", one)]
        held = [
            one
            for one in (f"{other}-res-{reference.number}" for other in ("pp", "wtsa", "wtdc", "ra"))
            if one in library.document_ids
        ]
        if numbers and int(reference.number) > max(numbers) + _BEYOND and len(held) == 1:
            yield _claim("wrong_body", query, label(library.document(held[0])), _lines(held[0], library, "title"))


def _of_place(query: Query, library: Library) -> Iterator[Claim]:
    """Yields where a conference met, from a record, where another place stands right behind its label."""
    marks = conference_marks(query.question)
    for label_mark, place_mark in pairwise(marks):
        between = query.question[label_mark.end : place_mark.start]
        first, there = label_mark.conferences, place_mark.conferences
        if len(first) != 1 or first[0] in there or not _AT.fullmatch(between):
            continue
        code = first[0].code
        for document in (*query.targets, *(one for one in library.catalogue.document_ids() if "-res-" in one)):
            lines = [evidence for clause, evidence in library.lines(document, "history") if clause.revision == code]
            if lines:
                yield _claim("other_place", query, label(library.document(document)), lines[:1])
                return


def _of_number(query: Query, library: Library) -> Iterator[Claim]:
    """Yields that a text is on another subject than the theme named right behind it, and the text that is on it."""
    references, documents = resolved_in(query.question, library, hint=body_hint(query.question, query.filters))
    for reference, named in zip(references, documents, strict=True):
        behind = _ON.match(query.question[reference.end :])
        if named is None or behind is None:
            continue
        words = query.question[reference.end + behind.end() :][:_FAR]
        themes = [one for one in library.themes.mentions(words, query.written_in) if one.first == 0]
        document = library.document(named)
        if not themes or document.kind not in KINDS_WITH_REVISIONS or _is_on(document, themes[0], library):
            continue
        right = _titled(themes[0].document, document, library)
        if right is not None:
            yield _claim("other_title", query, label(document), _lines(document.id, library, "title"))
            yield _claim("that_title", query, label(right), _lines(right.id, library, "title"))


def _is_on(document: Document, theme: Mention, library: Library) -> bool:
    """Returns whether a text is mapped to a theme, or any of its lines has a word of the theme's name."""
    if theme.document in document.themes:
        return True
    written = theme.name if theme.language == "en" else theme.document.removeprefix("theme-").replace("-", " ")
    name = set(library.analyse(written, "en"))
    texts = [library.record(document.id), library.serving(document.id)]
    return any(name.intersection(library.analyse(text.content, text.language)) for text in texts if text is not None)


def _titled(theme: str, document: Document, library: Library) -> Document | None:
    """Returns the text of the same body that is mapped to the theme and shares most words of its name."""
    profile = library.document(theme).theme
    name = set(library.analyse(library.document(theme).title, "en"))
    mapped = [library.document(one) for one in (profile.resolutions if profile else ()) if one in library.document_ids]
    fitting = [
        (len(name.intersection(library.analyse(one.title, "en"))), one.id)
        for one in mapped
        if one.body == document.body
    ]
    return library.document(max(fitting)[1]) if fitting and max(fitting)[0] else None


def _of_leader(query: Query, library: Library) -> Iterator[Claim]:
    """Yields who leads on a theme where another Sector is said to."""
    said = {_LETTERS[match[1].casefold()] for match in _SECTOR.finditer(query.question)}
    if len(said) != 1 or not query.themes or not finds_leader(query.question, query.written_in):
        return
    theme = library.document(query.themes[0].document)
    roles = theme.theme.roles if theme.theme else ()
    leading = {role.sector for role in roles if role.role == "lead"}
    if not leading or said <= leading:
        return
    lines = [one for one in library.lines(theme.id, "role") if one[0].sector in leading]
    for _, evidence in lines[:1]:
        yield _claim("other_lead", query, theme_name(theme, query.language), (evidence,))


def _of_group(query: Query, library: Library) -> Iterator[Claim]:
    """Yields whose a study group is where the Sector named has none of its number and one other has."""
    match = _GROUP.search(query.question)
    if match is None:
        return
    sector, number = _LETTERS[match["letter"].casefold()].lower(), match["number"]
    if f"group-itu-{sector}-sg{number}" in library.document_ids:
        return
    held = [one for one in (f"group-itu-{code}-sg{number}" for code in "rtd") if one in library.document_ids]
    if len(held) == 1:
        yield _claim("other_group", query, label(library.document(held[0])), _lines(held[0], library, "title"))


def _lines(document: str, library: Library, part: Part) -> tuple[Evidence, ...]:
    return tuple(evidence for _, evidence in library.lines(document, part))[:1]


def _claim(key: str, query: Query, name: str, lines: Sequence[Evidence]) -> Claim:
    text = say(f"correction.{key}", query.language, name=name, line=lines[0].quote)
    return Claim(states=text, evidence=tuple(lines), support="quoted")
