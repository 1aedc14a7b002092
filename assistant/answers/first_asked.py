"""When was somebody first asked to do something, in what words, is it still so: one clause through its revisions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Note, Run
from assistant.answers.changes_told import evidence_at, without_stops
from assistant.answers.changes_told import runs_of as marked
from assistant.answers.history_steps import history_facts, history_of
from assistant.answers.suggestions import follow_ups_for
from assistant.answers.wording import conference_named, quoted
from assistant.comparing import texts_through_time
from assistant.draft import Cell, Claim, Draft, DraftBlock, heading, paragraph, table
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from corpus.addressees import addressees_of
from corpus.conferences import conference, conference_label, held_on
from corpus.document import KINDS_WITH_REVISIONS, Clause, Document, Text
from corpus.force import document_status, revisions_until
from corpus.labels import label
from indexer.lineage import Station, trace, word_differences

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
_LOOKED_AT, _MOST = 60, 4
_COVER, _NEAR_BEST = 0.6, 0.9
"""Share of the subject's words that a clause must hold, and of what the best one holds."""


@dataclass(frozen=True, slots=True)
class Line:
    """A clause through the texts held of its document. ``stations``: from the oldest text that has it."""

    document: Document
    texts: tuple[Text, ...]
    stations: tuple[Station, ...]
    cover: float

    @property
    def since(self) -> date:
        """The day of the oldest text that has it."""
        return held_on(self.stations[0].text.revision or "")


def compose(query: Query, library: Library) -> Draft | None:
    """Returns when a mandate was first given, or None where that is not asked or no clause held gives it."""
    if not _ASKED.search(query.question) or (found := _SUBJECT.search(query.question)) is None:
        return None
    lines = _lines(query, library, found["subject"])
    if not lines:
        return None
    first, *others = sorted(lines, key=lambda line: (line.since, -line.cover))
    day = query.as_of.day if query.as_of else None
    steps = history_of(first.document, library, as_of=day)
    return Draft(
        kind="history",
        blocks=tuple(_blocks(first, others, query, library)),
        notes=tuple(_notes(first, query)),
        facts=lambda numbers_of: history_facts(first.document, steps, library, numbers_of),
        rests_on=tuple(line.document.id for line in lines),
        follow_ups=follow_ups_for(first.document, library, language=query.language, beside="related"),
        confidence=round(first.cover, 2),
        as_of=day,
        as_of_label=query.as_of.label if query.as_of else None,
        history=True,
    )


def _lines(query: Query, library: Library, subject: str) -> list[Line]:
    """Returns the lines of the clauses that ask it, one a document; those that hold most of the subject's words."""
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
    words = library.weigh(subject, query.written_in)
    total = sum(weight for _, weight in words)
    best: dict[str, Line] = {}
    for hit in hits:
        passage = hit.passage
        if passage.revision is None or library.document(passage.document).kind not in KINDS_WITH_REVISIONS:
            continue
        terms = set(library.analyse(passage.embedded, passage.language))
        cover = sum(weight for variants, weight in words if terms.intersection(variants)) / total if total else 0.0
        known = best.get(passage.document)
        if cover < _COVER or (known is not None and known.cover >= cover):
            continue
        text = library.catalogue.text(passage.document, passage.revision, language=passage.language, kind=passage.kind)
        if text is not None and (line := _line(text, passage.clause, query, library, cover)) is not None:
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


def _line(text: Text, path: str, query: Query, library: Library, cover: float) -> Line | None:
    """Returns the clause's line; None where the clause asks nobody the question names."""
    document = library.document(text.document)
    wanted = set(addressees_of(query.question, body=document.body))
    clause = next((one for one in text.clauses if one.path == path), None)
    if clause is None or not clause.operative or (wanted and not wanted.intersection(_asked(clause))):
        return None
    texts = texts_through_time(document, library.catalogue, language=text.language)
    if query.as_of is not None:
        texts = tuple(one for one in texts if held_on(one.revision or "") <= query.as_of.day)
    if text not in texts:
        return Line(document, (text,), (Station(text, (path,)),), cover)
    return Line(document, texts, trace(texts, at=texts.index(text), path=path), cover)


def _asked(clause: Clause) -> Sequence[str]:
    return clause.addressees


def _blocks(first: Line, others: Sequence[Line], query: Query, library: Library) -> Iterator[DraftBlock]:
    yield _opening(first, query, library)
    if (ending := _ending(first, query, library)) is not None:
        yield ending
    head = [say(f"history.{column}", query.language) for column in ("conference", "clause", "words")]
    yield heading(say("history.heading", query.language, name=library.titled(first.document.id)), level=3)
    yield table(head, [_row(station, at == 0, query, library) for at, station in enumerate(first.stations)])
    for line in others:
        yield _opening(line, query, library)


