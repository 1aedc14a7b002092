"""How relations are scored, and the list of stale references by brute force: worked out by hand on few texts."""

from __future__ import annotations

from library_double import linked_library_of

from assistant.library import Library
from corpus.document import Document, Line, Relation, RevisionStep
from eval.responsibility.brute_force import stale_by_brute_force, stale_found
from eval.responsibility.related import (
    Agreement,
    Cited,
    Compared,
    Gold,
    compare,
    figures_of,
    former_alone,
    one_sided,
    read_relations,
)


def resolution(number: str, *steps: str, text: str = "Report.", relations: tuple[str, ...] = ()) -> Document:
    history = tuple(
        RevisionStep(revision=code, action="revised" if place else "adopted", basis="seen")
        for place, code in enumerate(steps)
    )
    return Document(
        id=f"pp-res-{number}",
        kind="resolution",
        body="pp",
        number=number,
        title=f"Text {number}",
        status="in-force",
        history=history,
        lines=(Line(part="mandate", text=text, basis="seen", heading="resolves", revision=steps[-1]),),
        relations=tuple(Relation(document=one, relation="cites", basis="seen") for one in relations),
    )


def library(*documents: Document) -> Library:
    return linked_library_of(documents)


OLD = resolution("901", "pp-18", "pp-22")


def test_a_citation_of_a_former_revision_is_stale_by_both_ways() -> None:
    held = library(OLD, resolution("902", "pp-22", text="Carry out Resolution 901 (Dubai, 2018)."))
    assert stale_by_brute_force(held) == stale_found(held) == {("pp-res-902", "pp-res-901")}


def test_a_citation_of_the_newest_revision_or_of_none_is_not_stale() -> None:
    held = library(
        OLD,
        resolution("902", "pp-22", text="Carry out Resolution 901 (Rev. Bucharest, 2022)."),
        resolution("903", "pp-22", text="Carry out Resolution 901."),
    )
    assert stale_by_brute_force(held) == stale_found(held) == frozenset()


def test_every_citation_is_told_on_both_sides() -> None:
    held = library(OLD, resolution("902", "pp-22", relations=("pp-res-901",)))
    assert one_sided(held) == ([], 1)


def test_documents_are_compared_by_what_is_due_and_what_is_allowed() -> None:
    held = library(
        OLD,
        resolution("902", "pp-22", text="Carry out Resolution 901.", relations=("pp-res-903",)),
        resolution("903", "pp-22"),
    )
    gold = Gold(
        id="rel-x",
        document="pp-res-902",
        cites=(Cited("pp-res-901", "pp-22", "resolves"),),
        cited_by=(),
        counterparts=(),
        cites_also=("pp-res-903",),
    )
    compared = compare(gold, held)
    assert (compared.cites.right, compared.cites.wrong) == ({"pp-res-901"}, frozenset())
    assert compared.placed == (1, 1)
    assert compare(gold, held, former=frozenset({("pp-res-902", "pp-res-901")})).cites.due == frozenset()


def test_what_stands_in_a_replaced_revision_alone_is_history() -> None:
    held = library(OLD)
    row = Gold(id="rel-x", document="pp-res-901", cites=(), cited_by=(), counterparts=())
    past = Cited("pp-res-905", "pp-18", "resolves")
    now = Cited("pp-res-906", "pp-22", "resolves")
    record = Cited("pp-res-907", None, "Relations pp-res-907")
    rows = [Gold(id="rel-x", document=row.document, cites=(past, now, record), cited_by=(), counterparts=())]
    assert former_alone(rows, held) == {("pp-res-901", "pp-res-905")}


def test_precision_and_recall_are_taken_over_all_documents() -> None:
    row = Gold(id="rel-x", document="pp-res-901", cites=(), cited_by=(), counterparts=())
    one = Compared(row, Agreement(frozenset("ab"), frozenset("ac"), frozenset()), Agreement(), (1, 2))
    figures = {figure.name: figure for figure in figures_of([one], "all")}
    assert (figures["all: cites, precision"].value, figures["all: cites, recall"].value) == (0.5, 0.5)
    assert figures["all: counterparts, recall@10"].value == 0.5
    assert not figures["all: cites, recall"].holds


def test_the_gold_has_twenty_five_documents() -> None:
    assert len(read_relations()) >= 25
