"""When an answer is asked for, beside the question or in its words."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.asof import find_as_of, find_year, parse_as_of, without_as_of
from assistant.moments import names_later
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


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("What did it say as of 1 May 2019?", "2019-05-01"),
        ("What did it say on May 1, 2019?", "2019-05-01"),
        ("What stood in force in March 2019?", "2019-03"),
        ("What was in force after Busan?", "PP-14"),
        ("What did Resolution 130 say as it stood in 2015?", "2015"),
        ("What does the Busan text of Resolution 130 say?", "PP-14"),
        ("What did it say back in 2012?", "2012"),
        ("What applied up to WTSA-16?", "WTSA-16"),
        ("What did it say before Dubai, 2018?", "before PP-18"),
        ("What did it say before the conference in Busan?", "before PP-14"),
        ("Que disait la Résolution 130 avant Bucarest ?", "before PP-22"),
        ("La Résolution 130 était-elle en vigueur en 2019 ?", "2019"),
        ("Que disait-elle à l'époque de l'AMNT-16 ?", "WTSA-16"),
        ("Que disait-elle au 1er mai 2019 ?", "2019-05-01"),
        ("¿Qué decía la Resolución 130 antes de Bucarest?", "before PP-22"),
        ("¿Estaba en vigor en 2019?", "2019"),
        ("¿Qué decía en la época de la AMNT-16?", "WTSA-16"),
        ("Что говорила Резолюция 130 до Бухареста?", "before PP-22"),
        ("Что она говорила по состоянию на 1 мая 2019 г.?", "2019-05-01"),
        ("Что поручалось на момент ВАСЭ-16?", "WTSA-16"),
        ("布加勒斯特之前第130号决议怎么说？", "before PP-22"),
        ("截至2019年5月1日第130号决议怎么说？", "2019-05-01"),
        ("WTSA-16时第44号决议怎么说？", "WTSA-16"),
        ("ماذا كان القرار 130 يقول قبل بوخارست؟", "before PP-22"),
        ("ماذا كان يقول حتى عام 2019؟", "2019"),
    ],
)
def test_every_form_of_a_date_is_read_in_six_languages(question: str, label: str) -> None:
    asked = find_as_of(question)
    assert (asked.label if asked else None) == label


@pytest.mark.parametrize(
    "question",
    [
        "What was revised by PP-18?",
        "What did PP-18 add on accessibility?",
        "Which resolutions were adopted at Bucharest?",
        "Resolution 191 (Rev. Dubai, 2018)",
        "What does the strategic plan for 2024-2027 say?",
        "May I ask who leads on accessibility?",
        "布加勒斯特对第130号决议做了哪些修改？",
        "Что изменил Бухарест в Резолюции 130?",
    ],
)
def test_a_conference_that_only_did_something_is_no_date_asked_for(question: str) -> None:
    assert find_as_of(question) is None


@pytest.mark.parametrize("written", ["Dubai, 2018", "Dubai 2018", "1 May 2019", "Bucharest"])
def test_a_date_given_beside_the_question_may_be_written_in_words(written: str) -> None:
    assert parse_as_of(written).label in ("PP-18", "2019-05-01", "PP-22")


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


@pytest.mark.parametrize(
    ("line", "later"),
    [
        ("Changed at PP-22 (Bucharest, 2022): it grew.", True),
        ("It reported to WRC-23.", True),
        ("It cites Resolution 70 (Rev. Bucharest, 2022).", True),
        ("It reported to Council 2023.", True),
        ("Changed at PP-18 (Dubai, 2018): it shrank.", False),
        ("It cites Resolution ITU-R 7-4 and Study Group 20.", False),
        ("By 2030 all are to be connected.", False),
    ],
)
def test_a_line_that_names_a_conference_to_come_was_written_later(line: str, later: bool) -> None:
    assert names_later(line, date(2018, 11, 16)) is later


def test_the_end_of_a_span_of_years_is_no_date_in_chinese() -> None:
    assert find_year("谁负责起草2028-2031年战略规划？", beside=[(0, 1)]) is None
