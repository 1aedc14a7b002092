"""Tracked changes of whole paragraphs in Word files: marks that were deleted or inserted, and styles that were changed.

A paragraph whose mark is deleted runs into the next one, whose mark, and so whose style, the two then share. In the
text as it was before the changes, the same goes for a mark that was inserted.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from indexer.loaders.word_styles import W

_DELETED, _INSERTED = (f"{W}del", f"{W}moveFrom"), (f"{W}ins", f"{W}moveTo")


def has_changes(document: Any) -> bool:
    """Returns whether a part has tracked insertions, deletions or changes of paragraphs."""
    return next(document.iter(*_DELETED, *_INSERTED, f"{W}pPrChange"), None) is not None


def joined_paragraphs(element: Any, *, before: bool) -> Iterator[Any]:
    """Returns the children of a block, paragraphs that run into one another as one ``w:p``.

    ``before``: read them as they were before the changes.
    """
    gone = _INSERTED if before else _DELETED
    open_ones: list[Any] = []
    for child in element:
        if child.tag == f"{W}p" and _mark_is(child, gone):
            open_ones.append(child)
        elif child.tag == f"{W}p" and open_ones:
            yield _united([*open_ones, child])
            open_ones = []
        else:
            yield from open_ones
            open_ones = []
            yield child
    yield from open_ones


def properties_of(paragraph: Any, *, before: bool) -> Any:
    """Returns the ``w:pPr`` of a paragraph, None if it has none; ``before``: as it was before it was changed."""
    now = paragraph.find(f"{W}pPr")
    was = now.find(f"{W}pPrChange/{W}pPr") if before and now is not None else None
    return now if was is None else was


def _mark_is(paragraph: Any, changes: tuple[str, str]) -> bool:
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(mark.find(change) is not None for change in changes)


def _united(paragraphs: list[Any]) -> Any:
    """One paragraph with the words of all and the properties of the last; the file's own tree stays as it is."""
    whole = deepcopy(paragraphs[-1])
    own = whole.find(f"{W}pPr")
    at = 0 if own is None else whole.index(own) + 1
    words = [deepcopy(one) for before in paragraphs[:-1] for one in before if one.tag != f"{W}pPr"]
    whole[at:at] = words
    return whole
