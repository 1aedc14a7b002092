"""How the finder of overlaps is measured: by hand-made judgements, and labels that lead to clauses."""

from __future__ import annotations

import pytest

from assistant.draft import Evidence
from assistant.overlaps.pairing import Overlap
from assistant.overlaps.rules import PAIR_TYPES
from corpus.shelf import read_shelf
from eval.responsibility.overlaps import Judged, Labelled, Place, figures_of, precision, shipped_labels


def evidence(document: str) -> Evidence:
    return Evidence(
        document=document,
        revision=None,
        language="en",
        kind="digest",
        clause="resolves",
        start=0,
        end=5,
        quote="Light",
        basis="seen",
    )


def judged(label: str, made: str | None, score: float = 0.5) -> Judged:
    labelled = Labelled("theme-x", Place("a", "Light"), Place("b", "Light"), label, "because")
    pair = Overlap(type=made, theme="theme-x", a=evidence("a"), b=evidence("b"), score=score) if made else None  # type: ignore[arg-type]
    return Judged(labelled, pair)


def test_precision_counts_the_strongest_alone() -> None:
    pairs = [
        judged("none", "duplicate", 0.1),
        judged("duplicate", "duplicate", 0.9),
        judged("none", "counterpart", 0.8),
    ]
    assert precision(pairs, first=2) == (1, 2)


def test_fewer_pairs_than_asked_for_are_no_excuse() -> None:
    assert precision([judged("duplicate", "duplicate")], first=20) == (1, 20)


def test_a_pair_of_another_type_is_wrong_and_one_not_shown_counts_in_recall_alone() -> None:
    figures = figures_of([judged("duplicate", "counterpart"), judged("duplicate", None), judged("none", None)])
    assert [(one.name, one.value, one.n) for one in figures] == [
        ("precision@20", 0.0, 20),
        ("recall of duplicate", 0.0, 2),
        ("shown though labelled as no overlap", 0.0, 1),
    ]
    assert not figures[0].holds


def test_orphans_count_in_recall_and_not_in_precision() -> None:
    figures = figures_of([judged("orphan", "orphan")])
    assert [(one.name, one.value) for one in figures[:2]] == [("precision@20", 0.0), ("recall of orphan", 1.0)]


def test_at_least_forty_pairs_are_labelled_each_with_clauses_that_stand_in_the_corpus() -> None:
    documents = read_shelf().documents
    labels = shipped_labels()
    assert len([one for one in labels if one.b]) >= 40
    assert {one.label for one in labels} <= {*PAIR_TYPES, "none"}
    for one in labels:
        for place in (one.a, one.b):
            if place is not None:
                lines = [line for line in documents[place.document].lines if line.text.startswith(place.begins)]
                assert len(lines) == 1, place


@pytest.mark.parametrize("one", shipped_labels()[:1])
def test_a_label_finds_its_clause_by_document_and_first_words(one: Labelled) -> None:
    assert not one.a.is_at(evidence(one.a.document))
    assert Place("a", "Li").is_at(evidence("a"))
