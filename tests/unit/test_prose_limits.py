"""What a model may cost in a day, and when it is left alone."""

from __future__ import annotations

from datetime import date

from assistant.prose.limits import Breaker, TokenBudget


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_days_tokens_run_out_and_come_back_the_next_day() -> None:
    days = iter([date(2026, 1, 1)] * 3 + [date(2026, 1, 2)])
    budget = TokenBudget(100, today=lambda: next(days))
    assert [budget.take(60), budget.take(60), budget.take(40), budget.take(60)] == [True, False, True, True]


def test_what_was_not_used_can_be_used() -> None:
    budget = TokenBudget(100, today=lambda: date(2026, 1, 1))
    assert budget.take(100)
    budget.give_back(30)
    assert budget.take(30)
    assert not budget.take(1)


def test_after_three_failures_in_a_row_a_model_rests_and_then_one_question_tries_it() -> None:
    clock = Clock()
    breaker = Breaker(failures=3, rest=30, now=clock)
    for _ in range(2):
        breaker.failed()
        assert breaker.lets_through()
    breaker.failed()
    assert not breaker.lets_through()
    clock.now = 31
    assert [breaker.lets_through(), breaker.lets_through()] == [True, False]
    breaker.succeeded()
    assert breaker.lets_through()


def test_a_model_that_says_how_long_is_left_alone_so_long() -> None:
    clock = Clock()
    breaker = Breaker(failures=3, rest=30, now=clock)
    breaker.failed(retry_after=90)
    clock.now = 60
    assert not breaker.lets_through()
    clock.now = 91
    assert breaker.lets_through()
