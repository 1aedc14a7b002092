"""What a proposal touches: clauses, what cites them, references that go stale, clauses elsewhere that say the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from assistant.draft import Evidence, evidence_of
from assistant.library import Library
from assistant.proposals import ProposedChange, proposed_changes
from assistant.retrieval import Filters
from corpus.document import KINDS_WITH_REVISIONS, Clause, Document, Text
from corpus.force import document_status, revisions_until
from corpus.references import find_references, resolve
from indexer.lineage import Change
from indexer.links import Link

_LOOKED_AT, _MOST_SIMILAR = 12, 2
_ALIKE = 0.6
"""Share of a clause's words, by weight, that another must hold to say something similar."""
_RELATIONS = "Relations"
"""Begins the paths of a record's lines on relations: they say that a text is cited, not in which words."""
_FEWEST = 4
"""Index terms a clause must have to be looked for elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A clause that would change, with clauses of other texts that say something similar."""

    change: Change
    similar: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citing:
    """A clause elsewhere that cites the text. ``paths``: the touched clauses that it names.

    ``goes_stale``: it names by its bracket the revision that the proposal would replace, or a text it would suppress.
    """

    evidence: Evidence
    paths: tuple[str, ...] = ()
    goes_stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleReference:
    """A reference in the text proposed to a revision that is replaced already, and the revision known since."""

    evidence: Evidence
    reference: str
    document: str
    newest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What one text of a proposal touches. ``target``: the document it would change; None for a new one."""

    text: ProposedChange
    target: Document | None
    touched: tuple[Touched, ...]
    citing: tuple[Citing, ...]
    stale: tuple[StaleReference, ...]


def impact_of(proposal: Document, library: Library, *, language: str | None = None) -> tuple[Impact, ...]:
    """Returns what a proposal touches, text by text in its own order; () for a document that is no proposal.

    Clauses that only move, and mere updates of references, are not looked for elsewhere. A text left as it is (NOC)
    touches nothing.
    """
    catalogue = library.catalogue
    return tuple(_impact(one, proposal, library) for one in proposed_changes(proposal, catalogue, language=language))


def impact_facts(proposal: Document, impacts: Sequence[Impact], library: Library) -> dict[str, Any]:
    """Returns what a proposal touches as JSON: by text, each place with its words and its address."""
    return {"proposal": proposal.id, "texts": [_text_facts(one, library) for one in impacts]}


def _text_facts(one: Impact, library: Library) -> dict[str, Any]:
    proposed = one.text.proposed
    return {
        "instruction": proposed.instruction if proposed else "MOD",
        "heading": proposed.heading if proposed else "",
        "document": one.target.id if one.target else None,
        "touched": [
            {**msgspec.to_builtins(each.change), "similar": [_place(found, library) for found in each.similar]}
            for each in one.touched
        ],
        "citing": [
            {**_place(each.evidence, library), "paths": list(each.paths), "goes_stale": each.goes_stale}
            for each in one.citing
        ],
        "stale": [
            {
                **_place(each.evidence, library),
                "reference": each.reference,
                "target": each.document,
                "newest": each.newest,
            }
            for each in one.stale
        ],
    }


def _place(evidence: Evidence, library: Library) -> dict[str, Any]:
    citation = library.shelf.citation(evidence, 0)
    return {
        "document": citation.document,
        "revision": citation.revision,
        "label": citation.label,
        "clause": citation.clause,
        "quote": citation.quote,
        "permalink": citation.permalink,
    }


def _impact(one: ProposedChange, proposal: Document, library: Library) -> Impact:
    instruction = one.proposed.instruction if one.proposed else "MOD"
    identifier = one.proposed.document if one.proposed else None
    target = library.catalogue.document(identifier) if identifier else None
    if instruction == "NOC":
        return Impact(text=one, target=target, touched=(), citing=(), stale=())
    touched = tuple(_touched(one, proposal, target, library))
    citing = tuple(_citing(one, proposal, target, touched, library)) if target else ()
    return Impact(text=one, target=target, touched=touched, citing=citing, stale=tuple(_stale(one, library)))


def _touched(one: ProposedChange, proposal: Document, target: Document | None, library: Library) -> Iterator[Touched]:
    """Yields the clauses that change in substance; of a text that is new or suppressed, its operative ones."""
    changes: Sequence[Change] = one.changes
    if one.old is None and one.new is not None:
        changes = [_whole("added", one.new, clause) for clause in one.new.clauses if clause.operative]
    elif one.new is None and one.old is not None:
        changes = [_whole("removed", one.old, clause) for clause in one.old.clauses if clause.operative]
    own = {proposal.id, target.id if target else ""}
    operative = _operative(one.old) | _operative(one.new)
    for change in changes:
        if change.change == "moved" or change.editorial:
            continue
        words = change.after if change.after is not None else change.before
        looked_for = bool({change.from_clause, change.to_clause} & operative)
        yield Touched(change=change, similar=_similar(words or "", own, library) if looked_for else ())


def _whole(name: str, text: Text, clause: Clause) -> Change:
    words = text.quote(clause)
    if name == "added":
        return Change(change="added", to_clause=clause.path, after=words, text_kind="original")
    return Change(change="removed", from_clause=clause.path, before=words, text_kind="original")


def _operative(text: Text | None) -> set[str | None]:
    return {clause.path for clause in text.clauses if clause.operative} if text else set()


def _similar(words: str, own: set[str], library: Library) -> tuple[Evidence, ...]:
    """Returns the operative clauses of other texts that hold most of these words, the nearest first."""
    weights = library.weigh(words, "en")
    total = sum(weight for _, weight in weights)
    if len(weights) < _FEWEST or not total:
        return ()
    found: dict[str, tuple[float, Evidence]] = {}
    hits = library.search.search(words, limit=_LOOKED_AT, filters=Filters(kinds=KINDS_WITH_REVISIONS)).hits
    for hit in hits:
        passage = hit.passage
        if passage.document in own or passage.document in found:
            continue
        terms = set(library.analyse(passage.text, passage.language))
        share = sum(weight for variants, weight in weights if terms.intersection(variants)) / total
        if share >= _ALIKE and (evidence := _clause_of(passage.document, passage.revision, passage.clause, library)):
            found[passage.document] = (share, evidence)
    nearest = sorted(found.values(), key=lambda pair: -pair[0])[:_MOST_SIMILAR]
    return tuple(evidence for _, evidence in nearest)


def _clause_of(document: str, revision: str | None, path: str, library: Library) -> Evidence | None:
    text = library.catalogue.text(document, revision)
    clause = next((one for one in text.clauses if one.path == path), None) if text else None
    return evidence_of(text, clause) if text is not None and clause is not None and clause.operative else None


def _citing(
    one: ProposedChange, proposal: Document, target: Document, touched: Sequence[Touched], library: Library
) -> Iterator[Citing]:
    """Yields the clauses that cite the text today, each once: of texts that serve, then lines of records.

    Those that name a touched clause go first, then those that go stale.
    """
    paths = {path for each in touched for path in (each.change.from_clause, each.change.to_clause) if path}
    known = revisions_until(target)
    suppressed = one.proposed is not None and one.proposed.instruction == "SUP"
    found: dict[tuple[str, str], Citing] = {}
    for link in library.catalogue.links_to(target.id):
        evidence = _serving(link, proposal, target, library) if link.relation == "cites" else None
        if evidence is None:
            continue
        stale = suppressed or (bool(known) and link.target_revision == known[-1])
        named = tuple(sorted(path for path in paths if _names(path, evidence.quote)))
        before = found.get((link.document, link.clause))
        if before is None or (stale and not before.goes_stale):
            found[link.document, link.clause] = Citing(evidence=evidence, paths=named, goes_stale=stale)
    yield from sorted(found.values(), key=_order)


def _order(each: Citing) -> tuple[bool, bool, bool]:
    recorded = each.evidence.clause.startswith(_RELATIONS)
    return not each.paths, recorded, not each.goes_stale


def _serving(link: Link, proposal: Document, target: Document, library: Library) -> Evidence | None:
    """Returns the clause a link stands in, where its text is the one that serves; proposals cite nothing in force."""
    document = library.catalogue.document(link.document)
    if document is None or link.document in (proposal.id, target.id) or document.kind == "proposal":
        return None
    if document.history and document_status(document) == "suppressed":
        return None
    if link.revision is not None and link.revision != library.serving_code(link.document):
        return None
    text = library.catalogue.text(link.document, link.revision, language=link.language, kind=link.kind)
    clause = next((one for one in text.clauses if one.path == link.clause), None) if text else None
    return evidence_of(text, clause) if text is not None and clause is not None and text.quote(clause).strip() else None


def _names(path: str, words: str) -> bool:
    """Returns whether a clause names another by its path ("instructs the Secretary-General 2 of Resolution 191")."""
    plain, wanted = " ".join(words.split()).casefold(), " ".join(path.split()).casefold()
    at = plain.find(wanted)
    return at >= 0 and any(sign.isdigit() for sign in wanted) and not plain[at + len(wanted) :][:1].isalnum()


def _stale(one: ProposedChange, library: Library) -> Iterator[StaleReference]:
    """Yields the references of the text proposed that name a revision which is not the newest one known."""
    if one.new is None:
        return
    known = library.catalogue.known()
    own = one.proposed.document if one.proposed else None
    for clause in one.new.clauses:
        words = one.new.quote(clause)
        for reference in find_references(words, language=one.new.language):
            outcome = resolve(reference, known=known)
            if outcome.document is None or outcome.revision is None or outcome.document == own:
                continue
            codes = known.revisions_of(outcome.document)
            if codes and outcome.revision in codes and outcome.revision != codes[-1]:
                yield StaleReference(
                    evidence=evidence_of(one.new, clause),
                    reference=reference.text,
                    document=outcome.document,
                    newest=codes[-1],
                )
