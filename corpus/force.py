"""What is in force, and which revision serves as evidence: the contract's rule, as pure functions.

Evidence is, for each document, the newest revision *held* that is not later than the date asked for. A later revision
that is known but not held makes the held one ``superseded``, and the answer says which text is missing.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Literal

from corpus.conferences import held_on
from corpus.document import Document, RevisionStep

RevisionStatus = Literal["in-force", "superseded", "suppressed", "unknown"]


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


def document_status(document: Document, *, as_of: date | None = None) -> RevisionStatus:
    """Returns whether the document is in force at ``as_of``; ``unknown`` where it was not established or not adopted yet.

    A document that a later conference still revised was in force before, whatever became of it since.
    """
    steps = steps_until(document, as_of)
    if steps and steps[-1].action == "suppressed":
        return "suppressed"
    if as_of is not None and not steps and document.history:
        return "unknown"
    if len(steps) < len(document.history):
        return "in-force"
    return document.status


def status_at(document: Document, revision: str | None, *, as_of: date | None = None) -> RevisionStatus:
    """Returns the status at ``as_of`` of one revision, or of the document where ``revision`` is None."""
    status = document_status(document, as_of=as_of)
    known = revisions_until(document, as_of)
    if revision is None or status == "suppressed":
        return status
    return "superseded" if known and revision != known[-1] else status
