"""Questions that can and cannot be answered: spread as the README says, and true to the corpus."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.conferences import held_on
from corpus.digest import digested_revisions, render_digest
from corpus.document import Text
from corpus.force import serving_revision
from corpus.labels import name_in
from corpus.record import render_record
from corpus.shelf import Shelf, read_shelf

DATASETS = Path(__file__).parents[2] / "eval" / "datasets"
LINES: list[dict[str, Any]] = [
    json.loads(line) for line in (DATASETS / "answerability.jsonl").read_text(encoding="utf-8").splitlines()
]
ANSWERABLE = [line for line in LINES if line["class"] == "answerable"]
FALSE = [line for line in LINES if line["class"] == "false-premise"]
UNANSWERABLE = ("unknowable", "outside-related", "outside-unrelated", "nonsense", "known-gap")


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return read_shelf()


@pytest.fixture(scope="module")
def texts(shelf: Shelf) -> dict[tuple[str, str | None], Text]:
    wanted = {place["document"] for line in ANSWERABLE for group in line["clauses"] for place in group}
    wanted |= {name for line in FALSE for name in line["correction"]["documents"]}
    name_of = name_in(shelf.documents)
    found: dict[tuple[str, str | None], Text] = {}
    for name in wanted:
        document = shelf.documents[name]
        found[name, None] = render_record(document, name_of=name_of)
        for revision in digested_revisions(document):
            found[name, revision] = render_digest(document, revision)
    return found


def test_every_class_of_what_cannot_be_answered_has_25_questions():
    classes = Counter(line["class"] for line in LINES)

    assert min(classes[name] for name in (*UNANSWERABLE, "false-premise")) >= 25


def test_there_are_155_answerable_questions_twelve_in_each_further_language_and_eight_of_each_form():
    languages = Counter(line["language"] for line in ANSWERABLE)

    assert len(ANSWERABLE) >= 155
    assert all(languages[code] >= 12 for code in ("fr", "es", "ru", "zh", "ar"))
    assert min(Counter(line["form"] for line in ANSWERABLE).values()) >= 8


def test_each_class_of_what_cannot_be_answered_is_asked_in_every_language():
    cells = Counter((line["class"], line["language"]) for line in LINES)

    assert all(cells[name, code] for name in UNANSWERABLE for code in ("en", "fr", "es", "ru", "zh", "ar"))


def test_documents_named_are_held_and_those_of_known_gaps_are_not(shelf: Shelf):
    named = {name for line in ANSWERABLE for name in line["documents"]}
    named |= {name for line in FALSE for name in line["correction"]["documents"]}

    assert sorted(named - set(shelf.documents)) == []
    assert sorted({line["not_held"] for line in LINES if "not_held" in line} & set(shelf.documents)) == []


def test_every_place_is_in_the_corpus(texts: dict[tuple[str, str | None], Text]):
    paths = {key: {clause.path for clause in text.clauses} for key, text in texts.items()}
    lost = [
        (line["id"], place)
        for line in ANSWERABLE
        for group in line["clauses"]
        for place in group
        if place["clause"] not in paths.get((place["document"], place["revision"]), set())
    ]

    assert lost == []


def test_every_revision_named_is_the_one_that_serves(shelf: Shelf):
    wrong = []
    for line in ANSWERABLE:
        when = line.get("as_of")
        day = None if when is None else date(int(when), 12, 31) if when.isdigit() else held_on(when.lower())
        for place in (place for group in line["clauses"] for place in group):
            document = shelf.documents[place["document"]]
            serves = serving_revision(document, digested_revisions(document), as_of=day)
            if place["revision"] not in (None, serves):
                wrong.append((line["id"], place, serves))

    assert wrong == []


def test_every_document_with_a_place_may_be_cited_first():
    for line in ANSWERABLE:
        stating = {place["document"] for group in line["clauses"] for place in group}
        assert stating <= set(line["documents"]), line["id"]


def test_every_correction_is_told_by_the_documents_named(texts: dict[tuple[str, str | None], Text]):
    untold = []
    for line in FALSE:
        documents = set(line["correction"]["documents"])
        told = " ".join(text.content for (name, _), text in texts.items() if name in documents)
        if not any(re.search(pattern, told) for pattern in line["correction"]["patterns"]):
            untold.append(line["id"])

    assert untold == []


def test_no_false_premise_corrects_itself():
    for line in FALSE:
        assert not any(re.search(one, line["question"]) for one in line["correction"]["patterns"]), line["id"]
