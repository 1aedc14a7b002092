"""Intervals and tests, against values worked out by hand and against scipy."""

from __future__ import annotations

import math

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
    assert sign_flip([1.0, 1.0, 1.0, 1.0]) == pytest.approx(2 / 16, abs=0.012)
    assert sign_flip([0.0, 0.0]) == 1
    assert sign_flip([1.0, -1.0]) == 1


def test_a_bootstrap_of_equal_values_has_no_width():
    assert bootstrap_mean([0.5] * 8, list("aabbccdd")) == (0.5, 0.5)


def test_the_interval_of_a_median_lies_between_two_of_the_values():
    # n q = 50, z sqrt(25) = 9.8: the 41st and the 60th of 100.
    assert quantile_interval([float(one) for one in range(100, 0, -1)], 0.5) == (41.0, 60.0)
    # n q = 9.5, z sqrt(.475) = 1.35: the 9th and the 10th of ten, since there is no 11th.
    assert quantile_interval([float(one) for one in range(1, 11)], 0.95) == (9.0, 10.0)


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


def test_they_agree_with_scipy():
    stats = pytest.importorskip("scipy.stats")
    for hits, n in ((0, 7), (3, 11), (40, 41), (250, 300)):
        theirs = stats.binomtest(hits, n).proportion_ci(method="wilson")
        assert wilson(hits, n) == pytest.approx((theirs.low, theirs.high), abs=1e-9)
    for won, lost in ((1, 7), (4, 9), (12, 3)):
        assert mcnemar(won, lost) == pytest.approx(stats.binomtest(won, won + lost).pvalue)
    gaps = np.random.default_rng(1).normal(0.15, 0.5, 60)
    theirs = stats.permutation_test(
        (gaps,), np.mean, permutation_type="samples", n_resamples=20_000, rng=np.random.default_rng(2)
    )
    assert sign_flip(gaps.tolist()) == pytest.approx(theirs.pvalue, abs=0.012)
    sums, counts = gaps.reshape(20, 3).sum(1), np.full(20, 3.0)
    span = stats.bootstrap(
        (sums, counts),
        lambda s, c, axis: s.sum(axis=axis) / c.sum(axis=axis),
        paired=True,
        method="percentile",
        rng=np.random.default_rng(3),
    ).confidence_interval
    ours = bootstrap_mean(gaps.tolist(), [str(place // 3) for place in range(60)])
    assert ours == pytest.approx((span.low, span.high), abs=0.012)
