"""Changes between revisions, against gold written by hand, and the rules each change follows."""

from __future__ import annotations

import os

import pytest
from lineage_texts import text_of
from proof_record import record_proof

from eval.bars import exit_code
from eval.lineage.history import GENERATED, faults, gold_figures, replay_figures
from eval.lineage.lineage_gold import line_of, pairs_of, shipped_steps, stray_paths
from indexer.lineage import Change, apply, changes, word_differences


def found(old: dict[str, str], new: dict[str, str]) -> list[str]:
    return [line_of(change) for change in changes(text_of("pp-res-1", "a", old), text_of("pp-res-1", "b", new))]


PROVE = os.environ.get("ISCG_PROVE") == "1"
STEPS = shipped_steps()
MEASURED = {figure.name: figure for figure in gold_figures(STEPS)}


def test_the_gold_is_judged_on_clauses_that_are_there() -> None:
    assert {step.name: stray_paths(step) for step in STEPS} == {step.name: () for step in STEPS}


def test_the_gold_has_enough_clause_pairs_and_steps_in_several_languages() -> None:
    assert sum(pairs_of(step.old, step.new, step.gold).total() for step in STEPS) >= 272
    assert len(STEPS) >= 12
    assert {step.new.language for step in STEPS} == {"en", "es", "fr", "ru", "zh"}


def test_changes_reach_their_bars_on_the_gold() -> None:
    assert [figure for figure in MEASURED.values() if not figure.holds] == []
    barred = {name for name, figure in MEASURED.items() if figure.bar is not None}
    assert barred == {"alignment F1", "editorial precision"} | {
        f"{name} {side}" for name in ("moved", "split", "merged") for side in ("precision", "recall")
    }


@pytest.mark.parametrize("later", ["pp-10", "pp-14", "pp-18", "pp-22"])
def test_each_step_of_the_islands_is_found_whole(later: str) -> None:
    (step,) = [step for step in STEPS if step.name == f"remote-islands.en {later}"]
    assert list(faults([step])) == []


def test_changes_made_on_the_old_clauses_give_the_new_ones_and_renumbering_modifies_nothing() -> None:
    pairs = GENERATED if PROVE else 100
    figures = {one.name: one for one in replay_figures(STEPS, (), generated=pairs, renumbered=50)}
    assert exit_code(tuple(figures.values())) == 0
    assert figures["replay, gold"].n == len(STEPS)
    assert (figures["replay, generated"].value, figures["modified by renumbering"].value) == (1.0, 0.0)
    record_proof(
        "lineage",
        "Changes made on one revision give the next",
        command="make prove",
        figures={"pairs of the gold": len(STEPS), "generated pairs": pairs, "not replayed exactly": 0},
    )


def test_an_inserted_item_renumbers_the_rest_without_modifying_it() -> None:
    old = {"resolves 1": "to light the lamps;", "resolves 2": "to guard the harbour,"}
    new = {
        "resolves 1": "to light the lamps;",
        "resolves 2": "to count all passing ships;",
        "resolves 3": "to guard the harbour,",
    }
    assert found(old, new) == ["added - -> resolves 2", "moved resolves 2 -> resolves 3"]


def test_two_clauses_that_change_places_both_move() -> None:
    old = {"resolves 1": "to light the lamps;", "resolves 2": "to guard the harbour;"}
    new = {"resolves 1": "to guard the harbour;", "resolves 2": "to light the lamps;"}
    assert found(old, new) == ["moved resolves 2 -> resolves 1", "moved resolves 1 -> resolves 2"]


def test_words_that_change_under_another_label_are_a_modification() -> None:
    old = {"noting a)": "that keepers of lighthouses report to the harbour once a month;"}
    new = {
        "considering a)": "that ships have become larger;",
        "noting b)": "that keepers of lighthouses report to the harbour twice a month;",
    }
    assert found(old, new) == ["added - -> considering a)", "modified noting a) -> noting b)"]


def test_a_clause_of_other_words_in_the_same_place_is_not_a_modification() -> None:
    old = {"resolves 1": "to exempt equipment for remote islands from customs duties,"}
    new = {"resolves 1": "to promote the training of young engineers in each region,"}
    assert sorted(found(old, new)) == ["added - -> resolves 1", "removed resolves 1 -> -"]


def test_one_cited_resolution_is_not_another() -> None:
    old = {"recalling a)": "Resolution 70 (Rev. Busan, 2014);", "recalling b)": "Resolution 71 (Rev. Busan, 2014);"}
    new = {"recalling a)": "Resolution 71 (Rev. Dubai, 2018);", "recalling b)": "Resolution 137 (Rev. Dubai, 2018);"}
    assert sorted(found(old, new)) == [
        "added - -> recalling b)",
        "modified editorial recalling b) -> recalling a)",
        "removed recalling a) -> -",
    ]


