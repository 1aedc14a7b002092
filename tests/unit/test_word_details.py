"""Details of Word files: notes and their marks, signs of symbol fonts, text boxes, numbering, tracked changes."""

from __future__ import annotations

from factories import Line, word_file, word_paragraph, zipped

from indexer.loaders import load
from indexer.loaders.paragraph import Loaded

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006/relationships"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inner: str, properties: str = "") -> str:
    return f"<w:p>{properties}{''.join(inner)}</w:p>"


def package(body: str, **parts: str) -> bytes:
    """A Word package with parts of one's own, each the XML inside of its root."""
    roots = {"footnotes": "footnotes", "endnotes": "endnotes", "settings": "settings", "comments": "comments"}
    relations = "".join(
        f'<Relationship Id="r{index}" Type="{R}/{kind}" Target="{kind}.xml"/>' for index, kind in enumerate(parts)
    )
    members = {
        f"word/{kind}.xml": f'<w:{roots[kind]} xmlns:w="{W}">{xml}</w:{roots[kind]}>' for kind, xml in parts.items()
    }
    return zipped(
        {
            "_rels/.rels": f'<Relationships xmlns="{P}"><Relationship Id="r" Type="{R}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{P}">{relations}</Relationships>',
            **members,
        }
    )


def note(kind: str, identifier: int, text: str, mark: str = "") -> str:
    mark = mark or f"<w:r><w:{kind}Ref/></w:r>"
    return f'<w:{kind} w:id="{identifier}">{paragraph(mark, run(text))}</w:{kind}>'


def reference(kind: str, identifier: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{identifier}"/></w:r>'


def shown(loaded: Loaded) -> list[tuple[str, str, str]]:
    return [(one.role, one.mark, " ".join(one.text.split())) for one in loaded.paragraphs]


def accounted(loaded: Loaded) -> bool:
    kept = sum(one.words for one in loaded.paragraphs)
    return loaded.words_read == kept + sum(count for _, count in loaded.dropped)


def test_footnotes_and_endnotes_count_apart_and_endnotes_in_roman_numbers() -> None:
    body = paragraph(run("Lamps"), reference("footnote", 4), run(" burn oil"), reference("endnote", 7), run("."))
    loaded = load(
        package(
            body,
            footnotes=note("footnote", 4, " Of glass."),
            endnotes=note("endnote", 7, " Of whales."),
        ),
        name="a.docx",
    )
    assert shown(loaded) == [
        ("text", "", "Lamps1 burn oil[i]."),
        ("footnote", "1", "1 Of glass."),
        ("footnote", "i", "i Of whales."),
    ]
    assert accounted(loaded)


def test_settings_say_how_notes_are_numbered() -> None:
    body = paragraph(run("Oil"), reference("endnote", 7), run("."))
    settings = '<w:endnotePr><w:numFmt w:val="decimal"/><w:numStart w:val="5"/></w:endnotePr>'
    loaded = load(package(body, settings=settings, endnotes=note("endnote", 7, " Of whales.")), name="a.docx")
    assert shown(loaded) == [("text", "", "Oil5."), ("footnote", "5", "5 Of whales.")]


def test_a_mark_set_in_two_pieces_is_one() -> None:
    body = paragraph(run("(Hammamet, 2016)"), reference("footnote", 2), run("bis"))
    footnotes = note("footnote", 2, "bis This edition.", "<w:r><w:footnoteRef/><w:tab/></w:r>")
    loaded = load(package(body, footnotes=footnotes), name="a.docx")
    assert shown(loaded) == [("text", "", "(Hammamet, 2016)1bis"), ("footnote", "1bis", "1bis This edition.")]
    assert accounted(loaded)


def test_signs_of_symbol_fonts_become_those_of_unicode_and_unknown_ones_are_listed() -> None:
    dash = '<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r>'
    plain = '<w:r><w:sym w:font="Symbol" w:char="00B7"/></w:r>'
    unknown = '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'
    letter = '<w:r><w:sym w:font="Times New Roman" w:char="2116"/></w:r>'
    loaded = load(word_file(paragraph(dash, plain, letter, unknown, run(" \uf0a3 lamp"))), name="a.docx")
    assert loaded.paragraphs[0].text == "–•№ ≤ lamp"
    assert dict(loaded.dropped) == {"unknown sign": 1}
    assert accounted(loaded)


def test_a_no_break_hyphen_is_a_hyphen_however_it_is_written() -> None:
    words = "<w:r><w:t>ITU</w:t><w:noBreakHyphen/><w:t>T and ITU\u2011R</w:t></w:r>"
    assert load(word_file(paragraph(words)), name="a.docx").paragraphs[0].text == "ITU-T and ITU-R"


def test_text_boxes_are_read_once_behind_their_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph(run('In the box.'))}</w:txbxContent>"
    wrapped = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    loaded = load(word_file(paragraph(run("Around it."), wrapped) + paragraph(run("Below."))), name="a.docx")
    assert [one.text for one in loaded.paragraphs] == ["Around it.", "In the box.", "Below."]
    assert accounted(loaded)


