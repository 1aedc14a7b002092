"""What a question falsely takes for granted is put right first, with the line of the record that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Note
from assistant.answers.history_steps import Step, history_facts, history_of
from assistant.answers.misnamed import misnamed
from assistant.answers.suggestions import follow_ups_for
from assistant.draft import Claim, Draft, DraftBlock, Evidence, no_facts, paragraph
from assistant.library import Library
from assistant.messages import say
from assistant.premise import Premise, premises_of
from assistant.question import Query
from assistant.understanding import body_hint, resolved_in
from corpus.conferences import conference
from corpus.document import KINDS_WITH_REVISIONS, Document
from corpus.labels import label

_SHOWN = 3
"""So many premises of one question are put right."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A premise that does not hold: the message that says so, and the lines of the record that show it."""

    key: str
    document: str
    lines: tuple[Evidence, ...]
    last: tuple[Evidence, ...] = ()


def compose(query: Query, library: Library) -> Draft | None:
    """Returns the correction of what the question takes for granted; None where nothing in it is false.

    Beside a date given with the question nothing is put right: what the record knows may be later than the date.
    """
    if query.as_of is not None and query.as_of.label.casefold() not in query.question.casefold():
        return None
    faults = list(_faults(query, library))[:_SHOWN]
    claims = [claim for fault in faults for claim in _claims(fault, query, library)]
    claims += misnamed(query, library) if not claims else []
    if not claims:
        return None
    first = library.document(claims[0].evidence[0].document)
    steps = history_of(first, library) if first.kind in KINDS_WITH_REVISIONS else []
    return Draft(
        kind="history" if steps else "document",
        blocks=tuple(_blocks(claims, query)),
        notes=(Note(code="correction", text=say("note.correction", query.language)),),
        facts=(lambda numbers_of: history_facts(first, steps, library, numbers_of)) if steps else no_facts,
        rests_on=tuple(dict.fromkeys(claim.evidence[0].document for claim in claims)),
        follow_ups=follow_ups_for(first, library, language=query.language, beside=""),
        confidence=0.9,
        history=True,
    )


def _blocks(claims: Sequence[Claim], query: Query) -> Iterator[DraftBlock]:
    yield paragraph(say("correction.lead", query.language))
    for claim in claims:
        yield paragraph(claim)


def _claims(fault: Fault, query: Query, library: Library) -> Iterator[Claim]:
    name = label(library.document(fault.document))
    text = say(f"correction.{fault.key}", query.language, name=name, line=fault.lines[0].quote)
    yield Claim(states=text, evidence=fault.lines, support="quoted")
    for line in fault.last:
        told = say("correction.last_step", query.language, line=line.quote)
        yield Claim(states=told, evidence=(line,), support="quoted")


def _faults(query: Query, library: Library) -> Iterator[Fault]:
    """Yields each premise that the record of its text contradicts, one a text."""
    references, documents = resolved_in(query.question, library, hint=body_hint(query.question, query.filters))
    seen: set[str] = set()
    for premise in premises_of(query.question, query.written_in, references):
        named = documents[premise.place]
        if named is None or named in seen:
            continue
        document = library.document(named)
        bracketed = references[premise.place].year is not None
        if bracketed and (pinned := dict(query.pinned).get(named)) is not None:
            if premise.event == "valid" and (fault := _not_current(pinned, document, library)):
                seen.add(named)
                yield fault
            continue
        if document.kind in KINDS_WITH_REVISIONS and (fault := _held_against(premise, document, library)):
            seen.add(named)
            yield fault


def _held_against(premise: Premise, document: Document, library: Library) -> Fault | None:
    steps = history_of(document, library)
    if not steps:
        return None
    match premise.event:
        case "suppressed":
            return _of_suppression(premise, document, steps, library)
        case "replaced" | "merged":
            return _standing(f"not_{premise.event}", document, steps, library)
        case "valid":
            return _no_longer(document, steps, library)
        case "unchanged":
            return next(
                (
                    Fault("revised_there", document.id, one.line)
                    for one in steps
                    if premise.conferences and _fits(premise, one) and one.step.action == "revised"
                ),
                None,
            )
        case _:
            return _of_step(premise, document, steps, library)


