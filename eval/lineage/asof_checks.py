"""What must hold of an answer as of a date, worked out from the record alone: nothing later in it, and its statuses.

The rules are written here a second time, from the contract; the assistant's own are not used.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.answer import Answer, Block, Citation
from assistant.library import Library
from corpus.conferences import conference_label, conferences, find_conference
from corpus.document import Clause, Document
from corpus.references import find_references

_LABEL = re.compile(r"\b(?:PP|WTSA|WTDC|RA|WRC)-\d\d\b")
_DATED = {one.code: one.held_on for one in conferences()}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an answer: where, and what was found there."""

    where: str
    found: str


def leaks(answer: Answer, library: Library, day: date, *, not_yet: Document | None = None) -> Iterator[Fault]:
    """Yields what an answer tells of after ``day``, in statements, citations, facts, blocks or follow-ups.

    ``not_yet``: the document asked about, where it was adopted after ``day``. "No, it was adopted in 2014" is the one
    thing that may be said of it.
    """
    adopted_later = not_yet.history[0].revision if not_yet else None
    asked_about = {adopted_later, not_yet.id} if not_yet else set()
    yield from _late_citations(answer, library, day, adopted_later)
    ahead = _looking_ahead(answer)
    told = {
        "statement": [one.text for one in answer.statements],
        "block": [words for block in answer.blocks for words in _words(block)],
        "follow-up": list(answer.follow_ups),
    }
    for where, texts in told.items():
        for text in texts:
            late = [code for code in _named(text) if _DATED[code] > day and code not in {adopted_later, *ahead}]
            yield from (Fault(where, f"{conference_label(code)} in “{text[:100]}”") for code in late)
    late_values = (
        value for value in _values(answer.facts) if _is_later(value, library, day) and value not in asked_about
    )
    yield from (Fault("facts", value) for value in late_values)
    for one in answer.coverage:
        late = [code for code in (*one.original, *one.digest, *one.missing) if _DATED[code] > day]
        yield from (Fault("coverage", f"{one.document}@{code}") for code in late)


def _looking_ahead(answer: Answer) -> frozenset[str]:
    """Returns the conferences to come that the texts quoted name: a text of 2014 may look ahead to WRC-15."""
    quotes = (citation.quote for citation in answer.citations if citation.revision is not None)
    return frozenset(code for quote in quotes for code in _named(quote))


def _late_citations(answer: Answer, library: Library, day: date, adopted_later: str | None) -> Iterator[Fault]:
    for citation in answer.citations:
        since = _since(citation, library)
        if (since is None or since > day) and citation.clause != f"History {adopted_later}":
            yield Fault("citation", f"{citation.document}@{citation.revision} {citation.clause}")


def wrong_statuses(answer: Answer, library: Library, day: date) -> Iterator[Fault]:
    """Yields the citations whose status is not that of their document and revision at ``day``."""
    for citation in answer.citations:
        document = library.document(citation.document)
        if document.history and citation.status is not None:
            expected = status_on(document, day, citation.revision)
            if citation.status != expected:
                yield Fault("status", f"{citation.document}@{citation.revision} {citation.status}, not {expected}")


def wrong_revisions(answer: Answer, library: Library, day: date) -> Iterator[Fault]:
    """Yields the citations of a text where a newer one held should have served; a history quotes former ones."""
    if answer.kind == "history":
        return
    for citation in answer.citations:
        held = library.catalogue.held(citation.document)
        steps = library.document(citation.document).history
        codes = [one.revision for one in steps if _DATED[one.revision] <= day and held.get(one.revision) != "missing"]
        texts = [code for code in codes if code in held]
        if citation.revision is not None and texts and citation.revision != texts[-1]:
            yield Fault("revision", f"{citation.document}@{citation.revision}, not {texts[-1]}")


def status_on(document: Document, day: date, revision: str | None = None) -> str:
    """Returns the status of a document, or of one revision, at ``day``."""
    done = [step for step in document.history if _DATED[step.revision] <= day]
    if not done:
        return "unknown"
    if done[-1].action == "suppressed":
        return "suppressed"
    if revision is not None and revision != done[-1].revision:
        return "superseded"
    if len(done) < len(document.history):
        return "in-force"
    if document.status == "suppressed":  # of which no step tells when
        return "in-force" if _DATED[done[-1].revision] == day else "unknown"
    return document.status


def _since(citation: Citation, library: Library) -> date | None:
    """Returns from when a citation could be known; None where that is not told."""
    document = library.document(citation.document)
    if citation.revision is not None:
        return _DATED[citation.revision]
    clause = _clause(citation, library)
    if clause is not None and clause.revision is not None:
        return _DATED[clause.revision]
    if document.history:
        return _DATED[document.history[0].revision] if clause is not None and clause.part == "title" else None
    return _last_day(document.date) if document.date else None


def _last_day(written: str) -> date:
    year, month, day = (
        (*map(int, written.split("-")), 12, 0)[:3] if written.count("-") < 2 else map(int, written.split("-"))
    )
    return date(year, month, day or monthrange(year, month)[1])


def _clause(citation: Citation, library: Library) -> Clause | None:
    text = library.catalogue.text(
        citation.document, citation.revision, language=citation.language, kind=citation.text_kind
    )
    return next((clause for clause in text.clauses if clause.path == citation.clause), None) if text else None


def _named(text: str) -> Iterator[str]:
    """Yields the codes of the conferences a text names, by label or in the bracket of a reference."""
    for match in _LABEL.finditer(text):
        if (met := find_conference(match[0])) is not None:
            yield met.code
    for reference in find_references(text):
        if reference.conference and (met := find_conference(reference.conference)) is not None:
            yield met.code


def _words(block: Block) -> Iterator[str]:
    yield block.text
    for runs in (block.runs, *block.items, *(cell for row in block.rows for cell in row)):
        yield "".join(run.text or "" for run in runs)


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _values(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _values(inner)


def _is_later(value: str, library: Library, day: date) -> bool:
    """Returns whether a value of the facts is a revision, or a document adopted, after ``day``."""
    if value in _DATED:
        return _DATED[value] > day
    document = library.catalogue.document(value) if value in library.document_ids else None
    if document is not None and document.history:
        return _DATED[document.history[0].revision] > day
    return any(_DATED[code] > day for code in _named(value))
