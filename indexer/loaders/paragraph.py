"""What every loader yields: a neutral stream of paragraphs, and the ledger of the words it dropped.

A word is a run of characters without white space, counted after ``characters.clean``. Every word of the source is
either in a paragraph or in the ledger; what a loader writes itself (an automatic number) is counted apart.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

Role = Literal[
    "text",
    "resolution-number",
    "resolution-title",
    "resolution-reference",
    "adopter",
    "call",
    "section-number",
    "section-title",
    "annex-number",
    "annex-title",
    "annex-reference",
    "heading",
    "item",
    "note",
    "caption",
    "legend",
    "title",
    "rule",
    "cell",
    "footnote",
    "instruction",
    "reasons",
]
Change = Literal["inserted", "deleted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph, heading, table row or footnote, in reading order.

    ``text`` holds the source's words; a tab in it parts a label from its words, or the cells of a row. ``label`` is an
    automatic number: it is shown but is no character of the source. ``written`` counts words of ``text`` that the
    loader wrote itself (an automatic footnote mark that stands alone). ``level`` is that of a heading or of an item,
    0 where unknown. ``mark`` names a footnote, ``marks`` those that stick to the paragraph's last word. ``known`` says
    that the format itself told the role (a style, a tag). ``change`` is set where the whole paragraph was inserted or
    deleted with changes tracked.
    """

    text: str
    role: Role = "text"
    level: int = 0
    label: str = ""
    mark: str = ""
    marks: tuple[str, ...] = ()
    italic: bool = False
    bold: bool = False
    known: bool = False
    written: int = 0
    change: Change | None = None

    @property
    def words(self) -> int:
        """Words of the source it holds."""
        return count_words(self.text) - self.written


@dataclass(slots=True)
class Ledger:
    """Counts the words read and, by reason, those dropped."""

    read: int = 0
    dropped: Counter[str] = field(default_factory=Counter)

    def keep(self, words: int) -> None:
        """Notes words that go on into a paragraph."""
        self.read += words

    def drop(self, reason: str, words: int) -> None:
        """Notes words of the source that go no further, and why."""
        if words > 0:
            self.read += words
            self.dropped[reason] += words


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A file as read: its paragraphs, how many words the source has, which were dropped and why.

    ``tracked``: the file carries tracked changes; ``former`` are the paragraphs as they were before them, whose words
    count nowhere. ``title`` is that of its properties, a hint at best. ``members`` are
    the files of a container, as name and bytes; a container has no paragraphs of its own. ``loader`` read it.
    """

    paragraphs: tuple[Paragraph, ...]
    words_read: int
    dropped: tuple[tuple[str, int], ...] = ()
    warnings: tuple[str, ...] = ()
    language: str | None = None
    title: str = ""
    tracked: bool = False
    former: tuple[Paragraph, ...] = ()
    members: tuple[tuple[str, bytes], ...] = ()
    loader: str = ""


def count_words(text: str) -> int:
    """Returns how many runs of characters without white space there are."""
    return len(text.split())