EDITORIAL = [
    ("as in Resolution 70 (Rev. Busan, 2014),", "as in Resolution 70 (Rev. Dubai, 2018),"),
    ("as in Resolution 70 on lamps,", "as in Resolution 70 (Rev. Dubai, 2018) on lamps,"),
    ("as in Resolutions 71 and 72 (Rev. Busan, 2014),", "as in Resolutions 71 and 72 (Rev. Dubai, 2018),"),
    ("Resolution 25 (Rev. Busan, 2014) of this conference,", "Resolution 25 (Rev. Busan, 2014),"),
    ("Resolution 2 (Rev. Hyderabad, 2010) of WTDC on lamps,", "Resolution 2 (Rev. Dubai, 2014) of WTDC on lamps,"),
    ("as Resolution ITU-R 7-3 has it,", "as Resolution ITU-R 7-4 has it,"),
    ("that this conference meets in Busan in 2014,", "that this conference meets in Dubai in 2018,"),
    ("the outcome of PP-14 on lamps,", "the outcome of PP-18 on lamps,"),
    ("the work of CCITT on lamps,", "the work of ITU-T on lamps,"),
    ("the Inter-Sector Coordination Team reports,", "the Inter-Sector Coordination Group (ISCG) reports,"),
    ("of the Telecommunication Standardization Bureau (TSB),", "of TSB,"),
    ("from 1 January 2015 the lamps are lit,", "from 1 January 2019 the lamps are lit,"),
    ("to inform member states of this;", "to inform Member States of this,"),
]
SUBSTANCE = [
    ("as in Resolution 70 (Rev. Busan, 2014),", "as in Resolution 71 (Rev. Busan, 2014),"),
    ("as in Resolutions 71 and 72 (Rev. Busan, 2014),", "as in Resolutions 71, 72 and 73 (Rev. Dubai, 2018),"),
    ("Resolution 2 (Rev. Dubai, 2014) of WTDC on lamps,", "Resolution 2 (Rev. Dubai, 2012) of WTSA on lamps,"),
    ("that 40 per cent of lamps in 2014 are lit,", "that 60 per cent of lamps in 2018 are lit,"),
    ("to report to the Director of TSB on lamps,", "to report to the Director of BDT on lamps,"),
    ("to report to the Council each year,", "to report to the Council every second year,"),
    ("that keepers may light the lamps,", "that keepers shall light the lamps,"),
    ("that keepers should light the lamps,", "that keepers should not light the lamps,"),
    ("lamps are lit, as in Resolution 70 (Busan, 2014),", "lamps are not lit, as in Resolution 70 (Rev. Dubai, 2018),"),
    ("the work of Study Group 2 on lamps in 2014,", "the work of Study Group 3 on lamps in 2018,"),
]


@pytest.mark.parametrize(("before", "after"), EDITORIAL)
def test_a_mere_update_is_editorial(before: str, after: str) -> None:
    assert found({"noting": before}, {"noting": after}) == ["modified editorial noting -> noting"]


@pytest.mark.parametrize(("before", "after"), SUBSTANCE)
def test_a_change_of_substance_is_never_editorial(before: str, after: str) -> None:
    assert not any(" editorial " in line for line in found({"noting": before}, {"noting": after}))


def test_a_comparison_with_a_digest_is_none_of_texts() -> None:
    from dataclasses import replace

    old = text_of("pp-res-1", "pp-18", {"resolves": "to light the lamps,"})
    new = text_of("pp-res-1", "pp-22", {"resolves": "to light the lamps by night,"})
    assert [one.text_kind for one in changes(old, new)] == ["original"]
    assert [one.text_kind for one in changes(replace(old, kind="digest"), new)] == ["digest"]


def test_changes_are_not_made_on_clauses_they_do_not_fit() -> None:
    change = Change(change="removed", from_clause="resolves", before="to light the lamps,", text_kind="original")
    assert apply([change], {"resolves": "to light the lamps,"}) == {}
    with pytest.raises(ValueError, match="resolves"):
        apply([change], {"resolves": "to rest,"})


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("to light lamps", "to light lamps", (("to light lamps", None),)),
        (
            "to light lamps",
            "to clean lamps",
            (("to ", None), ("light", "removed"), ("clean", "added"), (" lamps", None)),
        ),
        ("the old lamp", "a new lamp", (("the old", "removed"), ("a new", "added"), (" lamp", None))),
        ("", "all", (("all", "added"),)),
        ("all", "", (("all", "removed"),)),
        ("提交年度报告", "提交报告", (("提交", None), ("年度", "removed"), ("报告", None))),
    ],
)
def test_words_that_differ_are_marked(before: str, after: str, pieces: tuple[tuple[str, str | None], ...]) -> None:
    assert word_differences(before, after) == pieces
