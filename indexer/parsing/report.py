"""Documents that are no resolutions: headed or numbered paragraphs, lists under their lead-in, annexes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.loaders.paragraph import Paragraph
from indexer.parsing.asking import tell_asked
from indexer.parsing.body import Body
from indexer.parsing.cover import mark_cover
from indexer.parsing.footnotes import mark_footnotes
from indexer.parsing.recognise import label_of, looks_like_heading, read_call, styled_call
from indexer.parsing.report_words import inline_heading, is_heading
from indexer.parsing.resolution import Parsed
from indexer.parsing.words import Words


@dataclass(slots=True)
class ReportReader(Body):
    """Reads one document. ``styled``: its headings are known by a style or tag, so few lines are taken for one."""

    styled: bool = False
    _heading_is_bare: bool = field(default=False)
    _headings: dict[int, bool] = field(default_factory=dict)

    def read(self, title: str) -> Parsed:
        """Returns the text with its clauses."""
        index = 0
        while index < len(self.paragraphs):
            index += self._step(index)
        clauses = mark_cover(tell_asked(self.finish(), self.composer.content), self.composer.content)
        return Parsed(title, self.composer.content, clauses, self.composer.words)

    def _step(self, index: int) -> int:
        paragraph = self.paragraphs[index]
        if paragraph.role in ("footnote", "rule"):
            return 1
        taken = self.open_part(index)
        if taken:
            self._heading_is_bare = True
            return taken
        if not self._call(index) and not self.figure(index):
            self._line(index)
        return 1

    def _call(self, index: int) -> bool:
        """Recommendations have calls too: in a style of their own, or in italics on a line of their own."""
        paragraph = self.paragraphs[index]
        call = None
        if paragraph.role == "call":
            call = styled_call(paragraph, self.words)
        elif paragraph.role == "text" and paragraph.italic:
            call = read_call(paragraph, self.words, self.following(index))
        if call is None:
            return False
        self.enter()
        self.composer.add(paragraph)
        self.outline.open_call(call.written, operative=bool(call.operative))
        return True

    def _line(self, index: int) -> None:
        label = self.label_at(index)
        bare, self._heading_is_bare = self._heading_is_bare, False
        if label is not None:
            if self.numbered_heading(index, label):
                self._heading_is_bare = True
            else:
                self.item(index, label)
        elif self.paragraphs[index].role == "text" and (skip := inline_heading(self.paragraphs[index].text)):
            self.headed(index, skip)
        elif self._heading_at(index, bare=bare):
            self.enter()
            span = self.composer.add(self.paragraphs[index])
            self.outline.open_heading(self.composer.content[span[0] : span[1]].rstrip(" :："), span)
            self._heading_is_bare = True
        else:
            self.plain(index)

    def _heading_at(self, index: int, *, bare: bool) -> bool:
        """``bare``: the line before is a heading itself, so that this one is its first words, unless known."""
        paragraph = self.paragraphs[index]
        if paragraph.role in ("heading", "title", "resolution-title"):
            return True
        if paragraph.role != "text":
            return False
        if is_heading(paragraph.text):
            return True
        following = self.following(index)
        if bare or self.styled or following is None or not self._reads_as_heading(paragraph, following):
            return False
        return paragraph.bold or len(following.text) > len(paragraph.text)

    @staticmethod
    def _reads_as_heading(paragraph: Paragraph, following: Paragraph) -> bool:
        text = paragraph.text.strip()
        below = label_of(following)
        if text.endswith(":"):
            return below is None and looks_like_heading(text[:-1]) and not looks_like_heading(following.text)
        return looks_like_heading(text) and (below is not None or not looks_like_heading(following.text))

    def ends_section(self, index: int) -> bool:
        """True where a new section, annex or heading begins."""
        paragraph = self.paragraphs[index]
        if paragraph.role in ("footnote", "rule"):
            return False
        return Body.ends_section(self, index) or (paragraph.role == "text" and is_heading(paragraph.text))


def read_report(paragraphs: Sequence[Paragraph], words: Words, *, title: str) -> Parsed:
    """Reads a document that is no resolution; paths are headings, numbers and labels."""
    styled = sum(one.role == "heading" and one.known for one in paragraphs) > 1
    return ReportReader(mark_footnotes(paragraphs), words, styled=styled).read(title)
