"""Whatever was done to a resolution between two revisions, the changes found, made on the old one, give the new one."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Clause, Text
from indexer.lineage import apply, changes, word_differences

WORDS = (
    "lamp oil wick harbour ship keeper tide fog signal rope tower stair lens mirror storm coast pilot chart buoy "
    "anchor that the of and to in resolves report annually Council Member States Sector Resolution 191 (Busan, 2014)"
).split()
CALLS = ("considering", "noting", "resolves", "instructs the Secretary-General", "invites Member States")

sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=18).map(" ".join)
Items = list[tuple[str, str]]
"""Clauses in order as (call, words); labels follow from their place."""


def text_of(items: Items, *, skip: int = 0) -> Text:
    """Lays the items out as a text. ``skip`` labels are left out before the first, so that all are renumbered."""
    content, clauses, count = "", [], dict.fromkeys(CALLS, skip)
    for call, words in items:
        count[call] += 1
        label = str(count[call])
        content += f"{label}\t"
        clauses.append(
            Clause(
                path=f"{call} {label}",
                start=len(content),
                end=len(content) + len(words),
                basis="original",
                call=call,
                labels=(label,),
            )
        )
        content += f"{words}\n"
    return Text(
        document="pp-res-191",
        revision="pp-22",
        language="en",
        kind="original",
        content=content,
        clauses=tuple(clauses),
    )


def clauses_of(text: Text) -> dict[str, str]:
    return {clause.path: text.quote(clause) for clause in text.clauses}


@st.composite
def resolutions(draw: Callable[..., Items]) -> Items:
    items = draw(st.lists(st.tuples(st.sampled_from(CALLS), sentences), min_size=1, max_size=14))  # type: ignore[call-arg]
    return sorted(items, key=lambda item: CALLS.index(item[0]))


@st.composite
def revised(draw: Callable[..., Items], items: Items) -> Items:
    """Does a handful of things to ``items``: insert, delete, edit, move, split, merge."""
    out = list(items)
    for _ in range(draw(st.integers(0, 6))):  # type: ignore[call-arg,arg-type]
        at = draw(st.integers(0, max(0, len(out) - 1)))  # type: ignore[call-arg]
        step = draw(st.sampled_from(["insert", "delete", "edit", "move", "split", "merge"]))  # type: ignore[call-arg]
        if step == "insert" or not out:
            out.insert(at, (draw(st.sampled_from(CALLS)), draw(sentences)))  # type: ignore[call-arg,arg-type]
            continue
        call, words = out[at]
        parts = words.split(" ")
        if step == "delete":
            del out[at]
        elif step == "edit":
            parts[draw(st.integers(0, len(parts) - 1))] = draw(sentences)  # type: ignore[call-arg,arg-type,call-overload]
            out[at] = (call, " ".join(parts))
        elif step == "move":
            out.insert(draw(st.integers(0, len(out) - 1)), out.pop(at))  # type: ignore[call-arg,arg-type]
        elif step == "split" and len(parts) > 1:
            cut = draw(st.integers(1, len(parts) - 1))  # type: ignore[call-arg]
            out[at : at + 1] = [(call, " ".join(parts[:cut])), (call, " ".join(parts[cut:]))]
        elif step == "merge" and at + 1 < len(out):
            out[at : at + 2] = [(call, f"{words} {out[at + 1][1]}")]
    return out


pairs = resolutions().flatmap(lambda items: st.tuples(st.just(items), revised(items)))


@settings(max_examples=200, deadline=None)
@given(pairs, st.integers(0, 2))
def test_the_changes_made_on_the_old_clauses_give_the_new_ones(pair: tuple[Items, Items], skip: int) -> None:
    old, new = text_of(pair[0]), text_of(pair[1], skip=skip)
    found = changes(old, new)
    assert apply(found, clauses_of(old)) == clauses_of(new)


@settings(max_examples=200, deadline=None)
@given(pairs)
def test_every_change_says_truly_what_it_is(pair: tuple[Items, Items]) -> None:
    old, new = text_of(pair[0]), text_of(pair[1])
    for change in changes(old, new):
        assert (change.before is None) == (change.change == "added") == (change.from_clause is None)
        assert (change.after is None) == (change.change == "removed") == (change.to_clause is None)
        assert not change.editorial or change.change == "modified"
        if change.change == "moved":
            assert change.before == change.after
            assert change.from_clause != change.to_clause
        if change.change == "modified":
            assert change.before != change.after


@settings(max_examples=100, deadline=None)
@given(resolutions(), st.integers(1, 3))
def test_renumbering_every_clause_only_moves_them(items: Items, skip: int) -> None:
    old, new = text_of(items), text_of(items, skip=skip)
    found = changes(old, new)
    assert {change.change for change in found} <= {"moved"}
    assert apply(found, clauses_of(old)) == clauses_of(new)


@settings(max_examples=100, deadline=None)
@given(resolutions())
def test_a_text_has_no_changes_against_itself(items: Items) -> None:
    assert changes(text_of(items), text_of(items)) == ()


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_word_differences_hold_both_texts_whole(before: str, after: str) -> None:
    pieces = word_differences(before, after)
    assert "".join(text for text, mark in pieces if mark != "added") == before
    assert "".join(text for text, mark in pieces if mark != "removed") == after
    assert all(text for text, _ in pieces)