def _of_suppression(premise: Premise, document: Document, steps: Sequence[Step], library: Library) -> Fault | None:
    if document.status != "suppressed":
        return _standing("in_force", document, steps, library)
    last = steps[-1]
    if last.step.action != "suppressed" or _fits(premise, last):
        return None
    return Fault("suppressed_at", document.id, last.line)


def _standing(key: str, document: Document, steps: Sequence[Step], library: Library) -> Fault | None:
    """Returns that a text in force is not gone, with the last step of its history."""
    if document.status != "in-force":
        return None
    status = tuple(evidence for _, evidence in library.lines(document.id, "status"))[:1]
    return Fault(key, document.id, status, steps[-1].line) if status else None


def _no_longer(document: Document, steps: Sequence[Step], library: Library) -> Fault | None:
    if document.status != "suppressed":
        return None
    status = tuple(evidence for _, evidence in library.lines(document.id, "status"))[:1]
    shown = steps[-1].line if steps[-1].step.action == "suppressed" else status
    return Fault("suppressed", document.id, shown) if shown else None


def _not_current(pinned: str, document: Document, library: Library) -> Fault | None:
    """Returns the step that came after the revision a question takes for the current one."""
    steps = history_of(document, library)
    if not steps or steps[-1].code == pinned or pinned not in [one.code for one in steps]:
        return None
    key = "suppressed" if steps[-1].step.action == "suppressed" else "later_revision"
    return Fault(key, document.id, steps[-1].line)


def _of_step(premise: Premise, document: Document, steps: Sequence[Step], library: Library) -> Fault | None:
    """Returns the fault of a conference that did not adopt or revise the text; None where the history has such a step.

    What a conference did that the record says is not known is no fault.
    """
    if premise.body not in (None, document.body) and premise.event in ("adopted", "begun", "revised"):
        return Fault("other_body", document.id, steps[-1].line)
    if not (premise.conferences or premise.year) or any(_fits(premise, one) for one in _meant(premise, steps)):
        return None
    bodies = {conference(code).body for code in premise.conferences}
    if bodies and document.body not in bodies:
        only = len(premise.conferences) == 1
        return Fault("other_body", document.id, steps[-1].line) if only and premise.event == "revised" else None
    codes = [code for code in premise.conferences if conference(code).body == document.body]
    if any(_is_gap(code, document, library) for code in codes):
        return None
    first, last = steps[0], steps[-1]
    year = premise.year or conference(codes[0]).year
    if first.step.action == "adopted" and year < conference(first.code).year:
        return Fault("not_yet" if premise.event == "revised" else "adopted_at", document.id, first.line)
    if premise.event in ("adopted", "begun"):
        return Fault("adopted_at", document.id, first.line) if first.step.action == "adopted" else None
    if last.step.action == "suppressed" and year >= conference(last.code).year:
        return Fault("suppressed", document.id, last.line)
    before = [one for one in steps if conference(one.code).year <= year]
    nearest = before[-1] if before else first
    within = bool(codes) or year <= conference(last.code).year  # what came after the last step may not be known
    return Fault("no_step", document.id, nearest.line) if within else None


def _meant(premise: Premise, steps: Sequence[Step]) -> Sequence[Step]:
    """Returns the steps that may be the one meant: where a text is said to begin, its adoption alone."""
    if premise.event == "begun":
        return [one for one in steps if one.step.action == "adopted"] or steps[:1]
    if premise.event == "revised":
        return [one for one in steps if one.step.action != "suppressed"]
    return steps


def _fits(premise: Premise, step: Step) -> bool:
    if premise.conferences:
        return step.code in premise.conferences
    return premise.year is None or premise.year in (conference(step.code).year, _nominal(step.code))


def _nominal(code: str) -> int:
    """Returns the year in a conference's code, which may be another than it met in (WTSA-20 met in 2022)."""
    digits = int(code.rpartition("-")[2])
    return 2000 + digits if digits < 50 else 1900 + digits


def _is_gap(code: str, document: Document, library: Library) -> bool:
    """Returns whether the record says that what the conference did is not known, or its outcome was not seen."""
    met = conference(code)
    if met.outcome != "known":
        return True
    name = f"{met.body.upper()}-{code.rpartition('-')[2]}"
    return any(name in evidence.quote for _, evidence in library.lines(document.id, "gap"))
