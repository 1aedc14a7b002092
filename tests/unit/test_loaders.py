"""What loaders do with bad bytes, and what they keep, drop and tell apart."""

from __future__ import annotations

import inspect

import pytest
from factories import Line, as_docx, as_html, as_text, resolution, word_file, word_paragraph, zipped
from factories_pdf import as_pdf

from corpus.errors import SourceError, UnsupportedFormat
from indexer.loaders import LOADERS, load, loader_for
from indexer.loaders import doc as doc_loader
from indexer.loaders.archive import MOST_RATIO
from indexer.loaders.text import unwrap

LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
SIMPLE = resolution(body=[Line("call", "resolves"), Line("plain", "to light every lamp.")])


@pytest.mark.parametrize("extension", LOADERS)
def test_every_line_of_the_table_resolves_to_a_loader(extension: str) -> None:
    parameters = inspect.signature(loader_for(f"a{extension}")).parameters
    assert list(parameters) == ["data", "name"]
    assert parameters["name"].kind is inspect.Parameter.KEYWORD_ONLY


@pytest.mark.parametrize("extension", [one for one in LOADERS if one not in (".doc", ".rtf", ".odt")])
def test_an_empty_file_is_told_in_one_sentence(extension: str) -> None:
    with pytest.raises(SourceError) as caught:
        load(b"", name=f"empty{extension}")
    assert str(caught.value).startswith(f"empty{extension}: ")
    assert "Traceback" not in str(caught.value)


def test_an_unknown_kind_of_file_names_the_known_ones() -> None:
    with pytest.raises(UnsupportedFormat, match=r"\.docx"):
        load(b"x", name="picture.png")


@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", LOCKED, b"plain words"])
def test_a_corrupt_word_file_is_told(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"bad\.docx: "):
        load(data, name="bad.docx")


def test_a_word_file_cut_short_is_told() -> None:
    whole = as_docx(SIMPLE)
    with pytest.raises(SourceError, match=r"bad\.docx: "):
        load(whole[: len(whole) // 2], name="bad.docx")


def test_a_zip_without_a_word_document_is_told() -> None:
    with pytest.raises(SourceError, match="holds no Word document"):
        load(zipped({"a.txt": "x"}), name="bad.docx")


def test_entities_of_a_word_file_are_not_resolved() -> None:
    evil = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "<w:body><w:p><w:r><w:t>A&x;B</w:t></w:r></w:p></w:body>"
    document = f'{evil}<w:document xmlns:w="{space}">{body}</w:document>'
    loaded = load(zipped({"word/document.xml": document}), name="evil.docx")
    assert [one.text for one in loaded.paragraphs] in (["A"], ["AB"])


def test_a_bomb_is_not_opened() -> None:
    bomb = zipped({"word/document.xml": "A" * (MOST_RATIO * 400_000)})
    with pytest.raises(SourceError, match="was not opened"):
        load(bomb, name="bomb.docx")


def test_a_binary_file_named_text_is_told() -> None:
    with pytest.raises(SourceError, match="binary file"):
        load(bytes(range(256)) * 8, name="program.txt")


@pytest.mark.parametrize(
    ("data", "warned"),
    [
        ("déjà vu – naïve".encode(), False),
        (b"\xef\xbb\xbf" + "déjà vu – naïve".encode(), False),
        ("déjà vu – naïve".encode("utf-16"), False),
        ("déjà vu – naïve".encode("cp1252"), True),
    ],
)
def test_encodings_are_told_apart(data: bytes, warned: bool) -> None:
    loaded = load(data, name="a.txt")
    assert [one.text for one in loaded.paragraphs] == ["déjà vu – naïve"]
    assert bool(loaded.warnings) is warned


def test_spaces_become_plain_and_invisible_signs_go() -> None:
    loaded = load("Resolution\u00a01 of\u202f2022 tele\u00adcom\u200bmunication e\u0301".encode(), name="a.txt")
    assert loaded.paragraphs[0].text == "Resolution 1 of 2022 telecommunication é"


def test_lines_wrapped_by_hand_are_joined() -> None:
    text = (
        "The keepers of the lighthouses met on the island in the first\n"
        "week of March and agreed on what was to be done about the oil\n"
        "that had become so scarce in the course of the last years.\n\n"
        "They also agreed to meet again when the lamps had been lit for\n"
        "the first time after the storm."
    )
    assert [block.split()[0] for block in unwrap(text)] == ["The", "They"]


def test_headers_and_footers_of_a_word_file_are_dropped_and_counted() -> None:
    loaded = load(as_docx(SIMPLE, header="Running title here", footer="Foot"), name="a.docx")
    assert dict(loaded.dropped) == {"header": 3, "footer": 1}
    assert not any("Running" in one.text for one in loaded.paragraphs)


def test_deleted_and_hidden_words_are_dropped_and_counted() -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>Keep </w:t></w:r><w:del><w:r><w:delText>two old</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t> secret</w:t></w:r></w:p>"
    )
    loaded = load(word_file(body), name="a.docx")
    assert loaded.paragraphs[0].text == "Keep new"
    assert dict(loaded.dropped) == {"deleted": 2, "hidden": 1}
    assert loaded.tracked
    assert loaded.words_read == 5


def test_lines_of_a_contents_list_are_dropped_by_their_style() -> None:
    body = '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>Lamps 7</w:t></w:r></w:p>' + word_paragraph(
        Line("plain", "Text.")
    )
    loaded = load(word_file(body), name="a.docx")
    assert [one.text for one in loaded.paragraphs] == ["Text."]
    assert dict(loaded.dropped) == {"contents list": 2}


def test_automatic_numbers_become_labels() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="5">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="5"/></w:num>'
    )
    rows = [(0, "one"), (1, "one a"), (1, "one b"), (0, "two"), (1, "two a")]
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="9"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
        for level, text in rows
    )
    loaded = load(word_file(body, numbering=numbering), name="a.docx")
    assert [one.label for one in loaded.paragraphs] == ["1", "a)", "b)", "2", "a)"]


