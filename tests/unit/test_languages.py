"""The catalogues of the interface: complete, filled in alike, and in their own language."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from string import Formatter

import pytest

from assistant.messages import LANGUAGES, catalogue, direction, say

OTHERS = tuple(language for language in LANGUAGES if language != "en")
SAME_IN = {
    # Words that a language shares with English.
    "fr": {
        "paper.sources",
        "page.sources",
        "page.cite_name",
        "page.date",
        "terminal.sources",
        "related.document",
        "document_kind.document",
        "verify.column.verdict",
        "verify.column.label",
        "picture.column.relation",
        "widget.sources",
    },
    "es": {"sector.sector", "relation.similar", "picture.column.sector"},
}
SAME = {"page.as_json"}
"""Texts that no language translates."""
MADE_OF_FIELDS = re.compile(r"^[^\w]*$")
FORMS = {"en": 2, "fr": 2, "es": 2, "ru": 3, "zh": 1, "ar": 6}
SCRIPT = {"ru": "[\u0400-\u04ff]", "zh": "[\u3400-\u9fff]", "ar": "[\u0600-\u06ff]"}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def words(text: str) -> str:
    """Returns what a text says beside its fields."""
    return "".join(literal for literal, _, _, _ in Formatter().parse(text))


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_exactly_the_keys_of_english(language: str) -> None:
    english, own = catalogue("en").forms.keys(), catalogue(language).forms.keys()
    assert sorted(english - own) == [], f"add these to {language}.po"
    assert sorted(own - english) == [], f"{language}.po has keys that English lost"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_twice_in_a_file_and_none_is_left_empty(language: str) -> None:
    text = (files("assistant.messages") / f"{language}.po").read_text(encoding="utf-8")
    keys = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert set(keys) == set(catalogue(language).forms)


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_fills_in_what_english_fills_in(language: str) -> None:
    for key, forms in catalogue(language).forms.items():
        wanted = set().union(*map(fields, catalogue("en").forms[key]))
        for text in forms:
            assert wanted - {"count"} <= fields(text) <= wanted, f"{key}: {text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_with_plural_forms_has_as_many_as_its_language(language: str) -> None:
    several = {key for key, forms in catalogue("en").forms.items() if len(forms) > 1}
    assert {"clarification.which", "note.newer_missing", "page.count.themes"} <= several
    for key, forms in catalogue(language).forms.items():
        assert len(forms) == (FORMS[language] if key in several else 1), key


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_is_left_in_english(language: str) -> None:
    shared = SAME | SAME_IN.get(language, set())
    for key, forms in catalogue(language).forms.items():
        for text in forms:
            if MADE_OF_FIELDS.match(words(text)) or key in shared:
                continue
            assert text not in catalogue("en").forms[key], key
            if language in SCRIPT:
                assert re.search(SCRIPT[language], text), f"{key}: {text}"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", {1: "theme", 2: "themes", 21: "themes"}),
        ("fr", {0: "thème", 1: "thème", 2: "thèmes"}),
        ("es", {1: "tema", 2: "temas"}),
        ("ru", {1: "тема", 3: "темы", 5: "тем", 11: "тем", 21: "тема", 112: "тем"}),
        ("zh", {1: "个议题", 9: "个议题"}),
        ("ar", {1: "موضوع", 2: "موضوعان", 5: "مواضيع", 27: "موضوعاً", 100: "موضوع", 103: "مواضيع"}),
    ],
)
def test_a_number_picks_the_form_that_goes_with_it(language: str, expected: dict[int, str]) -> None:
    assert {count: say("page.count.themes", language, count=count) for count in expected} == expected


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("fr", "Conférence de plénipotentiaires"),
        ("es", "Conferencia de Plenipotenciarios"),
        ("ru", "Полномочная конференция"),
        ("zh", "全权代表大会"),
        ("ar", "مؤتمر المندوبين المفوضين"),
    ],
)
def test_the_supreme_organ_has_its_official_name(language: str, name: str) -> None:
    assert say("body.pp", language) == name


def test_arabic_alone_is_written_from_right_to_left() -> None:
    assert [language for language in LANGUAGES if direction(language) == "rtl"] == ["ar"]
