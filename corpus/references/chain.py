"""What was read of a chain of references, and what its members owe to each other: an organ behind, a last bracket."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from corpus.references.conference import deciding
from corpus.references.folding import Folded
from corpus.references.lexer import Bracket, Organ
from corpus.references.model import Genre, Reference
from corpus.scope import BodyCode

SYMBOLIC = ("service-order", "question")


@dataclass(slots=True)
class Draft:
    """A reference being read; offsets are those of the folded text. ``organ_behind``: its organ stands behind it.

    ``further``: organs beside its own whose text of that number is meant too ("Resolution 2 of WTSA and WTDC").
    """

    genre: Genre
    number: str
    suffix: str | None
    start: int
    end: int
    organ: Organ | None = None
    organ_behind: bool = False
    bracket: Bracket | None = None
    foreign: bool = False
    further: tuple[Organ, ...] = ()

    @property
    def body(self) -> BodyCode | None:
        """The body that is written: by an organ, a label in the bracket, or ITU-R's form of number."""
        if self.organ is not None:
            return self.organ.body
        if self.bracket is not None and self.bracket.body is not None:
            return self.bracket.body
        return "ra" if self.suffix is not None else None

    @property
    def conference(self) -> str | None:
        """The conference that is written or is the only one that fits; a bracket tells more than an organ."""
        if self.bracket is not None and self.bracket.conference is not None:
            return self.bracket.conference
        if self.bracket is not None and (self.bracket.place or self.bracket.year):
            return deciding(self.bracket.place, self.bracket.year, self.body)
        if self.organ is None:
            return None
        return self.organ.conference or (deciding(None, self.organ.year, self.organ.body) if self.organ.year else None)


@dataclass(slots=True)
class Group:
    """The numbers behind one word for a genre. ``start`` and ``end`` span all of it, its organ in front included."""

    drafts: list[Draft] = field(default_factory=list)
    start: int = 0
    end: int = 0
    cautious: bool = False


def finish(groups: list[Group], text: str, folded: Folded) -> list[Reference]:
    """Hands organs and brackets back along the chain and returns its references in the order of the text.

    An organ behind a list counts for the numbers before it that have none; over another genre's word only for those
    whose bracket names a conference of that organ. A bracket counts for the numbers before it in its own list that have
    neither a bracket nor another organ. One body outside the Union behind a list takes the whole list with it.
    """
    for position, group in enumerate(groups):
        _share_organs(group.drafts)
        _share_brackets(group.drafts)
        _reach_back(groups, position)
    references: list[Reference] = []
    for group in groups:
        references.extend(_references(group, text, folded))
    return references


def _share_organs(drafts: list[Draft]) -> None:
    for earlier, later in zip(drafts[-2::-1], drafts[:0:-1], strict=True):
        earlier.foreign = earlier.foreign or (later.foreign and earlier.organ is None)
        if (
            later.organ_behind
            and later.organ is not None
            and earlier.organ is None
            and _compatible(earlier, later.organ)
        ):
            earlier.organ, earlier.organ_behind, earlier.further = later.organ, True, later.further


def _share_brackets(drafts: list[Draft]) -> None:
    for earlier, later in zip(drafts[-2::-1], drafts[:0:-1], strict=True):
        if earlier.bracket is None and later.bracket is not None and earlier.body == later.body:
            earlier.bracket = later.bracket


def _reach_back(groups: list[Group], position: int) -> None:
    organ = next((draft.organ for draft in groups[position].drafts[:1] if draft.organ_behind), None)
    if organ is None:
        return
    before = (groups[earlier] for earlier in range(position - 1, -1, -1))
    for draft in (draft for earlier in before for draft in reversed(earlier.drafts)):
        if draft.organ is not None or draft.bracket is None or not _compatible(draft, organ):
            return
        draft.organ, draft.organ_behind = organ, True


def _compatible(draft: Draft, organ: Organ) -> bool:
    """Says whether the bracket of ``draft`` leaves room for ``organ``."""
    if draft.bracket is None or draft.bracket.place is None:
        return draft.bracket is None or draft.bracket.body in (None, organ.body)
    return organ.body is None or deciding(draft.bracket.place, draft.bracket.year, organ.body) is not None


def _references(group: Group, text: str, folded: Folded) -> list[Reference]:
    alone = len(group.drafts) == 1
    found: list[Reference] = []
    for index, draft in enumerate(group.drafts):
        placed = draft.bracket is not None and (draft.bracket.place or draft.bracket.body)
        if draft.foreign or (group.cautious and draft.organ is None and not placed):
            continue
        start, end = (group.start, group.end) if alone else (draft.start, draft.end)
        found.append(_reference(draft, start, end, index, text, folded))
        for organ in draft.further:
            sibling = replace(draft, organ=organ)
            found.append(_reference(sibling, organ.start, organ.end, index, text, folded))
    return sorted(found, key=lambda one: one.start)


def _reference(draft: Draft, start: int, end: int, index: int, text: str, folded: Folded) -> Reference:
    first, last = folded.start(start), folded.end(end)
    return Reference(
        text=text[first:last],
        start=first,
        end=last,
        genre=draft.genre,
        number=draft.number,
        suffix=draft.suffix,
        body=draft.body,
        place=draft.bracket.place if draft.bracket else None,
        year=draft.bracket.year if draft.bracket else None,
        revised=draft.bracket.revised if draft.bracket else None,
        conference=draft.conference,
        own=draft.organ is not None and draft.organ.body is None,
        list_index=index,
    )
