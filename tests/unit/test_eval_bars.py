"""A figure below its bar is told and fails the command."""

import json

from eval.bars import Figure, as_json, as_table, exit_code, share


def test_a_share_carries_wilsons_interval_and_its_count() -> None:
    figure = share("document first", 8, 10, bar=0.75)
    assert (figure.value, figure.n, figure.holds) == (0.8, 10, True)
    assert figure.interval is not None
    assert [round(bound, 3) for bound in figure.interval] == [0.490, 0.943]


def test_a_share_of_nothing_meets_no_bar() -> None:
    assert not share("none", 0, 0, bar=0.5).holds


def test_one_missed_bar_fails_the_command_and_stands_in_table_and_json() -> None:
    figures = (share("right", 3, 4, bar=0.75), Figure("p95 ms", 60.0, 9, bar=50.0, at_most=True))
    assert exit_code(figures) == 1
    assert "at most 50: missed" in as_table(figures)
    assert json.loads(as_json(figures))["met"] is False


def test_without_bars_nothing_fails() -> None:
    assert exit_code((Figure("told", 0.1, 3),)) == 0
