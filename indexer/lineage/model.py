"""What became of a clause from one revision to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.document import TextKind

ChangeName = Literal["added", "removed", "modified", "moved", "split", "merged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change between two texts; field names are the outer contract's. What is unchanged has none.

    - ``added``: only ``to_clause`` and ``after`` are set; ``removed``: only ``from_clause`` and ``before``.
    - ``modified``: the words changed, wherever the clause stands now. ``editorial``: only cited revisions, dates,
      places or names of bodies were brought up to date, or signs and capitals changed.
    - ``moved``: the same words under another path. Renumbering is that; signs at the end may differ.
    - ``split``: one change for each part; they share ``from_clause`` and ``before``.
    - ``merged``: one change for each source; they share ``to_clause`` and ``after``.

    ``before`` and ``after`` are the clauses' words exactly. ``text_kind`` is ``original`` where both texts are, else
    ``digest``: then our summaries were compared, not the institution's words.
    """

    change: ChangeName
    editorial: bool = False
    from_clause: str | None = None
    to_clause: str | None = None
    before: str | None = None
    after: str | None = None
    text_kind: TextKind
