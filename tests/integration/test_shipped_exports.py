"""Tables and pictures over the corpus that ships: complete, and no more than the texts say."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from library_double import TextsInMemory, library_of

from assistant.exports.command import build_from, write_table
from assistant.library import Library
from assistant.messages import LANGUAGES
from assistant.pictures.sectors import draw_sectors, sectors_of
from assistant.pictures.surroundings import draw_surroundings, surroundings_of
from corpus.document import KINDS_WITH_REVISIONS, Document, Text
from corpus.force import revisions_until
from corpus.references import find_references, resolve
from corpus.shelf import read_shelf
from indexer.assembly import Holdings
from indexer.links import Link, find_links

UNREAD = ("title", "status", "history", "relation", "note", "gap")


class Linked(TextsInMemory):
    """The corpus in memory with its links."""

    def __init__(self, documents: dict[str, Document]) -> None:
        super().__init__(documents.values())
        links = find_links(Holdings(documents, tuple(self._texts.values())))
        self._from: dict[str, list[Link]] = {}
        self._to: dict[str, list[Link]] = {}
        for one in links:
            self._from.setdefault(one.document, []).append(one)
            self._to.setdefault(one.target or "", []).append(one)

    def links_from(self, document: str, /) -> tuple[Link, ...]:  # type: ignore[override]
        return tuple(self._from.get(document, ()))

    def links_to(self, document: str, /) -> tuple[Link, ...]:  # type: ignore[override]
        return tuple(self._to.get(document, ()))


@pytest.fixture(scope="module")
def library() -> Library:
    documents = dict(read_shelf().documents)
    made = library_of(())
    catalogue = Linked(documents)
    return Library(
        catalogue,  # type: ignore[arg-type]
        made.search,
        analyse=made.analyse,
        weigh=made.weigh,
        languages=("en",),
    )


def serving_texts(library: Library) -> Iterator[tuple[Document, Text]]:
    for document in library.documents():
        for text in (library.record(document.id), library.serving(document.id)):
            if text is not None:
                yield document, text


def test_the_stale_list_is_that_of_every_reference_read_anew(library: Library) -> None:
    known = library.catalogue.known()
    wanted = set()
    for document, text in serving_texts(library):
        for clause in text.clauses:
            if clause.part in UNREAD:
                continue
            for reference in find_references(text.quote(clause), language=text.language):
                named = resolve(reference, known=known, context_body=document.body)
                if named.document not in library.document_ids or named.revision is None:
                    continue
                if text.kind == "digest" and text.revision and named.document == document.id:
                    continue
                codes = revisions_until(library.document(named.document))
                if named.revision in codes and named.revision != codes[-1]:
                    name = f"{document.id}@{text.revision}" if text.revision else document.id
                    wanted.add((name, clause.path, named.document))
    table = build_from("stale", library)
    rows = [dict(zip(table.head, row, strict=True)) for row in table.rows]
    assert {(row["document"], row["clause"], row["cites"]) for row in rows} == wanted
    assert wanted


def test_every_role_in_the_matrix_has_a_line_that_gives_it(library: Library) -> None:
    matrix, roles = build_from("responsibility", library), build_from("roles", library)
    shown = {
        (row[0], sector, cell.partition(" (")[0])
        for row in matrix.rows
        for sector, cell in zip(matrix.head[2:6], row[2:6], strict=True)
        if cell != "none"
    }
    assert shown == {(row[0], row[2], row[3]) for row in roles.rows}
    assert len(shown) > 200
    assert all(row[11] for row in roles.rows)


@pytest.mark.parametrize("name", ["mapping", "pairs", "histories", "responsibility", "roles", "overlaps", "stale"])
def test_no_cell_of_a_table_is_run_as_a_formula(library: Library, name: str) -> None:
    rows = list(csv.reader(io.StringIO(write_table(build_from(name, library), "csv").decode(), newline="")))
    assert len(rows) > 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_every_resolution_and_theme_can_be_drawn(library: Library) -> None:
    drawn = 0
    for at, document in enumerate(library.documents("theme", *KINDS_WITH_REVISIONS)):
        language = LANGUAGES[at % len(LANGUAGES)]
        if document.kind == "theme":
            shown = sectors_of(document, library)
            picture = draw_sectors(shown, language=language) if shown else None
        else:
            found = surroundings_of(document, library)
            picture = draw_surroundings(document, found, language=language) if found else None
        if picture is None:
            continue
        drawn += 1
        assert all(box.x >= 0 and box.x + box.width <= picture.width + 0.01 for box in picture.boxes)
        assert all(box.y + box.height <= picture.height for box in picture.boxes)
    assert drawn > 300
