"""Two texts to the changes between them, and back: changes made on the old clauses give the new ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from corpus.document import Text, TextKind
from indexer.lineage.alignment import Alignment, Item, align
from indexer.lineage.editorial import only_updates
from indexer.lineage.model import Change, ChangeName


def changes(old: Text, new: Text) -> tuple[Change, ...]:
    """Returns what ``new`` changed against ``old``, in the order of the new text; unchanged clauses are left out.

    A clause is unchanged where the same words and signs stand under the same path; in which order sections stand is not
    compared. ``text_kind`` is ``original`` only where both texts are originals. Both must be in one language for the
    result to mean anything. Every clause stands in one change at most, but for the whole of a split or a merger.
    """
    before, after = _items(old), _items(new)
    kind: TextKind = "original" if old.kind == new.kind == "original" else "digest"
    alignment = align(before, after)
    placed = [*_pairs(before, after, alignment, kind), *_groups(before, after, alignment, kind)]
    placed += _rest(before, after, alignment, kind)
    return tuple(change for _, change in sorted(placed, key=lambda one: one[0]))


def apply(changes: Iterable[Change], old_clauses: Mapping[str, str]) -> dict[str, str]:
    """Returns the new revision's clauses (path to words), from the old one's and all changes between the two.

    All ``from_clause`` are taken away, then all ``to_clause`` are set: one by one would overwrite a clause that has to
    move yet.

    Raises:
        ValueError: a change speaks of a clause that is not there, or has other words there.
    """
    made = tuple(changes)
    for change in made:
        if change.from_clause is not None and old_clauses.get(change.from_clause) != change.before:
            raise ValueError(f"“{change.from_clause}” does not have the words this change starts from.")
    gone = {change.from_clause for change in made}
    result = {path: words for path, words in old_clauses.items() if path not in gone}
    result.update((one.to_clause, one.after) for one in made if one.to_clause is not None and one.after is not None)
    return result


Place = tuple[int, int, int]
"""Sorts changes: place in the new text, then what is gone from there, then place in the old text."""
Placed = tuple[Place, Change]


def _items(text: Text) -> list[Item]:
    body = text.document.partition("-")[0]
    return [
        Item(clause.path, text.quote(clause), clause.call or clause.part, text.language, body)
        for clause in text.clauses
    ]


def _pairs(old: list[Item], new: list[Item], alignment: Alignment, kind: TextKind) -> Iterator[Placed]:
    for i, j in alignment.same.items():
        before, after = old[i], new[j]
        if before.path != after.path:
            yield (j, 0, i), _change("moved", before, after, kind)
        elif before.text != after.text:  # the same words: only signs changed
            yield (j, 0, i), _change("modified", before, after, kind, editorial=True)
    for i, j in alignment.altered.items():
        updates = only_updates(old[i].masked, new[j].masked)
        yield (j, 0, i), _change("modified", old[i], new[j], kind, editorial=updates)


def _groups(old: list[Item], new: list[Item], alignment: Alignment, kind: TextKind) -> Iterator[Placed]:
    for group in alignment.splits:
        for j in group.parts:
            yield (j, 0, group.whole), _change("split", old[group.whole], new[j], kind)
    for group in alignment.merges:
        for i in group.parts:
            yield (group.whole, 0, i), _change("merged", old[i], new[group.whole], kind)


def _rest(old: list[Item], new: list[Item], alignment: Alignment, kind: TextKind) -> Iterator[Placed]:
    """Yields what was removed, behind the clause it followed, and what was added."""
    follows = {**alignment.same, **alignment.altered}
    follows.update({group.whole: group.parts[-1] for group in alignment.splits})
    follows.update({part: group.whole for group in alignment.merges for part in group.parts})
    last = -1
    for i, item in enumerate(old):
        if i in follows:
            last = follows[i]
        else:
            yield (last, 1, i), Change(change="removed", from_clause=item.path, before=item.text, text_kind=kind)
    arrived = {*alignment.same.values(), *alignment.altered.values()}
    arrived |= {part for group in alignment.splits for part in group.parts}
    arrived |= {group.whole for group in alignment.merges}
    for j, item in enumerate(new):
        if j not in arrived:
            yield (j, 0, 0), Change(change="added", to_clause=item.path, after=item.text, text_kind=kind)


def _change(name: ChangeName, before: Item, after: Item, kind: TextKind, *, editorial: bool = False) -> Change:
    return Change(
        change=name,
        editorial=editorial,
        from_clause=before.path,
        to_clause=after.path,
        before=before.text,
        after=after.text,
        text_kind=kind,
    )
