"""When was somebody first asked to do something, in what words, is it still so: one clause through its revisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer import Note, Run
from assistant.answers.changes_told import evidence_at, quotations, set_apart, without_stops
from assistant.answers.changes_told import runs_of as marked
from assistant.answers.clause_lines import Asked, Line, asked_in, lines_of
from assistant.answers.history import compose as history
from assistant.answers.history_steps import history_facts, history_of
from assistant.answers.suggestions import follow_ups_for
from assistant.answers.wording import conference_named, quoted, shortened
from assistant.draft import Cell, Claim, Draft, DraftBlock, heading, paragraph, table
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from corpus.conferences import conference, conference_label
from corpus.force import document_status, revisions_until
from corpus.labels import label
from indexer.lineage import Station, word_differences


def compose(query: Query, library: Library) -> Draft | None:
    """Returns when a mandate was first given, or None where that is not asked or no clause held gives it."""
    asked = asked_in(query)
    lines = lines_of(asked, query, library) if asked else []
    if not lines:
        return _nowhere(asked, query, library) if asked else None
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


def _nowhere(asked: Asked, query: Query, library: Library) -> Draft | None:
    """Returns the history of the text named, with a note that no clause held says what was asked about."""
    draft = history(query, library)
    if draft is None:
        return None
    name = library.titled(query.targets[0])
    told = say("note.no_clause_says", query.language, name=name, subject=shortened(asked.subject))
    return replace(draft, notes=(Note(code="gap", text=told), *draft.notes), confidence=0.3)


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
    """Returns the sentence that names the conference.

    It was the first to ask only where no text before is missing, and no digest could have left the clause out.
    """
    held, first = ("oldest_said", "first_said") if line.said else ("oldest_held", "first_asked")
    key = held if _missing_before(line) or _from_digests(line) else first
    return _sentence(key, line.stations[0], query, library)


def _ending(line: Line, query: Query, library: Library) -> DraftBlock | None:
    """Returns whether it is still so, as far as texts are held; None where the first one held is the newest held."""
    last = line.stations[-1]
    if not last.paths:
        return None if _from_digests(line) else paragraph(*_dropped(line, query, library))
    if _later_than(line, query):
        return _sentence("in_newest_held", last, query, library) if len(line.stations) > 1 else None
    suppressed = document_status(line.document) == "suppressed"
    return _sentence("stood_then" if query.as_of is not None or suppressed else "still_so", last, query, library)


def _from_digests(line: Line) -> bool:
    """Returns whether the clause was followed through our digests: what one leaves out may stand in the text."""
    return line.texts[-1].kind == "digest"


def _later_than(line: Line, query: Query) -> tuple[str, ...]:
    """Returns the revisions known behind the last text followed."""
    known = revisions_until(line.document, query.as_of.day if query.as_of else None)
    last = line.stations[-1].text.revision
    return known[known.index(last) + 1 :] if last in known else ()


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


def _dropped(line: Line, query: Query, library: Library) -> Cell:
    *_, before, last = line.stations
    named = conference_named(conference(last.text.revision or ""), query.language)
    evidence = evidence_at(before.text, before.paths[0])
    claim = quoted(evidence, library, language=query.language) if evidence else ""
    key = "history.no_longer_said" if line.said else "history.no_longer"
    opening, _, closing = say(key, query.language, conference=named, claim="\0").partition("\0")
    return opening, claim, closing


def _row(station: Station, first: bool, query: Query, library: Library) -> tuple[Cell, ...]:
    """Returns a station's row: its words where it came in, then what each revision made of them."""
    code = station.text.revision or ""
    name = conference_named(conference(code), query.language)
    if not station.paths:
        gone = "page.change.removed" if station.text.kind == "original" else "history.not_in_digest"
        return (name,), ("–",), (say(gone, query.language),)
    evidence = [one for path in station.paths if (one := evidence_at(station.text, path)) is not None]
    words = " ".join(one.quote for one in evidence)
    before = " ".join(dict.fromkeys(one.before for one in station.changes if one.before))
    states = say(
        "claim.quoted",
        query.language,
        place=f"{library.name(station.text.document, code)}, {station.paths[0]}",
        quote=quotations([one.quote for one in evidence], query.language),
    )
    shown: tuple[Run, ...] = (Run(text=say("history.same_words", query.language)),)
    if first:
        shown = set_apart((Run(text=words),), station.text.language, query.language)
    elif any(change.change != "moved" for change in station.changes):
        changed = marked(word_differences(*without_stops(before, words)))
        shown = set_apart(changed, station.text.language, query.language)
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
    last = line.stations[-1]
    if last.paths and (later := _later_than(line, query)):
        names = ", ".join(label(line.document, code) for code in later)
        told = say(
            "note.newer_missing",
            query.language,
            cited=label(line.document, last.text.revision),
            newer=names,
            count=len(later),
        )
        yield Note(code="gap", text=told)
    if _from_digests(line):
        yield Note(code="assumption", text=say("note.digests_followed", query.language))
    elif len(line.stations) > 1:
        yield Note(code="assumption", text=say("note.compared", query.language))
