"""``iscg eval verify``: what its figures count, and that a figure below its bar is a failure."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from assistant.checking import Checker, Verdict
from eval.bars import exit_code
from eval.checking import verify as command
from eval.checking.verify import Judged, confused, figures_of, macro_f1, placed, verify
from eval.checking.verify_gold import Case, read_items, read_library
from eval.checking.verify_store import store_figures


def judged(wanted: Verdict, found: str) -> Judged:
    return Judged(Case(wanted, "en", "words", "words", ""), found)


def test_macro_f1_is_the_mean_over_the_verdicts_of_the_gold() -> None:
    # exact: TP 1, FN 1 -> 2/3; altered: TP 1, FP 1 -> 2/3; stale: TP 1 -> 1
    items = [
        judged("exact", "exact"),
        judged("exact", "altered"),
        judged("altered", "altered"),
        judged("stale", "stale"),
    ]
    assert macro_f1(items) == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)


def test_an_item_that_was_not_found_counts_against_recall_alone() -> None:
    assert macro_f1([judged("stale", "none"), judged("stale", "stale")]) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("wanted", "found", "crossed"),
    [
        ("exact", "altered", True),
        ("exact-in-other-revision", "altered", True),
        ("altered", "exact", True),
        ("altered", "exact-in-other-revision", True),
        ("exact", "exact-in-other-revision", False),
        ("altered", "spliced", False),
        ("spliced", "exact", False),
    ],
)
def test_exact_and_altered_are_confused_in_either_direction(wanted: Verdict, found: str, crossed: bool) -> None:
    assert bool(confused([judged(wanted, found)])) is crossed


def test_the_interval_of_macro_f1_holds_it() -> None:
    items = [judged("exact", "exact")] * 30 + [judged("exact", "none")] * 10 + [judged("stale", "stale")] * 40
    figure = figures_of(items)[0]
    assert figure.interval is not None
    low, high = figure.interval
    assert low < figure.value < high
    assert 0.88 < low < high < 0.98  # 2·30/(30+40) = .857 and 1: mean .929; recall .75 ± .13 moves it by about .04


def test_one_confusion_is_a_failure_however_high_the_rest() -> None:
    right = [judged(one.verdict, one.verdict) for one in read_items()]
    assert exit_code(figures_of(right)) == 0
    assert exit_code(figures_of([*right, judged("altered", "exact")])) == 1


def test_fewer_than_thirty_items_of_a_verdict_are_a_failure() -> None:
    right = [judged(one.verdict, one.verdict) for one in read_items()]
    few = [one for one in right if one.case.verdict != "stale"] + [judged("stale", "stale")] * 29
    assert exit_code(figures_of(few)) == 1


def test_an_item_at_another_place_is_not_at_its_place() -> None:
    checker = read_library().checker()
    cases = read_items()[:5]
    assert placed(cases, checker) == (5, 5)
    shorter = replace(cases[0], item=cases[0].item[:-1])
    assert placed([shorter, *cases[1:]], checker) == (4, 5)


def test_the_command_prints_figures_and_fails_below_a_bar(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    took = [0.5, 2.5]
    monkeypatch.setattr(command, "seconds", lambda cases, fresh: took.pop(0))  # test_checking takes the time itself
    assert verify(["--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["met"] is True
    assert told["figures"]["exact against altered"]["value"] == 0
    assert told["figures"]["macro-F1"]["interval"] is not None
    assert verify([]) == 1
    assert "at most 2: missed" in capsys.readouterr().out


def test_clauses_of_a_store_are_told_from_the_same_with_a_word_changed() -> None:
    library = read_library()

    class Store:
        document_ids = staticmethod(lambda: tuple(library.documents))
        text_keys = staticmethod(library.text_keys)
        text = staticmethod(library.text)

    checker: Checker = library.checker()
    kept, told = store_figures(Store(), checker)  # type: ignore[arg-type]
    assert kept.n == told.n > 60
    assert (kept.value, told.value) == (1.0, 1.0)