def test_a_table_inside_a_table_is_read_in_its_cell() -> None:
    def table(*cells: str) -> str:
        return f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>"

    inner = table(paragraph(run("one")), paragraph(run("two")))
    loaded = load(word_file(table(paragraph(run("left")), inner + paragraph(run("right")))), name="a.docx")
    assert [one.text.split() for one in loaded.paragraphs] == [["left", "one", "two", "right"]]
    assert accounted(loaded)


def test_a_list_that_starts_anew_counts_from_its_own_first_number() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/>'
        '<w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/>'
        "</w:lvlOverride></w:num>"
    )
    rows = [("1", "one"), ("1", "two"), ("2", "three"), ("0", "plain")]
    body = "".join(
        paragraph(
            run(text), properties=f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        )
        for number, text in rows
    )
    loaded = load(word_file(body, numbering=numbering), name="a.docx")
    assert [one.label for one in loaded.paragraphs] == ["i)", "ii)", "iii)", ""]


def test_moved_words_stand_where_they_were_moved_to() -> None:
    gone = f"<w:moveFrom>{run('old place ')}</w:moveFrom>"
    here = f"<w:moveTo>{run('new place')}</w:moveTo>"
    loaded = load(word_file(paragraph(run("A "), gone) + paragraph(run("B "), here)), name="a.docx")
    assert [one.text.strip() for one in loaded.paragraphs] == ["A", "B new place"]
    assert dict(loaded.dropped) == {"deleted": 2}
    assert [one.text.strip() for one in loaded.former] == ["A old place", "B"]


def test_a_style_that_was_changed_is_the_old_one_in_the_text_before() -> None:
    now = '<w:pPr><w:pStyle w:val="Call"/><w:pPrChange><w:pPr/></w:pPrChange></w:pPr>'
    loaded = load(word_file(paragraph(f"<w:ins>{run('noting ')}</w:ins>", run("it"), properties=now)), name="a.docx")
    assert [one.role for one in loaded.paragraphs] == ["call"]
    assert [(one.role, one.text) for one in loaded.former] == [("text", "it")]


def test_a_file_saved_as_strict_open_xml_is_read_like_any_other() -> None:
    strict = W.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/", "http://purl.oclc.org/ooxml/wordprocessingml/"
    )
    relations = (
        f'<Relationships xmlns="{P}"><Relationship Id="r" Target="word/document.xml" '
        'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"/></Relationships>'
    )
    document = f'<w:document xmlns:w="{strict}"><w:body>{paragraph(run("It is strict."))}</w:body></w:document>'
    loaded = load(zipped({"_rels/.rels": relations, "word/document.xml": document}), name="a.docx")
    assert [one.text for one in loaded.paragraphs] == ["It is strict."]


def test_comments_are_listed_and_not_read() -> None:
    comment = f'<w:comment w:id="1">{paragraph(run("Is this so?"))}</w:comment>'
    loaded = load(package(paragraph(run("It is.")), comments=comment), name="a.docx")
    assert [one.text for one in loaded.paragraphs] == ["It is."]
    assert dict(loaded.dropped) == {"comment": 3}


def test_headers_and_hidden_paragraphs_are_listed_and_not_read() -> None:
    hidden = paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:t>not for readers</w:t></w:r>")
    data = word_file(word_paragraph(Line("plain", "For readers.")) + hidden, header="Running title", footer="Page")
    loaded = load(data, name="a.docx")
    assert [one.text for one in loaded.paragraphs] == ["For readers."]
    assert dict(loaded.dropped) == {"hidden": 3, "header": 2, "footer": 1}
    assert accounted(loaded)
