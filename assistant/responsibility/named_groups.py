"""Which names of a theme are those of a group or team: "SFP-WG" is asked about as a team, not as planning."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.library import Library
from assistant.themes import Mention

_SHORT_NAME = re.compile(r"\b[A-Z][A-Za-z]*(?:-[A-Z]+)+\b|\(([A-Z][A-Za-z-]*[A-Z])\)")
"""A short name with a hyphen ("SFP-WG"), or one in brackets ("(ISCG)")."""
_ORGANS = frozenset(
    {"assembly", "board", "bureau", "conference", "governing-body", "preparatory-meeting", "secretariat", "sector"}
)
"""Organs of the Union: who asks about them may well mean their field of work."""


def is_named_group(mention: Mention, library: Library) -> bool:
    """Returns whether a name by which a theme was found is the short name of a group, a team or a task force."""
    return mention.name in _short_names(library)


def is_organ(group: str, library: Library) -> bool:
    """Returns whether a group is an organ of the Union, a Sector or a Bureau: "ITU-T or ITU-D?" asks about neither."""
    document = library.catalogue.document(group)
    return document is not None and document.group is not None and document.group.form in _ORGANS


@lru_cache(maxsize=4)
def _short_names(library: Library) -> frozenset[str]:
    codes = {one.group.code for one in library.documents("group") if one.group and one.group.form not in _ORGANS}
    terms = {
        match[1] or match[0]
        for one in library.documents("terms-of-reference")
        for match in _SHORT_NAME.finditer(one.title)
    }
    return frozenset(codes | terms)
