"""Fusion worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.fusion import Ranked, dense_weight, fuse, min_max, strictly_falling


def ranked(*pairs: tuple[int, float]) -> Ranked:
    rows, scores = zip(*pairs, strict=True) if pairs else ((), ())
    return Ranked(np.array(rows, np.int64), np.array(scores, np.float32))


def test_min_max_puts_the_lowest_at_zero_and_the_highest_at_one() -> None:
    assert min_max(np.array([9.0, 5.0, 1.0], np.float32)).tolist() == [1.0, 0.5, 0.0]


@pytest.mark.parametrize("scores", [[3.0], [0.0, 0.0]])
def test_equal_scores_are_all_one(scores: list[float]) -> None:
    assert min_max(np.array(scores, np.float32)).tolist() == [1.0] * len(scores)


def test_sums_are_weighted_and_a_missing_list_gives_nothing() -> None:
    # dense: row 1 -> 1, row 2 -> .5, row 3 -> 0; lexical: row 2 -> 1, row 4 -> 0
    fused = fuse(ranked((1, 0.9), (2, 0.8), (3, 0.7)), ranked((2, 12.0), (4, 4.0)), weight=0.6)
    assert fused.rows.tolist() == [2, 1, 3, 4]
    # 2: .6 * .5 + .4 * 1 = .7; 1: .6 * 1 = .6; 3 and 4 have 0, and the one before is lifted by a millionth
    assert fused.scores.tolist() == pytest.approx([0.7, 0.6, 0.000001, 0.0], abs=1e-7)


def test_equal_sums_fall_by_a_millionth_in_row_order() -> None:
    fused = fuse(ranked((7, 0.9), (5, 0.9)), ranked(), weight=0.5)
    assert fused.rows.tolist() == [5, 7]
    assert fused.scores[0] > fused.scores[1]
    assert fused.scores.tolist() == pytest.approx([0.500001, 0.5], abs=1e-7)


def test_without_words_the_order_is_that_of_meaning() -> None:
    assert fuse(ranked((3, 0.9), (1, 0.5), (2, 0.4)), ranked(), weight=0.85).rows.tolist() == [3, 1, 2]
    assert fuse(ranked(), ranked((3, 9.0), (1, 5.0)), weight=0.5).rows.tolist() == [3, 1]
    assert fuse(ranked(), ranked(), weight=0.5).rows.tolist() == []


@pytest.mark.parametrize(("known", "weight"), [(0.0, 0.85), (0.49, 0.85), (0.5, 0.5), (1.0, 0.5)])
def test_meaning_weighs_more_where_most_words_are_unknown(known: float, weight: float) -> None:
    assert dense_weight(known) == weight


def test_a_question_in_a_language_that_is_not_held_rests_on_meaning_whatever_is_known() -> None:
    assert dense_weight(1.0, foreign=True) == 0.85


@given(st.lists(st.floats(0, 1), max_size=150))
def test_scores_always_fall_strictly_between_one_and_zero(values: list[float]) -> None:
    scores = strictly_falling(np.sort(np.round(np.array(values, np.float64), 6))[::-1])
    assert (np.diff(scores) < 0).all()
    assert ((scores >= 0) & (scores <= 1)).all()


@given(
    st.dictionaries(st.integers(0, 30), st.floats(-1, 1, width=32), max_size=20),
    st.dictionaries(st.integers(0, 30), st.floats(0.125, 50, width=32), max_size=20),
)
def test_fusion_keeps_every_row_once(dense: dict[int, float], lexical: dict[int, float]) -> None:
    by_score = [ranked(*sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))) for found in (dense, lexical)]
    fused = fuse(*by_score, weight=0.5)
    assert sorted(fused.rows.tolist()) == sorted(dense.keys() | lexical.keys())
    assert (np.diff(fused.scores) < 0).all()
