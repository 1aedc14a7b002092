"""Documents with what they cite and what cites them: as the corpus records it, and the same from both ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.digest import digested_revisions, render_digest
from corpus.labels import name_in
from corpus.record import render_record
from corpus.shelf import Shelf, read_shelf

DATASETS = Path(__file__).parents[2] / "eval" / "datasets"
LINES: list[dict[str, Any]] = [
    json.loads(line) for line in (DATASETS / "relations.jsonl").read_text(encoding="utf-8").splitlines()
]
CITES = {line["document"]: {one["document"] for one in line["cites"]} for line in LINES}
CITED_BY = {line["document"]: {one["document"] for one in line["cited_by"]} for line in LINES}


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return read_shelf()


def recorded(shelf: Shelf, name: str) -> set[str]:
    return {one.document for one in shelf.documents[name].relations if one.relation == "cites"}


def test_there_are_25_documents_of_all_four_bodies_and_some_that_are_no_resolutions(shelf: Shelf):
    bodies = {shelf.documents[name].body for name in CITES}

    assert len(CITES) == len(LINES) >= 25
    assert {"pp", "wtsa", "wtdc", "ra", "council"} <= bodies
    assert sum(shelf.documents[name].kind != "resolution" for name in CITES) >= 4


def test_all_documents_are_held(shelf: Shelf):
    named = set(CITES).union(*CITES.values(), *CITED_BY.values())
    for line in LINES:
        named |= {*line["counterparts"], *line.get("cites_also", []), *line.get("cited_by_also", [])}

    assert sorted(named - set(shelf.documents)) == []


def test_every_place_of_a_citation_is_in_the_citing_text(shelf: Shelf):
    name_of = name_in(shelf.documents)
    for line in LINES:
        document = shelf.documents[line["document"]]
        texts = {None: render_record(document, name_of=name_of)}
        texts |= {revision: render_digest(document, revision) for revision in digested_revisions(document)}
        paths = {(revision, clause.path) for revision, text in texts.items() for clause in text.clauses}
        lost = [one for one in line["cites"] if (one["revision"], one["clause"]) not in paths]
        assert lost == [], line["id"]


def test_what_the_corpus_records_as_cited_is_there_from_both_ends(shelf: Shelf):
    for name, cited in CITES.items():
        assert recorded(shelf, name) <= cited, name
    for name, citing in CITED_BY.items():
        assert {other for other in shelf.documents if name in recorded(shelf, other)} <= citing, name


def test_a_citation_between_two_documents_of_the_set_stands_on_both_lines():
    for citing, cited in CITES.items():
        for name in cited & set(CITED_BY):
            assert citing in CITED_BY[name], (citing, name)
    for name, citing_ones in CITED_BY.items():
        for citing in citing_ones & set(CITES):
            assert name in CITES[citing], (citing, name)


def test_what_is_named_beside_the_text_is_not_among_what_has_to_be_found():
    for line in LINES:
        assert not set(line.get("cites_also", [])) & CITES[line["document"]], line["id"]
        assert not set(line.get("cited_by_also", [])) & CITED_BY[line["document"]], line["id"]


def test_counterparts_are_of_another_body(shelf: Shelf):
    for line in LINES:
        body = shelf.documents[line["document"]].body
        assert all(shelf.documents[name].body != body for name in line["counterparts"]), line["id"]
