from __future__ import annotations

import pytest
from factories_surfaces import DOCUMENTS, RESOLUTION, original

from assistant.permalinks import anchor
from bots.web.reading import Paragraph, paragraphs, span_of
from corpus.digest import render_digest
from corpus.document import Text
from corpus.record import render_record

TEXTS = [
    render_digest(RESOLUTION, "pp-22"),
    original("pp-18"),
    *(render_record(document, name_of=lambda name: name) for document in DOCUMENTS),
]


def words(paragraph: Paragraph) -> str:
    return "".join(piece.text for piece in paragraph.pieces)


def marked(drawn: tuple[Paragraph, ...]) -> list[str]:
    return [piece.text for paragraph in drawn for piece in paragraph.pieces if piece.marked]


@pytest.mark.parametrize("text", TEXTS)
def test_no_character_of_the_text_is_lost_or_added(text: Text) -> None:
    lines = [line for line in text.content.split("\n") if line]
    assert [words(paragraph) for paragraph in paragraphs(text)] == lines
    assert [words(paragraph) for paragraph in paragraphs(text, span=(3, len(text.content) - 2))] == lines


@pytest.mark.parametrize("text", TEXTS)
def test_every_clause_has_an_anchor_and_its_words_can_be_marked_exactly(text: Text) -> None:
    for clause in text.clauses:
        drawn = paragraphs(text, span=(clause.start, clause.end))
        assert marked(drawn) == [text.quote(clause)]
        anchors = [paragraph.anchor for paragraph in drawn] + [p.anchor for one in drawn for p in one.pieces]
        assert anchors.count(anchor(clause.path)) == 1


def test_words_marked_over_two_lines_are_marked_in_both_and_the_first_can_be_jumped_to() -> None:
    text = original("pp-18")
    start, end = text.content.index("coordinated;"), text.content.index(" work be done twice.")
    drawn = paragraphs(text, span=(start, end))
    assert marked(drawn) == ["coordinated;", "2\t", "that no"]
    assert [piece.text for one in drawn for piece in one.pieces if piece.first_marked] == ["coordinated;"]


def test_a_line_is_told_by_its_place_front_call_or_clause() -> None:
    drawn = paragraphs(original("pp-18"))
    assert [paragraph.role for paragraph in drawn] == ["front", "front", "front", "heading", "clause", "clause"]
    assert [piece.role for piece in drawn[4].pieces] == ["label", "words"]


@pytest.mark.parametrize(("start", "end"), [(None, 3), (3, None), (5, 5), (9, 3), (-1, 3), (0, 10_000)])
def test_a_span_outside_the_text_marks_nothing(start: int | None, end: int | None) -> None:
    assert span_of(original("pp-18"), start, end) is None


def test_offsets_count_code_points_also_before_the_words() -> None:
    text = Text(document="x", revision=None, language="ar", kind="original", content="👩‍💻 العربية\nabc")
    start = text.content.index("abc")
    assert start == 12
    assert marked(paragraphs(text, span=(start, start + 3))) == ["abc"]
