"""What do the documents say: the passages that answer, quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.excerpt import excerpt
from assistant.answers.suggestions import follow_ups_for
from assistant.answers.wording import quoted
from assistant.draft import Draft, Evidence, bullets, evidence_of, paragraph
from assistant.library import Library
from assistant.question import Query
from assistant.retrieval import Hit
from assistant.support import WHOLE, assess, close_behind
from corpus.addressees import addressees_of
from corpus.document import Clause, Part, Text

_MOST = 5
_DROP = 0.6
_CLAUSES = 12
_LIMIT = 20
_ASIDE: tuple[Part, ...] = ("title", "note", "gap")
"""Lines that name a document or say what is not known of it: quoted where nothing else was found."""
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
    """Returns the clauses of a named resolution that speak to whom the question names, or that resolve."""
    if len(query.targets) != 1:
        return None
    day = query.as_of.day if query.as_of else None
    text = library.serving(query.targets[0], as_of=day, revision=dict(query.pinned).get(query.targets[0]))
    if text is None:
        return None
    chosen = _asked_of(text, query, library) or _resolved(text, query)
    if not chosen:
        return None
    evidence = [evidence_of(text, clause) for clause in chosen[:_CLAUSES]]
    items = [(quoted(one, library, language=query.language),) for one in evidence]
    return _draft(query, library, confidence=0.95, evidence=evidence, items=items)


def _asked_of(text: Text, query: Query, library: Library) -> list[Clause]:
    if not _INSTRUCTS.search(query.question):
        return []
    wanted = set(addressees_of(query.question, body=library.document(text.document).body))
    return [clause for clause in text.clauses if clause.operative and wanted.intersection(clause.addressees)]


def _resolved(text: Text, query: Query) -> list[Clause]:
    if not _DECIDES.search(query.question):
        return []
    return [clause for clause in text.clauses if clause.operative and _DECIDES.match(clause.call)]


def _by_search(query: Query, library: Library, *, cover: float = 0.0) -> Draft | None:
    day = query.as_of.day if query.as_of else None
    retrieved = library.search.search(
        query.question, limit=_LIMIT, filters=query.narrowed(), as_of=day, scope=query.scope
    )
    words = library.weigh(query.topic, query.language)
    terms = [set(library.analyse(hit.passage.embedded, hit.passage.language)) for hit in retrieved.hits[:8]]
    support = assess(retrieved, words, terms, foreign=query.language not in library.languages)
    if not support.enough or support.cover < cover:
        return None
    telling = [hit for hit in retrieved.hits if hit.passage.part not in _ASIDE] or retrieved.hits
    chosen = close_behind(telling, most=_MOST, drop=_DROP)
    evidence = [_evidence(hit, query, library) for hit in chosen]
    items = [(quoted(one, library, language=query.language),) for one in evidence]
    return _draft(query, library, confidence=support.confidence, evidence=evidence, items=items)


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


def _draft(
    query: Query,
    library: Library,
    *,
    confidence: float,
    evidence: Sequence[Evidence],
    items: Sequence[tuple[object, ...]],
) -> Draft:
    first = library.document(evidence[0].document)
    block = paragraph(*items[0]) if len(items) == 1 else bullets(items)  # type: ignore[arg-type]
    return Draft(
        kind="passage",
        blocks=(block,),
        rests_on=tuple(dict.fromkeys(one.document for one in evidence)),
        follow_ups=follow_ups_for(first, library, language=query.language, beside="passage"),
        confidence=confidence,
        as_of=query.as_of.day if query.as_of else None,
        as_of_label=query.as_of.label if query.as_of else None,
        pinned=query.pinned,
    )
