"""The corpus that ships: clean by its rules, valid by its schema, and complete where the project depends on it."""

from __future__ import annotations

import json
import time
from pathlib import Path

import jsonschema
import pytest
import yaml

import corpus
from corpus.check import check_shelf
from corpus.digest import digested_revisions, render_digest
from corpus.front_schema import SCHEMA_FILE, front_matter_schema
from corpus.labels import name_in
from corpus.manuscript import parse_manuscript, write_manuscript
from corpus.record import render_record
from corpus.shelf import Shelf, read_shelf

HERE = Path(corpus.__file__).parent
LANGUAGES = ("fr", "es", "ru", "zh", "ar")


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return read_shelf()


def test_it_breaks_no_rule(shelf: Shelf) -> None:
    assert [str(finding) for finding in check_shelf(shelf).findings] == []


def test_it_is_read_and_checked_in_under_five_seconds_of_processor_time() -> None:
    began = time.process_time()
    report = check_shelf(read_shelf())

    assert time.process_time() - began < 5
    assert report.files >= 600


def test_the_schema_beside_the_code_is_that_of_the_code() -> None:
    assert json.loads((HERE / SCHEMA_FILE).read_text(encoding="utf-8")) == front_matter_schema()


def test_every_front_matter_follows_the_schema(shelf: Shelf) -> None:
    validator = jsonschema.Draft202012Validator(front_matter_schema())
    wrong = {}
    for sheet in shelf:
        front = yaml.load(sheet.text.split("---\n")[1], Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        if problem := jsonschema.exceptions.best_match(validator.iter_errors(front)):
            wrong[sheet.path] = problem.message

    assert wrong == {}


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "novel"},
        {"titel": "A key nobody knows"},
        {"history": [{"revision": "PP-22", "action": "adopted", "basis": "seen"}]},
        {"history": [{"revision": "pp-22", "action": "adopted"}]},
        {"aliases": ["a theme's key in a report"]},
        {"date": 2026},
    ],
)
def test_the_schema_refuses_what_the_reader_would(fault: dict[str, object]) -> None:
    sound = {"id": "c99-1", "kind": "council-report", "body": "council", "title": "Report"}
    validator = jsonschema.Draft202012Validator(front_matter_schema())

    assert validator.is_valid(sound)
    assert not validator.is_valid(sound | fault)


def test_every_file_survives_being_written_and_read_again(shelf: Shelf) -> None:
    for sheet in shelf:
        again = parse_manuscript(write_manuscript(sheet.document), where=sheet.path)
        assert sorted(map(repr, again.lines)) == sorted(map(repr, sheet.document.lines)), sheet.path
        assert again.relations == sheet.document.relations, sheet.path


def test_every_clause_of_every_text_is_its_own_words(shelf: Shelf) -> None:
    name_of = name_in(shelf.documents)
    for document in shelf.documents.values():
        texts = [render_record(document, name_of=name_of)]
        texts += [render_digest(document, revision) for revision in digested_revisions(document)]
        for text in texts:
            assert len({clause.path for clause in text.clauses}) == len(text.clauses), text.document
            assert all(text.quote(clause).strip() for clause in text.clauses), text.document


def test_every_theme_has_a_name_and_two_more_in_each_language(shelf: Shelf) -> None:
    themes = [document for document in shelf.documents.values() if document.theme is not None]

    assert len(themes) >= 55
    for document in themes:
        assert document.theme is not None
        for language in LANGUAGES:
            terms = [term for term in document.theme.terms if term.language == language]
            assert sum(term.official for term in terms) == 1, (document.id, language)
            assert len(terms) >= 3, (document.id, language)


@pytest.mark.parametrize(
    ("typed", "theme"),
    [
        ("disabilities", "theme-accessibility"),
        ("PwD", "theme-accessibility"),
        ("accesibilidad", "theme-accessibility"),
        ("доступность", "theme-accessibility"),
        ("无障碍", "theme-accessibility"),
        ("إمكانية النفاذ", "theme-accessibility"),
        ("COP", "theme-child-online-protection"),
        ("BSG", "theme-bridging-standardization-gap"),
        ("C&I", "theme-conformity-interoperability"),
        ("EMF", "theme-emf-human-exposure"),
        ("OTT", "theme-ott"),
        ("AI", "theme-ai"),
        ("fracture numérique", "theme-bridging-digital-divide"),
        ("网络安全", "theme-cybersecurity"),
        ("البيئة", "theme-climate-change"),
    ],
)
def test_what_people_type_names_one_theme(typed: str, theme: str, shelf: Shelf) -> None:
    named = {
        document.id
        for document in shelf.documents.values()
        if document.theme is not None
        and typed in (document.title, *document.theme.aliases, *(term.text for term in document.theme.terms))
    }

    assert named == {theme}


@pytest.mark.parametrize(
    "fact",
    [
        "109 in 2020",
        "132 by 2025",
        "more than 100 countries",
        "SO 24/06",
        "C26/35",
        "ISCG/26-1/8",
        "ISCG/26-1/7, Addendum 1",
        "ISCG/26-1/7, Addendum 2",
        "Fabio Bigi (Italy)",
        "2028-2031",
        "2025-2028",
        "2026-2027",
        "WTDC-25",
        "(Dubai, 2012)",
        "Resolution 154 (Rev. Bucharest, 2022)",
        "Resolution 167 (Rev. Bucharest, 2022)",
        "Resolution 71 (Rev. Bucharest, 2022)",
        "Decision 5 (Rev. Bucharest, 2022)",
        "2024 Industry Engagement Workshop",
        "Standing Committee on Administration",
        "Chief of Administration and Finance",
        "Global Digital Compact",
        "ITU DataHub",
        "ITU Academy",
        "Supplement 4",
        "CWG-SFP",
        "CWG-FHR",
        "“efficiencies”",
        "new building project",
    ],
)
def test_the_council_report_of_2026_has_its_facts(fact: str, shelf: Shelf) -> None:
    report = shelf.documents["c26-report-resolution-191"]

    assert [line.text for line in report.lines if fact in line.text and line.basis == "seen"]


@pytest.mark.parametrize(
    "document",
    [
        "mapping-of-resolutions",
        "list-of-themes-and-focal-points",
        "isc-webpage",
        "iscg-webpage",
        "pp-resolutions-platform",
        "itu-datahub",
        "partnership-measuring-ict",
        "cwg-sfp-harmonization-guidelines",
        "iscg-26-1-7-add1",
        "iscg-26-1-7-add2",
        "iscg-26-1-8",
        "itu-t-a-supp4",
        "guidelines-virtual-meetings",
        "sfp-wg",
        "iscg-industry-engagement",
        "iscg-efficiencies",
        "iscg-reporting-after-pp-26",
        "so-24-06",
        "c26-35",
    ],
)
def test_what_the_report_names_has_a_document_of_its_own(document: str, shelf: Shelf) -> None:
    assert [line for line in shelf.documents[document].lines if line.part == "content"]
