"""Small files in four formats: just enough of Word and PDF to plant words where a reader of the page does not look."""

from __future__ import annotations

import io
import textwrap
import zipfile
from collections.abc import Sequence
from html import escape
from typing import Final, Literal

Lines = Sequence[tuple[Literal["title", "heading", "plain"], str]]
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STYLES: Final = {"title": "Title", "heading": "Heading1", "plain": "Normal"}
_WIDTH: Final = 80
_AROUND: Final = "A bell is rung when the round is over."
"""The sentence of a Word file that what is planted hangs on."""


def as_markdown(lines: Lines) -> bytes:
    """Returns lines as Markdown."""
    marks = {"title": "# ", "heading": "## ", "plain": ""}
    return "\n\n".join(f"{marks[kind]}{words}" for kind, words in lines).encode()


def as_text(lines: Lines) -> bytes:
    """Returns lines as plain text."""
    return "\n".join(words for _, words in lines).encode()


def as_docx(lines: Lines, *, part: Literal["footnote", "hidden", "comment"], planted: str | None) -> bytes:
    """Returns lines as a Word file, and after them one that ``planted`` hangs on."""
    body = "".join(_paragraph(kind, _run(words)) for kind, words in lines)
    hanging = {"footnote": '<w:r><w:footnoteReference w:id="2"/></w:r>', "comment": _COMMENTED}.get(part, "")
    hidden = _run(f" {planted}", "<w:rPr><w:vanish/></w:rPr>") if part == "hidden" and planted else ""
    body += _paragraph("plain", _run(_AROUND) + (hanging if planted else "") + hidden)
    note = _paragraph("plain", _run(planted)) if planted else ""
    parts = {
        "document": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        "styles": f'<w:styles xmlns:w="{_W}">{"".join(map(_style, _STYLES.values()))}</w:styles>',
        "footnotes": _notes("footnote", note if part == "footnote" else ""),
        "comments": _notes("comment", note if part == "comment" else ""),
    }
    return _zipped(parts)


_COMMENTED: Final = (
    '<w:commentRangeStart w:id="2"/><w:commentRangeEnd w:id="2"/><w:r><w:commentReference w:id="2"/></w:r>'
)


def _notes(kind: str, words: str) -> str:
    inside = f'<w:{kind} w:id="2" w:author="A reader">{words}</w:{kind}>' if words else ""
    return f'<w:{kind}s xmlns:w="{_W}">{inside}</w:{kind}s>'


def _run(words: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def _paragraph(kind: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{_STYLES[kind]}"/></w:pPr>{runs}</w:p>'


def _style(name: str) -> str:
    return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name.replace("1", " 1")}"/></w:style>'


def _zipped(parts: dict[str, str]) -> bytes:
    kinds = {"document": "document.main"} | {name: name for name in parts if name != "document"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    inside = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for name in parts
        if name != "document"
    )
    outside = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    files = {f"word/{name}.xml": xml for name, xml in parts.items()}
    files["word/_rels/document.xml.rels"] = _relations(inside)
    files["_rels/.rels"] = _relations(outside)
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{relations}"/>'
        f"{overrides}</Types>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, xml in files.items():
            archive.writestr(zipfile.ZipInfo(path, (2026, 1, 1, 0, 0, 0)), xml)
    return buffer.getvalue()


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def as_pdf(lines: Lines) -> bytes:
    """Returns lines as one page of a PDF file, in a font that every reader has.

    Raises:
        UnicodeEncodeError: there are letters beyond Latin-1 in it.
    """
    shown, height = [], 780
    for kind, words in lines:
        height -= 14
        for line in textwrap.wrap(words, _WIDTH):
            plain = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            shown.append(f"BT /F1 {15 if kind == 'title' else 11} Tf 60 {height} Td ({plain}) Tj ET")
            height -= 14
    stream = "\n".join(shown).encode("latin-1")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
        b" /Encoding /WinAnsiEncoding >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    )
    out, starts = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    count = len(objects) + 1
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (count, table, tail)
