"""Builds documents of our own invention in every format the loaders read, from one list of lines.

``⟦1⟧`` in a line's text is a reference to footnote 1; the line of kind ``footnote`` with label ``1`` is its text.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

LineKind = Literal[
    "number", "title", "reference", "adopter", "call", "item", "plain", "section", "section-title", "heading", "annex",
    "annex-title", "footnote", "proposal", "reasons", "rule",
]  # fmt: skip

_NOTE = re.compile(r"⟦([^⟧]+)⟧")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES: dict[str, str] = {
    "number": "ResNo",
    "title": "Restitle",
    "reference": "Resref",
    "adopter": "Normalaftertitle",
    "call": "Call",
    "section": "SectionNo",
    "section-title": "Sectiontitle",
    "heading": "Heading2",
    "annex": "AnnexNo",
    "annex-title": "Annextitle",
    "proposal": "Proposal",
    "reasons": "Reasons",
}
_NAMES: dict[str, str] = {
    "ResNo": "Res_No", "Restitle": "Res_title", "Resref": "Res_ref", "Normalaftertitle": "Normal after title",
    "Call": "Call", "SectionNo": "Section_No", "Sectiontitle": "Section_title", "Heading1": "heading 1",
    "Heading2": "heading 2", "Heading3": "heading 3", "AnnexNo": "Annex_No", "Annextitle": "Annex_title",
    "Proposal": "Proposal", "Reasons": "Reasons", "enumlev1": "enumlev1", "enumlev2": "enumlev2",
    "enumlev3": "enumlev3", "TOC1": "toc 1", "Title": "Title",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: what it is, its own words, its label, and the level of an item."""

    kind: LineKind
    text: str
    label: str = ""
    level: int = 0


def as_text(lines: Iterable[Line], *, tab: str = "\t") -> bytes:
    """Plain text, a paragraph a line, footnotes under a drawn line at the end."""
    rows = list(lines)
    body = [_shown(one, tab) for one in rows if one.kind != "footnote"]
    notes = [_shown(one, tab) for one in rows if one.kind == "footnote"]
    return "\n".join([*body, *(["_______________", *notes] if notes else [])]).encode()


def as_html(lines: Iterable[Line]) -> bytes:
    """A web page: calls in italics, footnotes as superscript, navigation and page foot around the text."""
    rows = list(lines)
    body = "\n".join(_html(one) for one in rows if one.kind != "footnote")
    notes = "\n".join(
        f"<p><sup>{one.label}</sup> {html.escape(one.text)}</p>" for one in rows if one.kind == "footnote"
    )
    below = f"<hr>{notes}" if notes else ""
    page = (
        "<!DOCTYPE html><html><head><title>A page</title><style>p {color: red}</style></head><body>"
        f"<nav><a href='/'>Home</a></nav><main>{body}{below}</main><script>var x = 1;</script></body></html>"
    )
    return page.encode()


def as_docx(lines: Iterable[Line], *, styled: bool = True, header: str = "", footer: str = "") -> bytes:
    """A Word file in the styles of ITU's templates, or with italic calls and no style at all."""
    rows = list(lines)
    body = "".join(word_paragraph(one, styled=styled) for one in rows if one.kind != "footnote")
    notes = [one for one in rows if one.kind == "footnote"]
    return word_file(body, notes=notes, header=header, footer=footer)


def word_paragraph(line: Line, *, styled: bool = True) -> str:
    """The XML of one paragraph."""
    style = STYLES.get(line.kind, "")
    if line.kind == "item" and line.level:
        style = f"enumlev{line.level}"
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if styled and style else ""
    look = "<w:rPr><w:i/></w:rPr>" if line.kind == "call" and not styled else ""
    label = f"<w:r><w:t>{html.escape(line.label)}</w:t></w:r><w:r><w:tab/></w:r>" if line.label else ""
    return f"<w:p>{properties}{label}{_runs(line.text, look)}</w:p>"


