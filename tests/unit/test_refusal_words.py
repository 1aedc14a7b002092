"""What no document can say is known by a question's own words; what one can say is not declined by them."""

from __future__ import annotations

import pytest

from assistant.refusal_words import asks_for_text, is_at_home, is_everyday, is_gibberish, unknowable_in


@pytest.mark.parametrize(
    ("question", "language", "sort"),
    [
        ("What did the delegates whisper when Resolution 175 was adopted?", "en", "thoughts"),
        ("What was Mr Smith thinking during the meeting?", "en", "thoughts"),
        ("Que pense vraiment la Secrétaire générale ?", "fr", "thoughts"),
        ("¿Qué opinaban en secreto los delegados?", "es", "thoughts"),
        ("О чём думал председатель?", "ru", "thoughts"),
        ("秘书长私下有什么看法？", "zh", "thoughts"),
        ("ما رأي المدير الشخصي؟", "ar", "thoughts"),
        ("Which of the Directors is the best manager?", "en", "values"),
        ("Is Resolution 71 better written than Resolution 151?", "en", "values"),
        ("Will Resolution 191 still be useful in ten years?", "en", "forecasts"),
        ("Who will be elected Director?", "en", "forecasts"),
        ("What does Resolution 191 say on better coordination?", "en", None),
        ("What did the Council decide?", "en", None),
        ("Which best practices does BDT share?", "en", None),
        ("Что решает Резолюция 71?", "ru", None),
        ("第191号决议说了什么？", "zh", None),
    ],
)
def test_thoughts_values_and_forecasts_stand_in_no_document(question: str, language: str, sort: str | None) -> None:
    assert unknowable_in(question, language) == sort


@pytest.mark.parametrize(
    ("question", "language", "known", "gibberish"),
    [
        ("asdkj qwpeoi zxmcnb lkjh?", "en", 0.0, True),
        ("glup zorg tralala chabada ?", "fr", 0.0, True),
        ("ывапролд фывфыв йцукен?", "ru", 0.0, True),
        ("的的的了了吗呢吧", "zh", 0.0, True),
        ("asdkj qwpeoi zxmcnb lkjh?", "en", 0.5, False),
        ("Quelle est la règle ?", "fr", 0.0, False),
        ("Кто отвечает за нумерацию?", "ru", 0.0, False),
        ("谁负责？", "zh", 0.0, False),
        ("accesibilidad", "es", 0.0, False),
    ],
)
def test_words_of_which_none_is_known_and_none_joins_others_are_no_question(
    question: str, language: str, known: float, gibberish: bool
) -> None:
    assert is_gibberish(question, language, known_share=known) == gibberish


@pytest.mark.parametrize(
    ("question", "language", "itself"),
    [
        ("What does PP Resolution 141 say?", "en", True),
        ("Que contient le Document C21/44 ?", "fr", True),
        ("О чём Резолюция 142?", "ru", True),
        ("Who cites Resolution 141?", "en", False),
    ],
)
def test_what_a_text_itself_says_is_told_from_what_others_say_of_it(question: str, language: str, itself: bool) -> None:
    assert asks_for_text(question, language) == itself


def test_prices_and_numbers_to_call_are_everyday_things() -> None:
    assert is_everyday("How much does a Starlink subscription cost in Kenya?", "en")
    assert is_everyday("国际电联总部的停车费是多少？", "zh")
    assert not is_everyday("Which study group deals with numbering?", "en")


def test_a_question_on_itu_is_known_in_any_language() -> None:
    assert is_at_home("Как МСЭ помогает странам?")
    assert is_at_home("What does ITU-T study?")
    assert not is_at_home("How many legs has a spider?")
