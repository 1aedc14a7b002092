"""The steps of a history: the record's own lines, the changes recorded, and those computed where texts are held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from assistant.comparing import Comparison, computed_changes
from assistant.draft import Evidence, NumbersOf, evidence_of
from assistant.library import Library
from assistant.moments import names_later
from corpus.conferences import conference
from corpus.document import Document, Held, RevisionStep
from corpus.force import steps_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of a history with its evidence: the history's own line, then the recorded changes.

    ``compared``: the comparison with the revision before it, where the originals of both are held.
    """

    step: RevisionStep
    line: tuple[Evidence, ...]
    changes: tuple[Evidence, ...]
    compared: Comparison | None = None

    @property
    def code(self) -> str:
        """The conference's code."""
        return self.step.revision


def history_of(document: Document, library: Library, *, as_of: date | None = None) -> list[Step]:
    """Returns the steps known by ``as_of``, oldest first."""
    lines: dict[str, list[Evidence]] = {}
    changes: dict[str, list[Evidence]] = {}
    for clause, evidence in library.lines(document.id, "history", "change", as_of=as_of):
        if clause.revision and not (as_of is not None and names_later(evidence.quote, as_of)):
            (changes if clause.part == "change" else lines).setdefault(clause.revision, []).append(evidence)
    computed = computed_changes(document.id, library.catalogue)
    return [
        Step(
            step=step,
            line=tuple(lines[step.revision]),
            changes=tuple(changes.get(step.revision, ())),
            compared=computed.get(step.revision),
        )
        for step in steps_until(document, as_of)
        if step.revision in lines
    ]


def history_facts(document: Document, steps: Sequence[Step], library: Library, numbers_of: NumbersOf) -> dict[str, Any]:
    """Returns the contract's ``facts`` of a history."""
    held = library.catalogue.held(document.id)
    return {
        "document": document.id,
        "revisions": [_revision(one, held.get(one.code, "missing"), numbers_of) for one in steps],
    }


def _revision(one: Step, held: Held, numbers_of: NumbersOf) -> dict[str, Any]:
    met = conference(one.code)
    recorded = [_recorded(evidence, one.step) for evidence in one.changes]
    computed = [msgspec.to_builtins(change) for change in one.compared.changes] if one.compared else None
    return {
        "revision": one.code,
        "place": met.place["en"],
        "year": met.year,
        "action": one.step.action,
        "held": held,
        "changes": recorded if computed is None else computed,
        "citations": numbers_of((*one.line, *one.changes, *_compared_clauses(one.compared))),
    }


def _compared_clauses(compared: Comparison | None) -> Iterator[Evidence]:
    """Yields the clauses that a comparison changed, of both texts, as the claims on them quote them."""
    if compared is None:
        return
    ends = (
        (compared.new, {one.to_clause for one in compared.changes}),
        (compared.old, {one.from_clause for one in compared.changes}),
    )
    for text, paths in ends:
        yield from (evidence_of(text, clause) for clause in text.clauses if clause.path in paths)


def _recorded(evidence: Evidence, step: RevisionStep) -> dict[str, Any]:
    """Returns a recorded change in the contract's form. It is no comparison of texts, so no former words are given."""
    adopted = step.action == "adopted"
    return {
        "change": "added" if adopted else "removed" if step.action == "suppressed" else "modified",
        "editorial": False,
        "from_clause": None,
        "to_clause": None,
        "before": None if adopted else "",
        "after": None if step.action == "suppressed" else evidence.quote,
        "text_kind": "digest",
    }
