"""People's words reach the right theme, in six languages, with the names that ship and the words as they are split."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.language import detect_language
from assistant.question import intent_of
from assistant.themes import NameIndex, theme_names
from corpus.shelf import read_shelf
from indexer.lexical.analysis import Analyser

QUESTIONS: dict[str, dict[str, str]] = yaml.safe_load(
    (Path(__file__).parent / "theme_questions.yaml").read_text(encoding="utf-8")
)
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")


@pytest.fixture(scope="module")
def themes() -> NameIndex:
    index = NameIndex(Analyser().terms)
    for sheet in read_shelf():
        if sheet.document.theme is not None:
            for name, language in theme_names(sheet.document):
                index.add(sheet.document.id, name, language)
    return index


def test_the_questions_are_about_thirty_themes_and_more_in_each_language() -> None:
    assert len(QUESTIONS) >= 30
    assert {theme: tuple(asked) for theme, asked in QUESTIONS.items() if tuple(asked) != LANGUAGES} == {}


@pytest.mark.parametrize(
    ("named", "leads"),
    [
        ("quantum key distribution", "T"),
        ("cloud computing", "T"),
        ("optical fibre", "T"),
        ("quality of service", "T"),
        ("roaming", "T"),
        ("identity management", "T"),
        ("GMDSS", "R"),
        ("ham radio", "R"),
        ("leap second", "R"),
        ("sound broadcasting", "R"),
        ("6G", "R"),
        ("consumer rights", "D"),
    ],
)
def test_a_subject_is_led_by_the_sector_whose_groups_have_it(themes: NameIndex, named: str, leads: str) -> None:
    profiles = {sheet.document.id: sheet.document.theme for sheet in read_shelf()}
    found = themes.mentions(f"Which Sector handles {named}?", "en")
    profile = profiles[found[0].document]

    assert profile is not None
    assert [role.sector for role in profile.roles if role.role == "lead"] == [leads]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_reaches_its_theme_first(themes: NameIndex, language: str) -> None:
    missed = {}
    for theme, asked in QUESTIONS.items():
        found = themes.mentions(asked[language], detect_language(asked[language]))
        if not found or found[0].document != f"theme-{theme}":
            missed[asked[language]] = [one.document for one in found]

    assert missed == {}


def test_nearly_every_question_is_understood_as_one_of_who_handles_it() -> None:
    """Verbs of which "who" is the subject are many: "who protects consumers" is searched instead, and found by name."""
    asked = [one[language] for one in QUESTIONS.values() for language in LANGUAGES]
    understood = [one for one in asked if intent_of(one, detect_language(one), names_text=False) == "sector"]

    assert len(understood) >= 0.95 * len(asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_every_question_is_recognized(language: str) -> None:
    asked = [one[language] for one in QUESTIONS.values()]

    assert [one for one in asked if detect_language(one) != language] == []
