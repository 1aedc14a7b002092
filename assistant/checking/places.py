"""Where an item stands in a user's file, so that it can be found there: line, paragraph or footnote, and words."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

PlaceKind = Literal["line", "paragraph", "footnote"]
_AROUND = 40
"""Characters of the words before and behind an item that are shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or footnote of a file: where it begins in the text read. ``number`` counts paragraphs with words from
    1, footnotes not; a footnote has the number of the paragraph that refers to it, and its ``mark``."""

    start: int
    number: int
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as the text that is checked. ``parts``: of a Word file or PDF. ``tracked``: it carries tracked changes."""

    text: str
    parts: tuple[Part, ...] = ()
    tracked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """``number`` is that of the line or paragraph; ``mark`` that of the footnote; the words around on its own line."""

    kind: PlaceKind
    number: int
    mark: str
    before: str
    after: str


def whereabouts(source: Source, start: int, end: int) -> Whereabouts:
    """Returns where ``source.text[start:end]`` stands."""
    before = source.text[source.text.rfind("\n", 0, start) + 1 : start]
    stop = source.text.find("\n", end)
    after = source.text[end : stop if stop >= 0 else len(source.text)]
    around = {"before": _last_words(before), "after": _first_words(after)}
    at = bisect_right([part.start for part in source.parts], start) - 1
    if at < 0:
        line = source.text.count("\n", 0, start) + 1
        return Whereabouts(kind="line", number=line, mark="", **around)
    part = source.parts[at]
    kind: PlaceKind = "footnote" if part.mark else "paragraph"
    return Whereabouts(kind=kind, number=part.number, mark=part.mark, **around)


def _last_words(text: str) -> str:
    shown = " ".join(text.split())
    if len(shown) <= _AROUND:
        return shown
    cut = shown[-_AROUND:]
    return f"… {cut.partition(' ')[2] or cut}"


def _first_words(text: str) -> str:
    shown = " ".join(text.split())
    if len(shown) <= _AROUND:
        return shown
    cut = shown[:_AROUND]
    return f"{cut.rpartition(' ')[0] or cut} …"