def _opening(line: Line, query: Query, library: Library) -> DraftBlock:
    """Returns the sentence that names the conference; it was the first to ask only where no text before is missing."""
    key = "oldest_held" if _missing_before(line) else "first_asked"
    return _sentence(key, line.stations[0], query, library)


def _ending(line: Line, query: Query, library: Library) -> DraftBlock | None:
    last = line.stations[-1]
    if not last.paths:
        return paragraph(*_dropped(last, line.stations[-2], query, library))
    if len(line.stations) > 1 or last.text is line.texts[-1]:
        suppressed = document_status(line.document) == "suppressed"
        return _sentence("stood_then" if query.as_of is not None or suppressed else "still_so", last, query, library)
    return None


def _sentence(key: str, station: Station, query: Query, library: Library) -> DraftBlock:
    named = conference_named(conference(station.text.revision or ""), query.language)
    evidence = evidence_at(station.text, _nearest(station, query, library))
    claim = quoted(evidence, library, language=query.language) if evidence else ""
    before, _, after = say(f"history.{key}", query.language, conference=named, claim="\0").partition("\0")
    return paragraph(before, claim, after)


def _nearest(station: Station, query: Query, library: Library) -> str:
    """Returns the path whose words are nearest to the question's, where the clause stands in parts."""
    asked = set(library.analyse(query.question, query.written_in))
    words = {
        clause.path: library.analyse(station.text.quote(clause), station.text.language)
        for clause in station.text.clauses
    }
    return max(station.paths, key=lambda path: len(asked.intersection(words[path])))


def _dropped(last: Station, before: Station, query: Query, library: Library) -> Cell:
    named = conference_named(conference(last.text.revision or ""), query.language)
    evidence = evidence_at(before.text, before.paths[0])
    claim = quoted(evidence, library, language=query.language) if evidence else ""
    opening, _, closing = say("history.no_longer", query.language, conference=named, claim="\0").partition("\0")
    return opening, claim, closing


def _row(station: Station, first: bool, query: Query, library: Library) -> tuple[Cell, ...]:
    """Returns a station's row: its words where it came in, then what each revision made of them."""
    code = station.text.revision or ""
    name = conference_named(conference(code), query.language)
    if not station.paths:
        return (name,), ("–",), (say("page.change.removed", query.language),)
    evidence = [one for path in station.paths if (one := evidence_at(station.text, path)) is not None]
    words = " ".join(one.quote for one in evidence)
    before = " ".join(dict.fromkeys(one.before for one in station.changes if one.before))
    states = say(
        "claim.quoted",
        query.language,
        place=f"{library.name(station.text.document, code)}, {station.paths[0]}",
        quote=words,
    )
    shown: tuple[Run, ...] = (Run(text=say("history.same_words", query.language)),)
    if first:
        shown = (Run(text=words),)
    elif any(change.change != "moved" for change in station.changes):
        shown = marked(word_differences(*without_stops(before, words)))
    return (
        (name,),
        (", ".join(station.paths),),
        (Claim(states=states, evidence=tuple(evidence), support="quoted", shown=shown),),
    )


def _missing_before(line: Line) -> tuple[str, ...]:
    """Returns the revisions before the first station whose text was not followed."""
    known = revisions_until(line.document)
    first = line.stations[0].text.revision
    followed = {text.revision for text in line.texts}
    return tuple(code for code in known[: known.index(first)] if code not in followed) if first in known else ()


def _notes(line: Line, query: Query) -> Iterator[Note]:
    if missing := _missing_before(line):
        named = say("list.joint", query.language).join(map(conference_label, missing))
        yield Note(code="gap", text=say("note.earlier_not_held", query.language, missing=named))
    last = line.stations[-1].text.revision
    known = revisions_until(line.document, query.as_of.day if query.as_of else None)
    if last in known and line.stations[-1].paths and (later := known[known.index(last) + 1 :]):
        names = ", ".join(label(line.document, code) for code in later)
        told = say(
            "note.newer_missing", query.language, cited=label(line.document, last), newer=names, count=len(later)
        )
        yield Note(code="gap", text=told)
    if line.texts[-1].kind == "digest":
        yield Note(code="assumption", text=say("note.digests_followed", query.language))
    elif len(line.stations) > 1:
        yield Note(code="assumption", text=say("note.compared", query.language))
