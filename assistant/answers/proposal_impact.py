"""What a proposal would change and what it touches elsewhere: asked by its symbol, or of the text it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.answer import Run
from assistant.answers.changes_told import runs_of, set_apart, summary, without_stops
from assistant.answers.wording import quoted, shortened
from assistant.draft import (
    Cell,
    Claim,
    Draft,
    DraftBlock,
    Evidence,
    NumbersOf,
    bullets,
    evidence_of,
    heading,
    paragraph,
)
from assistant.impact import Citing, Impact, StaleReference, Touched, impact_facts, impact_of
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from corpus.document import Document, Text
from corpus.labels import label
from indexer.lineage import word_differences

_ASKED = re.compile(
    r"\b(?:impacts?|consequences?|effects?|affect\w*|touch\w*|stale)\b|\b(?:would|will|does|do|did|is)\b.*\b(?:chang|add|remov|modif|amend)"
    r"|\b(?:incidences?|effets?|conséquences?|chang\w+|modifi\w+|touch\w+)\b|\b(?:efectos?|consecuencias|cambi\w+|afect\w+|modific\w+)\b"
    r"|измен|послед|влия|затраг|改变|影响|涉及|修改|أثر|تغي|يؤثر|تعديل",
    re.IGNORECASE,
)
_PROPOSAL = re.compile(
    r"\b(?:this|the|that) (?:\w+ )?proposal\b|\b(?:cette|la) proposition\b|\b(?:esta|la) propuesta\b"
    r"|(?:это|этого|данно\w+) предложени|[该本此]提案|(?:هذا|المقترح)",
    re.IGNORECASE,
)
_WOULD = re.compile(
    r"\b(?:impacts?|consequences?|effects?|affects?|touch(?:es)?|stale)\b|\b(?:would|will)\b.*\b(?:chang|add|remov|modif|amend)"
    r"|\b(?:incidences?|effets?|conséquences?|changerait|modifierait|toucherait)\b"
    r"|\b(?:efectos?|consecuencias|cambiaría|afectaría|modificaría)\b|изменит|последств|повлия|затрон|会|将|影响|أثر|سيغير|يؤثر",
    re.IGNORECASE,
)
"""Asked of a proposal that is not named by its symbol: "the proposal" alone may be any document's word."""
_MOST, _FEW, _TEXTS = 8, 4, 6
"""Lines of a list where one text is proposed, and where several are; how many of several are shown."""


def compose(query: Query, library: Library) -> Draft | None:
    """Returns what a proposal touches; None where none is asked about, or none that is held is meant."""
    if not _ASKED.search(query.question):
        return None
    found = _meant(query, library)
    if len(found) != 1:
        return _which(found, query) if found else None
    proposal = found[0]
    impacts = impact_of(proposal, library)[:_TEXTS]
    if not impacts:
        return None
    name = label(proposal)
    most = _MOST if len(impacts) == 1 else _FEW
    blocks = [block for one in impacts for block in _blocks(one, proposal, query, library, most=most)]
    return Draft(
        kind="related",
        blocks=(heading(say("proposal.impact", query.language, name=name)), *blocks),
        facts=lambda numbers_of: _facts(proposal, impacts, library, numbers_of),
        rests_on=(proposal.id, *(one.target.id for one in impacts if one.target)),
        follow_ups=tuple(
            say("follow_up.history", query.language, name=label(one.target)) for one in impacts[:2] if one.target
        ),
        confidence=0.9,
        history=True,
    )


def _meant(query: Query, library: Library) -> list[Document]:
    """Returns the proposals meant: named, or those on the text named, or the only one held."""
    named = [library.document(one) for one in (*query.targets, *query.filters.documents) if one in library.document_ids]
    proposals = [one for one in named if one.kind == "proposal"]
    if proposals or not (_PROPOSAL.search(query.question) and _WOULD.search(query.question)):
        return proposals[:1]
    held = list(library.documents("proposal"))
    about = {one.id for one in named}
    return [one for one in held if not about or about.intersection(each.document or "" for each in one.proposes)]


def _which(found: Sequence[Document], query: Query) -> Draft:
    named = [{"document": one.id, "label": label(one), "title": one.title} for one in found]
    return Draft(
        kind="clarification",
        blocks=(
            paragraph(say("proposal.which", query.language)),
            bullets([(f"{label(one)} – {shortened(one.title)}",) for one in found]),
        ),
        facts=lambda _: {"candidates": named},
    )


