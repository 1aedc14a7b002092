"""What became of a mandate: its history step by step, the words that changed where texts are held, what is recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer import Note
from assistant.answers.changes_told import summary, told_changes
from assistant.answers.history_focus import steps_asked
from assistant.answers.history_steps import Step, history_facts, history_of
from assistant.answers.in_force import asks_in_force, in_force_answer, is_not_yet
from assistant.answers.suggestions import follow_ups_for
from assistant.answers.wording import as_it_stands, cell, conference_named
from assistant.draft import Cell, Claim, Draft, DraftBlock, Piece, bullets, heading, paragraph, table
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from corpus.conferences import conference, conference_label
from corpus.document import KINDS_WITH_REVISIONS, Document
from corpus.labels import label

__all__ = ["compose", "history_facts", "history_of", "timeline"]

_IN_A_ROW, _IN_A_LIST = 2, 12
"""How many changes a row of the timeline shows, and how many the list below it where one step is asked for."""
_BULLET = " • "


def compose(query: Query, library: Library) -> Draft | None:
    """Returns the history of the first document named; None where it names none that has revisions.

    "Was it in force in 2012?", and whatever is asked as of a date before it was adopted, is answered by one sentence,
    which may name a later adoption; the steps beside it stop at the date all the same.
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
    focus = steps_asked(query, document)
    shown = [step for step in steps if step.code in focus] or steps
    return Draft(
        kind="history",
        blocks=(
            *told,
            *timeline(query, library, document, shown),
            *_listed(query, library, document, shown),
            *_elsewhere(query, library, document, shown),
        ),
        notes=_notes(query, document, focus, steps, shown),
        facts=lambda numbers_of: history_facts(document, steps, library, numbers_of),
        rests_on=(document.id,),
        follow_ups=follow_ups_for(document, library, language=query.language, beside="history"),
        confidence=0.95,
        as_of=None if told and is_not_yet(query, document) else day,
        as_of_label=query.as_of.label if query.as_of else None,
        history=True,
    )


def _in_force(query: Query, library: Library, document: Document) -> tuple[DraftBlock, ...]:
    """Returns the sentence on whether it is in force, where that is asked, or that it was not there yet."""
    if not asks_in_force(query.question) and not (query.as_of is not None and is_not_yet(query, document)):
        return ()
    lines = [(one.step, one.line) for one in history_of(document, library)]
    told = in_force_answer(query, library, document, lines)
    return (told,) if told else ()


def timeline(query: Query, library: Library, document: Document, steps: Sequence[Step]) -> tuple[DraftBlock, ...]:
    """Returns the history as a table under its heading; nothing where there is no step by the date asked for."""
    if not steps:
        return ()
    day = query.as_of.day if query.as_of else None
    changes = "computed" if any(one.compared for one in steps) else "changes"
    head = [say(f"history.{column}", query.language) for column in ("conference", "step", changes, "held")]
    return (
        heading(say("history.heading", query.language, name=library.titled(document.id, as_of=day))),
        table(head, [_row(query, library, document, step, few=len(steps) > 1) for step in steps]),
    )


def _row(query: Query, library: Library, document: Document, one: Step, *, few: bool) -> tuple[Cell, ...]:
    """Returns a step's row; ``few``: with the first of its changes, else with their counts alone."""
    held = library.catalogue.held(document.id).get(one.code, "missing")
    name = conference_named(conference(one.code), query.language)
    action = Claim(
        states=f"{label(document)}: {one.line[0].quote}",
        evidence=one.line,
        support="quoted",
        shown=cell(say(f"action.{one.step.action}", query.language), "", ()).shown,
    )
    state = "–" if one.step.action == "suppressed" else say(f"held.{held}", query.language)
    return (name,), (action,), _changes(query, library, one, few=few) or ("–",), (state,)


def _changes(query: Query, library: Library, one: Step, *, few: bool) -> Cell:
    if one.compared is None:
        return tuple(piece for evidence in one.changes for piece in (as_it_stands(evidence), " "))
    told = told_changes(one.compared, library, language=query.language)[: _IN_A_ROW if few else 0]
    pieces: list[Piece] = [summary(one.compared.changes, query.language)]
    return (*pieces, *(piece for claim in told for piece in (_BULLET, claim)))


def _listed(query: Query, library: Library, document: Document, steps: Sequence[Step]) -> Iterator[DraftBlock]:
    """Yields the changes of a step that is shown alone, as a list, and where the others are."""
    if len(steps) != 1 or (compared := steps[0].compared) is None:
        return
    told = told_changes(compared, library, language=query.language)
    if told:
        yield bullets([(claim,) for claim in told[:_IN_A_LIST]])
    if len(told) > _IN_A_LIST:
        address = f"/documents/{document.id}/diff?from={compared.old.revision}&to={compared.new.revision}"
        yield paragraph(say("history.more", query.language, count=len(told) - _IN_A_LIST, address=address))


def _elsewhere(query: Query, library: Library, document: Document, steps: Sequence[Step]) -> Iterator[DraftBlock]:
    """Yields where the changes are that the rows of several steps leave out; the page tells later ones too."""
    if len(steps) < 2 or query.as_of is not None:
        return
    compared = [one.compared for one in steps if one.compared is not None]
    told = [len(told_changes(one, library, language=query.language)) for one in compared]
    left_out = sum(max(0, count - _IN_A_ROW) for count in told)
    if left_out:
        address = f"/documents/{document.id}/history"
        yield paragraph(say("history.more", query.language, count=left_out, address=address))


def _notes(
    query: Query, document: Document, focus: Sequence[str], steps: Sequence[Step], shown: Sequence[Step]
) -> tuple[Note, ...]:
    notes = list(_how_known(query, shown))
    known = {one.code for one in steps}
    for code in focus:
        if code not in known:
            text = say("note.no_step", query.language, conference=conference_label(code), name=label(document))
            notes.append(Note(code="gap", text=text))
        elif not any(one.changes or one.compared for one in steps if one.code == code):
            text = say("note.no_change_recorded", query.language, conference=conference_label(code))
            notes.append(Note(code="gap", text=text))
    return tuple(notes)


def _how_known(query: Query, shown: Sequence[Step]) -> Iterator[Note]:
    """Yields what the changes shown rest on: a comparison of texts, or what our digests record."""
    recorded = [one for one in shown if one.compared is None]
    if not shown:
        return
    if len(recorded) == len(shown):
        yield Note(code="assumption", text=say("note.recorded_changes", query.language))
        return
    yield Note(code="assumption", text=say("note.compared", query.language))
    told = say("list.joint", query.language).join(conference_label(one.code) for one in recorded if one.changes)
    if told:
        yield Note(code="assumption", text=say("note.recorded_changes_of", query.language, conferences=told))
