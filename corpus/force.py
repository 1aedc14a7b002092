"""What is in force, and which revision serves as evidence: the contract's rule, as pure functions.

Evidence is, for each document, the newest revision *held* that is not later than the date asked for. A later revision
that is known but not held makes the held one ``superseded``, and the answer says which text is missing.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta
from typing import Literal

from corpus.conferences import held_on
from corpus.document import Clause, Document, RevisionStep

RevisionStatus = Literal["in-force", "superseded", "suppressed", "unknown"]
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def steps_until(document: Document, as_of: date | None = None) -> tuple[RevisionStep, ...]:
    """Returns the history's steps taken by ``as_of`` (all where None), oldest first."""
    return tuple(step for step in document.history if as_of is None or held_on(step.revision) <= as_of)


def revisions_until(document: Document, as_of: date | None = None) -> tuple[str, ...]:
    """Returns the codes of the texts adopted or revised by ``as_of``, oldest first; a suppression has no text."""
    return tuple(step.revision for step in steps_until(document, as_of) if step.action != "suppressed")


def serving_revision(document: Document, held: Collection[str], *, as_of: date | None = None) -> str | None:
    """Returns the newest revision among ``held`` that is not later than ``as_of``, or None where there is none."""
    return next((code for code in reversed(revisions_until(document, as_of)) if code in held), None)


def missing_revisions(document: Document, held: Collection[str], *, as_of: date | None = None) -> tuple[str, ...]:
    """Returns the revisions known by ``as_of`` whose text is not held, oldest first."""
    return tuple(code for code in revisions_until(document, as_of) if code not in held)


def is_known_by(document: Document, as_of: date | None) -> bool:
    """Returns whether a document was there at ``as_of``: adopted by then, or dated not later; else, of no date."""
    if as_of is None:
        return True
    if document.history:
        return held_on(document.history[0].revision) <= as_of
    last = end_of(document.date) if document.date else None
    return last is None or last <= as_of


def document_status(document: Document, *, as_of: date | None = None) -> RevisionStatus:
    """Returns the document's status at ``as_of``; ``unknown`` where it was not established or not adopted yet.

    A document that a later conference still revised was in force before, whatever became of it since. Where it was
    suppressed, but not when, it was in force on the day of its last step, and of the time behind nothing is known.
    """
    steps = steps_until(document, as_of)
    if steps and steps[-1].action == "suppressed":
        return "suppressed"
    if as_of is not None and not steps and document.history:
        return "unknown"
    if len(steps) < len(document.history):
        return "in-force"
    if as_of is not None and document.status == "suppressed" and steps:
        return "in-force" if as_of == held_on(steps[-1].revision) else "unknown"
    return document.status


def status_at(document: Document, revision: str | None, *, as_of: date | None = None) -> RevisionStatus:
    """Returns the status at ``as_of`` of one revision, or of the document where ``revision`` is None."""
    status = document_status(document, as_of=as_of)
    known = revisions_until(document, as_of)
    if revision is None or status == "suppressed":
        return status
    return "superseded" if known and revision != known[-1] else status


def known_since(document: Document, revision: str | None, clause: Clause | None = None) -> date | None:
    """Returns the day from which a text, or one clause of it, could be known: the date an as-of answer compares.

    A revision, or a record line about one, dates from its conference; the title line of a document with a history from
    the first revision that bears it; a dated document from the end of its date. None: the line tells the state the
    corpus was written in, and is later than any date asked for.
    """
    if spoken_of := revision or (clause.revision if clause else None):
        return held_on(spoken_of)
    if document.history:
        return held_on(_titled_since(document)) if clause and clause.part == "title" else None
    return end_of(document.date) if document.date else None


def _titled_since(document: Document) -> str:
    """Returns the first revision that bears today's title: the one after the last that is recorded with another."""
    known = revisions_until(document)
    others = [known.index(old.revision) for old in document.earlier_titles if old.revision in known]
    later = known[max(others) + 1 :] if others else known
    return later[0] if later else document.history[-1].revision


def end_of(written: str) -> date | None:
    """Returns the last day of ``"2026"``, ``"2026-03"`` or ``"2026-03-05"``; None for anything else."""
    parts = written.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return None
    year, month, day = (*(int(part) for part in parts), 0, 0)[:3]
    try:
        if day:
            return date(year, month, day)
        return date(year + 1, 1, 1) - timedelta(days=1) if month in (0, 12) else date(year, month + 1, 1) - timedelta(1)
    except ValueError:
        return None


def title_at(document: Document, revision: str | None, *, as_of: date | None = None) -> str:
    """Returns the title the document bore in ``revision`` (None: today, or at ``as_of``); "" where it is not known.

    Where earlier titles are recorded, the nearest one at or after the revision is taken. A title that names a year
    later than ``as_of`` (but for the plan period of four years it may announce) is not given.
    """
    known = revisions_until(document)
    asked = revision or next(reversed(revisions_until(document, as_of)), None)
    title = document.title
    if asked in known:
        later = known[known.index(asked) :]
        dated = {earlier.revision: earlier.title for earlier in document.earlier_titles if earlier.revision}
        title = next((dated[code] for code in later if code in dated), title)
    years = [int(year) for year in _YEAR.findall(title)]
    return "" if as_of is not None and any(year > as_of.year + 4 for year in years) else title
