"""Which rows are too many, worked out by hand."""

from __future__ import annotations

import numpy as np

from assistant.crowding import MOST, Crowds

LINE = "The bridge of the inner basin is raised for all ferries at noon and again at dusk when flag {} is up"


def rows(count: int) -> np.ndarray:
    return np.arange(count, dtype=np.int64)


def test_of_one_document_so_many_rows_stay_as_may_and_the_best_ones() -> None:
    texts = [f"word{chr(97 + number % 26)}{chr(97 + number // 26)}" for number in range(60)]
    crowds = Crowds(texts, np.array([0] * 50 + [1] * 10, np.int32))
    surplus = crowds.surplus(rows(60))
    assert surplus is not None
    assert surplus.nonzero()[0].tolist() == list(range(MOST, 50))


def test_nothing_is_left_out_where_all_rows_are_of_one_document_or_none_is_crowded() -> None:
    texts = [f"word{chr(97 + number % 26)}{chr(97 + number // 26)}" for number in range(60)]
    assert Crowds(texts, np.zeros(60, np.int32)).surplus(rows(60)) is None
    assert Crowds(texts, np.arange(60, dtype=np.int32)).surplus(rows(60)) is None


def test_copies_that_differ_in_a_number_are_one_text_and_another_text_is_not() -> None:
    texts = [LINE.format(number) for number in range(50)] + [
        "Locks are drained in spring and painted by the crew of the yard"
    ]
    crowds = Crowds(texts, np.arange(51, dtype=np.int32))
    assert set(crowds.copies[:50].tolist()) == {0}
    assert crowds.copies[50] == 50
    surplus = crowds.surplus(rows(51))
    assert surplus is not None
    assert surplus.sum() == 50 - MOST


def test_short_lines_recur_and_are_no_copies() -> None:
    assert Crowds(["In force."] * 60, np.arange(60, dtype=np.int32)).copies.tolist() == [-1] * 60
