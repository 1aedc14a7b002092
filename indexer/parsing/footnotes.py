"""Footnotes of formats that have none: lines below one drawn across, each with a mark that sticks to a word above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.loaders.paragraph import Paragraph

_MARK = re.compile(r"\s*[(\[]?(?P<mark>\d{1,2}(?:bis|ter)?|\*{1,3}|[†‡])[)\].]?\s+\S")


def mark_footnotes(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Returns the paragraphs with those told to be footnotes that are: all between two drawn lines, or none."""
    found = list(paragraphs)
    rules = [index for index, one in enumerate(found) if one.role == "rule"]
    for rule, end in zip(rules, [*rules, len(found)][1:], strict=True):
        below = [(index, _MARK.match(found[index].text)) for index in range(rule + 1, end)]
        above = " ".join(one.text for one in found[:rule])
        if not below or not all(match and refers(match["mark"], above) for _, match in below):
            continue
        for index, match in below:
            if match:
                found[index] = replace(found[index], role="footnote", mark=match["mark"])
    return tuple(found)


def refers(mark: str, text: str) -> bool:
    """True if the mark sticks to a word: ``countries1``, ``2022)1``, ``1, 1bis``."""
    name = re.escape(mark)
    return re.search(rf"(?:[^\W\d_]|[)”»\"'，。）]|\d,\s?){name}(?!\w)", text) is not None


def note_opening(text: str) -> str:
    """Returns the mark a line opens with if it can be a footnote's, else ""."""
    match = _MARK.match(text)
    return match["mark"] if match else ""
