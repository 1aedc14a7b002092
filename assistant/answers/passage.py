"""What do the documents say: the passages that answer, quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Note
from assistant.answers.excerpt import excerpt
from assistant.answers.suggestions import follow_ups_for
from assistant.answers.wording import quoted
from assistant.draft import Draft, Evidence, bullets, evidence_of, paragraph
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from assistant.retrieval import Hit
from assistant.support import WHOLE, assess, close_behind
from corpus.addressees import addressees_of
from corpus.document import Clause, Part, Text
from corpus.labels import label

_MOST = 5
_DROP = 0.6
_CLAUSES = 12
_LIMIT = 20
_LIMIT_NAMED = 60
_OWN = 0.15
"""What a passage of a document named is preferred by to one of a document that cites it."""
_ASIDE: tuple[Part, ...] = ("title", "note", "gap")
"""Lines that name a document or say what is not known of it: quoted where nothing else was found."""
_TERSE = 4
"""A line of fewer index terms says too little to answer, unless nothing else was found."""
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
    return [clause for clause in text.clauses if clause.operative and wanted.intersection(clause.addressees)]


def _resolved(text: Text, query: Query) -> list[Clause]:
    if not _DECIDES.search(query.topic):
        return []
    return [clause for clause in text.clauses if clause.operative and _DECIDES.match(clause.call)]


def _by_search(query: Query, library: Library, *, cover: float = 0.0) -> Draft | None:
    hits, known_share = _found(query, library)
    words = library.weigh(query.topic, query.language)
    terms = [set(library.analyse(hit.passage.embedded, hit.passage.language)) for hit in hits[:8]]
    support = assess(hits, words, terms, known_share=known_share, foreign=query.language not in library.languages)
    if not support.enough or support.cover < cover:
        return None
    telling = [hit for hit in hits if _tells(hit, library)] or hits
    evidence = [_evidence(hit, query, library) for hit in close_behind(telling, most=_MOST, drop=_DROP)]
    return _draft(query, library, evidence, confidence=support.confidence)


def _found(query: Query, library: Library) -> tuple[Sequence[Hit], float]:
    """Returns the hits: where documents are named, those of them and of what cites them, their own preferred."""
    retrieved = library.search.search(
        query.topic,
        limit=_LIMIT_NAMED if query.targets else _LIMIT,
        filters=query.filters,
        as_of=query.as_of.day if query.as_of else None,
        scope=query.scope,
        language=query.language,
    )
    if not query.targets:
        return retrieved.hits, retrieved.known_share
    citing = {link.document for target in query.targets for link in library.catalogue.links_to(target)}
    allowed = citing.union(query.targets)
    hits = [
        replace(hit, score=min(1.0, hit.score + _OWN)) if hit.passage.document in query.targets else hit
        for hit in retrieved.hits
        if hit.passage.document in allowed
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.rank))[:_LIMIT], retrieved.known_share


def _tells(hit: Hit, library: Library) -> bool:
    passage = hit.passage
    return passage.part not in _ASIDE and len(library.analyse(passage.text, passage.language)) >= _TERSE


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
    claims = [quoted(one, library, language=query.language) for one in evidence]
    return Draft(
        kind="passage",
        blocks=(paragraph(*claims) if len(claims) == 1 else bullets([(claim,) for claim in claims]),),
        rests_on=tuple(dict.fromkeys(one.document for one in evidence)),
        follow_ups=follow_ups_for(first, library, language=query.language, beside="passage"),
        confidence=confidence,
        as_of=query.as_of.day if query.as_of else None,
        as_of_label=query.as_of.label if query.as_of else None,
        pinned=query.pinned,
    )
