"""A sentence holds where it is its passage's own words, cut at joints and told as such; else it does not."""

from __future__ import annotations

import pytest
from factories_prose import citation

from assistant.prose.checking import draws_on, fault_of_part, fault_of_sentence
from assistant.prose.grounds import Ground, grounds_of
from assistant.prose.sentences import sentences

ASKED = "on the lamps of the three Bureaux, if it asks for them"
YEARLY = f"to the Council each year {ASKED}"
REPORT = Ground(
    citation(
        1,
        f"Report {YEARLY}, and not to the Directors.",
        label="Resolution 900 (Rev. Bucharest, 2022)",
        clause="instructs the Secretary-General 2",
        title="Lamps",
    )
)
LAMPS = Ground(
    citation(2, "109 lamps shone in 2020, 132 in 2025; developing countries may light more.", label="Report on lamps")
)


@pytest.mark.parametrize(
    "words",
    [
        f"Resolution 900 (Rev. Bucharest, 2022) instructs the Secretary-General to report {YEARLY}",
        f"The Secretary-General is instructed to report {YEARLY}",
        f"Resolution 900 instructs the Secretary-General: “Report {YEARLY}”",
        f"Reports {YEARLY}, and not to the Directors",
    ],
)
def test_the_passage_told_as_it_is_holds(words: str) -> None:
    assert fault_of_part(words, REPORT) is None


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Resolution 900: report to the Council each year on the lamps of the three Bureaux", "not what"),
        ("Resolution 900 instructs the Secretary-General: “Report to the Council each year”", "condition"),
        (f"Resolution 901 instructs the Secretary-General to report {YEARLY}", "not what"),
        ("Resolution 900 (Rev. Dubai, 2018) instructs the Secretary-General to report, if it asks", "not what"),
        ("The Council is instructed to report to the Secretary-General each year, if it asks for them", "not what"),
        ("The Secretary-General instructs the Council to report each year, if it asks for them", "not what"),
        ("Report to the Council each year on the lamps of the two Bureaux, if it asks for them", "not what"),
        ("Report by the Council each year on the lamps of the three Bureaux, if it asks for them", "not what"),
        (f"Report {YEARLY}, and to the Directors", "not what"),
        ("Report to the Council each year on the new lamps of the three Bureaux, if it asks for them", "not what"),
        ("The lamps of the three Bureaux, if it asks for them", "not what"),
        ("It says: “Report to the Directors”", "quotes"),
        ("It says: “not to the Directors”", "quotes"),
        ("Report to the Council each year, see https://example.org", "address"),
        ("Report to the Council [here](x)", "address"),
    ],
)  # fmt: skip
def test_what_changes_adds_swaps_or_leaves_out_does_not(words: str, why: str) -> None:
    assert why in (fault_of_part(words, REPORT) or "")


@pytest.mark.parametrize(
    "words",
    [
        "132 lamps shone in 2020, 109 in 2025",
        "109 lamps shone in 2025",
        "developed countries may light more",
        "developing countries must light more",
        "developing countries may light less",
        "Lamps shone",
    ],
)
def test_numbers_modal_verbs_and_participles_cannot_be_turned(words: str) -> None:
    assert fault_of_part(words, LAMPS) is not None


@pytest.mark.parametrize("words", ["109 lamps shone in 2020", "Developing countries may light more", "109 lamps shone"])
def test_a_passage_may_be_cut_where_a_sign_or_a_phrase_begins(words: str) -> None:
    assert fault_of_part(words, LAMPS) is None


def test_each_part_is_held_against_the_passage_it_names() -> None:
    grounds = grounds_of([REPORT.citation, LAMPS.citation])
    (right,) = sentences(["109 lamps shone in 2020 [2]."])
    (swapped,) = sentences(["109 lamps shone in 2020 [1]."])
    (unknown,) = sentences(["109 lamps shone in 2020 [3]."])
    (trailing,) = sentences(["109 lamps shone in 2020 [2], it is said."])
    assert fault_of_sentence(right, grounds) is None
    assert fault_of_sentence(swapped, grounds) == "is not what the passage says"
    assert fault_of_sentence(unknown, grounds) == "names a passage that was not given"
    assert fault_of_sentence(trailing, grounds) == "names no passage"


