"""The tables of references: their sizes, the bars they are held to, and that nothing is guessed."""

from __future__ import annotations

import pytest

from eval.reading.references import (
    Unsure,
    came_to,
    figures_of,
    first_forms,
    held_out_forms,
    is_guess,
    is_right,
    second_forms,
    tally,
    unsure_texts,
)


def test_the_tables_hold_as_many_forms_as_the_proof_asks_for() -> None:
    assert len(first_forms()) + len(second_forms()) + len(held_out_forms()) >= 250
    assert len([one for one in unsure_texts() if one.state == "ambiguous"]) >= 40


def test_the_later_tables_are_new_for_the_most_part() -> None:
    first = {form.text for form in first_forms()}
    later = [form.text for form in (*second_forms(), *held_out_forms())]
    assert len(set(later)) == len(later)
    assert len(set(later) - first) >= 80


def test_every_bar_is_met() -> None:
    assert [one.name for one in figures_of() if not one.holds] == []


@pytest.mark.parametrize("unsure", unsure_texts(), ids=lambda unsure: unsure.text)
def test_nothing_unsure_is_guessed(unsure: Unsure) -> None:
    assert not is_guess(unsure)
    assert is_right(unsure), came_to(unsure.text)


def test_f1_counts_a_reference_found_twice_once() -> None:
    form = next(one for one in second_forms() if one.text == "RESOLUTIONS 71 AND 72 (REV. BUCHAREST, 2022)")
    assert tally((form,)).f1 == 1.0
    assert tally((form, form)).wanted == 4
