"""The gold set: of its schema, true to the corpus that ships, and spread as its README says."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from corpus.conferences import held_on
from corpus.digest import digested_revisions, render_digest
from corpus.document import Text
from corpus.force import serving_revision
from corpus.labels import name_in
from corpus.record import render_record
from corpus.shelf import Shelf, read_shelf
from eval.gold import QUESTIONS, GoldError, Place, part_of, read_questions

ROOT = Path(__file__).parents[2]
GOLD = read_questions()
LANGUAGES = ("fr", "es", "ru", "zh", "ar")


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return read_shelf()


@pytest.fixture(scope="module")
def texts(shelf: Shelf) -> dict[tuple[str, str | None], Text]:
    name_of = name_in(shelf.documents)
    found: dict[tuple[str, str | None], Text] = {}
    for name in {place.document for question in GOLD for place in question.places}:
        document = shelf.documents[name]
        found[name, None] = render_record(document, name_of=name_of)
        for revision in digested_revisions(document):
            found[name, revision] = render_digest(document, revision)
    return found


def words(place: Place, texts: dict[tuple[str, str | None], Text]) -> str:
    text = texts[place.document, place.revision]
    return "".join(text.quote(clause) for clause in text.clauses if clause.path == place.clause)


def said(patterns: tuple[tuple[str, ...], ...], text: str) -> bool:
    return any(all(re.search(one, text) for one in group) for group in patterns)


def test_every_line_is_of_the_schema():
    schema = json.loads((QUESTIONS.parent / "question.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()

    wrong = {number: str(error.message) for number, line in enumerate(lines, 1)
             for error in validator.iter_errors(json.loads(line))}  # fmt: skip
    assert wrong == {}
    jsonschema.Draft202012Validator.check_schema(schema)


def test_there_are_at_least_250_questions_and_fifteen_in_each_further_language():
    languages = Counter(question.language for question in GOLD)

    assert len(GOLD) >= 250
    assert all(languages[code] >= 15 for code in LANGUAGES)
    asked = Counter((question.question, question.parameters.get("as_of")) for question in GOLD)
    assert [words for words, count in asked.items() if count > 1] == []


def test_every_category_and_every_class_of_unanswerable_has_questions_in_both_parts():
    cells = Counter((part_of(question.id), question.category) for question in GOLD)
    classes = Counter(question.unanswerable for question in GOLD if question.unanswerable)

    assert all(cells[part, category] >= 3 for part in ("dev", "test") for category in {c for _, c in cells})
    assert set(classes) == {"unknowable", "outside-related", "outside-unrelated", "nonsense", "known-gap"}
    assert min(classes.values()) >= 6


def test_every_place_is_in_the_corpus(texts: dict[tuple[str, str | None], Text]):
    assert [(one.id, place) for one in GOLD for place in one.places if not words(place, texts)] == []


def test_every_vital_nugget_is_told_by_the_documents_named(texts: dict[tuple[str, str | None], Text]):
    wrong = []
    for question in GOLD:
        named = question.documents | set(question.related)
        told = " ".join(text.content for (document, _), text in texts.items() if document in named)
        wrong += [(question.id, one.text) for one in question.nuggets if not said(one.patterns, told)
                  and one.importance == "vital"]  # fmt: skip

    assert wrong == []


def test_every_revision_named_is_the_one_that_serves(shelf: Shelf):
    wrong = []
    for question in GOLD:
        when = question.as_of
        day = None if when is None else date(int(when), 12, 31) if when.isdigit() else held_on(when.lower())
        for place in question.places:
            document = shelf.documents[place.document]
            serves = serving_revision(document, digested_revisions(document), as_of=day)
            if place.revision not in (None, serves):
                wrong.append((question.id, place, serves))

    assert wrong == []


def test_further_documents_are_held(shelf: Shelf):
    named = {name for question in GOLD for name in (*question.related, *question.candidates)}

    assert sorted(named - set(shelf.documents)) == []


def test_histories_are_those_of_the_corpus(shelf: Shelf):
    for question in (one for one in GOLD if one.steps):
        (document,) = {place.document for place in question.evidence[0]}
        told = tuple(f"{step.revision} {step.action}" for step in shelf.documents[document].history)
        assert question.steps == told, question.id


def test_roles_are_those_of_the_corpus(shelf: Shelf):
    for question in (one for one in GOLD if one.roles):
        (name,) = {place.document for place in question.evidence[0]}
        theme = shelf.documents[name].theme
        assert theme is not None
        assert question.roles == {role.sector: role.role for role in theme.roles}, question.id


def test_the_file_each_question_was_written_from_is_there():
    """Lines may be put in better words; that the fact is still told is another test."""
    files = {question.source.file for question in GOLD if question.source}

    assert sorted(name for name in files if not (ROOT / name).is_file()) == []


def test_the_part_of_a_question_follows_from_its_id_alone():
    # sha256("a") begins with ca = 202, 202 mod 5 = 2; sha256("e") with 3f = 63, 63 mod 5 = 3.
    assert part_of("a") == "dev"
    assert part_of("e") == "test"
    assert 0.5 < sum(part_of(question.id) == "dev" for question in GOLD) / len(GOLD) < 0.7


def test_a_line_that_is_no_question_is_named(tmp_path: Path):
    path = tmp_path / "questions.jsonl"
    path.write_text('{"id": "a"}\n', encoding="utf-8")

    with pytest.raises(GoldError, match="line 1"):
        read_questions(path)