def test_two_passages_do_not_carry_together_what_neither_carries_alone() -> None:
    grounds = grounds_of([REPORT.citation, LAMPS.citation])
    (spliced,) = sentences(["Report to the Council each year on 109 lamps [1][2]."])
    assert fault_of_sentence(spliced, grounds) is not None


def test_a_sentence_that_fails_but_has_the_passages_words_draws_on_it() -> None:
    assert draws_on("The Council gets a report each year on lamps", REPORT)
    assert not draws_on("The weather will be fine tomorrow", REPORT)


@pytest.mark.parametrize(
    ("language", "quote", "turned"),
    [
        ("fr", "Faire rapport au Conseil chaque année sur les lampes", ("Faire", "Ne pas faire")),
        ("es", "Informar al Consejo cada año sobre las lámparas", ("cada año", "cada mes")),
        ("ru", "Ежегодно представлять Совету отчет о лампах", ("Совету", "Директору")),
        ("zh", "每年向理事会报告灯具情况", ("每年", "每年不")),
        ("ar", "تقديم تقرير إلى المجلس كل سنة عن المصابيح", ("تقديم", "عدم تقديم")),
    ],
)
def test_the_rule_is_the_same_in_every_language(language: str, quote: str, turned: tuple[str, str]) -> None:
    ground = Ground(citation(1, f"{quote}.", language=language))
    assert fault_of_part(quote, ground) is None
    assert fault_of_part(quote.replace(*turned), ground) is not None


LIST = Ground(
    citation(3, "Approve lamps in the harbour, reject candles, torches; keep oil (of any kind) and wicks.", label="L")
)


@pytest.mark.parametrize(
    "words",
    [
        "Approve lamps",
        "Approve lamps in the harbour; keep oil and wicks",
        "Lamps are to be approved in the harbour",
        "Lamps in the harbour are approved",
    ],
)
def test_an_item_a_bracket_and_an_added_phrase_may_go_and_a_passive_is_read_as_the_active(words: str) -> None:
    assert fault_of_part(words, LIST) is None


@pytest.mark.parametrize(
    "words",
    [
        "Approve lamps in the harbour, torches",
        "Approve lamps, candles",
        "Candles are to be approved",
        "Lamps are not to be approved in the harbour",
        "Lamps were approved in the harbour",
        "Lamps may be approved in the harbour",
        "Keep wicks",
    ],
)
def test_what_a_verb_governs_cannot_come_under_another(words: str) -> None:
    assert fault_of_part(words, LIST) is not None


CALLED = Ground(
    citation(
        4,
        "Report to the Council each year on the contributions of members to the fund; use 5 % of the means.",
        clause="resolves to instruct the Secretary-General, in consultation with the Directors of BR and BDT",
        title="Lamps",
    )
)
TOLD = Ground(
    citation(
        5,
        "It was in force after RA-19; the structure is analysed; numbers assigned to operators are listed; authorities "
        "release data; stop reporting; problems with lamps grow; its state is recalled, not seen.",
        clause="resolves",
    )
)
LIMITED = Ground(
    citation(
        6,
        "Nobody holds a lamp for more than two terms; all lamps with shades are lit; keep lamps which a member gave; "
        "prevent operators from charging; chairs report with plans to keep, change or end lamps; two ways are open: "
        "oil, gas, or wax; report where asked, on lamps.",
        clause="resolves",
    )
)


@pytest.mark.parametrize(
    "words",
    [
        "Report of the Council each year",
        "Report to the Council each year on the contributions to members of the fund",
        "The Directors report to the Council each year",
        "The Director of BDT is instructed to report to the Council each year",
        "Report to the Council each year, the Secretary-General",
        "Report to the Council each year on Lamps",
        "The Secretary-General reported to the Council each year",
        "The Secretary-General is reporting to the Council each year",
    ],
)
def test_actor_object_and_tense_do_not_hang_on_words_that_may_come_and_go(words: str) -> None:
    assert fault_of_part(words, CALLED) is not None


def test_a_call_that_resolves_to_ask_is_told_as_asking() -> None:
    assert fault_of_part("The Secretary-General is instructed to report to the Council each year", CALLED) is None


