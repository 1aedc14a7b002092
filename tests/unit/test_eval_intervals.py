"""Intervals and tests, against values worked out by hand and against the formulas written out a second time."""

from __future__ import annotations

import math
from itertools import product
from statistics import NormalDist

import numpy as np
import pytest

from eval.intervals import (
    bootstrap_mean,
    detectable,
    holm,
    mcnemar,
    quantile_interval,
    sign_flip,
    verdict,
    wilson,
)


def test_wilson_of_nothing_in_ten_reaches_from_nought_to_278_thousandths():
    # z^2 / (n + z^2) = 3.8415 / 13.8415
    assert wilson(0, 10) == pytest.approx((0.0, 0.27754), abs=1e-4)


def test_wilson_of_half_is_symmetric():
    low, high = wilson(50, 100)
    # half width: z sqrt(.25 / n + z^2 / 4n^2) / (1 + z^2 / n) = .0979 / 1.0384 with the root .0509
    assert (low + high) / 2 == pytest.approx(0.5)
    assert high - 0.5 == pytest.approx(0.09617, abs=1e-4)


def test_mcnemar_counts_only_what_changed():
    # 5 lost, none won: 2 * (1/2)^5
    assert mcnemar(0, 5) == pytest.approx(1 / 16)
    assert mcnemar(0, 0) == 1
    assert mcnemar(3, 3) == 1


def test_holm_multiplies_by_what_is_left_and_never_falls():
    # .01 * 3, then .02 * 2 = .04, then .03 * 1 = .03, which stays at .04
    assert holm({"b": 0.02, "a": 0.01, "c": 0.03}) == pytest.approx({"a": 0.03, "b": 0.04, "c": 0.04})
    assert holm({"a": 0.9, "b": 0.8}) == {"a": 1.0, "b": 1.0}


def test_sign_flips_of_four_equal_gains_are_as_rare_as_one_in_eight():
    # Of the 16 arrangements of signs two are as extreme: all up, all down.
    assert sign_flip([1.0, 1.0, 1.0, 1.0]) == pytest.approx(2 / 16)
    assert sign_flip([0.5]) == 1
    assert sign_flip([0.0, 0.0]) == 1
    assert sign_flip([1.0, -1.0]) == 1


def test_signs_of_one_document_flip_together():
    # Two documents, both better in all they hold: of four arrangements two are as extreme, however many questions.
    assert sign_flip([1.0] * 20, ["a"] * 10 + ["b"] * 10) == pytest.approx(2 / 4)
    assert sign_flip([1.0, -1.0, 0.5, -0.5], ["a", "a", "b", "b"]) == 1
    assert sign_flip([1.0] * 4, list("abcd")) == sign_flip([1.0] * 4)


def test_a_bootstrap_of_equal_values_has_no_width():
    assert bootstrap_mean([0.5] * 8, list("aabbccdd")) == (0.5, 0.5)


def test_the_interval_of_a_median_lies_between_two_of_the_values():
    # Of 100 flips 39 heads or fewer have a chance of .0176, 40 or fewer of .0284: the 40th from either end.
    assert quantile_interval([float(one) for one in range(100, 0, -1)], 0.5) == (40.0, 61.0)
    # Of ten values 7 or fewer lie below the 95th percentile with a chance of .0115, 8 or fewer with .0861: the 8th;
    # all ten do with a chance of .599, so that nothing bounds it from above but the last.
    assert quantile_interval([float(one) for one in range(1, 11)], 0.95) == (8.0, 10.0)


def test_questions_of_one_document_do_not_count_as_independent():
    values = [1.0] * 10 + [0.0] * 10
    single = bootstrap_mean(values, [str(place) for place in range(20)])
    paired = bootstrap_mean(values, ["a"] * 10 + ["b"] * 10)

    assert paired == (0.0, 1.0)  # two documents, one all right and one all wrong
    assert 0.2 < single[0] < single[1] < 0.8


