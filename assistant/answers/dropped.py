"""Which mandates of a resolution were dropped: operative clauses that one text held has and the next one has not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.answer import Note, Run
from assistant.answers.changes_told import evidence_at, runs_of, set_apart
from assistant.answers.history import timeline
from assistant.answers.history_focus import steps_asked
from assistant.answers.history_steps import Step, history_facts, history_of
from assistant.answers.suggestions import follow_ups_for
from assistant.answers.wording import conference_named
from assistant.comparing import Comparison, compare
from assistant.draft import Cell, Claim, Draft, DraftBlock, heading, paragraph, table
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from corpus.conferences import conference, conference_label, held_on
from corpus.document import KINDS_WITH_REVISIONS, Document
from corpus.force import steps_until

_ASKED = re.compile(
    r"\b(?:mandates?|clauses?|instructions?|tasks?|requests?|provisions?|paragraphs?|items?|what|which|anything)\b"
    r".*\b(?:dropped|removed|deleted|abandoned|lost|taken out|disappeared|no longer)\b"
    r"|\b(?:mandates?|clauses?|instructions?|tasks?|provisions?)\b.*\b(?:drop|remove|delete|lose)\b"
    r"|\b(?:drop|remove|delete|lose)\b.*\b(?:mandates?|clauses?|instructions?|tasks?|provisions?|anything)\b"
    r"|\b(?:mandats?|dispositions?|tâches?|instructions?)\b.*\b(?:supprim|abandonn|retir)"
    r"|\b(?:mandatos?|disposiciones|tareas?|instrucciones)\b.*\b(?:suprim|elimin|abandon)"
    r"|(?:поручени|положени|мандат|пункт).*(?:исключ|изъя|удал|отмен)|(?:任务|职责|条款|授权).*(?:删除|取消|去掉)"
    r"|(?:الولايات|المهام|البنود|التكليفات).*(?:حذف|أُلغي|ألغي|شُطب)",
    re.IGNORECASE,
)


def compose(query: Query, library: Library) -> Draft | None:
    """Returns the operative clauses dropped, with their words; None where that is not asked of a resolution.

    Texts are compared with the next one held as an original, also over a revision that is not held: the step is then
    named by both ends. Where no two originals are held, the steps are shown with what is recorded, and that is said.
    """
    named = [one for one in query.targets if library.document(one).kind in KINDS_WITH_REVISIONS]
    if not named or not _ASKED.search(query.question):
        return None
    document = library.document(named[0])
    day = query.as_of.day if query.as_of else None
    steps = history_of(document, library, as_of=day)
    codes = steps_asked(query, document) or tuple(one.code for one in steps)
    compared = [one for one in _comparisons(document, library, query) if one.new.revision in codes]
    shown = [one for one in steps if one.code in codes and one.step.action != "adopted"]
    if not steps or not (compared or shown):
        return None
    return Draft(
        kind="history",
        blocks=tuple(_blocks(query, library, document, compared, shown)),
        notes=tuple(_notes(query, document, compared, shown)),
        facts=lambda numbers_of: history_facts(document, steps, library, numbers_of),
        rests_on=(document.id,),
        follow_ups=follow_ups_for(document, library, language=query.language, beside="related"),
        confidence=0.95 if compared else 0.5,
        as_of=day,
        as_of_label=query.as_of.label if query.as_of else None,
        history=True,
    )


def _comparisons(document: Document, library: Library, query: Query) -> Iterator[Comparison]:
    """Yields the comparisons of each original held with the next one."""
    held = library.catalogue.held(document.id)
    day = query.as_of.day if query.as_of else None
    originals = [step.revision for step in steps_until(document, day) if held.get(step.revision) == "original"]
    for earlier, later in pairwise(originals):
        found = compare(document.id, library.catalogue, earlier=earlier, later=later)
        if found is not None and found.text_kind == "original":
            yield found


def _blocks(
    query: Query, library: Library, document: Document, compared: Sequence[Comparison], shown: Sequence[Step]
) -> Iterator[DraftBlock]:
    rows = [row for one in compared for row in _rows(one, query, library)]
    if rows:
        yield heading(say("history.dropped", query.language, name=library.titled(document.id)))
        yield table(
            [say(f"history.{column}", query.language) for column in ("conference", "clause", "dropped_words")], rows
        )
        return
    if compared:
        told = say("list.joint", query.language).join(_ends(one) for one in compared)
        yield paragraph(say("history.none_dropped", query.language, compared=told))
    yield from timeline(query, library, document, shown)


def _rows(compared: Comparison, query: Query, library: Library) -> Iterator[tuple[Cell, ...]]:
    operative = {clause.path for clause in compared.old.clauses if clause.operative}
    name = conference_named(conference(compared.new.revision or ""), query.language)
    for change in compared.changes:
        evidence = evidence_at(compared.old, change.from_clause) if change.change == "removed" else None
        if evidence is None or change.from_clause not in operative:
            continue
        states = say(
            "history.change.removed",
            query.language,
            name=library.name(evidence.document, evidence.revision),
            place=evidence.clause,
            before=evidence.quote,
        )
        shown: tuple[Run, ...] = set_apart(runs_of([(evidence.quote, "removed")]), evidence.language, query.language)
        claim = Claim(states=states, evidence=(evidence,), support="quoted", shown=shown)
        yield (name,), (evidence.clause,), (claim,)


def _notes(query: Query, document: Document, compared: Sequence[Comparison], shown: Sequence[Step]) -> Iterator[Note]:
    if compared:
        yield Note(code="assumption", text=say("note.compared", query.language))
    untold = [one for one in shown if not any(_covers(pair, one.code) for pair in compared)]
    if untold:
        names = say("list.joint", query.language).join(conference_label(one.code) for one in untold)
        yield Note(code="gap", text=say("note.cannot_tell_dropped", query.language, steps=names))


def _covers(compared: Comparison, code: str) -> bool:
    return held_on(compared.old.revision or "") < held_on(code) <= held_on(compared.new.revision or "")


def _ends(compared: Comparison) -> str:
    return f"{conference_label(compared.old.revision or '')} → {conference_label(compared.new.revision or '')}"
