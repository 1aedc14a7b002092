"""The measures on rankings whose values are worked out by hand."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.retrieval.measures import interval, own, per_query, value_of

QRELS = {"q1": {"a": 1, "b": 2}, "q2": {"c": 1}, "q3": {"d": 1}}


def test_measures_are_those_of_their_definitions() -> None:
    found = per_query({"q1": ["x", "a", "b"], "q2": ["y", *[f"n{n}" for n in range(10)], "c"], "q3": ["d"]}, QRELS)
    # q1: gains 0, 1, 2 at ranks 1, 2, 3; the ideal order is 2, 1. Linear gain, log2(rank + 1).
    gained = 1 / math.log2(3) + 2 / math.log2(4)
    ideal = 2 / math.log2(2) + 1 / math.log2(3)
    assert found["ndcg@10"] == pytest.approx({"q1": gained / ideal, "q2": 0.0, "q3": 1.0})
    assert found["recall@10"] == {"q1": 1.0, "q2": 0.0, "q3": 1.0}
    assert found["recall@100"] == {"q1": 1.0, "q2": 1.0, "q3": 1.0}  # c stands at rank 12
    assert found["mrr@10"] == {"q1": 0.5, "q2": 0.0, "q3": 1.0}


def test_a_query_without_results_counts_nothing() -> None:
    found = per_query({"q1": [], "q3": ["d"]}, QRELS)
    assert found["ndcg@10"] == {"q1": 0.0, "q2": 0.0, "q3": 1.0}
    assert found["mrr@10"]["q2"] == 0.0


def test_half_a_recall_counts_half() -> None:
    assert per_query({"q1": ["a"]}, {"q1": {"a": 1, "b": 1}})["recall@10"] == {"q1": 0.5}


def test_the_interval_holds_the_mean_and_is_the_same_each_time() -> None:
    values = [0.0, 1.0] * 50
    low, high = interval(values)
    # the mean of 100 coin flips has standard deviation .05, so 95% of means lie within about .098 of .5
    assert low == pytest.approx(0.5 - 0.098, abs=0.02)
    assert high == pytest.approx(0.5 + 0.098, abs=0.02)
    assert interval(values) == (low, high)
    assert interval([0.7] * 10) == pytest.approx((0.7, 0.7))


ENTRIES = [f"e{n}" for n in range(30)]
CODES = ("nDCG@10", "R@10", "R@100", "RR@10", "Success@1", "Success@5")


@settings(max_examples=60, deadline=None)
@given(st.permutations(ENTRIES), st.dictionaries(st.sampled_from([*ENTRIES, "gone"]), st.integers(0, 3), min_size=1))
def test_the_definitions_written_out_agree_with_ir_measures(ranking: list[str], grades: dict[str, int]) -> None:
    pytest.importorskip("ir_measures", reason="has no wheel for this machine")
    for code in CODES:
        assert own(code)(ranking, grades) == pytest.approx(value_of(code, ranking, grades), abs=1e-6)


RANKINGS = json.loads(gzip.decompress((Path(__file__).parent / "rankings.json.gz").read_bytes()))
"""What two systems found for the queries of two public sets (un_charter, mtrag_un): ids and grades alone, no text."""


@pytest.mark.parametrize("name", RANKINGS)
@pytest.mark.parametrize("system", ["bm25", "dense"])
def test_both_agree_on_what_was_found_in_public_sets(name: str, system: str) -> None:
    ir_measures = pytest.importorskip("ir_measures", reason="has no wheel for this machine")
    qrels, rankings = RANKINGS[name]["qrels"], RANKINGS[name]["rankings"][system]
    runs = {
        query: {entry: 1 / rank for rank, entry in enumerate(ranking, 1)}
        for query, ranking in rankings.items()
        if ranking
    }
    theirs = {
        (metric.query_id, str(metric.measure)): metric.value
        for metric in ir_measures.iter_calc([ir_measures.parse_measure(code) for code in CODES], qrels, runs)
    }

    assert len(qrels) == {"un_charter": 365, "mtrag_un": 133}[name]
    for query, grades in qrels.items():
        for code in CODES:
            assert own(code)(rankings[query], grades) == pytest.approx(theirs.get((query, code), 0.0), abs=1e-9)


def test_without_ir_measures_the_figures_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    qrels, rankings = RANKINGS["mtrag_un"]["qrels"], RANKINGS["mtrag_un"]["rankings"]["dense"]
    by_library = per_query(rankings, qrels)
    monkeypatch.setattr("eval.retrieval.measures._library", lambda: None)

    alone = per_query(rankings, qrels)

    for name, values in by_library.items():
        assert alone[name] == pytest.approx(values, abs=1e-9)
