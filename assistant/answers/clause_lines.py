"""The clause a question in time is about: found by its words and by whom it asks, then followed through its texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from assistant.answers.changes_told import evidence_at
from assistant.comparing import texts_through_time
from assistant.library import Library
from assistant.question import Query
from corpus.addressees import addressees_of
from corpus.conferences import held_on
from corpus.document import KINDS_WITH_REVISIONS, Document, Text
from indexer.lineage import Station, trace

_ASKED = re.compile(
    r"\b(?:when|since when|in (?:which|what) (?:year|revision)|(?:which|what) conference)\b"
    r".*\b(?:ask|instruct|invit|request|told|task|charg|mandat|encourag)\w*\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\bto\s+(?P<subject>\S.*?)"
    r"(?:,?\s+(?:and\s+)?(?:in (?:what|which) words|is (?:it|that|this)\b|does (?:it|that|this)\b).*|\s*\?*)\Z",
    re.IGNORECASE | re.DOTALL,
)
_STILL = re.compile(
    r"^\s*(?:is|are|does|do)\b.*\bstill\b.*\b(?:ask|instruct|invit|request|task|charg|mandat|encourag)\w*\b",
    re.IGNORECASE,
)
_MENTIONED = (
    re.compile(
        r"\b(?:since when|when)\b.*?\b(?:mention|refer to|speak of|talk about|contain|include)\w*\s+"
        r"(?P<subject>\S.*?)\s*\?*\Z",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bwhen (?:did|was|were)\s+(?P<subject>\S.*?)\s+first\s+(?:appear|mention|introduc|includ|add|nam)\w*",
        re.IGNORECASE,
    ),
)
_LOOKED_AT, _MOST = 60, 4
_COVER, _NEAR_BEST = 0.6, 0.9
"""Share of the subject's words that a clause must hold, and of what the best one holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a question asks about. ``who``: the words that name who is asked. ``said``: a text says it, not asks it."""

    subject: str
    who: str = ""
    said: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A clause through the texts held of its document. ``stations``: from the oldest text that has it."""

    document: Document
    texts: tuple[Text, ...]
    stations: tuple[Station, ...]
    cover: float
    said: bool = False
    """It is asked since when a text says it, not since when it asks for it."""

    @property
    def since(self) -> date:
        """The day of the oldest text that has it."""
        return held_on(self.stations[0].text.revision or "")


def asked_in(query: Query) -> Asked | None:
    """Returns what is asked about: what somebody is to do, or what a text named says; None for other questions."""
    question = query.question
    if _ASKED.search(question) or (query.targets and _STILL.search(question)):
        found = _SUBJECT.search(question)
        return Asked(subject=found["subject"], who=question[: found.start()]) if found else None
    told = (pattern.search(question) for pattern in _MENTIONED if query.targets)
    return next((Asked(subject=found["subject"], said=True) for found in told if found), None)


def lines_of(asked: Asked, query: Query, library: Library) -> list[Line]:
    """Returns the lines of the clauses that ask it, one a document; those that hold most of the subject's words."""
    subject = asked.subject
    day = query.as_of.day if query.as_of else None
    documents = query.targets or query.filters.documents or _on_theme(query, library)
    hits = library.search.search(
        subject,
        limit=_LOOKED_AT,
        filters=replace(query.filters, documents=documents),
        as_of=day,
        scope="all",
        language=query.written_in,
    ).hits
    covers = _Cover(asked.subject, query, library)
    best: dict[str, Line] = {}
    for hit in hits:
        passage = hit.passage
        if passage.revision is None or library.document(passage.document).kind not in KINDS_WITH_REVISIONS:
            continue
        cover = covers.of(passage.embedded, passage.language)
        known = best.get(passage.document)
        if cover < _COVER or (known is not None and known.cover >= cover):
            continue
        text = library.catalogue.text(passage.document, passage.revision, language=passage.language, kind=passage.kind)
        if text is not None and (line := _line(text, passage.clause, asked, query, library, cover)) is not None:
            best[passage.document] = line
    most = max((line.cover for line in best.values()), default=0.0)
    return sorted((one for one in best.values() if one.cover >= _NEAR_BEST * most), key=lambda one: -one.cover)[:_MOST]


def _on_theme(query: Query, library: Library) -> tuple[str, ...]:
    """Returns the documents on the theme that the question names; () where it names none."""
    about = {one.document for one in query.themes[:1]}
    listed = {identifier for theme in about for identifier in _listed_by(library.document(theme))}
    tagged = {one.id for one in library.documents(*KINDS_WITH_REVISIONS) if about.intersection(_themes_of(one))}
    return tuple(sorted(listed | tagged)) if about else ()


def _listed_by(theme: Document) -> tuple[str, ...]:
    return theme.theme.resolutions if theme.theme else ()


def _themes_of(document: Document) -> set[str]:
    return {one if one.startswith("theme-") else f"theme-{one}" for one in document.themes}


def _line(text: Text, path: str, asked: Asked, query: Query, library: Library, cover: float) -> Line | None:
    """Returns the clause's line; None where the clause asks nobody the question names."""
    document = library.document(text.document)
    clause = next((one for one in text.clauses if one.path == path), None)
    wanted = set(addressees_of(asked.who, body=document.body))
    if (
        clause is None
        or not (clause.operative or asked.said)
        or (wanted and not wanted.intersection(clause.addressees))
    ):
        return None
    texts = texts_through_time(document, library.catalogue, language=text.language)
    if query.as_of is not None:
        texts = tuple(one for one in texts if held_on(one.revision or "") <= query.as_of.day)
    if text not in texts:
        return Line(document, (text,), (Station(text, (path,)),), cover, asked.said)
    stations = trace(texts, at=texts.index(text), path=path)
    if asked.said:
        stations = _since_said(stations, _Cover(asked.subject, query, library), cover)
    return Line(document, texts, stations, cover, asked.said) if stations else None


def _since_said(stations: tuple[Station, ...], covers: _Cover, cover: float) -> tuple[Station, ...]:
    """Returns the stations from the first one whose words say what is asked about: the clause may be older."""
    for at, station in enumerate(stations):
        quotes = [found.quote for path in station.paths if (found := evidence_at(station.text, path)) is not None]
        if covers.of(" ".join(quotes), station.text.language) >= _NEAR_BEST * cover:
            return stations[at:]
    return ()


class _Cover:
    """The share of a subject's words, by weight, that a text holds."""

    def __init__(self, subject: str, query: Query, library: Library) -> None:
        self._words = library.weigh(subject, query.written_in)
        self._total = sum(weight for _, weight in self._words)
        self._analyse = library.analyse

    def of(self, text: str, language: str) -> float:
        """Returns the share, 0 to 1."""
        terms = set(self._analyse(text, language))
        held = sum(weight for variants, weight in self._words if terms.intersection(variants))
        return held / self._total if self._total else 0.0