def test_automatic_footnote_marks_stick_to_their_word() -> None:
    body = '<w:p><w:r><w:t>islands</w:t></w:r><w:r><w:footnoteReference w:id="49"/></w:r></w:p>'
    data = word_file(body, notes=[Line("footnote", "Small ones.", "1")])
    loaded = load(data, name="a.docx")
    assert [(one.role, one.text.split()) for one in loaded.paragraphs] == [
        ("text", ["islands1"]),
        ("footnote", ["1", "Small", "ones."]),
    ]


def test_a_table_row_keeps_its_cells_apart() -> None:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("Theme", "Focal point"))
    loaded = load(word_file(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"), name="a.docx")
    assert [(one.role, one.text) for one in loaded.paragraphs] == [("cell", "Theme\tFocal point")]


def test_a_web_page_loses_its_navigation_and_scripts() -> None:
    loaded = load(as_html(SIMPLE), name="a.html")
    assert [one.text for one in loaded.paragraphs][-1] == "to light every lamp."
    assert dict(loaded.dropped) == {"navigation": 1}
    assert loaded.title == "A page"


def test_a_caption_of_a_table_stands_before_its_rows() -> None:
    page = b"<table><caption>Lamps by year</caption><tr><td>2020</td><td>seven</td></tr></table>"
    assert [one.text for one in load(page, name="a.html").paragraphs] == ["Lamps by year", "2020\tseven"]


@pytest.mark.parametrize(
    "note",
    [
        "<div id='sdfootnote1'><p><a name='sdfootnote1sym'>1</a> Of glass.</p></div>",
        "<div id='sdfootnote7'><p><a class='sdfootnotesym'>1</a><sup>1</sup> Of glass.</p></div>",
        "<div id='ftn1'><p>1 Of glass.</p></div>",
        "<p role='doc-footnote'><sup>1</sup> Of glass.</p>",
    ],
)
def test_footnotes_of_a_web_page_are_told_by_their_element(note: str) -> None:
    page = f"<p>The lamps<sup>1</sup> burn.</p>{note}"
    assert [(one.role, one.mark, one.text) for one in load(page.encode(), name="a.html").paragraphs] == [
        ("text", "", "The lamps1 burn."),
        ("footnote", "1", "1 Of glass."),
    ]


def test_lists_of_a_web_page_have_labels() -> None:
    page = b"<ol><li>one<ul><li>dash</li></ul></li><li>two</li></ol>"
    assert [(one.label, one.level, one.text) for one in load(page, name="a.html").paragraphs] == [
        ("1", 1, "one"),
        ("–", 2, "dash"),
        ("2", 1, "two"),
    ]


def test_a_page_made_by_scripts_is_told() -> None:
    with pytest.raises(SourceError, match="no text"):
        load(b"<html><body><script>draw()</script></body></html>", name="a.html")


def test_a_pdf_without_text_is_named_a_scan() -> None:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer)
    canvas.rect(10, 10, 100, 100, fill=1)
    canvas.save()
    with pytest.raises(SourceError, match="OCR"):
        load(buffer.getvalue(), name="scan.pdf")


def test_an_encrypted_pdf_is_named_so() -> None:
    from io import BytesIO

    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("secret", "owner"))
    canvas.drawString(100, 700, "words")
    canvas.save()
    with pytest.raises(SourceError, match="encrypted"):
        load(buffer.getvalue(), name="locked.pdf")


