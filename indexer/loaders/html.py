"""HTML pages: the text of the page, without navigation, scripts and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from corpus.errors import SourceError
from indexer.loaders.characters import clean, decode
from indexer.loaders.paragraph import Ledger, Loaded, Paragraph, Role, count_words
from indexer.loaders.pieces import note_mark, split_breaks
from indexer.loaders.text import RULE
from indexer.loaders.word_notes import without_gap
from indexer.loaders.word_numbering import written
from indexer.loaders.word_styles import ROLES
from indexer.parsing.labels import split_label

_SILENT = frozenset({"script", "style", "template", "noscript", "head", "svg", "iframe", "object"})
_FURNITURE = frozenset({"nav", "footer", "aside", "form", "button", "dialog"})
_BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 "
    "header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WHITE, _EMPTY_LINES = re.compile(r"[ \t\n]+"), re.compile(r"\n\s*\n")
_NOTE_ID = re.compile(r"(?:sdfootnote|sdendnote|footnote|endnote|ftn|edn|fn)[-_:]?\d{1,3}", re.IGNORECASE)
_RULED = frozenset(" \t\n_=*–—-")
_KEY = re.compile(r"[\s_\-.]")
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def load(data: bytes, *, name: str) -> Loaded:
    """Reads an HTML page. Raises SourceError if it is empty or no HTML."""
    from lxml import html

    text, warnings = _characters(data, name)
    try:
        root = html.document_fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", text))
    except (ValueError, html.etree.LxmlError) as error:
        raise SourceError(name, "this is no readable HTML page; save the page again and retry.") from error
    reader = HtmlReader()
    paragraphs = reader.read(root)
    if not any(one.text for one in paragraphs):
        raise SourceError(
            name, "the page has no text in it; its text may be made by scripts, so save it from a browser."
        )
    title = root.findtext(".//title") or ""
    return Loaded(
        paragraphs=paragraphs,
        words_read=reader.ledger.read,
        dropped=tuple(reader.ledger.dropped.items()),
        warnings=warnings,
        title=" ".join(clean(title).split()),
        tracked=reader.tracked,
    )


def _characters(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    told = _CHARSET.search(data[:4096])
    if told and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(told[1].decode("ascii")), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name=name)


@dataclass(slots=True)
class _Buffer:
    """The words of the block that is being read."""

    text: str = ""
    signs: int = 0
    italic: int = 0
    bold: int = 0
    marks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class HtmlReader:
    """Walks a page and gathers its paragraphs."""

    ledger: Ledger = field(default_factory=Ledger)
    tracked: bool = False
    _buffer: _Buffer = field(default_factory=_Buffer)
    _lists: list[Any] = field(default_factory=list)
    _label: str = ""
    _block: Any = None
    _out: list[Paragraph] = field(default_factory=list)

    def read(self, root: Any) -> tuple[Paragraph, ...]:
        """Returns the paragraphs of the page's main part, or of all of it where none is told."""
        body = root.find("body")
        body = root if body is None else body
        mains = body.xpath(".//main | .//*[@role='main']") or body.xpath(".//article")
        around = _visible_words(body, without=mains[0]) if len(mains) == 1 else 0
        if len(mains) == 1 and count_words(mains[0].text_content()) > around:
            self._walk(mains[0], (False, False))
            self.ledger.drop("navigation", around)
        else:
            self._walk(body, (False, False))
        self._flush()
        return tuple(self._out)

    def _walk(self, element: Any, look: tuple[bool, bool]) -> None:
        self._put(element.text, look)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, look)
            self._put(child.tail, look)

    def _child(self, child: Any, look: tuple[bool, bool]) -> None:
        tag = child.tag.lower()
        if tag in _SILENT:
            return
        reason = _dropped(child, tag)
        if reason:
            self.ledger.drop(reason, _visible_words(child))
            self.tracked = self.tracked or reason == "deleted"
        elif tag == "br":
            self._buffer.text += "\n"
        elif tag == "hr":
            self._flush()
            self._out.append(Paragraph(text="", role="rule"))
        elif tag == "table":
            self._flush()
            self._table(child)
        elif tag in _BLOCKS:
            self._open(child, tag, look)
        else:
            self._inline(child, tag, look)

    def _inline(self, child: Any, tag: str, look: tuple[bool, bool]) -> None:
        italic, bold = look
        if tag == "sup":
            mark = " ".join((child.text_content() or "").split())
            if mark and self._buffer.text.strip():
                self._buffer.marks.append(mark)
        self.tracked = self.tracked or tag == "ins"
        self._walk(child, (italic or tag in ("em", "i", "cite"), bold or tag in ("strong", "b")))

    def _note(self, note: Any) -> None:
        """The paragraphs of a footnote as one, with the mark it opens with or else the number of its element."""
        pieces = self._cell(note)
        if pieces:
            text = "\n".join(one.text for one in pieces)
            added = next((one.text_content() for one in note.iter("a") if "sym" in (one.get("class") or "")), "")
            if added and text.startswith(added * 2):  # LibreOffice sets a mark before one that is there already
                text = text[len(added) :]
            numbers = re.findall(r"\d+", note.get("id") or "")
            mark = note_mark(text) or (numbers[-1] if numbers else "*")
            self._out.append(Paragraph(text=without_gap(text), role="footnote", mark=mark, known=True))

    def _open(self, child: Any, tag: str, look: tuple[bool, bool]) -> None:
        self._flush()
        if _is_note(child):
            self._note(child)
            return
        block, self._block = self._block, child
        if tag in ("ul", "ol"):
            self._lists.append([child, int(child.get("start") or 1) if str(child.get("start") or 1).isdigit() else 1])
        elif tag == "li" and self._lists:
            self._label = self._item_label(child)
        self._walk(child, look)
        self._flush()
        if tag in ("ul", "ol"):
            self._lists.pop()
        self._label = "" if tag == "li" else self._label
        self._block = block

    def _item_label(self, item: Any) -> str:
        element, number = self._lists[-1]
        value = item.get("value") or ""
        number = int(value) if value.isdigit() else number
        self._lists[-1][1] = number + 1
        own = split_label(" ".join(item.text_content().split()))
        if (own is not None and own.firm) or "none" in (element.get("style") or "") or element.get("type") == "none":
            return ""
        if element.tag.lower() == "ul":
            return "–"
        form = _LIST_FORMS.get(element.get("type") or "", "decimal")
        return written(number, form) + ("" if form == "decimal" else ")")

    def _put(self, text: str | None, look: tuple[bool, bool]) -> None:
        if not text:
            return
        plain, buffer = clean(text), self._buffer
        if not plain.isprintable() or "  " in plain:
            plain = plain if self._block is not None and self._block.tag == "pre" else _WHITE.sub(" ", plain)
        buffer.text += plain
        length = len(plain.strip())
        buffer.signs += length
        buffer.italic += length * look[0]
        buffer.bold += length * look[1]

    def _flush(self) -> None:
        found = self._buffer
        if not found.text or found.text.isspace():
            found.text = ""
            return
        self._buffer = _Buffer()
        label, self._label = self._label, ""
        role, level, known = self._role()
        blocks = _EMPTY_LINES.split(found.text) if "\n" in found.text else [found.text]
        for position, block in enumerate(blocks):
            if not block.strip():
                continue
            if block[0] in _RULED and RULE.match(block):
                self.ledger.drop("rule", count_words(block))
                self._out.append(Paragraph(text="", role="rule"))
                continue
            self.ledger.keep(count_words(block))
            paragraph = Paragraph(
                text=block.strip(),
                role=role,
                level=level,
                label=label if position == 0 else "",
                marks=tuple(found.marks),
                italic=found.signs > 0 and found.italic >= found.signs,
                bold=found.signs > 0 and found.bold >= found.signs,
                known=known,
            )
            self._out.extend(split_breaks(paragraph) if "\n" in block else (paragraph,))

    def _role(self) -> tuple[Role, int, bool]:
        """What the tag or the class of the innermost block says."""
        block = self._block
        if block is None:
            return "text", 0, False
        for name in (block.get("class") or "").split():
            key = _KEY.sub("", name.casefold())
            if key in ROLES:
                return (*ROLES[key], True)
        tag = block.tag.lower()
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            return "heading", int(tag[1]), True
        if tag == "li" and self._lists:
            return "item", len(self._lists), False
        return "text", 0, False

    def _table(self, table: Any) -> None:
        for caption in table.iterchildren("caption"):
            self._out.extend(self._cell(caption))
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
        for row in rows:
            cells = [cell for cell in row if isinstance(cell.tag, str) and cell.tag.lower() in ("td", "th")]
            read = [self._cell(cell) for cell in cells]
            filled = [cell for cell in read if cell]
            if len(filled) == 1 or any(len(cell) > 3 for cell in filled):
                self._out.extend(one for cell in filled for one in cell)
            elif filled:
                text = "\t".join(
                    " ".join(" ".join(f"{one.label} {one.text}".split()) for one in cell) for cell in filled
                )
                added = sum(count_words(one.label) for cell in filled for one in cell)
                self._out.append(Paragraph(text=text, role="cell", written=added))

    def _cell(self, cell: Any) -> list[Paragraph]:
        block, self._block = self._block, cell
        out, self._out = self._out, []
        self._walk(cell, (False, False))
        self._flush()
        self._block = block
        out, self._out = self._out, out
        return out


