"""Risk over coverage, on orders worked out by hand."""

from __future__ import annotations

import pytest
from eval_world import CLAUSES, abstention, answer, case, cite, question, unanswerable

from eval.risk import risk_of, wrong

RIGHT = question(0)


def given(confidence: float, *, right: bool):
    return case(RIGHT, answer([cite(0, CLAUSES[0] if right else CLAUSES[3])], confidence=confidence))


def test_confidence_that_puts_every_right_answer_first_has_the_best_area():
    found = risk_of([given(0.9, right=True), given(0.8, right=True), given(0.1, right=False), given(0.05, right=False)])

    # Risks 0, 0, 1/3, 2/4: their mean is 5/24.
    assert found is not None
    assert found.aurc == found.best == pytest.approx(5 / 24)
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