def word_file(
    body: str,
    *,
    notes: Sequence[Line] = (),
    header: str = "",
    footer: str = "",
    numbering: str = "",
    extra_styles: str = "",
) -> bytes:
    """A Word package around the XML of a body."""
    section = "".join(
        f'<w:{kind}Reference w:type="default" r:id="{kind}"/>'
        for kind, words in (("header", header), ("footer", footer))
        if words
    )
    parts: dict[str, str | bytes] = {
        "word/document.xml": f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}<w:sectPr>{section}</w:sectPr>'
        "</w:body></w:document>",
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">{_styles()}{extra_styles}</w:styles>',
        "word/footnotes.xml": _footnotes(notes),
    }
    if header:
        parts["word/header1.xml"] = f'<w:hdr xmlns:w="{_W}"><w:p><w:r><w:t>{header}</w:t></w:r></w:p></w:hdr>'
    if footer:
        parts["word/footer1.xml"] = f'<w:ftr xmlns:w="{_W}"><w:p><w:r><w:t>{footer}</w:t></w:r></w:p></w:ftr>'
    if numbering:
        parts["word/numbering.xml"] = f'<w:numbering xmlns:w="{_W}">{numbering}</w:numbering>'
    kinds = {path: re.sub(r"[0-9]", "", path[5:-4]) for path in parts if path != "word/document.xml"}
    relations = "".join(
        f'<Relationship Id="{kind}" Type="{_R}/{kind}" Target="{path[5:]}"/>' for path, kind in kinds.items()
    )
    parts["[Content_Types].xml"] = _content_types({"word/document.xml": "document.main", **kinds})
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{package}">{relations}</Relationships>'
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{_R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    return zipped(parts)


def _content_types(kinds: dict[str, str]) -> str:
    """The part by which other programs know a Word file."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(f'<Override PartName="/{path}" ContentType="{word}.{kind}+xml"/>' for path, kind in kinds.items())
        + "</Types>"
    )


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP file of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return buffer.getvalue()


def resolution(*, number: str = "RESOLUTION 191 (REV. BUCHAREST, 2022)", body: Sequence[Line]) -> list[Line]:
    """The head of a resolution of the Plenipotentiary Conference, and the lines below it."""
    return [
        Line("number", number),
        Line("title", "Strategy for the sharing of lighthouses"),
        Line(
            "adopter", "The Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),"
        ),
        *body,
    ]


def _shown(line: Line, tab: str) -> str:
    text = _NOTE.sub(r"\1", line.text)
    return f"{line.label}{tab}{text}" if line.label else text


def _html(line: Line) -> str:
    text = _NOTE.sub(r"<sup>\1</sup>", html.escape(_tagged(line)))
    return f"<p><em>{text}</em></p>" if line.kind == "call" else f"<p>{text}</p>"


def _tagged(line: Line) -> str:
    return f"{line.label} {line.text}" if line.label else line.text


def _runs(text: str, look: str) -> str:
    pieces = _NOTE.split(text)
    shown = []
    for index, piece in enumerate(pieces):
        if index % 2:
            shown.append(
                f'<w:r><w:footnoteReference w:customMarkFollows="1" w:id="{_note_id(piece)}"/><w:t>{piece}</w:t></w:r>'
            )
        elif piece:
            shown.append(f'<w:r>{look}<w:t xml:space="preserve">{html.escape(piece)}</w:t></w:r>')
    return "".join(shown)


def _note_id(mark: str) -> str:
    return "".join(str(ord(sign)) for sign in mark)


def _footnotes(notes: Sequence[Line]) -> str:
    shown = "".join(
        f'<w:footnote w:id="{_note_id(one.label)}"><w:p><w:r><w:t>{one.label}</w:t></w:r><w:r><w:tab/></w:r>'
        f'<w:r><w:t xml:space="preserve">{html.escape(one.text)}</w:t></w:r></w:p></w:footnote>'
        for one in notes
    )
    return f'<w:footnotes xmlns:w="{_W}">{shown}</w:footnotes>'


def _styles() -> str:
    return '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' + "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/></w:style>'
        for key, name in _NAMES.items()
    )
