"""The finder against a table written by hand, and the resolver against what a small library holds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from corpus.references import find_references, resolve
from corpus.scope import BodyCode
from eval.reading.references import line_of, table

CASES = table("first")
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
FORMS = [
    pytest.param(language, case, id=f"{language}: {case['text']}") for language in LANGUAGES for case in CASES[language]
]


@pytest.mark.parametrize(("language", "case"), FORMS)
def test_a_form_is_found_as_a_person_reads_it(language: str, case: dict[str, Any]) -> None:
    found = find_references(case["text"])
    assert [line_of(one) for one in found] == case["finds"]
    if "spans" in case:
        assert [one.text for one in found] == case["spans"]


@pytest.mark.parametrize(("language", "case"), FORMS)
def test_naming_the_language_finds_the_same(language: str, case: dict[str, Any]) -> None:
    assert find_references(case["text"], language=language) == find_references(case["text"])


@pytest.mark.parametrize("text", CASES["nothing"])
def test_what_is_no_reference_is_left_alone(text: str) -> None:
    assert find_references(text) == ()


@pytest.mark.parametrize(("language", "case"), FORMS)
def test_every_span_cuts_its_own_words_around_its_number(language: str, case: dict[str, Any]) -> None:
    before = "\u200fⅧ ﬁ — "
    text = f"{before}{case['text']}."
    for one in find_references(text):
        assert text[one.start : one.end] == one.text
        assert one.start >= len(before)


def test_there_are_as_many_forms_as_the_proof_asks_for() -> None:
    assert len(CASES["en"]) >= 130
    assert all(len(CASES[language]) >= 20 for language in LANGUAGES[1:])
    assert len(CASES["nothing"]) >= 30


@dataclass(frozen=True)
class Library:
    """A few documents with their histories."""

    histories: dict[str, tuple[str, ...]]
    symbols: dict[str, str] = field(default_factory=dict)

    def document_ids(self) -> Collection[str]:
        return self.histories.keys()

    def revisions_of(self, document: str, /) -> tuple[str, ...]:
        return self.histories.get(document, ())

    def symbol_to_id(self, symbol: str, /) -> str | None:
        return self.symbols.get(symbol)


LIBRARY = Library(
    {
        "pp-res-2": ("pp-94", "pp-98", "pp-14", "pp-18"),
        "wtsa-res-2": ("wtsa-12", "wtsa-16", "wtsa-20", "wtsa-24"),
        "wtdc-res-2": ("wtdc-10", "wtdc-14", "wtdc-22"),
        "ra-res-2": ("ra-12", "ra-19", "ra-23"),
        "pp-res-5": ("pp-94",),
        "wtdc-res-5": ("wtdc-06", "wtdc-14", "wtdc-22"),
        "ra-res-5": ("ra-15", "ra-23"),
        "pp-res-191": ("pp-14", "pp-18", "pp-22"),
        "wtsa-res-44": ("wtsa-04", "wtsa-24"),
        "wtsa-res-59": ("wtsa-08",),
        "wtdc-res-59": ("wtdc-10", "wtdc-22"),
        "wtsa-res-64": ("wtsa-08", "wtsa-12"),
        "pp-res-64": ("pp-94", "pp-18"),
        "wrc-res-646": ("wrc-19",),
        "ra-res-7": ("ra-19", "ra-23"),
        "wcit-res-3": ("wcit-12",),
        "wtsa-res-3": (),
        "pp-dec-5": ("pp-98", "pp-22"),
        "council-res-1379": ("council-16", "council-24"),
        "pp-res-77": (),
        "c26-35": (),
        "iscg-26-1-7-add1": (),
        "so-24-06": (),
        "old-report": (),
    },
    {"C17/84(Rev.2)": "old-report", "Service Order No. 16/13": "so-24-06"},
)


def outcome(text: str, *, context_body: BodyCode | None = None, as_of: date | None = None) -> tuple[str, ...]:
    [reference] = find_references(text)
    found = resolve(reference, known=LIBRARY, context_body=context_body, as_of=as_of)
    named = f"{found.document or '-'}{'@' + found.revision if found.revision else ''}"
    return (found.state, named, *found.candidates)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("PP Resolution 2", "pp-res-2"),
        ("Resolution 2 of WTSA", "wtsa-res-2"),
        ("Resolution 191 (Rev. Bucharest, 2022)", "pp-res-191@pp-22"),
        ("Resolution 191 (Busan, 2014)", "pp-res-191@pp-14"),
        ("PP-18 Resolution 191", "pp-res-191@pp-18"),
        ("Resolution 44 (Rev. New Delhi, 2024)", "wtsa-res-44@wtsa-24"),
        ("Resolution 2 (Rev. Dubai, 2018)", "pp-res-2@pp-18"),
        ("Resolution 2 (Rev. Dubai, 2014)", "wtdc-res-2@wtdc-14"),
        ("Resolution 2 (Rev. Geneva, 2022)", "wtsa-res-2@wtsa-20"),
        ("Resolution 2 (Rev. Dubai, 2023)", "ra-res-2@ra-23"),
        ("Resolution 64 (Rev. Dubai, 2012)", "wtsa-res-64@wtsa-12"),
        ("Resolution 3 (Dubai, 2012)", "wcit-res-3@wcit-12"),
        ("ITU-R Resolution 7-4", "ra-res-7"),
        ("Resolution 7-4", "ra-res-7"),
        ("Resolution ITU-R 7-4 (Rev. Dubai, 2023)", "ra-res-7@ra-23"),
        ("Resolution 646 (Rev.WRC-19)", "wrc-res-646@wrc-19"),
        ("Resolution 191", "pp-res-191"),
        ("Res. 44", "wtsa-res-44"),
        ("Decision 5", "pp-dec-5"),
        ("Decision 5 (Rev. Bucharest, 2022)", "pp-dec-5@pp-22"),
        ("pp-res-191@pp-22", "pp-res-191@pp-22"),
        ("pp-res-191", "pp-res-191"),
        ("the history of pp-res-191", "pp-res-191"),
        ("Document C26/35", "c26-35"),
        ("C17/84(Rev.2)", "old-report"),
        ("Document ISCG/26-1/7, Addendum 1", "iscg-26-1-7-add1"),
        ("SO 24/06", "so-24-06"),
        ("Service Order 16/13", "so-24-06"),
        ("PP Resolution 191 (Rev. 2022)", "pp-res-191@pp-22"),
        ("Resolution 2 (Rev. 2024)", "wtsa-res-2@wtsa-24"),
        ("Resolution 1379 (2024)", "council-res-1379@council-24"),
        ("第191号决议（2022年，布加勒斯特，修订版）", "pp-res-191@pp-22"),
        ("القرار 191 (المراجَع في بوخارست، 2022)", "pp-res-191@pp-22"),
        ("Резолюция 191 (Пересм. Бухарест, 2022 г.)", "pp-res-191@pp-22"),
    ],
)
def test_a_reference_with_enough_written_is_resolved(text: str, named: str) -> None:
    assert outcome(text) == ("resolved", named)


TWO = ("ambiguous", "-", "pp-res-2", "wtsa-res-2", "wtdc-res-2", "ra-res-2")
FIVE = ("ambiguous", "-", "pp-res-5", "wtdc-res-5", "ra-res-5")
SIXTY_FOUR = ("ambiguous", "-", "pp-res-64", "wtsa-res-64")
FIFTY_NINE = ("ambiguous", "-", "wtsa-res-59", "wtdc-res-59")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What does Resolution 2 say?", TWO),
        ("Resolution 2", TWO),
        ("resolution 2", TWO),
        ("Res. 2", TWO),
        ("Res 2", TWO),
        ("RESOLUTION 2", TWO),
        ("Resolution No. 2", TWO),
        ("Is Resolution 2 in force?", TWO),
        ("Resolution 2 (Rev.)", TWO),
        ("under Resolution 2, the Director shall", TWO),
        ("Résolution 2", TWO),
        ("Que dit la résolution n° 2 ?", TWO),
        ("Resolución 2", TWO),
        ("¿Qué dice la Resolución 2?", TWO),
        ("Резолюция 2", TWO),
        ("в Резолюции 2", TWO),
        ("第2号决议", TWO),
        ("2号决议", TWO),
        ("القرار 2", TWO),
        ("القرار ٢", TWO),
        ("Resolution 2 of this conference", TWO),
        ("Resolution 5", FIVE),
        ("Res. 5", FIVE),
        ("Résolution 5", FIVE),
        ("Resolución 5", FIVE),
        ("Резолюцией 5", FIVE),
        ("第5号决议", FIVE),
        ("القرار رقم 5", FIVE),
        ("the history of resolution 5", FIVE),
        ("Resolution 64", SIXTY_FOUR),
        ("Res 64", SIXTY_FOUR),
        ("Résolution 64", SIXTY_FOUR),
        ("Резолюция 64", SIXTY_FOUR),
        ("第64号决议", SIXTY_FOUR),
        ("القرار 64", SIXTY_FOUR),
        ("Resolution 59", FIFTY_NINE),
        ("Res.59", FIFTY_NINE),
        ("Résolution 59", FIFTY_NINE),
        ("la Resolución núm. 59", FIFTY_NINE),
        ("Резолюцию 59", FIFTY_NINE),
        ("第59号决议", FIFTY_NINE),
        ("القرار 59", FIFTY_NINE),
        ("Resolution 3", ("ambiguous", "-", "wtsa-res-3", "wcit-res-3")),
        ("Resolution 2 (Rev. 2022)", ("ambiguous", "-", "wtsa-res-2", "wtdc-res-2")),
    ],
)
def test_an_ambiguous_reference_gets_candidates_and_no_guess(text: str, expected: tuple[str, ...]) -> None:
    assert outcome(text) == expected


def test_the_body_that_speaks_settles_what_is_ambiguous() -> None:
    assert outcome("Resolution 2", context_body="wtdc") == ("resolved", "wtdc-res-2")
    assert outcome("Resolution 2 of this conference", context_body="pp") == ("resolved", "pp-res-2")


def test_a_body_without_that_number_settles_nothing() -> None:
    assert outcome("Resolution 2", context_body="council") == TWO


def test_a_bracket_is_stronger_than_the_body_that_speaks() -> None:
    assert outcome("Resolution 2 (Rev. Dubai, 2018)", context_body="wtdc") == ("resolved", "pp-res-2@pp-18")


def test_a_document_adopted_later_is_no_candidate_as_of_a_date() -> None:
    assert outcome("Resolution 64", as_of=date(2000, 1, 1)) == ("resolved", "pp-res-64")
    assert outcome("Resolution 191", as_of=date(2012, 1, 1)) == ("resolved", "pp-res-191")


@pytest.mark.parametrize(
    ("text", "document", "revisions"),
    [
        ("Resolution 191 (Rev. Antalya, 2006)", "pp-res-191", ("pp-14", "pp-18", "pp-22")),
        ("PP Resolution 191 (Rev. Dubai, 2014)", "pp-res-191", ("pp-14", "pp-18", "pp-22")),
        ("PP Resolution 191 (Rev. Paris, 2021)", "pp-res-191", ("pp-14", "pp-18", "pp-22")),
        ("Resolution 191 (Rev. Paris, 2021)", "pp-res-191", ("pp-14", "pp-18", "pp-22")),
        ("WTSA-16 Resolution 44", "wtsa-res-44", ("wtsa-04", "wtsa-24")),
        ("Resolution 44 (Rev. Bucharest, 2022) of WTSA", "wtsa-res-44", ("wtsa-04", "wtsa-24")),
        ("Resolution 44 (2018)", "wtsa-res-44", ("wtsa-04", "wtsa-24")),
        ("pp-res-191@pp-10", "pp-res-191", ("pp-14", "pp-18", "pp-22")),
        ("PP-30 Resolution 191", "pp-res-191", ("pp-14", "pp-18", "pp-22")),
    ],
)
def test_a_revision_that_does_not_exist_is_told_with_those_that_do(
    text: str, document: str, revisions: tuple[str, ...]
) -> None:
    assert outcome(text) == ("no-such-revision", document, *revisions)


@pytest.mark.parametrize("text", ["Resolution 999", "Decision 77", "Résolution 1919"])
def test_a_number_nobody_bears_is_unknown(text: str) -> None:
    assert outcome(text) == ("unknown", "-")


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("PP Resolution 999", "pp-res-999"),
        ("Resolution 999 (Rev. Bucharest, 2022)", "pp-res-999"),
        ("wtdc-res-77", "wtdc-res-77"),
        ("Document C26/36", "c26-36"),
        ("ISCG/26-1/7 Addendum 2", "iscg-26-1-7-add2"),
        ("SO 99/01", "so-99-01"),
    ],
)
def test_a_document_that_is_named_but_not_held_is_told_by_its_identifier(text: str, document: str) -> None:
    assert outcome(text) == ("not-held", document)


def test_a_revision_is_not_confirmed_where_no_history_is_known() -> None:
    assert outcome("PP Resolution 77 (Rev. Bucharest, 2022)") == ("resolved", "pp-res-77")


def test_the_reason_names_what_decided() -> None:
    [alone] = find_references("Resolution 191")
    assert resolve(alone, known=LIBRARY).why == "By only one holds this number; no revision is written."
    [wrong] = find_references("Resolution 191 (Rev. Antalya, 2006)")
    assert "pp-14, pp-18, pp-22" in resolve(wrong, known=LIBRARY).why


def test_numbers_of_a_list_have_spans_of_their_own() -> None:
    text = "See Resolutions 71 and 191 (Rev. Bucharest, 2022)."
    first, second = find_references(text)
    assert (first.start, first.end, first.list_index) == (16, 18, 0)
    assert (second.start, second.end, second.list_index) == (23, 49, 1)
    assert first.place == second.place == "Bucharest"


def test_a_first_adoption_is_told_from_a_revision() -> None:
    assert [one.revised for one in find_references("Resolution 191 (Busan, 2014)")] == [False]
    assert [one.revised for one in find_references("Resolution 191 (Rev. Dubai, 2018)")] == [True]
    assert [one.revised for one in find_references("Resolution 191")] == [None]
