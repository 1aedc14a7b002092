"""Parts one paragraph of a file into several, and reads the mark a footnote opens with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from indexer.loaders.paragraph import Paragraph
from indexer.parsing.labels import split_label

_RUN_IN = re.compile(r"(?P<heading>[^\s.;:,!?][^.;:!?]{2,90}?) {3,}(?P<rest>[^\W\d_].{60,})\Z")
"""A heading glued to its first paragraph by three spaces, as office files do when they are saved as text."""


def split_run_in(line: str) -> tuple[Paragraph, ...]:
    """Returns the paragraph of a line, or heading and paragraph where three spaces alone part them."""
    match = _RUN_IN.match(line)
    if match and len(match["heading"].split()) <= 12 and match["heading"][0].isupper() and match["rest"][0].isupper():
        return Paragraph(text=match["heading"], role="heading", level=1), Paragraph(text=match["rest"])
    return (Paragraph(text=line),)


def note_mark(text: str) -> str:
    """Returns the mark a footnote's text opens with: ``1``, ``1bis``, ``*``; "" if it opens with none."""
    found = re.match(r"\s*(\d{1,3}(?:\s?(?:bis|ter))?|\*{1,4}|[†‡])(?=[\s)]|$|[^\W\d])", text)
    return re.sub(r"\s", "", found[1]) if found else ""


def split_breaks(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Parts a paragraph at line breaks behind which a label stands; other breaks are mere spaces."""
    if "\n" not in paragraph.text or paragraph.role == "footnote":
        yield paragraph
        return
    pieces: list[str] = []
    lines = paragraph.text.split("\n")
    labels = [split_label(line) for line in lines]
    listed = sum(label is not None and label.form == "bullet" for label in labels) > 1
    for line, label in zip(lines, labels, strict=True):
        opens = label is not None and label.firm and (label.form != "bullet" or listed)
        if pieces and not opens:
            pieces[-1] = f"{pieces[-1]}\n{line}"
        else:
            pieces.append(line)
    first, *rest = [piece for piece in pieces if piece.strip()]
    yield replace(paragraph, text=first, marks=paragraph.marks if not rest else ())
    for piece in rest:
        yield replace(paragraph, text=piece, label="", written=0)
