"""Footnotes and endnotes of Word files: how their automatic marks are counted, and the mark each opens with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from indexer.loaders.word_numbering import written
from indexer.loaders.word_styles import W

_STORIES = ("footnote", "endnote")
_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}
"""How Word writes the marks of each unless told otherwise."""
_SIGNS = "*†‡§"
_PARTED = re.compile(r"\s*(\d{1,3})\s+(bis|ter|quater)(?!\w)")


@dataclass(slots=True)
class NoteMarks:
    """Counts footnotes and endnotes apart, in reading order."""

    forms: Mapping[str, tuple[str, int]]
    given: dict[tuple[str, str], str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def next(self, story: str, identifier: str) -> str:
        """Returns the mark of the next automatic note of this story."""
        form, start = self.forms.get(story, (_FORMS[story], 1))
        number = self._counts.get(story, start - 1) + 1
        self._counts[story] = number
        mark = _SIGNS[(number - 1) % 4] * ((number - 1) // 4 + 1) if form == "chicago" else written(number, form)
        self.given[story, identifier] = mark
        return mark


def note_marks(settings: Any, document: Any) -> NoteMarks:
    """Returns the counters with what the file's settings, or else its first section, say of form and first number."""
    forms: dict[str, tuple[str, int]] = {}
    for root in (document, settings):
        for story in _STORIES:
            found = next(root.iter(f"{W}{story}Pr"), None) if root is not None else None
            if found is not None:
                form, start = _value(found, "numFmt"), _value(found, "numStart")
                before = forms.get(story, (_FORMS[story], 1))
                forms[story] = (form or before[0], int(start) if start.isdigit() else before[1])
    return NoteMarks(forms)


def notes_in(root: Any, story: str) -> dict[tuple[str, str], Any]:
    """Returns the notes of ``footnotes.xml`` or ``endnotes.xml`` by story and id, separators left out."""
    return {
        (story, note.get(f"{W}id", "")): note
        for note in (root.iter(f"{W}{story}") if root is not None else ())
        if note.get(f"{W}type") in (None, "normal")
    }


def without_gap(text: str) -> str:
    """Returns the text of a note whose mark ``1 bis`` was set in two pieces as ``1bis``."""
    return _PARTED.sub(r"\1\2", text, count=1) if _PARTED.match(text) else text


def _value(element: Any, tag: str) -> str:
    found = element.find(f"{W}{tag}")
    return str(found.get(f"{W}val", "")) if found is not None else ""
