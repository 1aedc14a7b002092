"""What became of a mandate: its history step by step, what is recorded to have changed, which texts are held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.answer import Note
from assistant.answers.in_force import asks_in_force, in_force_answer
from assistant.answers.suggestions import follow_ups_for
from assistant.answers.wording import as_it_stands, cell, conference_named
from assistant.conference_named import conferences_named
from assistant.draft import Cell, Claim, Draft, DraftBlock, Evidence, NumbersOf, heading, table
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from corpus.conferences import conference, conference_label
from corpus.document import KINDS_WITH_REVISIONS, Document, RevisionStep
from corpus.force import steps_until
from corpus.labels import label


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of a history with its evidence: the history's own line, then the recorded changes."""

    step: RevisionStep
    line: tuple[Evidence, ...]
    changes: tuple[Evidence, ...]


def compose(query: Query, library: Library) -> Draft | None:
    """Returns the history of the first document named; None where it names none that has revisions.

    "Was it in force in 2012?" is answered by one sentence, which may name a later adoption; the steps beside it stop at
    the date all the same.
    """
    named = [one for one in query.targets if library.document(one).kind in KINDS_WITH_REVISIONS]
    if not named:
        return None
    document = library.document(named[0])
    day = query.as_of.day if query.as_of else None
    steps = history_of(document, library, as_of=day)
    told = _in_force(query, library, document)
    if not steps and not told:
        return None
    focus = _focus(query, document)
    shown = [step for step in steps if step.step.revision in focus] or steps
    return Draft(
        kind="history",
        blocks=(*told, *_steps_blocks(query, library, document, shown)),
        notes=_notes(query, document, focus, steps),
        facts=lambda numbers_of: history_facts(document, steps, library, numbers_of),
        rests_on=(document.id,),
        follow_ups=follow_ups_for(document, library, language=query.language, beside="history"),
        confidence=0.95,
        as_of=None if told else day,
        as_of_label=query.as_of.label if query.as_of else None,
        history=True,
    )


def _in_force(query: Query, library: Library, document: Document) -> tuple[DraftBlock, ...]:
    """Returns the sentence on whether it is in force, where that is asked."""
    if not asks_in_force(query.question):
        return ()
    lines = [(one.step, one.line) for one in history_of(document, library)]
    told = in_force_answer(query, library, document, lines)
    return (told,) if told else ()


def history_of(document: Document, library: Library, *, as_of: date | None = None) -> list[Step]:
    """Returns the steps known by ``as_of``, oldest first."""
    lines: dict[str, list[Evidence]] = {}
    changes: dict[str, list[Evidence]] = {}
    for clause, evidence in library.lines(document.id, "history", "change", as_of=as_of):
        if clause.revision:
            (changes if clause.part == "change" else lines).setdefault(clause.revision, []).append(evidence)
    return [
        Step(step=step, line=tuple(lines[step.revision]), changes=tuple(changes.get(step.revision, ())))
        for step in steps_until(document, as_of)
        if step.revision in lines
    ]


def history_facts(document: Document, steps: Sequence[Step], library: Library, numbers_of: NumbersOf) -> dict[str, Any]:
    """Returns the contract's ``facts`` of a history."""
    held = library.catalogue.held(document.id)
    return {
        "document": document.id,
        "revisions": [
            {
                "revision": one.step.revision,
                "place": conference(one.step.revision).place["en"],
                "year": conference(one.step.revision).year,
                "action": one.step.action,
                "held": held.get(one.step.revision, "missing"),
                "changes": [_change(evidence, one.step) for evidence in one.changes],
                "citations": numbers_of((*one.line, *one.changes)),
            }
            for one in steps
        ],
    }


def _change(evidence: Evidence, step: RevisionStep) -> dict[str, Any]:
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


def _steps_blocks(query: Query, library: Library, document: Document, steps: Sequence[Step]) -> tuple[DraftBlock, ...]:
    """Returns the history as a table under its heading; nothing where there is no step by the date asked for."""
    if not steps:
        return ()
    day = query.as_of.day if query.as_of else None
    head = [say(f"history.{column}", query.language) for column in ("conference", "step", "changes", "held")]
    return (
        heading(say("history.heading", query.language, name=library.titled(document.id, as_of=day))),
        table(head, [_row(query, library, document, step) for step in steps]),
    )


def _row(query: Query, library: Library, document: Document, one: Step) -> tuple[Cell, ...]:
    held = library.catalogue.held(document.id).get(one.step.revision, "missing")
    name = conference_named(conference(one.step.revision), query.language)
    action = Claim(
        states=f"{label(document)}: {one.line[0].quote}",
        evidence=one.line,
        support="quoted",
        shown=cell(say(f"action.{one.step.action}", query.language), "", ()).shown,
    )
    changes: Cell = tuple(piece for evidence in one.changes for piece in (as_it_stands(evidence), " "))
    state = "–" if one.step.action == "suppressed" else say(f"held.{held}", query.language)
    return (name,), (action,), changes or ("–",), (state,)


def _notes(query: Query, document: Document, focus: Sequence[str], steps: Sequence[Step]) -> tuple[Note, ...]:
    notes = [Note(code="assumption", text=say("note.recorded_changes", query.language))]
    known = {one.step.revision for one in steps}
    for code in focus:
        if code not in known:
            text = say("note.no_step", query.language, conference=conference_label(code), name=label(document))
            notes.append(Note(code="gap", text=text))
        elif not any(one.changes for one in steps if one.step.revision == code):
            text = say("note.no_change_recorded", query.language, conference=conference_label(code))
            notes.append(Note(code="gap", text=text))
    return tuple(notes)


def _focus(query: Query, document: Document) -> tuple[str, ...]:
    """Returns the conferences of the document's body that the question names beside its reference."""
    if query.as_of is not None:
        return ()
    bracketed = {revision for target, revision in query.pinned if target == document.id}
    return tuple(code for code in conferences_named(query.question, document) if code not in bracketed)
