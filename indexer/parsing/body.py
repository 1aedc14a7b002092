"""Walks the paragraphs below a title: what resolutions and other documents have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.document import Clause
from indexer.loaders.paragraph import Paragraph
from indexer.parsing.composer import Composer, Span
from indexer.parsing.dates import is_date
from indexer.parsing.labels import Label, depth, is_below, ordinal
from indexer.parsing.outline import Outline
from indexer.parsing.recognise import Part, label_of, looks_like_heading, read_annex, read_caption, read_section
from indexer.parsing.words import Words

_SENTENCE_WORDS = 25
_FIGURE_REACH = 25
_CAPTION_SIGN = re.compile(r"\s*[–—:\-]\s")


@dataclass(slots=True)
class Body:
    """Writes paragraphs into the composer and tells the outline what they are."""

    paragraphs: Sequence[Paragraph]
    words: Words
    composer: Composer = field(default_factory=Composer)
    outline: Outline = field(default_factory=Outline)
    _last_decimal: str = ""
    _figure: str = ""
    _figure_lines: int = 0

    def finish(self) -> tuple[Clause, ...]:
        """Writes the footnotes at the end and returns all clauses."""
        for paragraph in self.paragraphs:
            if paragraph.role == "footnote":
                self._footnote(paragraph)
        return self.outline.finish()

    def following(self, index: int) -> Paragraph | None:
        """Returns the next paragraph of the running text, None at the end."""
        for paragraph in self.paragraphs[index + 1 :]:
            if paragraph.role not in ("footnote", "rule"):
                return paragraph
        return None

    def label_at(self, index: int) -> Label | None:
        """Returns the label a paragraph has; None if it has none, or if what looks like one fits no sequence."""
        paragraph = self.paragraphs[index]
        if paragraph.role in ("cell", "caption", "legend"):
            return None
        label = label_of(paragraph)
        if label is None or label.firm or label.form != "decimal":
            return label
        if is_date(paragraph.text):
            return None
        return label if self._fits(label) else None

    def enter(self) -> None:
        """Notes that a section, call or annex has begun: numbering may start again."""
        self._last_decimal = ""

    def open_part(self, index: int) -> int:
        """Opens the annex or section that the paragraph names, if it names one. Returns how many paragraphs it took."""
        paragraph = self.paragraphs[index]
        annex, section = self._part_at(index)
        part = annex or section
        if part is None:
            return 0
        self.enter()
        self.composer.add(paragraph)
        if annex is not None:
            self.outline.open_annex(part.name)
            if part.title:
                self.outline.name_section(part.title)
        else:
            self.outline.open_section(part.name, part.title)
        return 1 + self._titles(index + 1, named=bool(part.title))

    def numbered_heading(self, index: int, label: Label) -> bool:
        """Takes the paragraph as the heading of a numbered clause if it is one."""
        paragraph = self.paragraphs[index]
        if label.form != "decimal" or not self._is_heading(index, label):
            return False
        span = self._write(paragraph, label)
        self._last_decimal = label.text
        self.outline.numbered_heading(label, self.composer.content[span[0] : span[1]], span)
        return True

    def item(self, index: int, label: Label) -> None:
        """Takes the paragraph as a labelled item."""
        paragraph = self.paragraphs[index]
        span = self._write(paragraph, label)
        if label.form == "decimal":
            self._last_decimal = label.text
        level = paragraph.level if paragraph.role in ("item", "note") else 0
        self.outline.item(label, span, level=level, following=self._next_label(index))

    def headed(self, index: int, skip: int) -> None:
        """Takes the paragraph as a heading of ``skip`` signs with its colon, and the words under it."""
        paragraph = self.paragraphs[index]
        self.enter()
        span = self.composer.add(paragraph, skip=skip)
        self.outline.open_heading(paragraph.text[:skip].strip(" :："), span)
        self.outline.paragraph(span)

    def plain(self, index: int) -> None:
        """Takes the paragraph as an unlabelled one of the running text."""
        paragraph = self.paragraphs[index]
        span = self.composer.add(paragraph)
        level = paragraph.level if paragraph.role == "item" else 0
        self.outline.paragraph(span, level=level, goes_on=self._numbering_goes_on(index))

    def figure(self, index: int) -> bool:
        """Takes the paragraph as the caption or legend of a figure if it is one."""
        paragraph = self.paragraphs[index]
        if paragraph.role == "legend":
            name = self._caption_near(index) or self._figure
        else:
            name = self._caption(paragraph) or ""
        if not name:
            return False
        self._figure_lines = 1 if name != self._figure else self._figure_lines + 1
        self._figure = name
        shown = name if paragraph.role != "legend" else f"{name} ¶{self._figure_lines + 1}"
        self.outline.named(shown, self.composer.add(paragraph))
        return True

    def _write(self, paragraph: Paragraph, label: Label) -> Span:
        return self.composer.add(paragraph, skip=label.end)

    def _part_at(self, index: int) -> tuple[Part | None, Part | None]:
        paragraph = self.paragraphs[index]
        if paragraph.role == "annex-number":
            name = " ".join(paragraph.text.split())
            return read_annex(paragraph, self.words) or Part(name.capitalize() if name.isupper() else name, ""), None
        if paragraph.role == "section-number":
            name = " ".join(paragraph.text.split())
            return None, read_section(paragraph, self.words) or Part(name, "")
        if paragraph.known and paragraph.role != "heading":
            return None, None
        return read_annex(paragraph, self.words), read_section(paragraph, self.words)

    def _titles(self, index: int, *, named: bool) -> int:
        """Writes the title lines below a section's or annex's number; returns how many there are."""
        taken, references = 0, 0
        for paragraph in self.paragraphs[index : index + 4]:
            titled = paragraph.role in ("section-title", "annex-title", "annex-reference")
            plain = paragraph.role == "text" and not paragraph.known and not named and taken == references
            reference = (
                paragraph.text.startswith("(") and len(paragraph.text) < 120 and taken < 2 and not paragraph.known
            )
            untitled = plain and looks_like_heading(paragraph.text) and label_of(paragraph) is None
            if not (titled or untitled or reference):
                break
            span = self.composer.add(paragraph)
            if not reference and paragraph.role != "annex-reference":
                self.outline.name_section(self.composer.content[span[0] : span[1]])
            taken, references = taken + 1, references + bool(reference)
        return taken

    def _is_heading(self, index: int, label: Label) -> bool:
        paragraph = self.paragraphs[index]
        text = paragraph.text[label.end :].strip()
        if paragraph.role == "heading":
            return not (len(text.split()) > _SENTENCE_WORDS and text.endswith((".", ";")))
        if paragraph.role not in ("text",) or self.outline.in_call or not looks_like_heading(text):
            return False
        following = self.following(index)
        if following is None:
            return False
        below = label_of(following)
        if below is None or (below.form == "decimal" and not below.firm and not is_below(below.text, label.text)):
            return not looks_like_heading(following.text)
        return below.form == "decimal" and is_below(below.text, label.text)

    def _fits(self, label: Label) -> bool:
        """True if a number that only a space parts from its words follows from the numbers before."""
        last = self._last_decimal
        if is_below(label.text, last):
            return ordinal(label, "decimal") <= 1
        if not last:
            return ordinal(label, "decimal") <= 1
        steps = last.split(".")
        if depth(label.text) > len(steps):
            return False
        above = ".".join(steps[: depth(label.text)])
        if above.rpartition(".")[0] != label.text.rpartition(".")[0]:
            return False
        before = ordinal(Label(above, "decimal", 0, firm=True), "decimal")
        here = ordinal(label, "decimal")
        return here == before + 1 or (here == before and label.text != above)

    def _next_label(self, index: int) -> Label | None:
        for paragraph in self.paragraphs[index + 1 :]:
            if paragraph.role in ("footnote", "rule"):
                continue
            if paragraph.role in ("call", "section-number", "annex-number", "heading"):
                return None
            label = label_of(paragraph)
            if label is not None and label.form != "bullet":
                return label
        return None

    def _numbering_goes_on(self, index: int) -> bool:
        top, following = self.outline.top, self._next_in_section(index)
        if top is None or following is None or following.form != top.form:
            return False
        if top.form == "decimal" and is_below(following.text, top.text):
            return True
        return ordinal(following, top.form) == ordinal(top, top.form) + 1

    def _next_in_section(self, index: int) -> Label | None:
        """The next label of the outermost form before the section ends."""
        top = self.outline.top
        for at in range(index + 1, len(self.paragraphs)):
            paragraph = self.paragraphs[at]
            if self.ends_section(at):
                return None
            label = label_of(paragraph)
            if label is not None and top is not None and label.form == top.form:
                return label
        return None

    def ends_section(self, index: int) -> bool:
        """True where a new call, section, annex or heading begins; readers that know more say more."""
        role = self.paragraphs[index].role
        return role in ("call", "section-number", "annex-number", "heading") or any(self._part_at(index))

    def _caption(self, paragraph: Paragraph) -> str | None:
        name = read_caption(paragraph, self.words)
        if name is None or paragraph.role == "caption":
            return name
        behind = " ".join(paragraph.text.split())[len(name) :]
        return name if paragraph.role == "text" and _CAPTION_SIGN.match(behind) and len(behind) < 200 else None

    def _caption_near(self, index: int) -> str:
        for paragraph in self.paragraphs[index + 1 : index + _FIGURE_REACH]:
            name = self._caption(paragraph)
            if name:
                return name
            if paragraph.role not in ("legend", "caption", "cell", "footnote", "rule"):
                return ""
        return ""

    def _footnote(self, paragraph: Paragraph) -> None:
        skip = len(paragraph.text) - len(paragraph.text.lstrip())
        if paragraph.text.lstrip().startswith(paragraph.mark):
            skip += len(paragraph.mark)
        self.outline.footnote(paragraph.mark, self.composer.add(paragraph, skip=skip))
