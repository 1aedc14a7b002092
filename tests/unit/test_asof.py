"""When an answer is asked for, beside the question or in its words."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.asof import find_as_of, parse_as_of, without_as_of
from corpus.errors import UsageError


@pytest.mark.parametrize(
    ("written", "day", "label"),
    [
        ("PP-18", date(2018, 11, 16), "PP-18"),
        ("pp-18", date(2018, 11, 16), "PP-18"),
        ("WTSA-20", date(2022, 3, 9), "WTSA-20"),
        ("2019", date(2019, 12, 31), "2019"),
        ("2019-05", date(2019, 5, 31), "2019-05"),
        ("2019-05-01", date(2019, 5, 1), "2019-05-01"),
    ],
)
def test_a_conference_a_year_and_a_date_name_their_last_day(written: str, day: date, label: str) -> None:
    asked = parse_as_of(written)
    assert (asked.day, asked.label) == (day, label)


@pytest.mark.parametrize("written", ["yesterday", "PP-99", "19", "2019-99", ""])
def test_what_is_no_date_is_refused_with_what_would_be(written: str) -> None:
    with pytest.raises(UsageError, match="Give a conference"):
        parse_as_of(written)


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("What did Resolution 191 say as of PP-18?", date(2018, 11, 16)),
        ("Was it in force in 2012?", date(2012, 12, 31)),
        ("What was asked at the time of WTSA-16?", date(2016, 11, 3)),
        ("Which texts stood before Bucharest?", date(2022, 9, 25)),
        ("Which texts stood before 2018?", date(2017, 12, 31)),
        ("How many countries had a CIRT in 2020?", None),
        ("What did Bucharest change in Resolution 71?", None),
        ("What stood before Dubai?", None),  # several conferences met there
    ],
)
def test_a_date_in_the_words_of_a_question_is_found(question: str, day: date | None) -> None:
    asked = find_as_of(question)
    assert (asked.day if asked else None) == day


def test_a_place_is_told_apart_by_the_body() -> None:
    asked = find_as_of("What stood before Dubai 2018?", body="pp")
    assert asked is not None
    assert asked.day == date(2018, 10, 28)


def test_a_conference_whose_outcome_is_not_known_is_ahead_as_is_a_day_to_come() -> None:
    today = date(2026, 11, 25)
    assert parse_as_of("PP-26").is_ahead(today)
    assert parse_as_of("2031").is_ahead(today)
    assert not parse_as_of("PP-22").is_ahead(today)


def test_the_words_that_give_the_date_can_be_taken_off() -> None:
    assert (
        without_as_of("What does Resolution 191 say as of PP-18?").split() == "What does Resolution 191 say ?".split()
    )
