"""Draws lines to be checked by hand: a sample that the seed alone decides, each with what is needed to check it."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass

from corpus.document import Line
from corpus.shelf import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One line of the sample. ``place`` is file and row; ``source`` names what the document rests on."""

    place: str
    document: str
    line: Line
    sources: tuple[str, ...]


def draw_lines(
    shelf: Shelf, *, size: int, seed: int, kinds: Collection[str] = (), parts: Collection[str] = ()
) -> tuple[Drawn, ...]:
    """Returns ``size`` lines (fewer if there are fewer), in order of file.

    Every line of the ``kinds`` of document and ``parts`` of it (none: all) is equally likely. The same corpus and
    arguments give the same lines.
    """
    wanted = [sheet for sheet in shelf if not kinds or sheet.document.kind in kinds]
    pool = [(sheet, line) for sheet in wanted for line in sheet.document.lines if not parts or line.part in parts]
    chosen = sorted(random.Random(seed).sample(range(len(pool)), min(size, len(pool))))
    return tuple(
        Drawn(
            place=f"{sheet.path}:{sheet.row_of_line(line)}",
            document=sheet.document.id,
            line=line,
            sources=sheet.document.sources,
        )
        for sheet, line in (pool[index] for index in chosen)
    )
