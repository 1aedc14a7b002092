"""Fusion worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.fusion import Ranked, dense_weight, fuse, in_either, min_max, strictly_falling


def fused(*rows: tuple[int, float, float], weight: float) -> Ranked:
    """Fuses rows given as number, cosine and score by words."""
    numbers, near, words = zip(*rows, strict=True) if rows else ((), (), ())
    return fuse(
        np.array(numbers, np.int64),
        near=np.array(near, np.float32),
        words=np.array(words, np.float32),
        weight=weight,
    )


def test_min_max_puts_the_lowest_at_zero_and_the_highest_at_one() -> None:
    assert min_max(np.array([9.0, 5.0, 1.0], np.float32)).tolist() == [1.0, 0.5, 0.0]


@pytest.mark.parametrize("scores", [[3.0], [0.0, 0.0]])
def test_equal_scores_are_all_one(scores: list[float]) -> None:
    assert min_max(np.array(scores, np.float32)).tolist() == [1.0] * len(scores)


def test_sums_are_weighted_by_both_scores_of_every_row() -> None:
    # by meaning: 1 -> 1, 2 -> .5, 3 and 4 -> 0; by words: 2 -> 1, 4 -> .5, 1 and 3 -> 0
    found = fused((1, 0.9, 0.0), (2, 0.8, 12.0), (3, 0.7, 0.0), (4, 0.7, 6.0), weight=0.6)
    assert found.rows.tolist() == [2, 1, 4, 3]
    # 2: .6 * .5 + .4 * 1 = .7; 1: .6 * 1 = .6; 4: .4 * .5 = .2; 3: 0
    assert found.scores.tolist() == pytest.approx([0.7, 0.6, 0.2, 0.0], abs=1e-7)


def test_equal_sums_fall_by_a_millionth_in_row_order() -> None:
    found = fused((5, 0.9, 0.0), (7, 0.9, 0.0), weight=0.5)
    assert found.rows.tolist() == [5, 7]
    assert found.scores[0] > found.scores[1]
    assert found.scores.tolist() == pytest.approx([0.500001, 0.5], abs=1e-7)


def test_without_words_the_order_is_that_of_meaning_and_words_add_nothing() -> None:
    found = fused((1, 0.5, 0.0), (2, 0.4, 0.0), (3, 0.9, 0.0), weight=0.85)
    assert found.rows.tolist() == [3, 1, 2]
    assert found.scores.tolist() == pytest.approx([0.85, 0.17, 0.0], abs=1e-6)
    assert fused(weight=0.5).rows.tolist() == []


def test_the_rows_of_either_list_come_once_and_ascending() -> None:
    assert in_either(np.array([7, 2]), np.array([9, 7])).tolist() == [2, 7, 9]


@pytest.mark.parametrize(("known", "weight"), [(0.0, 0.85), (0.49, 0.85), (0.5, 0.45), (1.0, 0.45)])
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
    st.dictionaries(
        st.integers(0, 300), st.tuples(st.floats(-1, 1, width=32), st.floats(0, 50, width=32)), max_size=40
    ),
    st.sampled_from([0.0, 0.45, 0.85, 1.0]),
)
def test_fusion_keeps_every_row_once(rows: dict[int, tuple[float, float]], weight: float) -> None:
    found = fused(*((number, *scores) for number, scores in sorted(rows.items())), weight=weight)
    assert sorted(found.rows.tolist()) == sorted(rows)
    assert (np.diff(found.scores) < 0).all()
