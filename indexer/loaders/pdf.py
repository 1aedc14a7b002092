"""PDF: lines to paragraphs in reading order, broken words joined, page furniture and footnotes told apart."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from corpus.errors import SourceError
from indexer.loaders.paragraph import Ledger, Loaded, Paragraph, count_words
from indexer.loaders.pdf_furniture import without_furniture
from indexer.loaders.pdf_lines import PageLines, TextLine, gutters, in_reading_order, is_unspaced, read_page
from indexer.loaders.text import RULE
from indexer.parsing.footnotes import note_opening, refers
from indexer.parsing.labels import split_label

_MOST_PAGES = 3000
_STOPS = (".", ";", ":", "!", "?", "。", "；", "：", "؛")
_ENDS = (*_STOPS, ",", "،", "，")
_SHORT = frozenset("no. nos. rev. res. art. cf. e.g. i.e. etc. vol. p. pp. núm. nº. art. st. г. гг.".split())
_HYPHENED = re.compile(r"(?<![^\W\d_])(?=([^\W\d_]+-[^\W\d_]+))")
"""Every two parts of a word with hyphens: ``to-select`` too of ``proceed-to-select``."""
_BROKEN = re.compile(r"([^\W\d_]+)[-\u00ad]\Z")


def load(data: bytes, *, name: str) -> Loaded:
    """Reads a PDF file. Raises SourceError if it is damaged, encrypted, or a scan without text."""
    ledger = Ledger()
    pages = _pages(data, name, ledger)
    if not any(page.lines for page in pages) and not ledger.read:
        raise SourceError(name, "the PDF has no text in it, only pictures of pages; run it through OCR first.")
    bodies = without_furniture(pages, ledger)
    paragraphs = tuple(PdfReader(ledger).read(bodies))
    if not paragraphs:
        raise SourceError(
            name, "no text of this PDF can be read, its fonts have no table of letters; bring another copy."
        )
    return Loaded(
        paragraphs=paragraphs,
        words_read=ledger.read,
        dropped=tuple(ledger.dropped.items()),
        warnings=tuple(_warnings(pages, ledger)),
    )


def _pages(data: bytes, name: str, ledger: Ledger) -> list[PageLines]:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # what it notes of a file is nothing a reader can act on
    if b"%PDF-" not in data[:1024]:
        raise SourceError(name, "this is no PDF file, whatever its name says; give the document it was made from.")
    try:
        found = extract_pages(io.BytesIO(data), laparams=LAParams(boxes_flow=None), maxpages=_MOST_PAGES)
        return [read_page(number, page, ledger) for number, page in enumerate(found, start=1)]
    except (PDFEncryptionError, PDFPasswordIncorrect) as error:
        raise SourceError(name, "the PDF is encrypted; save it without a password.") from error
    except Exception as error:  # pdfminer raises whatever a damaged file leads it to
        raise SourceError(name, "the PDF is damaged; open it in a reader and save it again.") from error


def _warnings(pages: Sequence[PageLines], ledger: Ledger) -> Iterator[str]:
    blank = [str(page.number) for page in pages if not page.lines and page.pictures]
    if blank:
        yield f"Pages without text, only pictures: {', '.join(blank)}."
    unread = ledger.dropped.get("unreadable font", 0)
    if unread:
        yield f"{unread} words are in a font that does not tell its letters; they were dropped."


@dataclass(slots=True)
class PdfReader:
    """Joins lines to paragraphs. What is known of the whole file: the size of its text, its line height, its words."""

    ledger: Ledger
    _size: float = 10.0
    _leading: float = 12.0
    _edges: dict[int, tuple[float, float]] = field(default_factory=dict)
    _words: frozenset[str] = frozenset()
    _text: str = ""

    def read(self, pages: Sequence[PageLines]) -> Iterator[Paragraph]:
        """Returns the paragraphs of the running text, then the footnotes."""
        ordered: list[list[TextLine]] = []
        for page, gutter in zip(pages, gutters(pages), strict=True):
            flow = max((line.flow for lines in ordered for line in lines), default=-1) + 1
            ordered.append(in_reading_order(page, gutter, flow))
        self._measure_letters(ordered)
        body: list[TextLine] = []
        notes: list[Paragraph] = []
        for lines in ordered:
            above, below = self._part_notes(lines)
            body.extend(above)
            notes.extend(self._notes(below))
        self._measure_lines(body)
        yield from self._paragraphs(body)
        yield from notes

    def _measure_letters(self, pages: Sequence[Sequence[TextLine]]) -> None:
        sizes: Counter[float] = Counter()
        for line in (line for lines in pages for line in lines):
            sizes[line.size] += len(line.text)
        self._size = sizes.most_common(1)[0][0] if sizes else 10.0
        self._text = " ".join(line.text for lines in pages for line in lines)
        self._words = frozenset(_HYPHENED.findall(self._text.casefold()))

    def _measure_lines(self, lines: Sequence[TextLine]) -> None:
        for line in lines:
            left, right = self._edges.get(line.flow, (line.x0, line.x1))
            self._edges[line.flow] = min(left, line.x0), max(right, line.x1)
        pairs = [(one, two) for one, two in pairwise(lines) if one.flow == two.flow]
        full = [(one, two) for one, two in pairs if self._is_full(one) and not one.text.endswith(_ENDS)]
        height = _line_height([one.y0 - two.y0 for one, two in full or pairs], self._size)
        self._leading = height if full else min(height, 1.2 * self._size)

    def _is_full(self, line: TextLine) -> bool:
        """True if a line runs to the right edge of its column, so that the next one goes on with it."""
        return self._edges[line.flow][1] - line.x1 < 4 * self._size

    def _is_note(self, line: TextLine) -> bool:
        mark = note_opening(line.text)
        return bool(mark) and refers(mark, self._text)

    def _part_notes(self, page: Sequence[TextLine]) -> tuple[list[TextLine], list[TextLine]]:
        """Takes the footnotes from the foot of each column, and those across the page from below all of them."""
        body: list[TextLine] = []
        notes: list[TextLine] = []
        for _, column in groupby(page, key=lambda line: line.flow):
            above, below = self._split_notes(list(column))
            if notes and not below and all(line.size < 0.93 * self._size for line in above):
                above, below = [], above
            body.extend(above)
            notes.extend(below)
        return body, notes

    def _split_notes(self, lines: list[TextLine]) -> tuple[list[TextLine], list[TextLine]]:
        """Parts the smaller lines at the end of a column, from the first one that is a footnote."""
        cut = len(lines)
        while cut and lines[cut - 1].size < 0.93 * self._size:
            cut -= 1
        for index in range(cut, len(lines)):
            if self._is_note(lines[index]):
                return lines[:index], lines[index:]
        return lines, []

    def _notes(self, lines: Sequence[TextLine]) -> Iterator[Paragraph]:
        found: list[tuple[str, str]] = []
        for line in lines:
            self.ledger.keep(count_words(line.text))
            if self._is_note(line):
                found.append((note_opening(line.text), line.text))
            elif found:
                found[-1] = (found[-1][0], self._join(found[-1][1], line.text))
        for mark, text in found:
            yield Paragraph(text=text, role="footnote", mark=mark)

    def _paragraphs(self, lines: Sequence[TextLine]) -> Iterator[Paragraph]:
        group: list[TextLine] = []
        for line in lines:
            if RULE.match(line.text):
                yield from self._close(group)
                group = []
                self.ledger.drop("rule", count_words(line.text))
                yield Paragraph(text="", role="rule")
            elif group and self._goes_on(group, line):
                group.append(line)
            else:
                yield from self._close(group)
                group = [line]
        yield from self._close(group)

    def _close(self, group: Sequence[TextLine]) -> Iterator[Paragraph]:
        if not group:
            return
        text = ""
        for line in group:
            self.ledger.keep(count_words(line.text))
            text = self._join(text, line.text) if text else line.text
        yield Paragraph(
            text=text.replace("\u00ad", ""),
            italic=all(line.italic for line in group),
            bold=all(line.bold for line in group),
            role="cell" if _is_row(text) else "text",
        )

    def _goes_on(self, group: Sequence[TextLine], line: TextLine) -> bool:
        """True if a line belongs to the paragraph of the lines before it."""
        before = group[-1]
        if (
            before.italic != line.italic
            or before.bold != line.bold
            or abs(before.size - line.size) > 0.12 * before.size
        ):
            return False
        if _is_row(before.text) or _is_row(line.text):
            return False
        step = before.y0 - line.y0
        turned = before.flow != line.flow
        if not turned and not 0 < step < 1.4 * self._leading:
            return False
        if self._is_set_apart(group, line) or (turned and self._is_centred(before) and not self._is_centred(line)):
            return False
        broken = _BROKEN.search(before.text) is not None
        if self._had_room(before, line) and not broken and not self._title_goes_on(before, line):
            return False
        if self._opens(line, before, spread=not turned and step > 1.15 * self._leading):
            return False
        return not turned or broken or not _ends_sentence(before.text) or line.text[:1].islower()

    def _is_set_apart(self, group: Sequence[TextLine], line: TextLine) -> bool:
        """True if a line stands further right or left than the paragraph's lines do."""
        before = group[-1]
        centred = abs(line.x0 + line.x1 - before.x0 - before.x1) < 1.2 * self._size
        if (
            centred
            and min(line.x0, before.x0) > self._edges[line.flow][0] + 0.3 * self._size
            and line.flow == before.flow
        ):
            return False
        here, there = line.x0 - self._edges[line.flow][0], before.x0 - self._edges[before.flow][0]
        hanging = len(group) == 1 and split_label(before.text) is not None
        further = here > there + (8 if hanging else 1.2) * self._size
        return further or (len(group) > 1 and here < there - 1.2 * self._size)

    def _title_goes_on(self, before: TextLine, line: TextLine) -> bool:
        """True for the second line of a title: both are centred, and it opens in lower case."""
        return line.text[:1].islower() and self._is_centred(before) and self._is_centred(line)

    def _is_centred(self, line: TextLine) -> bool:
        left, right = line.x0 - self._edges[line.flow][0], self._edges[line.flow][1] - line.x1
        return not line.italic and min(left, right) > 2 * self._size and abs(left - right) < self._size

    def _had_room(self, before: TextLine, line: TextLine) -> bool:
        """True if the first word would have fitted on the line before: the line was ended on purpose."""
        return self._edges[before.flow][1] - before.x1 > line.first + 0.3 * line.size

    @staticmethod
    def _opens(line: TextLine, before: TextLine, *, spread: bool) -> bool:
        label = split_label(line.text)
        if label is None:
            return False
        tabbed = "\t" in line.text[: label.end]
        return tabbed or spread or (label.form != "decimal" and before.text.endswith(_ENDS))

    def _join(self, before: str, line: str) -> str:
        """Joins two lines; a word broken at the line's end is made whole unless its hyphen is its own."""
        if is_unspaced(before[-1:]) and is_unspaced(line[:1]):
            self.ledger.dropped["joined at a line's end"] += 1
            return before + line
        match = _BROKEN.search(before)
        if match is None:
            return f"{before} {line}"
        rest = re.match(r"[^\W\d_]+", line)
        self.ledger.dropped["joined at a line's end"] += 1
        whole = f"{match[1]}-{rest.group(0)}".casefold() if rest else ""
        own = rest is None or not line[:1].islower() or whole in self._words
        if before.endswith("\u00ad") or not own:
            return before[:-1] + line
        return before + line


def _ends_sentence(text: str) -> bool:
    return text.endswith(_STOPS) and text.rsplit(maxsplit=1)[-1].casefold() not in _SHORT


def _line_height(steps: Sequence[float], size: float) -> float:
    """The smallest step between baselines that is common: larger ones part paragraphs."""
    near = Counter(round(step * 2) / 2 for step in steps if 0.9 * size < step < 2.2 * size)
    common = [step for step, count in near.items() if count >= 0.08 * near.total()]
    return min(common) if common else 1.2 * size


def _is_row(text: str) -> bool:
    """True for a line of several cells: tabs that no label explains."""
    label = split_label(text)
    return "\t" in (text[label.end :] if label else text)