def test_what_could_be_found_shrinks_with_the_root_of_n():
    few, many = [1.0, -1.0] * 10, [1.0, -1.0] * 1000
    # (1.95996 + .84162) * sd / sqrt(n), sd with n - 1
    assert detectable(few) == pytest.approx(2.80158 * math.sqrt(20 / 19) / math.sqrt(20), rel=1e-4)
    assert detectable(many) == pytest.approx(2.80158 / math.sqrt(1999), rel=1e-4)
    assert detectable([0.0, 0.0]) is None


def test_a_verdict_needs_both_a_difference_and_a_small_p():
    assert verdict(0.1, 0.01, "higher") == "better"
    assert verdict(0.1, 0.01, "lower") == "worse"
    assert verdict(-0.1, 0.01, "lower") == "better"
    assert verdict(0.1, 0.2, "higher") == "cannot tell"
    assert verdict(0.0, 0.01, "higher") == "cannot tell"


def second_wilson(hits: int, n: int) -> tuple[float, float]:
    z, share = NormalDist().inv_cdf(0.975), hits / n
    middle = share + z**2 / (2 * n)
    half = z * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return max(0.0, (middle - half) / (1 + z**2 / n)), min(1.0, (middle + half) / (1 + z**2 / n))


@pytest.mark.parametrize(("hits", "n"), [(0, 7), (3, 11), (40, 41), (250, 300), (5, 5)])
def test_wilson_agrees_with_the_formula_written_out(hits: int, n: int):
    assert wilson(hits, n) == pytest.approx(second_wilson(hits, n), abs=1e-9)


@pytest.mark.parametrize(("won", "lost"), [(1, 7), (4, 9), (12, 3), (6, 6)])
def test_mcnemar_agrees_with_the_binomial_sum(won: int, lost: int):
    tail = sum(math.comb(won + lost, one) for one in range(min(won, lost) + 1)) / 2 ** (won + lost)
    assert mcnemar(won, lost) == pytest.approx(min(1.0, 2 * tail))


def test_sign_flips_agree_with_every_arrangement_counted():
    gaps = [0.5, -0.25, 0.75, 0.125, -0.125, 0.25, 0.5, 0.0]
    sums = [sum(sign * one for sign, one in zip(signs, gaps, strict=True)) for signs in product((-1, 1), repeat=8)]
    extreme = sum(abs(one) >= abs(sum(gaps)) - 1e-12 for one in sums)

    assert sign_flip(gaps) == pytest.approx(extreme / 256)


def test_drawn_sign_flips_agree_with_the_normal_they_approach():
    gaps = np.random.default_rng(1).normal(0.15, 0.5, 60)
    z = abs(gaps.sum()) / math.sqrt((gaps**2).sum())

    # The arrangements' sum has mean 0 and variance sum(d^2); 10,000 draws leave a standard error of at most .005.
    assert sign_flip(gaps.tolist()) == pytest.approx(2 * (1 - NormalDist().cdf(z)), abs=0.015)


def test_the_bootstrap_agrees_with_whole_clusters_drawn_by_hand():
    gaps = np.random.default_rng(1).normal(0.15, 0.5, 60)
    dice = np.random.default_rng(5)
    drawn = [gaps.reshape(20, 3)[dice.integers(20, size=20)].mean() for _ in range(10_000)]

    ours = bootstrap_mean(gaps.tolist(), [str(place // 3) for place in range(60)])

    assert ours == pytest.approx(tuple(np.percentile(drawn, [2.5, 97.5])), abs=0.012)


def test_what_is_drawn_is_the_same_each_time():
    gaps = np.random.default_rng(2).normal(0.1, 0.5, 80).tolist()
    names = [str(place) for place in range(80)]

    assert bootstrap_mean(gaps, names) == bootstrap_mean(gaps, names)
    assert sign_flip(gaps) == sign_flip(gaps)


def test_one_document_alone_has_no_width():
    assert bootstrap_mean([0.0, 1.0], ["a", "a"]) == (0.5, 0.5)
