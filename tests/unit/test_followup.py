"""What a question shows of being a follow-up, by the words of six languages."""

from __future__ import annotations

import pytest

from assistant.conference_words import conferences_in, without_conferences
from assistant.followup import (
    body_named,
    cues_of,
    number_alone,
    place_of_choice,
    without_addressed,
    without_bare,
    without_courtesy,
)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("and in Dubai?", "en"),
        ("What about WTSA?", "en"),
        ("ok, and cybersecurity?", "en"),
        ("I mean the PP one", "en"),
        ("only those of WTDC", "en"),
        ("now without the date", "en"),
        ("the second one", "en"),
        ("et l'accessibilité ?", "fr"),
        ("Qu'en est-il de la cybersécurité ?", "fr"),
        ("¿y de las mujeres?", "es"),
        ("¿Y la 37?", "es"),
        ("А кибербезопасностью?", "ru"),
        ("а в Дубае?", "ru"),
        ("那无障碍呢？", "zh"),
        ("在迪拜呢？", "zh"),
        ("وماذا عن الأمن السيبراني؟", "ar"),
    ],
)
def test_a_question_without_its_verb_is_a_fragment(question: str, language: str) -> None:
    assert cues_of(question, language).fragment


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("And who cites it?", "en"),
        ("What changed in Dubai?", "en"),
        ("Which Sector handles accessibility?", "en"),
        ("Quel Secteur traite du changement climatique ?", "fr"),
        ("¿Quién la cita?", "es"),
        ("а что изменилось в Бухаресте?", "ru"),
        ("谁引用了它？", "zh"),
        ("وما هي القرارات المرتبطة به؟", "ar"),
    ],
)
def test_a_question_with_a_verb_of_its_own_is_none(question: str, language: str) -> None:
    assert not cues_of(question, language).fragment


@pytest.mark.parametrize(
    ("question", "language", "several"),
    [
        ("who cites it?", "en", "one"),
        ("Is it still in force?", "en", "one"),
        ("Which conference decided that?", "en", "one"),
        ("how are the two related?", "en", "many"),
        ("Which of them are in force?", "en", "many"),
        ("Quand a-t-elle été adoptée ?", "fr", "one"),
        ("Qui la cite ?", "fr", "one"),
        ("¿quién es responsable de ello?", "es", "one"),
        ("кто на неё ссылается?", "ru", "one"),
        ("它的历史是什么？", "zh", "one"),
        ("وما هي القرارات المرتبطة به؟", "ar", "one"),
        ("How does ITU make its website accessible?", "en", None),
        ("L'UIT a-t-elle un plan ?", "fr", None),
        ("What is Resolution 191?", "en", None),
    ],
)
def test_a_pronoun_counts_where_nothing_in_the_question_comes_before_it(
    question: str, language: str, several: str | None
) -> None:
    assert cues_of(question, language).pronoun == several


def test_a_pronoun_is_kept_as_it_is_written_without_its_neighbours() -> None:
    assert cues_of("Quand a-t-elle été adoptée ?", "fr").written == "elle"
    assert cues_of("Which conference decided that?", "en").written == "that"


@pytest.mark.parametrize(
    ("question", "language", "today", "general"),
    [
        ("and today?", "en", True, False),
        ("now without the date", "en", True, False),
        ("et aujourd'hui ?", "fr", True, False),
        ("а сейчас?", "ru", True, False),
        ("¿y en general?", "es", False, True),
        ("in all bodies?", "en", False, True),
        ("and in Dubai?", "en", False, False),
    ],
)
def test_words_that_drop_the_date_or_what_narrows_are_known(
    question: str, language: str, today: bool, general: bool
) -> None:
    cues = cues_of(question, language)
    assert (cues.today, cues.general) == (today, general)


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("and in Dubai?", "en", ["pp-18"]),
        ("а в Дубае?", "ru", ["pp-18"]),
        ("что изменилось в Бухаресте?", "ru", ["pp-22"]),
        ("在迪拜呢？", "zh", ["pp-18"]),
        ("وفي بوخارست؟", "ar", ["pp-22"]),
        ("and at PP-14?", "en", ["pp-14"]),
        ("and accessibility?", "en", []),
    ],
)
def test_a_conference_is_known_by_its_place_in_every_language_and_case(
    text: str, language: str, codes: list[str]
) -> None:
    assert [one.code for one in conferences_in(text, "pp")] == codes


def test_what_is_left_without_conferences_keeps_other_words() -> None:
    assert without_conferences("budget in Dubai at PP-18") == "budget in at"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("the WTDC one", "wtdc"),
        ("what about WTSA?", "wtsa"),
        ("Quelles résolutions de l'AMNT ?", "wtsa"),
        ("резолюция ВАСЭ", "wtsa"),
        ("and ITU-R?", "ra"),
        ("at PP-18", None),
        ("WTSA and WTDC", None),
        ("accessibility", None),
    ],
)
def test_a_body_counts_where_it_is_the_only_one_and_no_conference(text: str, body: str | None) -> None:
    assert body_named(text) == body


@pytest.mark.parametrize(
    ("text", "place"), [("the first one", 0), ("2", 1), ("третья", 2), ("la última", -1), ("第二", 1), ("WTSA", None)]
)
def test_a_choice_is_told_by_its_place(text: str, place: int | None) -> None:
    assert place_of_choice(text) == place


@pytest.mark.parametrize(("text", "number"), [("37", "37"), ("no. 37", "37"), ("第37号", "37"), ("37 bis", None)])
def test_a_number_alone_is_told_from_one_among_words(text: str, number: str | None) -> None:
    assert number_alone(text) == number


def test_words_on_texts_and_what_is_done_to_them_name_no_subject() -> None:
    assert without_bare("when was the resolution last revised", "en") == "was"
    assert "budget" in without_bare("what changed in the budget", "en")


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("What are Member States invited to do?", True),
        ("What must the Council do?", True),
        ("Who is the Secretary-General?", False),
        ("What is to be done?", False),
    ],
)
def test_a_question_addresses_somebody_where_it_names_him_and_says_that_he_is_told(text: str, speaks: bool) -> None:
    assert (without_addressed(text, "en") is not None) == speaks


@pytest.mark.parametrize(
    "message", ["thanks", "muchas gracias", "شكراً", "Спасибо!", "你好", "Bonjour", "great, thank you"]
)
def test_a_courtesy_alone_is_no_question(message: str) -> None:
    assert without_courtesy(message, "en") == ""


def test_a_courtesy_before_a_question_is_left_out() -> None:
    assert without_courtesy("merci. Et la Résolution 64 ?", "fr") == "Et la Résolution 64 ?"
