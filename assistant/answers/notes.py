"""What has to be said beside an answer: digests not verified, newer texts not held, up to when the store knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.answer import Citation, Note
from assistant.answers.wording import conference_named, when_named
from assistant.draft import Draft
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from corpus.conferences import conference_label
from corpus.document import KINDS_WITH_REVISIONS
from corpus.force import revisions_until, serving_revision
from corpus.labels import label

_UNVERIFIED = ("recalled", "inferred")


def notes_of(draft: Draft, citations: Sequence[Citation], query: Query, library: Library) -> tuple[Note, ...]:
    """Returns the draft's notes and those its citations call for, each once, in a fixed order."""
    found = [
        *draft.notes,
        *_corrections(query, library),
        *_proposals(citations, query, library),
        *_newer_texts(citations, draft, query, library),
        *_unverified(citations, query),
        *_horizon(draft, query, library),
    ]
    return tuple(dict.fromkeys(found))


def _unverified(citations: Sequence[Citation], query: Query) -> Iterator[Note]:
    bases = {citation.basis for citation in citations}
    if bases and bases <= set(_UNVERIFIED):
        yield Note(code="recalled", text=say("note.recalled_alone", query.language))
    elif bases.intersection(_UNVERIFIED):
        yield Note(code="recalled", text=say("note.recalled_some", query.language))


def _proposals(citations: Sequence[Citation], query: Query, library: Library) -> Iterator[Note]:
    """Yields, for each proposal cited, that it is not in force: its words read like those of a resolution."""
    for document_id in dict.fromkeys(citation.document for citation in citations):
        document = library.document(document_id)
        if document.kind == "proposal":
            yield Note(code="proposal", text=say("note.proposal", query.language, name=label(document)))


def _newer_texts(citations: Sequence[Citation], draft: Draft, query: Query, library: Library) -> Iterator[Note]:
    """Yields, for each document cited by a former revision, which newer text is not held, or is held and not asked."""
    if draft.history:
        return
    cited = dict.fromkeys((one.document, one.revision) for one in citations if one.revision)
    for document_id, revision in cited:
        document = library.document(document_id)
        later = _after(revision, revisions_until(document, draft.as_of))
        if not later or revision is None:
            continue
        names = ", ".join(label(document, code) for code in later)
        held = serving_revision(document, library.shelf.held_codes(document_id), as_of=draft.as_of)
        key = "note.newer_held" if held in later else "note.newer_missing"
        text = say(key, query.language, cited=label(document, revision), newer=names, count=len(later))
        yield Note(code="superseded" if held in later else "gap", text=text)


def _after(revision: str | None, known: Sequence[str]) -> Sequence[str]:
    return known[known.index(revision) + 1 :] if revision in known else ()


def _corrections(query: Query, library: Library) -> Iterator[Note]:
    for reference, outcome in query.unresolved:
        if outcome.state == "no-such-revision" and outcome.document in library.document_ids:
            known = revisions_until(library.document(outcome.document))
            yield Note(
                code="correction",
                text=say(
                    "note.no_such_revision",
                    query.language,
                    reference=reference.text,
                    known=", ".join(map(conference_label, known)),
                ),
            )


def _horizon(draft: Draft, query: Query, library: Library) -> Iterator[Note]:
    if draft.as_of is not None:
        yield Note(code="horizon", text=say("note.as_of", query.language, when=_when(draft, query.language)))
        return
    bodies = {library.document(one).body for one in draft.rests_on if _has_revisions(one, library)}
    known = [one for one in library.horizon if one.body in bodies or not bodies]
    if known:
        named = "; ".join(conference_named(one, query.language) for one in known)
        yield Note(code="horizon", text=say("note.horizon", query.language, conferences=named))


def _when(draft: Draft, language: str) -> str:
    """Returns the date as it was asked for; "before PP-22" in the words of ``language``."""
    label = draft.as_of_label or (_day(draft.as_of) if draft.as_of else "")
    return when_named(label, language)


def _has_revisions(document_id: str, library: Library) -> bool:
    document = library.catalogue.document(document_id)
    return document is not None and document.kind in KINDS_WITH_REVISIONS


def _day(day: date) -> str:
    return day.isoformat()
