"""What do the documents say: the passages that answer, quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer import Note
from assistant.answers.excerpt import excerpt, items_of
from assistant.answers.finding import find
from assistant.answers.suggestions import follow_ups_for
from assistant.answers.wording import quoted
from assistant.draft import Draft, DraftBlock, Evidence, bullets, evidence_of, heading, paragraph
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from assistant.retrieval import Hit
from assistant.support import WHOLE
from corpus.addressees import addressees_of
from corpus.document import Clause, Text
from corpus.labels import label

_CLAUSES = 12
"""An answer of this kind cites no more."""
_SUBJECT = 2
"""So many subject words beside its name are needed to ask others about a text that is not held."""
_DECIDES = re.compile(r"\b(?:resolves?|decides?|decide|résout|décide|resuelve|решает)\b", re.IGNORECASE)
_INSTRUCTS = re.compile(
    r"\b(?:instructs?|invites?|requests?|asks?|charges?|encourages?|requires?|asked|instructed|invited|requested|mandates?"
    r"|tasks?|urges?|call(?:s|ed)? upon|charge|invite|encarga|invita|поручает|предлагает)\b|责成|请|يكلف|يدعو",
    re.IGNORECASE,
)


def compose(query: Query, library: Library) -> Draft | None:
    """Returns the clauses asked for by addressee, else the passages found; None where they say too little."""
    return _by_addressee(query, library) or _by_search(query, library)


def says_it_whole(query: Query, library: Library) -> Draft | None:
    """Returns the passages found where one of them holds every subject word of the topic, else None."""
    return _by_search(query, library, cover=WHOLE)


def _by_addressee(query: Query, library: Library) -> Draft | None:
    """Returns the clauses of a named resolution that speak to whom the question names, or that resolve.

    Where the text held has none, a digest may have left it out: then the clauses it has are shown, with a note.
    """
    if len(query.targets) != 1:
        return None
    day = query.as_of.day if query.as_of else None
    text = library.serving(query.targets[0], as_of=day, revision=dict(query.pinned).get(query.targets[0]))
    if text is None:
        return None
    wanted = _addressees(query, library)
    chosen = _asked_of(text, wanted) or _resolved(text, query)
    notes: tuple[Note, ...] = ()
    if not chosen and wanted:
        chosen = [clause for clause in text.clauses if clause.operative]
        name = label(library.document(text.document), text.revision)
        notes = (Note(code="gap", text=say(f"note.no_clause_for.{text.kind}", query.language, name=name)),)
    if not chosen:
        return None
    evidence = [evidence_of(text, clause) for clause in chosen[:_CLAUSES]]
    return replace(_draft(query, library, evidence, confidence=0.5 if notes else 0.95), notes=notes)


def _addressees(query: Query, library: Library) -> frozenset[str]:
    """Returns whom the question asks about, where it asks what somebody is told to do."""
    if not _INSTRUCTS.search(query.question):
        return frozenset()
    return frozenset(addressees_of(query.topic, body=library.document(query.targets[0]).body))


def _asked_of(text: Text, wanted: frozenset[str]) -> list[Clause]:
    return [clause for clause in text.clauses if clause.operative and wanted.intersection(clause.concerned)]


def _resolved(text: Text, query: Query) -> list[Clause]:
    if not _DECIDES.search(query.topic):
        return []
    return [clause for clause in text.clauses if clause.operative and _DECIDES.match(clause.call)]


def _by_search(query: Query, library: Library, *, cover: float = 0.0) -> Draft | None:
    told_by_others = bool(query.unresolved) and not query.targets
    if told_by_others and len(library.analyse(query.subject, query.written_in)) < _SUBJECT:
        return None
    found = find(query, library)
    if not found.support.enough or found.support.cover < (WHOLE if told_by_others else cover):
        return None
    first, *others = found.hits
    items = items_of(first, library)
    evidence = [_evidence(first, query, library), *items]
    evidence += [one for hit in others if (one := _evidence(hit, query, library)).clause not in _clauses(items)]
    draft = _draft(query, library, evidence[:_CLAUSES], confidence=found.support.confidence)
    return replace(draft, notes=_not_held(query))


def _clauses(evidence: Sequence[Evidence]) -> frozenset[str]:
    return frozenset(one.clause for one in evidence)


def _not_held(query: Query) -> tuple[Note, ...]:
    """Returns the note that what the question names is not held itself."""
    if query.targets or not query.unresolved:
        return ()
    names = ", ".join(reference.text for reference, _ in query.unresolved)
    text = say("note.told_by_others", query.language, reference=names, count=len(query.unresolved))
    return (Note(code="gap", text=text),)


def _evidence(hit: Hit, query: Query, library: Library) -> Evidence:
    """Returns the hit as evidence: of a long passage the sentences that bear on the question."""
    passage = hit.passage
    start, end = excerpt(passage.text, query.question, analyse=library.analyse, language=passage.language)
    return Evidence(
        document=passage.document,
        revision=passage.revision,
        language=passage.language,
        kind=passage.kind,
        clause=passage.clause,
        start=passage.start + start,
        end=passage.start + end,
        quote=passage.text[start:end],
        basis=passage.basis,
    )


def _draft(query: Query, library: Library, evidence: Sequence[Evidence], *, confidence: float) -> Draft:
    first = library.document(evidence[0].document)
    named_alone = bool(query.targets) and {one.document for one in evidence} <= set(query.targets)
    return Draft(
        kind="document" if named_alone else "passage",
        blocks=tuple(_blocks(evidence, query, library)),
        rests_on=tuple(dict.fromkeys(one.document for one in evidence)),
        follow_ups=follow_ups_for(first, library, language=query.language, beside="passage"),
        confidence=confidence,
        as_of=query.as_of.day if query.as_of else None,
        as_of_label=query.as_of.label if query.as_of else None,
        pinned=query.pinned,
    )


def _blocks(evidence: Sequence[Evidence], query: Query, library: Library) -> Iterator[DraftBlock]:
    """Yields the quotations; several of one text stand under its name."""
    first, *others = evidence
    if not others:
        yield paragraph(quoted(first, library, language=query.language))
        return
    together = all((one.document, one.revision) == (first.document, first.revision) for one in others)
    if together:
        yield heading(library.titled(first.document, revision=first.revision), level=3)
    yield bullets([(quoted(one, library, language=query.language, under_its_name=together),) for one in evidence])
