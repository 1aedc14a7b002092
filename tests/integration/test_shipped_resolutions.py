"""The resolutions and decisions that ship can be read, told and quoted, each of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from corpus.addressees import addressees_of
from corpus.digest import digested_revisions, read_heading, render_digest
from corpus.document import KINDS_WITH_REVISIONS, Document
from corpus.labels import name_in
from corpus.manuscript import parse_manuscript, write_manuscript
from corpus.record import render_record

SHIPPED = Path(str(files("corpus"))) / "shipped"
BEST_KNOWN = (
    *(f"pp-res-{number}" for number in (70, 71, 123, 130, 136, 154, 167, 175, 182, 191, 200)),
    "pp-dec-5",
    *(f"wtsa-res-{number}" for number in (1, 2, 18, 44, 50, 70, 73)),
    *(f"wtdc-res-{number}" for number in (5, 34, 37, 45, 58, 59, 66)),
    *(f"ra-res-{number}" for number in (1, 55, 60, 67, 75)),
)


@cache
def shipped() -> Mapping[str, Document]:
    """Every document of ``corpus/shipped`` by its identifier."""
    paths = [path for path in sorted(SHIPPED.rglob("*.md")) if path.name != "README.md"]
    found = [parse_manuscript(path.read_text(encoding="utf-8"), where=path.name) for path in paths]
    return {document.id: document for document in found}


def resolutions() -> list[Document]:
    """Those with revisions."""
    return [document for document in shipped().values() if document.kind in KINDS_WITH_REVISIONS]


def test_a_file_lies_where_its_identifier_says() -> None:
    for document in resolutions():
        body, genre, number = document.id.split("-", 2)
        folder = {"res": "resolutions", "dec": "decisions"}[genre]
        assert (SHIPPED / folder / body / f"{number}.md").is_file(), document.id
        assert document.body == body


@pytest.mark.parametrize("identifier", BEST_KNOWN)
def test_the_best_known_are_there_with_history_and_mandate(identifier: str) -> None:
    document = shipped()[identifier]
    assert document.history
    assert any(line.part == "mandate" for line in document.lines)
    assert document.themes


def test_every_document_survives_being_written_again() -> None:
    for document in shipped().values():
        assert parse_manuscript(write_manuscript(document), where=document.id) == document


def test_every_line_can_be_quoted_from_a_record_or_a_digest() -> None:
    name_of = name_in(shipped())
    for document in resolutions():
        texts = [render_record(document, name_of=name_of)]
        texts += [render_digest(document, revision) for revision in digested_revisions(document)]
        quotes = {text.quote(clause) for text in texts for clause in text.clauses}
        for line in document.lines:
            assert any(quote.endswith(line.text) for quote in quotes if line.text in quote), (document.id, line.text)


def test_a_mandate_of_a_known_revision_belongs_to_the_history() -> None:
    for document in resolutions():
        steps = {step.revision for step in document.history if step.action != "suppressed"}
        assert set(digested_revisions(document)) <= steps, document.id


def test_whoever_a_mandate_speaks_to_has_a_document() -> None:
    for document in resolutions():
        for line in document.lines:
            if line.part == "mandate":
                named = addressees_of(read_heading(line.heading).call, body=document.body)
                assert {one for one in named if one.startswith("group-")} <= shipped().keys(), (
                    document.id,
                    line.heading,
                )
