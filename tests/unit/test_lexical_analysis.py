"""What text becomes before it is counted; every expected term is worked out by hand."""

from __future__ import annotations

import pytest

from indexer.lexical.analysis import Analyser


@pytest.mark.parametrize(
    ("text", "language", "terms"),
    [
        ("Resolutions and a resolution", "en", ["resolut", "resolut"]),
        ("ITU-T SG17", "en", ["itu-t", "itu", "sg17"]),
        ("Document C26/35", "en", ["document", "c26/35", "c26", "35"]),
        ("Rule 4.4.5", "en", ["rule", "4.4.5"]),
        ("7\u20114", "en", ["7-4"]),  # a no-break hyphen
        ("cross-border", "en", ["cross", "border"]),
        ("Резолюция 191", "ru", ["резолюц", "191"]),
        ("l\u2019UIT décide", "fr", ["uit", "decid"]),
        ("第191号决议", "zh", ["第", "191", "号决", "决议"]),
        ("\uff29\uff34\uff35", "en", ["itu"]),  # full-width letters
        ("what is the", "en", []),
        ("", "en", []),
        ("§ — !", "en", []),
    ],
)
def test_text_becomes_stems_pairs_and_whole_references(text: str, language: str, terms: list[str]) -> None:
    assert Analyser().terms(text, language) == terms


def test_accents_do_not_separate_words() -> None:
    analyser = Analyser()
    assert analyser.terms("Résolution", "fr") == analyser.terms("Re\u0301solution", "fr")
    assert analyser.terms("accesibilidad", "es") == analyser.terms("ACCESIBILIDAD", "es")


def test_a_word_is_read_by_its_script_before_its_texts_language() -> None:
    analyser = Analyser()
    assert analyser.terms("Резолюции", "en") == analyser.terms("Резолюции", "ru")
    assert analyser.terms("resolutions", "ru") == analyser.terms("resolutions", "en")


def test_arabic_marks_and_the_stretching_stroke_do_not_separate_words() -> None:
    analyser = Analyser()
    assert analyser.terms("القرار", "ar") == analyser.terms("القَرار", "ar") == analyser.terms("القـــرار", "ar")
    assert analyser.terms("القرار", "ar") == analyser.terms("قرار", "ar")  # the article


def test_a_word_of_unknown_language_keeps_each_distinct_reading() -> None:
    analyser = Analyser()
    assert analyser.variants("nations", ["en", "fr"]) == [("nation",)]
    # "happily" is a word of English alone: its English stem is "happili", the French rules leave it as it is
    assert analyser.variants("happily", ["en", "fr"]) == [("happili", "happily")]


def test_a_stop_word_of_one_reading_is_left_out() -> None:
    assert Analyser().variants("dans", ["en", "fr"]) == []
