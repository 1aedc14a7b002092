"""Which texts hang together: typed relations of a resolution or theme, each with the place that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from assistant.answer import Note
from assistant.answers.relation_focus import Focus, RelationName, focus_of
from assistant.answers.similar import similar_to
from assistant.answers.suggestions import follow_ups_for
from assistant.answers.wording import cell, theme_name
from assistant.draft import Claim, Draft, DraftBlock, Evidence, NumbersOf, evidence_of, heading, paragraph, table
from assistant.library import Library
from assistant.messages import say
from assistant.question import Query
from corpus.document import KINDS_WITH_REVISIONS, Document, Kind
from corpus.force import is_known_by, known_since, revisions_until, title_at
from corpus.labels import label
from corpus.scope import BODIES
from indexer.links import Link

WEIGHTS: dict[RelationName, float] = {
    "cites": 1.0,
    "cites-stale": 0.2,
    "cited-by": 0.9,
    "counterpart": 0.8,
    "same-theme": 0.4,
    "similar": 0.2,
}
"""What a relation adds to the score of a document, once each; the sum is held against the largest possible."""
_UNRELATED: tuple[Kind, ...] = ("theme",)
"""Themes are no related texts: they are told as the theme that two texts share."""
_OF_GROUPS: tuple[RelationName, ...] = ("cites", "cited-by", "cites-stale")
"""A group is related by citing and being cited; that it works on a theme is told by who handles it."""
_SHOWN = 60
_RECORDED = ("Relations ", "Resolutions ", "Groups ")
"""How the paths of record lines begin that name another document as related."""


@dataclass(slots=True)
class Related:
    """A document beside the one asked about: its relations, each with the evidence that shows it."""

    document: str
    relations: dict[RelationName, tuple[Evidence, ...]] = field(default_factory=dict)

    def add(self, relation: RelationName, places: tuple[Evidence, ...]) -> None:
        """Adds a relation with the place, or the two places, that show it; the first found is kept."""
        self.relations.setdefault(relation, places)

    @property
    def score(self) -> float:
        """Returns the weight of its relations, 0 to 1."""
        return round(min(1.0, sum(WEIGHTS[one] for one in self.relations) / 2.0), 3)


def compose(query: Query, library: Library) -> Draft | None:
    """Returns what is related to the first document or theme named; None where nothing is named or nothing is known."""
    named = query.targets or tuple(mention.document for mention in (*query.themes[:1], *query.groups[:1]))
    if not named:
        return None
    document = library.document(named[0])
    day = query.as_of.day if query.as_of else None
    focus = focus_of(query.question)
    notes: tuple[Note, ...] = ()
    if focus.body is None and query.within is not None:
        focus = replace(focus, body=query.within)
    known = with_similar(related_to(document, library, as_of=day), document, library, as_of=day)
    found = [one for each in known if (one := _within(each, focus, library))]
    if not found and focus.relations == ("cites-stale",):
        focus = replace(focus, relations=("cites",))
        notes = (Note(code="gap", text=say("note.no_stale", query.language)),)
        found = [one for each in known if (one := _within(each, focus, library))]
    if not found and query.within:
        focus = Focus(body=query.within)  # a body taken from a follow-up asks for any relation to its texts
        found = [one for each in known if (one := _within(each, focus, library))]
    absent = not found and query.targets and focus != Focus()
    if absent:
        found = [one for each in known if (one := _within(each, Focus(), library))]
    if not found:
        return None
    head = [say(f"related.{column}", query.language) for column in ("document", "relations", "where")]
    is_theme = document.kind == "theme"
    name = theme_name(document, query.language) if is_theme else library.titled(document.id, as_of=day)
    return Draft(
        kind="related",
        blocks=(
            *((paragraph(say("related.none", query.language, name=label(document))),) if absent else ()),
            heading(say("related.heading", query.language, name=name)),
            table(head, [_row(one, document, query, library) for one in found[:_SHOWN]]),
            *_and_more(found, query.language),
        ),
        notes=notes,
        facts=lambda numbers_of: related_facts(document, found, library, numbers_of, as_of=day),
        rests_on=(document.id,),
        follow_ups=follow_ups_for(document, library, language=query.language, beside="related"),
        confidence=0.9,
        as_of=day,
        as_of_label=query.as_of.label if query.as_of else None,
    )


def related_to(document: Document, library: Library, *, as_of: date | None = None) -> list[Related]:
    """Returns what is related to ``document``, best first, ties by body and id.

    Only the text that serves at ``as_of`` and the record count: what a former revision cited is history.
    """
    found: dict[str, Related] = {}
    for relation, other, places in _relations(document, library, as_of):
        if other == document.id or other not in library.document_ids:
            continue
        known = library.document(other)
        if known.kind in _UNRELATED or (known.kind == "group" and relation not in _OF_GROUPS):
            continue
        if is_known_by(known, as_of):
            found.setdefault(other, Related(other)).add(relation, places)
    return sorted(found.values(), key=lambda one: (-one.score, _order(one, library)))


def with_similar(
    found: list[Related], document: Document, library: Library, *, as_of: date | None = None
) -> list[Related]:
    """Returns what is related with, behind it, texts that only say something similar."""
    known = {one.document: one for one in found}
    for other, places in similar_to(document, library, as_of=as_of):
        known.setdefault(other, Related(other)).add("similar", places)
    return sorted(known.values(), key=lambda one: (-one.score, _order(one, library)))


def _and_more(found: Sequence[Related], language: str) -> Iterator[DraftBlock]:
    if len(found) > _SHOWN:
        yield paragraph(say("related.more", language, count=len(found) - _SHOWN))


def _within(one: Related, focus: Focus, library: Library) -> Related | None:
    """Returns the document with the relations the question asks for alone; None where that leaves nothing."""
    document = library.document(one.document)
    if focus.body is not None and document.body != focus.body:
        return None
    if focus.resolutions and document.kind not in KINDS_WITH_REVISIONS:
        return None
    relations = {name: places for name, places in one.relations.items() if name in (focus.relations or WEIGHTS)}
    return Related(one.document, relations) if relations else None


def _order(one: Related, library: Library) -> tuple[int, str]:
    """Bodies in their usual order, then by identifier."""
    return BODIES.index(library.document(one.document).body), one.document


def related_facts(
    document: Document,
    found: Sequence[Related],
    library: Library,
    numbers_of: NumbersOf,
    *,
    as_of: date | None = None,
) -> dict[str, Any]:
    """Returns the contract's ``facts`` of an answer on relations."""
    return {
        "document": document.id,
        "related": [
            {
                "document": one.document,
                "label": label(library.document(one.document)),
                "title": title_at(library.document(one.document), None, as_of=as_of),
                "relations": [
                    {
                        "relation": relation,
                        "where": places[0].clause,
                        "score": WEIGHTS[relation],
                        "citations": numbers_of(places),
                    }
                    for relation, places in one.relations.items()
                ],
            }
            for one in found
        ],
    }


