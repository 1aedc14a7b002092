from __future__ import annotations

import pytest

from assistant.api.parameters import read_as_of, read_filters, read_language
from corpus.errors import UsageError


def test_filters_take_the_names_people_write_and_give_the_codes_of_the_store() -> None:
    raw = {
        "bodies": ["PP", "wtsa"],
        "sectors": ["R", "itu-t", "General Secretariat", "d"],
        "kinds": ["Resolution"],
        "themes": ["accessibility", "theme-climate-change"],
        "status": ["in-force"],
    }
    assert read_filters(raw) == {
        "bodies": ("pp", "wtsa"),
        "sectors": ("R", "T", "GS", "D"),
        "kinds": ("resolution",),
        "themes": ("theme-accessibility", "theme-climate-change"),
        "status": ("in-force",),
    }


def test_empty_filters_narrow_nothing() -> None:
    assert read_filters({"bodies": [], "sectors": None}) == {}


@pytest.mark.parametrize(
    ("name", "value"), [("bodies", "FIFA"), ("sectors", "ITU-X"), ("kinds", "song"), ("status", "old")]
)
def test_a_filter_that_names_nothing_is_told_with_what_there_is(name: str, value: str) -> None:
    with pytest.raises(UsageError, match=f"“{value}” is not a value of {name}. Use one of: "):
        read_filters({name: [value]})


@pytest.mark.parametrize("value", ["PP-18", "pp-18", "2019-06-30", "2019"])
def test_as_of_takes_a_conference_a_year_or_a_date(value: str) -> None:
    assert read_as_of(value) == value


@pytest.mark.parametrize("value", ["yesterday", "PP-99", "2019-13-01", "0"])
def test_as_of_refuses_what_names_no_day(value: str) -> None:
    with pytest.raises(UsageError, match="PP-18"):
        read_as_of(value)


def test_blank_means_not_given() -> None:
    assert read_as_of(" ") is None
    assert read_language("") is None


def test_a_seventh_language_is_refused() -> None:
    assert read_language("FR") == "fr"
    with pytest.raises(UsageError, match="en, fr, es, ru, zh, ar"):
        read_language("de")
