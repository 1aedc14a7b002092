"""What must be looked at if a text is revised or suppressed: who cites it, its counterparts, whom it asks, themes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answers.related import Related, is_stale, related_facts, related_to
from assistant.answers.relation_focus import RelationName
from assistant.answers.role_blocks import role_table
from assistant.answers.suggestions import follow_ups_for
from assistant.answers.wording import as_it_stands, cell, quoted
from assistant.draft import Cell, Claim, Draft, DraftBlock, Evidence, bullets, heading
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from assistant.responsibility.reading import of_resolution
from corpus.document import KINDS_WITH_REVISIONS, Document
from corpus.force import document_status, revisions_until
from corpus.labels import label
from indexer.links import Link

_LISTED = 40
_TOUCHED: tuple[RelationName, ...] = ("cited-by", "counterpart")


def compose(query: Query, library: Library) -> Draft | None:
    """Returns what a revision or suppression of the text named touches; None of what has no revisions, or nothing."""
    document = library.document(query.targets[0]) if query.targets else None
    if document is None or document.kind not in KINDS_WITH_REVISIONS:
        return None
    day = query.as_of.day if query.as_of else None
    told = _touched(related_to(document, library, as_of=day))
    blocks = tuple(_blocks(document, told, query, library))
    if not blocks:
        return None
    name = library.titled(document.id, as_of=day)
    return Draft(
        kind="related",
        blocks=(heading(say("impact.heading", query.language, name=name)), *blocks),
        facts=lambda numbers_of: related_facts(document, told, library, numbers_of, as_of=day),
        rests_on=(document.id,),
        follow_ups=follow_ups_for(document, library, language=query.language, beside="related"),
        confidence=0.9,
        as_of=day,
        as_of_label=query.as_of.label if query.as_of else None,
    )


def _touched(found: Sequence[Related]) -> list[Related]:
    """Returns what cites the document or stands beside it in another body, with those relations alone."""
    kept = []
    for one in found:
        relations = {name: places for name, places in one.relations.items() if name in _TOUCHED}
        if relations:
            kept.append(Related(one.document, relations))
    return kept


def _blocks(document: Document, told: Sequence[Related], query: Query, library: Library) -> Iterator[DraftBlock]:
    language = query.language
    citing = [one for one in told if "cited-by" in one.relations]
    in_force_first = sorted(citing, key=lambda one: not _is_in_force(one.document, library))
    cited = [_citing(one, document, query, library) for one in in_force_first[:_LISTED]]
    beside = [_beside(one, document, query, library) for one in told if "counterpart" in one.relations]
    for key, items in (("impact.citing", cited), ("impact.counterparts", beside)):
        if items:
            yield heading(say(key, language), level=3)
            yield bullets(items)
    asked = of_resolution(document, library, as_of=query.as_of.day if query.as_of else None)
    if asked is not None:
        yield heading(say("impact.asked", language), level=3)
        yield role_table(asked, library, language, empty=False)
    themes = list(_themes(document, query, library))
    if themes:
        yield heading(say("impact.themes", language), level=3)
        yield bullets(themes)


def _is_in_force(document_id: str, library: Library) -> bool:
    document = library.document(document_id)
    return document.kind in KINDS_WITH_REVISIONS and document_status(document) == "in-force"


def _citing(one: Related, document: Document, query: Query, library: Library) -> Cell:
    """Returns the clause that cites the document; where it names the newest revision, that this will be out of date."""
    evidence = one.relations["cited-by"][0]
    day = query.as_of.day if query.as_of else None
    revision = _revision_named(one.document, document, evidence, query, library)
    said: tuple[Claim | str, ...] = (quoted(evidence, library, language=query.language, under_its_name=True),)
    if revision:
        text = say("impact.names_revision", query.language, revision=label(document, revision))
        said = (*said, " ", Claim(states=text, evidence=(evidence,), support="derived"))
    return (library.titled(one.document, as_of=day) + ": ", *said)


def _revision_named(citing: str, document: Document, evidence: Evidence, query: Query, library: Library) -> str | None:
    """Returns the revision in force that a clause names by its bracket."""
    day = query.as_of.day if query.as_of else None
    known = revisions_until(document, day)
    for link in library.catalogue.links_from(citing):
        if link.target == document.id and link.clause == evidence.clause and _is_current(link, known, library):
            return link.target_revision
    return None


def _is_current(link: Link, known: Sequence[str], library: Library) -> bool:
    return bool(known) and link.target_revision == known[-1] and not is_stale(link, library)


def _beside(one: Related, document: Document, query: Query, library: Library) -> Cell:
    names = {"one": label(document), "other": label(library.document(one.document))}
    states = say("relates.counterpart", query.language, **names)
    return (cell(library.titled(one.document), states, one.relations["counterpart"]),)


def _themes(document: Document, query: Query, library: Library) -> Iterator[Cell]:
    day = query.as_of.day if query.as_of else None
    for theme in document.themes:
        if theme not in library.document_ids:
            continue
        for clause, evidence in library.lines(theme, "relation", as_of=day):
            if clause.target == document.id:
                yield (f"{library.titled(theme)}: ", as_it_stands(evidence))