@pytest.mark.parametrize(
    "words",
    ["Use 5 of the means", "Use 5 % of the means?", "Use 5 % of the means \u274c", "\u202eUse 5 % of the means"],
)
def test_signs_count_where_they_say_something(words: str) -> None:
    assert fault_of_part("Use 5 % of the means", CALLED) is None
    assert fault_of_part(words, CALLED) is not None


@pytest.mark.parametrize(
    "words",
    [
        "It is in force after RA-19",
        "The structure was analysed",
        "Numbers are assigned to operators",
        "Authors release data",
        "Authority releases data",
        "Stop reporting problems with lamps",
        "Its state is recalled",
    ],
)
def test_a_word_is_another_only_by_an_s_at_a_head_and_a_new_item_needs_a_sign(words: str) -> None:
    assert fault_of_part(words, TOLD) is not None


@pytest.mark.parametrize(
    "words", ["It was in force after RA-19", "The structure is analysed", "Authorities release data"]
)
def test_the_same_items_told_whole_hold(words: str) -> None:
    assert fault_of_part(words, TOLD) is None


@pytest.mark.parametrize(
    "words",
    [
        "Nobody holds a lamp",
        "“Nobody holds a lamp”",
        "Keep lamps",
        "Prevent operators",
        "Chairs report with plans to keep",
        "Two ways are open: oil",
        "Report on lamps",
        "“all lamps”",
    ],
)
def test_no_cut_drops_what_limits_a_denial_an_all_or_a_choice(words: str) -> None:
    assert fault_of_part(words, LIMITED) is not None


@pytest.mark.parametrize(
    "words",
    [
        "Nobody holds a lamp for more than two terms",
        "Two ways are open",
        "Report where asked",
        "Chairs report with plans to keep, change or end lamps",
    ],
)
def test_a_cut_behind_all_that_hangs_together_holds(words: str) -> None:
    assert fault_of_part(words, LIMITED) is None


LED = Ground(
    citation(
        7,
        "Report to the Council on lamps, oil and wax; help members, with lamps and, on request, with oil; groups lose "
        "the vote, members excepted; lamps were added, and at PP-18 (Dubai, 2018) they were not.",
        clause="requests Study Group 5, subject to resources",
        title="Lamps",
    )
)
ASKED_FOR = Ground(citation(8, "Report to the Council each year.", clause="instructs the Director of TSB"))


@pytest.mark.parametrize(
    "words",
    [
        "States report to the Council each year",
        "The Union reports to the Council each year",
        "This document is instructed to report to the Council each year",
        "The Directors of TSB are instructed to report to the Council each year",
        "T is instructed to report to the Council each year",
        "Report to the Council each year are",
    ],
)
def test_who_is_asked_is_whom_the_call_asks_and_no_word_of_the_frame(words: str) -> None:
    assert fault_of_part("The Director of TSB is instructed to report to the Council each year", ASKED_FOR) is None
    assert fault_of_part(words, ASKED_FOR) is not None


@pytest.mark.parametrize(
    "words",
    [
        "Study Group 5 is requested to report to the Council on lamps",
        "Subject to resources, report to the Council, oil and wax",
        "Subject to resources, help members, with oil",
        "Groups lose the vote, subject to resources",
        "Lamps were added, and at PP-18 (Dubai, 2018), subject to resources",
    ],
)
def test_neither_a_calls_condition_nor_an_exception_nor_a_lists_head_is_dropped(words: str) -> None:
    assert fault_of_part(words, LED) is not None


def test_the_call_with_its_condition_holds() -> None:
    told = "Resolution 900 requests Study Group 5, subject to resources, to report to the Council on lamps"
    assert fault_of_part(told, LED) is None


def test_a_quotation_by_itself_needs_no_condition_of_the_call_but_one_with_the_call_does() -> None:
    assert fault_of_part("“Report to the Council on lamps”", LED) is None
    assert fault_of_part("Resolution 900 requests Study Group 5: “Report to the Council on lamps”", LED) is not None


def test_a_sentence_that_could_be_read_in_endless_ways_is_given_up_soon() -> None:
    import time

    many = Ground(citation(4, "light the lamps, and the lamps in the harbour, for the lamps; " * 40, label="L"))
    started = time.process_time()
    assert fault_of_part("Light the lamps, and the lamps in the harbour, for the lamps, " * 16 + "candles", many)
    assert time.process_time() - started < 5.0
