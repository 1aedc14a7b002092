"""Which conference a label or a place means."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.conferences import (
    PLACE_LANGUAGES,
    conference,
    conference_label,
    conferences,
    conferences_at,
    find_conference,
    held_on,
    last_known,
)
from corpus.errors import IdentifierError


def test_conferences_stand_in_the_order_they_closed() -> None:
    order = [one.code for one in conferences()]
    assert order.index("pp-14") < order.index("wtsa-16") < order.index("pp-18") < order.index("wtsa-20")
    assert order.index("wtsa-20") < order.index("wtdc-22") < order.index("pp-22") < order.index("pp-26")


def test_every_code_is_there_once_and_every_place_has_six_names() -> None:
    codes = [one.code for one in conferences()]
    assert len(codes) == len(set(codes))
    assert all(set(one.place) == set(PLACE_LANGUAGES) and all(one.place.values()) for one in conferences())


def test_a_conference_closes_after_it_opens_and_in_its_year() -> None:
    dated = [one for one in conferences() if one.opened and one.closed]
    assert len(dated) > 30
    assert all(one.opened < one.closed and one.closed.year == one.year for one in dated if one.opened and one.closed)


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("PP-22", "pp-22"),
        ("pp-22", "pp-22"),
        ("PP-2022", "pp-22"),
        ("WTSA-2000", "wtsa-00"),
        ("WTSA-00", "wtsa-00"),
        ("RA-2000", "ra-00"),
        ("WTSC-93", "wtsc-93"),
        ("C24", "council-24"),
        ("WRC 23", "wrc-23"),
    ],
)
def test_a_label_names_its_conference(label: str, code: str) -> None:
    found = find_conference(label)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("label", ["PP-17", "after WTDC-22", "Dubai", "", "22"])
def test_what_is_no_label_names_none(label: str) -> None:
    assert find_conference(label) is None


def test_dubai_is_several_and_year_with_body_decides() -> None:
    assert [one.code for one in conferences_at("Dubai")] == [
        "wtsa-12",
        "wcit-12",
        "wtdc-14",
        "pp-18",
        "ra-23",
        "wrc-23",
    ]
    assert [one.code for one in conferences_at("Dubai", 2018, "pp")] == ["pp-18"]
    assert [one.code for one in conferences_at("Dubai", 2012)] == ["wtsa-12", "wcit-12"]
    assert conferences_at("Dubai", 2018, "wtsa") == ()


@pytest.mark.parametrize("name", ["Bucharest", "BUCAREST", "бухарест", "布加勒斯特", "بوخارست"])
def test_a_place_is_found_in_six_languages(name: str) -> None:
    assert [one.code for one in conferences_at(name)] == ["pp-22"]


def test_accents_and_hyphens_do_not_matter() -> None:
    assert [one.code for one in conferences_at("Florianopolis")] == ["wtsa-04"]
    assert [one.code for one in conferences_at("SHARM EL SHEIKH", body="ra")] == ["ra-19"]
    assert [one.code for one in conferences_at("Atlantis")] == []


def test_wtsa_20_met_in_2022() -> None:
    assert conference("wtsa-20").year == 2022
    assert held_on("wtsa-20") == date(2022, 3, 9)
    assert [one.code for one in conferences_at("Geneva", 2022, "wtsa")] == ["wtsa-20"]


def test_where_the_day_is_not_known_the_year_ends_it() -> None:
    assert held_on("ra-97") == date(1997, 12, 31)


def test_the_last_known_plenipotentiary_is_not_the_one_whose_outcome_was_not_seen() -> None:
    assert last_known("pp").code == "pp-22"
    assert conference("pp-26").outcome == "unknown"
    assert (conference("pp-26").opened, conference("pp-26").closed) == (date(2026, 11, 9), date(2026, 11, 27))


def test_an_unknown_code_is_refused_with_a_remedy() -> None:
    with pytest.raises(IdentifierError, match=r"pp-17.*conferences\.yaml"):
        conference("pp-17")
    with pytest.raises(IdentifierError, match="iscg"):
        last_known("iscg")


def test_labels_are_the_usual_ones() -> None:
    assert conference_label("pp-22") == "PP-22"
    assert conference_label("wtsa-00") == "WTSA-2000"
    assert conference_label("council-24") == "Council 2024"
