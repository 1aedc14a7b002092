"""Builds the stored text of an original: one paragraph a line, with single spaces where the source has any."""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer.loaders.paragraph import Paragraph, count_words

Span = tuple[int, int]


@dataclass(slots=True)
class Composer:
    """Gathers lines and hands out the span of each one's own words (code points of ``content``, half-open).

    ``written`` counts words that are no words of the source: automatic numbers, automatic footnote marks.
    """

    _lines: list[str] = field(default_factory=list)
    _length: int = 0
    written: int = 0

    @property
    def content(self) -> str:
        """The text so far, without a line end at its end."""
        return "\n".join(self._lines)

    @property
    def words(self) -> int:
        """Words of the source that stand in the text."""
        return count_words(self.content) - self.written

    def add(self, paragraph: Paragraph, *, skip: int = 0) -> Span:
        """Appends a paragraph as a line; ``skip`` characters of it are label. Returns the span of the rest."""
        cells = paragraph.role == "cell"
        own = _line(paragraph.text[skip:], cells=cells)
        label = " ".join([*paragraph.label.split(), *paragraph.text[:skip].split()])
        stuck = skip > 0 and not any(sign.isspace() for sign in paragraph.text[skip - 1 : skip + 1])
        gap = "" if stuck or not (label and own) else " "
        line = f"{label}{gap}{own}"
        start = self._length + len(line) - len(own)
        self._lines.append(line)
        self._length += len(line) + 1
        self.written += paragraph.written + count_words(paragraph.label)
        return start, start + len(own)


def _line(text: str, *, cells: bool) -> str:
    """One line with single spaces; a row keeps one tab between its cells."""
    if cells:
        return "\t".join(" ".join(cell.split()) for cell in text.split("\t")).strip("\t")
    return " ".join(text.split())
