"""A brief: what is told of a resolution and of a theme, each statement cited, and the Word file made of it."""

from __future__ import annotations

import io

import pytest
from docx import Document as WordFile
from library_double import library_of

from assistant.briefs.brief import brief_paper
from assistant.library import Library
from assistant.papers.paper import Paper, markdown, to_json
from assistant.papers.word import to_docx
from corpus.document import Document, Line, Relation, RevisionStep, Role, ThemeProfile
from corpus.errors import UsageError

RESOLUTION = Document(
    id="pp-res-901",
    kind="resolution",
    body="pp",
    number="901",
    title="Lighthouses",
    status="in-force",
    themes=("theme-lighthouses",),
    history=(
        RevisionStep(revision="pp-18", action="adopted", basis="seen"),
        RevisionStep(revision="pp-22", action="revised", basis="seen"),
    ),
    lines=(
        Line(
            part="mandate",
            text="Keep a list of [all] lighthouses | lamps.",
            basis="seen",
            heading="instructs the Director of BDT",
            revision="pp-22",
        ),
        Line(part="mandate", text="Paint them.", basis="seen", heading="resolves", revision="pp-18"),
        Line(part="change", text="Lamps were added.", basis="seen", revision="pp-22"),
        Line(part="gap", text="Annex 1 was not seen.", basis="seen"),
    ),
)
THEME = Document(
    id="theme-lighthouses",
    kind="theme",
    body="itu",
    title="Lighthouses by the sea",
    theme=ThemeProfile(
        resolutions=("pp-res-901",), roles=(Role(sector="D", role="lead", basis="inferred", units=("BDT",)),)
    ),
    relations=(Relation(document="pp-res-901", relation="mapped", basis="seen"),),
)
REPORT = Document(id="c26-99", kind="council-report", body="council", title="Report")


@pytest.fixture
def library() -> Library:
    return library_of((RESOLUTION, THEME, REPORT))


def paper(library: Library, document: Document = RESOLUTION, *, language: str = "en") -> Paper:
    return brief_paper(document, library, generation="3-fed", language=language)


def test_a_resolutions_brief_tells_history_responsibility_clauses_and_what_is_missing(library: Library) -> None:
    page = markdown(paper(library))
    headings = [line for line in page.splitlines() if line.startswith("## ")]
    assert headings == [
        "## History",
        "## Who is responsible",
        "## What is asked",
        "## What is missing",
        "## What to bear in mind",
        "## Sources",
    ]
    assert "Changed at PP-22 (Bucharest, 2022): Lamps were added." in page
    assert "| ITU-D | asked to act" in page
    assert "“Keep a list of \\[all\\] lighthouses \\| lamps.”" in page
    assert "Annex 1 was not seen." in page


def test_what_a_former_revision_asked_is_not_asked_today(library: Library) -> None:
    assert "Paint them." not in markdown(paper(library))


def test_every_table_row_and_item_of_the_clauses_is_cited(library: Library) -> None:
    made = paper(library)
    assert {citation.document for citation in made.citations} == {"pp-res-901"}
    lines = markdown(made).split("## What is missing")[0].splitlines()
    told = [line for line in lines if line.startswith(("- ", "| ")) and "---" not in line and "Conference" not in line]
    assert [line for line in told if "[" not in line and "Sector |" not in line] == []


def test_a_revision_that_is_not_held_is_named(library: Library) -> None:
    held = library_of((Document(**{**_fields(RESOLUTION), "lines": RESOLUTION.lines[:1]}), THEME))
    assert "the text is not held: Resolution 901 (Dubai, 2018)." in markdown(paper(held))


def test_a_themes_brief_tells_the_recorded_roles_and_the_clauses_of_its_resolutions(library: Library) -> None:
    page = markdown(paper(library, THEME))
    assert "| ITU-D | lead" in page
    assert "Resolution 901 (Rev. Bucharest, 2022), instructs the Director of BDT" in page


def test_a_brief_ends_with_the_store_it_was_made_from_and_that_it_has_no_authority(library: Library) -> None:
    made = paper(library)
    assert made.closing == (
        "Made from the store's generation 3-fed.",
        "Digests are in our own words and carry no authority: the official texts of the Union decide.",
    )
    assert markdown(made).rstrip().endswith(made.closing[1])
    assert to_json(made)["generation"] == "3-fed"


def test_a_report_has_no_brief(library: Library) -> None:
    with pytest.raises(UsageError, match=r"c26-99 is a council-report\. A brief is made of"):
        paper(library, REPORT)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_a_word_file_holds_the_same_words_in_headings_and_tables(library: Library, language: str) -> None:
    made = paper(library, language=language)
    file = WordFile(io.BytesIO(to_docx(made)))
    words = "\n".join(one.text for one in file.paragraphs)
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    assert file.paragraphs[0].text == made.title
    assert "Keep a list of [all] lighthouses | lamps." in words
    assert any("Lamps were added." in cell for cell in cells)
    assert all(sentence in words for sentence in made.closing)
    assert (file.element.body.xpath("count(//w:bidi)") > 0) == (language == "ar")


def _fields(document: Document) -> dict[str, object]:
    return {name: getattr(document, name) for name in document.__dataclass_fields__}
