"""How far passages carry a question: weighed by what was learned, or by words alone where nearness is not known."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.support import (
    COVER_ALONE,
    FEATURES,
    NO_SUPPORT,
    Support,
    Weights,
    assess,
    learned_weights,
    likelihood_of,
)


def weights(**given: float) -> Weights:
    return Weights(constant=-1.0, weights=dict.fromkeys(FEATURES, 0.0) | given, enough=0.5)


def test_the_likelihood_is_the_logistic_function_of_the_weighed_sum() -> None:
    features = (0.5, 0.25, 1.0, 0.0, 1.0, 0.0)
    learned = weights(cover=2.0, nearness=4.0)  # -1 + 1 + 1 = 1
    assert likelihood_of(features, learned) == pytest.approx(0.731059, abs=1e-6)


def test_a_sum_beyond_all_bounds_stays_a_likelihood() -> None:
    assert likelihood_of((1.0,) * len(FEATURES), weights(cover=1e9)) == pytest.approx(1.0)
    assert likelihood_of((1.0,) * len(FEATURES), weights(cover=-1e9)) == pytest.approx(0.0)


def test_the_weights_that_ship_name_their_command_and_every_feature() -> None:
    learned = learned_weights()
    assert learned.learned_by == "iscg eval calibrate"
    for side in (learned.same, learned.across):
        assert set(side.weights) == set(FEATURES)
        assert 0 < side.enough < 1
        assert side.weights["nearness"] > 0
        assert side.weights["everyday"] < 0


def test_without_a_measured_range_words_alone_decide() -> None:
    assert Support(cover=COVER_ALONE, nearness=None, across=False).enough
    assert not Support(cover=COVER_ALONE - 0.01, nearness=None, across=True).enough
    assert Support(cover=0.7, nearness=None, across=False).confidence == 0.7


def test_more_of_what_speaks_for_an_answer_never_makes_it_less_likely() -> None:
    for across in (False, True):
        little = Support(cover=0.2, nearness=0.2, across=across)
        for more in (
            Support(cover=0.9, nearness=0.2, across=across),
            Support(cover=0.2, nearness=0.9, across=across),
            Support(cover=0.2, nearness=0.2, across=across, named=True),
        ):
            assert more.likelihood > little.likelihood


def test_nothing_found_is_no_support() -> None:
    nothing: Any = assess([], [], [], known_share=1.0, foreign=False, cosines=(0.7, 0.9), named=True, at_home=True)
    assert nothing == NO_SUPPORT
    assert not nothing.enough
