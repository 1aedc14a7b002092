"""Files as the text that is checked: which words of a Word file count, and how the place of an item is told."""

from __future__ import annotations

import pytest
from checking_files import deleted, inserted, kept, tracked_file
from factories import Line, as_docx, word_file
from factories_pdf import as_pdf

from assistant.checking import Item
from assistant.checking.places import Source, whereabouts
from assistant.checking.reading import MAX_PDF, read_file
from corpus.errors import UsageError
from eval.checking.verify_gold import read_items, read_library

CHECKER = read_library().checker()
QUOTE = "to share landing stations wherever this is technically possible"


def checked(data: bytes, name: str = "a.docx") -> tuple[Source, tuple[Item, ...]]:
    source = read_file(data, name=name)
    return source, CHECKER.check(source.text)


def test_insertions_are_checked_and_deletions_are_not() -> None:
    source, items = checked(tracked_file())
    assert source.tracked
    assert [(one.text, one.verdict) for one in items] == [
        (QUOTE, "exact"),
        ("Resolution 901 (Rev. Dubai, 2018)", "stale"),
        ("PP Resolution 901", "exists"),
    ]
    assert "999" not in source.text
    assert "cable ducts" not in source.text


def test_each_place_is_told_by_paragraph_or_footnote_and_the_words_around() -> None:
    source, items = checked(tracked_file())
    places = [whereabouts(source, one.start, one.end) for one in items]
    assert [(one.kind, one.number, one.mark) for one in places] == [
        ("paragraph", 2, ""),
        ("footnote", 2, "1"),
        ("paragraph", 3, ""),
    ]
    assert [one.before for one in places] == ["It asks “", "1", "See"]
    assert places[1].after == "had the same words."


def test_offsets_count_in_the_text_that_was_read() -> None:
    source, items = checked(tracked_file())
    assert [source.text[one.start : one.end] for one in items] == [one.text for one in items]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = '<w:pPr><w:rPr><w:del w:id="2" w:author="A"/></w:rPr></w:pPr>'
    first, second = kept("It asks “to share landing stations "), kept("wherever this is technically possible”.")
    body = f"<w:p>{mark}{first}</w:p><w:p>{second}</w:p>"
    _, items = checked(word_file(body))
    assert [(one.text, one.verdict) for one in items] == [(QUOTE, "exact")]


def test_moved_words_are_read_where_they_stand_now() -> None:
    moved = (
        f'<w:p>{kept("First.")}<w:moveFrom w:id="3" w:author="A">{kept(" See PP Resolution 71.")}</w:moveFrom></w:p>'
        f'<w:p>{kept("Second.")}<w:moveTo w:id="4" w:author="A">{kept(" See PP Resolution 71.")}</w:moveTo></w:p>'
    )
    source, items = checked(word_file(moved))
    assert [whereabouts(source, one.start, one.end).number for one in items] == [2]


def test_a_word_altered_by_an_insertion_is_told() -> None:
    changed = deleted("technically") + inserted("financially")
    body = kept("“to share landing stations wherever this is ") + changed + kept(" possible”")
    _, (item,) = checked(word_file(f"<w:p>{body}</w:p>"))
    assert item.verdict == "altered"
    assert [run.text for run in item.differences if run.mark == "added"] == ["financially"]


def test_a_quotation_in_a_table_and_one_across_runs_is_found() -> None:
    italic = "<w:r><w:rPr><w:i/></w:rPr><w:t>stations wherever this is technically possible</w:t></w:r>"
    words = f"<w:p>{kept('“to share landing ')}{italic}{kept('”')}</w:p>"
    cell = f"<w:tbl><w:tr><w:tc>{words}</w:tc></w:tr></w:tbl>"
    _, items = checked(word_file(cell))
    assert [(one.text, one.verdict) for one in items] == [(QUOTE, "exact")]


def test_empty_paragraphs_and_footnotes_do_not_count_as_paragraphs() -> None:
    lines = [
        Line("plain", "One⟦1⟧"),
        Line("plain", " "),
        Line("plain", "See PP Resolution 71."),
        Line("footnote", "A note.", "1"),
    ]
    source, (item,) = checked(as_docx(lines, styled=False))
    assert whereabouts(source, item.start, item.end).number == 2


def test_a_pdf_is_checked_by_paragraph() -> None:
    source, items = checked(
        as_pdf([Line("plain", "A contribution."), Line("plain", "See PP Resolution 71 (Rev. Dubai, 2018).")]), "a.pdf"
    )
    assert [one.verdict for one in items] == ["stale"]
    assert whereabouts(source, items[0].start, items[0].end).kind == "paragraph"


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, b"{\\rtf1 words}"])
def test_an_old_word_file_under_a_new_name_is_refused_and_not_converted(data: bytes) -> None:
    with pytest.raises(UsageError, match="Save it as DOCX"):
        read_file(data, name="contribution.docx")


def test_a_large_pdf_is_refused_in_one_sentence() -> None:
    with pytest.raises(UsageError, match="over 5 MB"):
        read_file(b"%PDF-" + b" " * MAX_PDF, name="a.pdf")


def test_long_lines_are_shown_by_the_words_around() -> None:
    source = Source("word " * 40 + "Resolution 71" + " next" * 40)
    place = whereabouts(source, 200, 213)
    assert place.before == "… " + " ".join(["word"] * 8)
    assert place.after == " ".join(["next"] * 8) + " …"


def spaced(words: str) -> str:
    """Word files are read with one kind of space."""
    return " ".join(words.split())


def test_every_item_of_the_gold_is_found_in_its_paragraph_of_a_word_file() -> None:
    cases = [one for one in read_items() if "\n" not in one.text and "**" not in one.text]
    assert len(cases) > 280
    filler = "Nothing is quoted or named in these words. " * 12
    lines = [Line("plain", words) for one in cases for words in (filler, f"In it: {one.text}")]
    source, items = checked(as_docx(lines, styled=False))
    found = {(whereabouts(source, one.start, one.end).number, spaced(one.text)) for one in items}
    missing = [one.item for at, one in enumerate(cases) if (2 * at + 2, spaced(one.item)) not in found]
    assert missing == []
    assert all(source.text[one.start : one.end] == one.text for one in items)