def _facts(proposal: Document, impacts: Sequence[Impact], library: Library, numbers_of: NumbersOf) -> dict[str, Any]:
    """Returns the contract's facts of what is related, and the impact text by text beside them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in impacts:
        places = [("cited-by", each.evidence) for each in one.citing]
        places += [("similar", evidence) for each in one.touched for evidence in each.similar]
        for relation, evidence in places:
            told = {"relation": relation, "where": evidence.clause, "citations": numbers_of([evidence])}
            found.setdefault(evidence.document, []).append({**told, "score": 1.0})
    related = [
        {
            "document": one,
            "label": label(library.document(one)),
            "title": library.document(one).title,
            "relations": told,
        }
        for one, told in found.items()
    ]
    return {"document": proposal.id, "related": related, "impact": impact_facts(proposal, impacts, library)["texts"]}


def _blocks(one: Impact, proposal: Document, query: Query, library: Library, *, most: int) -> Iterator[DraftBlock]:
    language = query.language
    if one.text.proposed is not None:
        did = say(f"page.proposal.{one.text.proposed.instruction}", language)
        yield heading(f"{one.text.proposed.heading} – {did}", level=3)
    lists: dict[str, list[Cell]] = {
        "touched": [(_changed(each, one, proposal, library, language),) for each in one.touched],
        "citing": [_cited(each, library, language) for each in one.citing],
        "stale": [(_out_of_date(each, library, language),) for each in one.stale],
        "similar": [
            (quoted(evidence, library, language=language),)
            for evidence in dict.fromkeys(evidence for each in one.touched for evidence in each.similar)
        ],
    }
    if one.text.changes:
        yield paragraph(summary(one.text.changes, language))
    elif _has_no_base(one):
        yield paragraph(say("page.proposal_no_base", language))
    for name, items in lists.items():
        if items:
            yield heading(say(f"proposal.{name}", language), level=4)
            more: list[Cell] = [(say("proposal.more", language, count=len(items) - most),)] if len(items) > most else []
            yield bullets([*items[:most], *more])
    if one.touched and not (lists["citing"] or lists["similar"]):
        yield paragraph(say("proposal.nothing", language))


def _changed(each: Touched, one: Impact, proposal: Document, library: Library, language: str) -> Claim | str:
    """Returns a clause that would change; plain words where what goes stands in no text that may be cited."""
    change = each.change
    if _has_no_base(one):
        evidence = _evidence(one, change.to_clause, change.after)
        return quoted(evidence, library, language=language) if evidence else change.after or ""
    place = " → ".join(dict.fromkeys(path for path in (change.from_clause, change.to_clause) if path))
    where = f"{place} ({say(f'page.change.{change.change}', language)}): "
    spoken = next((text.language for text in (one.text.new, one.text.old) if text is not None), "en")
    differences = word_differences(*without_stops(change.before or "", change.after or ""))
    shown = (Run(text=where), *set_apart(runs_of(differences), spoken, language))
    evidence = _evidence(one, change.to_clause, change.after) or _evidence_before(
        one, change.from_clause, change.before
    )
    if evidence is None:
        return where + (change.before or "")
    name = label(proposal) if evidence.document == proposal.id else library.name(evidence.document, evidence.revision)
    states = say("claim.quoted", language, place=f"{name}, {place}", quote=evidence.quote)
    return Claim(states=states, evidence=(evidence,), support="quoted", shown=shown)


def _has_no_base(one: Impact) -> bool:
    """Returns whether a text would be modified of which nothing is held: what differs cannot be told."""
    modified = one.text.proposed is None or one.text.proposed.instruction == "MOD"
    return modified and one.text.old is None


def _evidence(one: Impact, path: str | None, words: str | None) -> Evidence | None:
    return _in(one.text.new, path, words)


def _evidence_before(one: Impact, path: str | None, words: str | None) -> Evidence | None:
    old = one.text.old
    return _in(old, path, words) if old is not None and old.kind != "former" else None


def _in(text: Text | None, path: str | None, words: str | None) -> Evidence | None:
    clause = next((each for each in text.clauses if each.path == path), None) if text else None
    return (
        evidence_of(text, clause) if text is not None and clause is not None and text.quote(clause) == words else None
    )


def _cited(each: Citing, library: Library, language: str) -> Cell:
    said: list[Claim | str] = [quoted(each.evidence, library, language=language)]
    if each.paths:
        said.append(" " + say("proposal.names_clause", language, paths=", ".join(each.paths)))
    if each.goes_stale:
        text = say("proposal.would_go_stale", language)
        said += [" ", Claim(states=text, evidence=(each.evidence,), support="derived")]
    return tuple(said)


def _out_of_date(each: StaleReference, library: Library, language: str) -> Claim | str:
    """Returns that a reference names a replaced revision, on the line of the history that says so."""
    lines = library.lines(each.document, "history")
    line = next((evidence for clause, evidence in lines if clause.revision == each.newest), None)
    if line is None:
        return each.reference
    states = say("proposal.out_of_date", language, reference=each.reference, line=line.quote)
    return Claim(states=states, evidence=(each.evidence, line), support="quoted")
