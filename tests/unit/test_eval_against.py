"""The fused search against its parts and others, on rankings worked out by hand."""

from __future__ import annotations

import pytest

from eval.beir import Asked, DataSet
from eval.retrieval.against import against, by_language, cluster_of
from eval.retrieval.figures import as_json, as_table
from eval.retrieval.measures import per_query
from eval.retrieval.measuring import Measured, System

QUERIES = tuple(f"q{n}" for n in range(12))
QRELS = {query: {f"d{query}": 1} for query in QUERIES}


def system(right: int) -> System:
    """Finds the first ``right`` queries' entry first, and nothing for the others."""
    rankings = {query: [f"d{query}"] if place < right else ["x"] for place, query in enumerate(QUERIES)}
    return System(per_query(rankings, QRELS), (1.0,) * len(QUERIES))


def measured(fused: int, bm25: int, dense: int, other: int, *, languages: str = "") -> Measured:
    asked = tuple(Asked(query, "?", languages[place] if languages else "en") for place, query in enumerate(QUERIES))
    names = {"fused": fused, "bm25": bm25, "dense": dense, "llama-index": other}
    return Measured(DataSet("made up", (), asked, QRELS), {name: system(right) for name, right in names.items()})


def test_it_is_held_against_the_better_part_and_against_each_other_system():
    first, second = against(measured(12, 4, 2, 6), QUERIES)

    assert (first.system, second.system) == ("bm25", "llama-index")
    # Eight of twelve queries won: all signs alike in 2 of 2^8 arrangements.
    assert first.mean == pytest.approx(8 / 12)
    assert first.p == pytest.approx(2 / 2**8)
    assert (first.wins, first.losses, first.ties, first.verdict) == (8, 0, 4, "better")
    assert second.p == pytest.approx(2 / 2**6)
    assert first.low < first.mean < first.high


def test_what_is_as_good_is_neither_better_nor_worse():
    found = against(measured(5, 5, 5, 5), QUERIES)

    assert {(one.mean, one.p, one.verdict, one.detectable) for one in found} == {(0.0, 1.0, "cannot tell", None)}
    assert all(one.not_worse for one in found)


def test_what_lost_is_worse():
    first, _ = against(measured(2, 12, 1, 2), QUERIES)

    assert (first.verdict, first.not_worse) == ("worse", False)
    assert first.high < 0


def test_languages_are_told_apart_where_there_are_several():
    both = measured(12, 4, 2, 6, languages="eeeeffffffff")

    assert dict(by_language(both)) == {"e": QUERIES[:4], "f": QUERIES[4:]}
    assert list(by_language(measured(1, 1, 1, 1))) == []
    assert as_json(both)["languages"]["f"]["fused_against"][0]["mean"] == pytest.approx(1.0)
    assert "f fused" in as_table(both)


def test_queries_on_one_entry_belong_together():
    assert cluster_of({"b": 1, "a": 1, "c": 0}) == "a"
    assert cluster_of({"b": 2, "a": 1}) == "b"
