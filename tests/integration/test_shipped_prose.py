"""The check of a model's prose over the corpus that ships: what was written by hand as false reaches nobody."""

from __future__ import annotations

from library_double import library_of

from corpus.shelf import read_shelf
from eval.asking.prose import SECOND, figures_of, shipped_items, shipped_renderings, totals_of
from eval.bars import exit_code


def test_no_false_sentence_reaches_a_reader_and_nearly_every_true_one_does() -> None:
    items = shipped_items(library_of(read_shelf().documents.values()).shelf)
    assert sum(bool(one.kind) for one in items) >= 120
    assert sum(not one.kind for one in items) >= 120
    assert exit_code(figures_of(items)) == 0


def test_none_of_those_reaches_a_reader_that_were_written_to_deceive_the_check() -> None:
    items = shipped_items(library_of(read_shelf().documents.values()).shelf, SECOND)
    assert sum(bool(one.kind) for one in items) >= 80
    assert sum(not one.kind for one in items) >= 40
    assert exit_code(totals_of(items, surviving=0.9)) == 0


def test_translations_are_there_in_five_languages_true_and_false() -> None:
    renderings = shipped_renderings()
    for language in ("fr", "es", "ru", "zh", "ar"):
        mine = [one for one in renderings if one.to == language]
        assert sum(bool(one.kind) for one in mine) >= 6 <= sum(not one.kind for one in mine)
