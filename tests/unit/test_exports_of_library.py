"""Tables read from texts: roles by Sector, overlaps, citations that are out of date."""

from __future__ import annotations

from typing import Any

import pytest
from library_double import TextsInMemory, library_of

from assistant.exports import LIBRARY_TABLES
from assistant.exports.command import build_from, write_table
from corpus.document import Document, Line, Relation, RevisionStep, Role, ThemeProfile
from indexer.links import Link

CALL = "instructs the Director of the Telecommunication Standardization Bureau"


def resolution(name: str, number: str, words: str, *revisions: str) -> Document:
    line = Line(part="mandate", text=words, basis="seen", heading=CALL, revision=revisions[-1])
    steps = tuple(
        RevisionStep(revision=code, action="revised" if at else "adopted", basis="seen")
        for at, code in enumerate(revisions)
    )
    return Document(
        id=name,
        kind="resolution",
        body="pp",
        number=number,
        title="Lights",
        status="in-force",
        themes=("theme-lights",),
        lines=(line,),
        history=steps,
    )


DOCUMENTS = (
    resolution("pp-res-8", "8", "Repair lights as Resolution 9 (Rev. Dubai, 2018) asks.", "pp-18", "pp-22"),
    resolution("pp-res-9", "9", "Repair lights.", "pp-18", "pp-22"),
    resolution("pp-res-7", "7", "Repair lights as Resolution 9 (Rev. Bucharest, 2022) asks.", "pp-22"),
    Document(
        id="theme-lights",
        kind="theme",
        body="itu",
        title="Lights",
        theme=ThemeProfile(
            resolutions=("pp-res-8",),
            roles=(Role(sector="D", role="lead", units=("ITU-D Study Group 1",), basis="seen"),),
        ),
        relations=(Relation(document="pp-res-8", relation="mapped", basis="seen"),),
    ),
)


def test_the_matrix_has_a_row_a_theme_and_a_column_a_sector() -> None:
    table = build_from("responsibility", library_of(DOCUMENTS))
    assert table.head == ("theme", "name", "R", "T", "D", "GS", "conflicts", "silences", "resolutions")
    (row,) = table.rows
    assert row[:2] == ("theme-lights", "Lights")
    assert row[2] == "none"
    assert row[3] == "asked"
    assert row[4] == "lead (ITU-D Study Group 1)"
    assert row[8] == "Resolution 8"


def test_each_role_stands_beside_the_words_that_give_it() -> None:
    table = build_from("roles", library_of(DOCUMENTS))
    by_sector = {row[2]: dict(zip(table.head, row, strict=True)) for row in table.rows}
    assert set(by_sector) == {"T", "D"}
    assert by_sector["T"]["document"] == "pp-res-8@pp-22"
    assert by_sector["T"]["words"].startswith("Repair lights")
    assert by_sector["D"]["text"] == "record"


def test_a_citation_of_a_replaced_revision_is_out_of_date_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    place: dict[str, Any] = {
        "revision": "pp-22",
        "language": "en",
        "kind": "digest",
        "clause": CALL,
        "start": 0,
        "end": 1,
        "text": "",
    }
    named: dict[str, Any] = {"target": "pp-res-9", "state": "resolved"}
    links = {
        "pp-res-8": (Link(document="pp-res-8", target_revision="pp-18", **place | named),),
        "pp-res-7": (Link(document="pp-res-7", target_revision="pp-22", **place | named),),
    }
    monkeypatch.setattr(TextsInMemory, "links_from", lambda _, document: links.get(document, ()))
    table = build_from("stale", library_of(DOCUMENTS))
    rows = [dict(zip(table.head, row, strict=True)) for row in table.rows]
    assert [(one["document"], one["cites"], one["cited revision"], one["current revision"]) for one in rows] == [
        ("pp-res-8@pp-22", "pp-res-9", "Resolution 9 (Dubai, 2018)", "Resolution 9 (Rev. Bucharest, 2022)")
    ]


@pytest.mark.parametrize("name", LIBRARY_TABLES)
def test_every_table_can_be_built_of_nothing_and_written(name: str) -> None:
    table = build_from(name, library_of(()))
    assert table.rows == ()
    assert write_table(table, "csv").startswith(table.head[0].encode())


@pytest.mark.parametrize("name", LIBRARY_TABLES)
def test_every_row_is_as_wide_as_the_head(name: str) -> None:
    table = build_from(name, library_of(DOCUMENTS))
    assert {len(row) for row in table.rows} <= {len(table.head)}
