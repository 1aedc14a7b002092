"""Rules on what a document says of its own history, and of the theme it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from corpus.conferences import conference, held_on
from corpus.document import Document, RevisionStep
from corpus.errors import IdentifierError
from corpus.finding import Finding
from corpus.shelf import Sheet, Shelf


def unknown_conference(shelf: Shelf) -> Iterator[Finding]:
    """A revision that is no conference of ``conferences.yaml``, or a conference of another body."""
    for sheet in shelf:
        for key, revision in _revisions(sheet.document):
            row = sheet.row_of_entry(key, revision) if key else sheet.row_of(f"## {revision}")
            if not _exists(revision):
                told = f"{revision} is no known conference; correct it or add it to conferences.yaml"
                yield Finding(sheet.path, row, "unknown-conference", told)
            elif conference(revision).body != sheet.document.body:
                told = f"{revision} is no conference of the body {sheet.document.body}"
                yield Finding(sheet.path, row, "unknown-conference", told)


def _revisions(document: Document) -> Iterator[tuple[str, str]]:
    yield from (("history", step.revision) for step in document.history)
    yield from (("earlier_titles", old.revision) for old in document.earlier_titles if old.revision)
    yield from (("", one) for one in dict.fromkeys(line.revision for line in document.lines) if one)


def _exists(revision: str) -> bool:
    try:
        conference(revision)
    except IdentifierError:
        return False
    return True


def contradictory_history(shelf: Shelf) -> Iterator[Finding]:
    """A history out of order, with two adoptions or one conference twice, going on after the suppression, or at
    odds with the status."""
    for sheet in shelf:
        history = sheet.document.history
        for before, step in pairwise(history):
            if problem := _clash(before, step):
                yield _of_history(sheet, step.revision, problem)
        doubled = {step.revision for step in history if [one.revision for one in history].count(step.revision) > 1}
        for revision in doubled:
            yield _of_history(sheet, revision, f"{revision} stands twice; keep one step")
        if sum(step.action == "adopted" for step in history) > 1:
            yield _of_history(sheet, history[-1].revision, "it is adopted twice; later steps are revisions")
        if history and (problem := _status_clash(sheet.document)):
            yield Finding(sheet.path, sheet.row_of("status:"), "history", problem)


def _clash(before: RevisionStep, step: RevisionStep) -> str:
    if before.action == "suppressed":
        return f"{step.action} at {step.revision} after it was suppressed at {before.revision}"
    if step.action == "adopted":
        return f"adopted at {step.revision} after {before.revision}; the adoption comes first"
    both_known = _exists(before.revision) and _exists(step.revision)
    if both_known and held_on(step.revision) < held_on(before.revision):
        return f"{step.revision} met before {before.revision}; write the oldest first"
    return ""


def _status_clash(document: Document) -> str:
    suppressed = document.history[-1].action == "suppressed"
    if suppressed and document.status == "in-force":
        return "the history ends with the suppression, the status says in-force"
    if document.status == "suppressed" and not suppressed and not _told_in_gap(document, "suppress"):
        return "the status says suppressed, the history has no suppression; add the step or say in Gaps when"
    return ""


def _told_in_gap(document: Document, word: str) -> bool:
    return any(word in line.text.lower() for line in document.lines if line.part in ("gap", "note"))


def _of_history(sheet: Sheet, revision: str, problem: str) -> Finding:
    return Finding(sheet.path, sheet.row_of_entry("history", revision), "history", problem)


def line_of_foreign_revision(shelf: Shelf) -> Iterator[Finding]:
    """A mandate line or earlier title of a conference that the history does not know.

    A change may be of one: that a conference left the text as it was is worth a line.
    """
    for sheet in shelf:
        document = sheet.document
        known = {step.revision for step in document.history}
        dated = (line for line in document.lines if line.part == "mandate" and line.revision)
        told = {line.revision: sheet.row_of_line(line) for line in dated}
        told |= {
            old.revision: sheet.row_of_entry("earlier_titles", old.revision)
            for old in document.earlier_titles
            if old.revision
        }
        for revision, row in told.items():
            if revision not in known:
                problem = f"{revision} is not in the history of {document.id}; add the step or move the lines"
                yield Finding(sheet.path, row, "foreign-revision", problem)


def one_sided_theme(shelf: Shelf) -> Iterator[Finding]:
    """A theme maps a resolution that does not list the theme: the mapping tables would not agree."""
    for sheet in shelf:
        if sheet.document.theme is None:
            continue
        for target in sheet.document.theme.resolutions:
            other = shelf.sheet(target)
            if other is not None and sheet.document.id not in other.document.themes:
                row = other.row_of("themes:")
                problem = f"{sheet.document.id} maps it, but it does not list that theme; add the theme"
                yield Finding(other.path, row, "one-sided-theme", problem)


def two_lists_of_a_theme(shelf: Shelf) -> Iterator[Finding]:
    """A theme whose mapped relations and list of resolutions are not the same: the mapping would rest on nothing."""
    for sheet in shelf:
        if sheet.document.theme is None:
            continue
        related = {one.document for one in sheet.document.relations if one.relation == "mapped"}
        for target in sorted(related.symmetric_difference(sheet.document.theme.resolutions)):
            row = sheet.row_of_entry("relations" if target in related else "resolutions", target)
            lacking = "resolutions" if target in related else "relations"
            yield Finding(sheet.path, row, "two-lists", f"{target} is missing under “{lacking}”; write it in both")