def test_a_pdf_that_may_be_read_but_not_copied_is_read() -> None:
    from io import BytesIO

    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("", "owner", canCopy=0))
    canvas.drawString(100, 700, "words for all readers")
    canvas.save()
    assert [one.text for one in load(buffer.getvalue(), name="guarded.pdf").paragraphs] == ["words for all readers"]


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnothing more", as_text(SIMPLE)])
def test_a_damaged_pdf_is_told(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"bad\.pdf: "):
        load(data, name="bad.pdf")


def test_page_numbers_and_running_titles_of_a_pdf_are_dropped() -> None:
    many = [
        Line("item", "to light the lamp of the tall lighthouse on the northern cape;", str(n)) for n in range(1, 60)
    ]
    loaded = load(as_pdf(resolution(body=[Line("call", "resolves"), *many])), name="a.pdf")
    pages = dict(loaded.dropped)["page number"] // 3
    assert pages >= 2
    odd, even = (pages + 1) // 2, pages // 2
    assert dict(loaded.dropped) == {"page number": 3 * pages, "header": 3 * odd + 2 * even, "footer": 2 * pages}
    assert not any("PP-22" in one.text or "DOCX" in one.text for one in loaded.paragraphs)


def test_footnotes_of_a_pdf_stand_at_the_foot_of_each_column_and_are_told_from_the_text() -> None:
    marked = (4, 12, 24, 36, 44)
    words = {n: f"to light lamp{f'⟦{n}⟧' if n in marked else ''} number {n} of the tall house;" for n in range(1, 51)}
    notes = [Line("footnote", f"The lamp of year {n} with its glass.", str(n)) for n in marked]
    rows = [Line("item", text, str(n)) for n, text in words.items()]
    loaded = load(as_pdf(resolution(body=[Line("call", "resolves"), *rows, *notes]), columns=2), name="a.pdf")
    found = {one.mark: one.text for one in loaded.paragraphs if one.role == "footnote"}
    assert found == {str(n): f"{n} The lamp of year {n} with its glass." for n in marked}
    items = [" ".join(one.text.split()) for one in loaded.paragraphs if "to light" in one.text]
    assert items == [f"{n} {text}".replace("⟦", "").replace("⟧", "") for n, text in words.items()]


def test_a_hyphen_at_the_end_of_a_line_is_kept_where_the_word_has_it_elsewhere() -> None:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    rows = (
        "The proceed-to-select signal is sent by the lighthouse of the island to its keep-",
        "ers, who light the lamp at once. They wait no longer than is needed for the proceed-to-",
        "select signal to arrive.",
    )
    for row, text in enumerate(rows):
        canvas.drawString(60, 700 - 14 * row, text)
    canvas.save()
    (paragraph,) = load(buffer.getvalue(), name="a.pdf").paragraphs
    assert paragraph.text == (
        "The proceed-to-select signal is sent by the lighthouse of the island to its keepers, who light the lamp at "
        "once. They wait no longer than is needed for the proceed-to-select signal to arrive."
    )


def test_lines_of_chinese_are_joined_without_a_space() -> None:
    from io import BytesIO

    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.setFont("STSong-Light", 11)
    rows = ("灯塔的守护者每天夜里点亮油灯并记录所有船只经过小岛的时间以及天气灯塔的守护者", "每天夜里点亮油灯。")
    for row, text in enumerate(rows):
        canvas.drawString(60, 700 - 14 * row, text)
    canvas.save()
    loaded = load(buffer.getvalue(), name="a.pdf")
    assert [one.text for one in loaded.paragraphs] == ["".join(rows)]
    assert loaded.words_read == 2
    assert dict(loaded.dropped) == {"joined at a line's end": 1}


def test_headings_at_the_top_of_two_pages_are_no_running_title() -> None:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    for page, section in ((1, 5), (2, 0), (3, 7)):
        canvas.drawString(60, 805, f"SECTION {section}" if section else "The keepers met again on the island.")
        for row in range(20):
            canvas.drawString(60, 780 - 14 * row, f"Row {row} of page {page} is about the lamps of the islands,")
        canvas.showPage()
    canvas.save()
    text = "\n".join(one.text for one in load(buffer.getvalue(), name="a.pdf").paragraphs)
    assert "SECTION 5" in text
    assert "SECTION 7" in text


def test_old_word_files_say_what_they_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc_loader.shutil, "which", lambda _: None)
    with pytest.raises(SourceError, match="LibreOffice"):
        load(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", name="old.doc")


def test_a_word_file_named_doc_is_read_as_what_it_is() -> None:
    assert load(as_docx(SIMPLE), name="a.doc").paragraphs == load(as_docx(SIMPLE), name="a.docx").paragraphs
