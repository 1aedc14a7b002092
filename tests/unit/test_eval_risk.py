"""Risk over coverage, on orders worked out by hand."""

from __future__ import annotations

import pytest
from eval_world import CLAUSES, abstention, answer, case, cite, question, run, unanswerable

from eval.metrics.calibration import expected_error
from eval.risk import area_under, risk_of, wrong
from eval.scoring import score

RIGHT = question(0)


def given(confidence: float, *, right: bool):
    return case(RIGHT, answer([cite(0, CLAUSES[0] if right else CLAUSES[3])], confidence=confidence))


def test_confidence_that_puts_every_right_answer_first_has_the_best_area():
    found = risk_of([given(0.9, right=True), given(0.8, right=True), given(0.1, right=False), given(0.05, right=False)])

    # Risks 0, 0, 1/3, 2/4: their mean is 5/24.
    assert found is not None
    assert found.aurc == found.best == pytest.approx(5 / 24, abs=1e-6)
    assert found.covered == 0.5


def test_confidence_upside_down_has_the_worst():
    found = risk_of([given(0.1, right=True), given(0.9, right=False)])

    # Risks 1, 1/2; the best order has 0, 1/2.
    assert found is not None
    assert (found.aurc, found.best, found.covered) == (0.75, 0.25, 0.0)


def test_answers_of_equal_confidence_share_their_failures():
    found = risk_of([given(0.5, right=True), given(0.5, right=False)])

    assert found is not None
    assert found.curve == ((0.5, 0.5), (1.0, 0.5))


def test_only_answers_count():
    assert risk_of([case(RIGHT, abstention()), case(RIGHT, answer(kind="clarification")), case(RIGHT, None)]) is None


def test_an_answer_to_what_has_none_is_wrong_and_so_is_a_false_fact_beside_a_true_one():
    both = answer([cite(0), cite(0, n=2, revision="pp-18")])

    assert wrong(case(unanswerable(0), answer([cite(0)])))
    assert wrong(case(RIGHT, both))
    assert not wrong(case(RIGHT, answer([cite(0)])))


def test_confidence_that_is_the_share_of_right_answers_has_no_error():
    # Ten answers of .8, of which two are wrong; four of .25, of which three are.
    pairs = [(0.8, 0.0)] * 8 + [(0.8, 1.0)] * 2 + [(0.25, 0.0)] + [(0.25, 1.0)] * 3

    assert expected_error(pairs) == pytest.approx(0)


def test_a_bin_counts_by_its_answers():
    # Sure of all, right in one of two: off by .5 over two of four answers; unsure of two wrong ones: off by .1.
    pairs = [(1.0, 0.0), (1.0, 1.0), (0.1, 1.0), (0.1, 1.0)]

    assert expected_error(pairs) == pytest.approx((2 * 0.5 + 2 * 0.1) / 4)


def test_answers_that_are_too_sure_and_too_unsure_in_one_bin_even_out():
    assert expected_error([(0.55, 0.0), (0.55, 1.0)]) == pytest.approx(0.05)


def test_a_run_has_both_figures_with_intervals_and_its_groups_have_none():
    asked = [question(n, id=f"q-{n}") for n in range(10)]
    scores = score(
        run(asked, lambda one: answer([cite(int(one.id[2:]), CLAUSES[0 if one.id < "q-5" else 3])], confidence=0.5))
    )

    # Five of ten are wrong and confidence is one for all: the risk is .5 at every coverage, and .5 is what it is.
    assert scores.overall["aurc"].value == pytest.approx(0.5)
    assert scores.overall["ece"].value == pytest.approx(0)
    assert scores.overall["aurc"].n == 10
    low, high = scores.overall["aurc"].low, scores.overall["aurc"].high
    assert low is not None
    assert high is not None
    assert 0.1 <= low < 0.5 < high <= 0.9
    assert scores.groups["category"]["passage"]["aurc"].n == 0


def test_a_run_without_answers_has_neither():
    figure = score(run([question()], lambda one: abstention())).overall["ece"]

    assert (figure.n, figure.value) == (0, None)


def test_the_area_agrees_with_a_second_reckoning():
    pairs = [(0.9, 0.0), (0.7, 1.0), (0.7, 0.0), (0.3, 1.0), (0.1, 0.0)]
    # 0; then one of the two of .7 is wrong on average half a time each: .5/2, 1/3; 2/4; 2/5
    assert area_under(pairs) == pytest.approx((0 + 0.25 + 1 / 3 + 0.5 + 0.4) / 5)