def _is_note(element: Any) -> bool:
    """True for a footnote as Word, LibreOffice and digital books write it."""
    told = element.get("role") in ("doc-footnote", "doc-endnote")
    return told or _NOTE_ID.fullmatch(element.get("id") or "") is not None


def _dropped(element: Any, tag: str) -> str:
    if tag in ("del", "s", "strike"):
        return "deleted"
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return "hidden"
    site = tag == "header" and element.getparent() is not None and element.getparent().tag == "body"
    role = element.get("role") in ("navigation", "banner", "contentinfo", "search", "complementary")
    return "navigation" if tag in _FURNITURE or site or role else ""


def _visible_words(element: Any, *, without: Any = None) -> int:
    """Words of an element, a block's apart from its neighbour's, scripts and one element inside left out."""
    return count_words(" ".join(_strings(element, without)))


def _strings(element: Any, without: Any) -> Iterator[str]:
    text = ""
    for piece, border in _pieces(element, without):
        if border:
            yield text
            text = ""
        text += piece
    yield text


def _pieces(element: Any, without: Any) -> Iterator[tuple[str, bool]]:
    if element is without or not isinstance(element.tag, str) or element.tag.lower() in _SILENT:
        return
    border = element.tag.lower() in _BLOCKS or element.tag.lower() == "br"
    yield clean(element.text or ""), border
    for child in element:
        yield from _pieces(child, without)
        block = isinstance(child.tag, str) and (child.tag.lower() in _BLOCKS or child.tag.lower() == "br")
        yield clean(child.tail or ""), block
