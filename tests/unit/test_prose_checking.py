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