def _relations(
    document: Document, library: Library, as_of: date | None
) -> Iterator[tuple[RelationName, str, tuple[Evidence, ...]]]:
    for link in library.catalogue.links_from(document.id):
        evidence = _evidence(link, library, as_of)
        if evidence is None or link.target is None:
            continue
        yield _outward(link, document), link.target, (evidence,)
        if is_stale(link, library, as_of=as_of):
            yield "cites-stale", link.target, (evidence,)
    for link in library.catalogue.links_to(document.id):
        evidence = _evidence(link, library, as_of)
        if evidence is not None:
            yield _inward(link, library.document(link.document)), link.document, (evidence,)
    yield from _on_the_same_themes(document, library, as_of)


def _outward(link: Link, document: Document) -> RelationName:
    if document.kind == "theme":
        return "same-theme"
    return "counterpart" if link.relation == "mapped" else "cites"


def _inward(link: Link, source: Document) -> RelationName:
    if source.kind == "theme":
        return "same-theme"
    return "counterpart" if link.relation == "mapped" else "cited-by"


def is_stale(link: Link, library: Library, *, as_of: date | None = None) -> bool:
    """Returns whether a citation names a revision that a later one has replaced by ``as_of``."""
    if link.target is None or link.target_revision is None or link.target not in library.document_ids:
        return False
    known = revisions_until(library.document(link.target), as_of)
    return link.target_revision in known and link.target_revision != known[-1]


def _on_the_same_themes(
    document: Document, library: Library, as_of: date | None
) -> Iterator[tuple[RelationName, str, tuple[Evidence, ...]]]:
    """Yields the resolutions mapped to the document's themes: shown by the line of the theme that maps them."""
    if document.kind not in KINDS_WITH_REVISIONS:
        return
    for theme_id in document.themes:
        theme = library.catalogue.document(theme_id)
        if theme is None or theme.theme is None or document.id not in theme.theme.resolutions:
            continue
        lines = {clause.target: evidence for clause, evidence in library.lines(theme_id, "relation", as_of=as_of)}
        own = lines.get(document.id)
        for other in theme.theme.resolutions if own else ():
            if own is not None and other in lines:
                yield "same-theme", other, (lines[other], own)


def _evidence(link: Link, library: Library, as_of: date | None) -> Evidence | None:
    """Returns the clause a link stands in as evidence; None where that text does not serve at ``as_of``."""
    if link.state not in ("resolved", "no-such-revision") or link.document not in library.document_ids:
        return None
    if link.revision is not None and link.revision != library.serving_code(link.document, as_of=as_of):
        return None
    text = library.catalogue.text(link.document, link.revision, language=link.language, kind=link.kind)
    clause = next((one for one in text.clauses if one.path == link.clause), None) if text else None
    if text is None or clause is None or clause.part in ("note", "gap"):
        return None
    if as_of is not None:
        since = known_since(library.document(link.document), link.revision, clause)
        if since is None or since > as_of:
            return None
    return evidence_of(text, clause)


def _row(one: Related, document: Document, query: Query, library: Library) -> tuple[tuple[Claim | str, ...], ...]:
    day = query.as_of.day if query.as_of else None
    name = library.titled(one.document, as_of=day)
    names = {"one": label(document), "other": label(library.document(one.document))}
    relations: list[Claim | str] = []
    for relation, places in one.relations.items():
        shown = cell(say(f"relation.{relation}", query.language), "", ()).shown
        states = say(f"relates.{relation}", query.language, **names)
        relations += [Claim(states=states, evidence=places, support="derived", shown=shown), "; "]
    shown_at = (_place(found[0], document, query.language, library) for found in one.relations.values())
    where = "; ".join(dict.fromkeys(shown_at))
    return (name,), tuple(relations[:-1]), (where,)


def _place(evidence: Evidence, document: Document, language: str, library: Library) -> str:
    """Returns where a relation shows: the clause, with its text where that is another's; or whose record says it."""
    own = evidence.document == document.id
    name = label(library.document(evidence.document), evidence.revision)
    if evidence.clause.startswith(_RECORDED):
        return say("related.own_record", language) if own else say("related.recorded", language, name=name)
    return evidence.clause if own else f"{name}, {evidence.clause}"
