"""Whom a clause asks, with whom, and by which verb."""

from __future__ import annotations

from importlib.resources import files

import pytest
import yaml

from corpus.asking import Asked, asked_by, asked_by_call, ends_with_a_name
from corpus.document import Clause
from eval.reading.addressees import ADDRESSEE_BAR, VERB_BAR, figures_of, judge, shipped_gold
from indexer.extract import extract
from indexer.parsing.words import LANGUAGES

HEAD = (
    "RESOLUTION 999 (NEW DELHI, 2024)\n\nA matter of interest\n\nThe World Telecommunication Standardization Assembly "
)
HEAD += "(New Delhi, 2024),\n\n"


def operative(body: str) -> dict[str, Clause]:
    (text,) = extract((HEAD + body).encode(), name="resolution.txt").texts
    return {clause.path: clause for clause in text.clauses if clause.operative}


def test_gold_written_by_hand_is_met_in_six_languages() -> None:
    gold = shipped_gold()
    assert len(gold) >= 150
    assert {one.language for one in gold} == {"en", "fr", "es", "ru", "zh", "ar"}
    addressee, verb, *_ = figures_of(judge(gold))
    assert addressee.value >= ADDRESSEE_BAR
    assert verb.value >= VERB_BAR


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verb_that_opens_an_operative_part_has_a_normalized_one(language: str) -> None:
    text = (files("indexer.parsing") / "calls.yaml").read_text(encoding="utf-8")
    verbs: list[str] = yaml.safe_load(text)[language]["operative"]
    assert [verb for verb in verbs if not asked_by_call(verb).verb] == []


def test_those_behind_with_are_partners() -> None:
    call = "instructs the Director of TSB, in close cooperation with the Director of BDT"
    assert asked_by_call(call) == Asked("instruct", ("group-tsb",), ("group-bdt",))


def test_the_other_bureaux_are_those_not_named_yet() -> None:
    call = "instructs the Director of BR, together with the Directors of the other Bureaux"
    assert asked_by_call(call) == Asked("instruct", ("group-br",), ("group-tsb", "group-bdt"))


def test_what_they_are_to_do_names_nobody_who_is_asked() -> None:
    asked = asked_by("resolves to instruct the Director of BDT to assist Member States")
    assert asked == Asked("instruct", ("group-bdt",))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("to invite Member States to take part;", Asked("invite", ("member-states",))),
        ("that the Council shall decide;", Asked("resolve")),
        ("to study how the Council could instruct TSAG;", Asked("resolve")),
    ],
)
def test_under_a_bare_resolves_only_a_verb_at_the_head_asks(words: str, expected: Asked) -> None:
    assert asked_by("resolves", words) == expected


def test_a_preamble_asks_nobody() -> None:
    assert asked_by("noting", "that the Council instructs the Secretary-General,") == Asked()


def test_items_are_asked_of_whom_their_lead_in_names() -> None:
    found = operative("resolves\n\n1 to invite Member States:\n\na) to write;\n\nb) to come;\n\n2 to go on.\n")
    assert found["resolves 1 a)"].addressees == ("member-states",)
    assert found["resolves 1 b)"].action == "invite"
    assert found["resolves 2"].addressees == ()
    assert found["resolves 2"].action == "resolve"


def test_items_below_a_decimal_label_are_asked_of_whom_it_names() -> None:
    found = operative("resolves\n\n1 to instruct the Director of TSB:\n\n1.1 to write;\n\n1.2 to come.\n")
    assert found["resolves 1.2"].addressees == ("group-tsb",)


def test_a_call_that_names_nobody_leaves_it_to_its_items() -> None:
    found = operative("instructs\n\n1 the Director of TSB to write;\n\n2 Study Group 17 to come.\n")
    assert found["instructs 1"].addressees == ("group-tsb",)
    assert found["instructs 2"].addressees == ("group-itu-t-sg17",)


def test_several_study_groups_are_told_apart() -> None:
    call = "instructs Study Groups 2, 3 and 5 of the ITU Telecommunication Standardization Sector"
    assert asked_by_call(call).addressees == ("group-itu-t-sg2", "group-itu-t-sg3", "group-itu-t-sg5")


def test_a_line_of_verb_and_names_is_a_call_by_its_wording() -> None:
    assert ends_with_a_name("instructs the Directors of the Bureaux")
    assert not ends_with_a_name("instructs the Council to decide")
    assert not ends_with_a_name("resolves")


def test_a_clause_below_such_a_line_may_begin_with_any_word() -> None:
    found = operative("instructs the Directors of the Bureaux\n\neach in his or her own field, to act.\n")
    assert list(found) == ["instructs the Directors of the Bureaux"]


def test_a_resolution_that_speaks_to_the_council_is_not_the_councils() -> None:
    text = "RESOLUTION 999 (WTSA-24)\n\nA matter\n\ninstructs the Council\n\nto look at the report.\n"
    (document,) = extract(text.encode(), name="resolution.txt").documents
    assert document.id == "wtsa-res-999"
