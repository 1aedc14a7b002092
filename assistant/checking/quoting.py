"""A quotation in a user's text: are these the words, of which text and revision, or whose words were changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.checking.matching import Nearness, Place, altered_span, find_whole, nearness, pieces, without_brackets
from assistant.checking.sources import ClauseWords, Sources
from assistant.checking.splicing import find_splice
from assistant.checking.stream import Streams, Token, running
from corpus.document import Clause, Document, Text
from corpus.force import revisions_until
from indexer.passages import Passage

_PASSAGES = 48
"""Passages looked at for a quotation: a clause may stand alike in six revisions, and in several documents."""
_WHOLE_TEXTS = 3
"""Texts searched whole where no passage has the quotation: it may run over several clauses."""
_COMPARED = 8
"""Different clauses that a quotation is compared with word by word."""
_ALSO = 5


@dataclass(frozen=True, slots=True)
class Attribution:
    """A document, and the revision if one was written, that is named beside the quotation."""

    document: str
    revision: str | None


@dataclass(frozen=True, slots=True)
class Exact:
    """Where the words stand. ``right``: in the revision named, else the serving one. ``also``: documents that have the
    same words. ``bracketed``: but for what the quotation has in square brackets."""

    place: Place
    right: bool
    also: tuple[str, ...]
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class Altered:
    """The words ``[start, end)`` of a text that were altered."""

    text: Text
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spliced:
    """The clauses the pieces come from, in the order of the quotation."""

    parts: tuple[ClauseWords, ...]


Finding = Exact | Altered | Spliced | None


def check_quotation(words: str, sources: Sources, *, named: Sequence[Attribution] = ()) -> Finding:
    """Returns what a quotation is; None where no text held has these words or most of them.

    ``named``: what stands beside it, nearest first. It decides between documents with the same words, and which
    revision the words should be of; it never turns other words into a match.
    """
    parts = pieces(words)
    if not parts:
        return None
    quoted = [word for part in parts for word in part]
    passages = sources.find(running(quoted), _PASSAGES)
    exact = _exact(parts, passages, sources, named)
    bare = without_brackets(words) if exact is None else None
    if bare is not None and (kept := pieces(bare)):
        found = _exact(kept, passages, sources, named)
        exact = replace(found, bracketed=True) if found is not None else None
    if exact is not None:
        return exact
    compared = _compared(quoted, parts, passages, sources)
    spliced = find_splice(len(quoted), {number: near for number, (_, near) in enumerate(compared)})
    if spliced:
        groups = [compared[number][0] for number in spliced]
        through = _running_through(quoted, groups)
        if through is not None:
            return through
        return Spliced(tuple(_preferred(group, sources, named) for group in groups))
    return _altered(quoted, compared, sources, named)


def _exact(
    parts: Sequence[tuple[str, ...]], passages: Sequence[Passage], sources: Sources, named: Sequence[Attribution]
) -> Exact | None:
    longest = max(parts, key=len)
    having = dict.fromkeys(one.document for one in passages if sources.holds(one, longest))
    if not having:
        likely = list(dict.fromkeys(map(sources.text_of, passages)))[:_WHOLE_TEXTS]
        having = dict.fromkeys(key.document for key in likely if _place(parts, sources.streams(key)))
    asked = dict.fromkeys([*(one.document for one in named), *having])
    found = {document: places for document in asked if (places := _places(parts, document, sources))}
    if not found:
        return None
    chosen = [_chosen(document, places, sources, named) for document, places in found.items()]
    beside = {one.document for one in named}

    def rank(one: Exact) -> tuple[bool, bool, bool]:
        text = (
            one.place.streams.text
        )  # a report or proposal that repeats words of a resolution is not where they are from
        return (text.document not in beside, text.revision is None, not one.right)

    order = sorted(chosen, key=rank)
    best = order[0]
    also = tuple(one.place.streams.text.document for one in order[1 : 1 + _ALSO])
    return Exact(best.place, best.right, also)


def _places(parts: Sequence[tuple[str, ...]], document: str, sources: Sources) -> list[Place]:
    found = (_place(parts, sources.streams(key)) for key in sources.catalogue.text_keys(document))
    return [place for place in found if place is not None]


def _place(parts: Sequence[tuple[str, ...]], streams: Streams | None) -> Place | None:
    return find_whole(parts, streams) if streams is not None else None


def _chosen(document: str, places: Sequence[Place], sources: Sources, named: Sequence[Attribution]) -> Exact:
    """Returns the place in the revision expected, else in the newest one that has the words; originals go first."""
    known = sources.catalogue.document(document)
    order = revisions_until(known) if known else ()
    expected = _expected(known, sources, named) if known else None

    def worth(place: Place) -> tuple[bool, int, bool]:
        text = place.streams.text
        age = order.index(text.revision) if text.revision in order else -1
        return (text.revision == expected, age, text.kind == "original")

    best = max(places, key=worth)
    revision = best.streams.text.revision
    return Exact(best, revision is None or revision == expected, ())


def _expected(document: Document, sources: Sources, named: Sequence[Attribution]) -> str | None:
    written = next((one.revision for one in named if one.document == document.id), None)
    return sources.expected(document, written)


Group = tuple[ClauseWords, ...]
"""Clauses of the same words: of several revisions, or of several documents."""


def _compared(
    quoted: Sequence[str], parts: Sequence[tuple[str, ...]], passages: Sequence[Passage], sources: Sources
) -> list[tuple[Group, Nearness]]:
    """Returns the clauses that share most words with the quotation, alike ones together, and how near each is.

    What the nearest one leaves uncovered is searched for once more: it may come from elsewhere.
    """
    groups = _grouped(_clauses(passages, sources))
    compared = _nearest(quoted, groups)
    if not compared:
        return []
    best = max(compared, key=lambda one: one[1].share)
    covered = {at for first, _, size in best[1].blocks for at in range(first, first + size)}
    rest = [word for at, word in enumerate(quoted) if at not in covered]
    if len(rest) >= 4 and best[1].share < 0.8:
        known = {group[0].key for group, _ in compared}
        further = _grouped(_clauses(sources.find(running(rest), _PASSAGES // 2), sources))
        compared += _nearest(quoted, [group for group in further if group[0].key not in known])
    return compared


def _clauses(passages: Iterable[Passage], sources: Sources) -> list[ClauseWords]:
    found = (sources.clause_of(one, rank) for rank, one in enumerate(passages))
    return [one for one in found if one is not None]


def _grouped(clauses: Iterable[ClauseWords]) -> list[Group]:
    groups: dict[tuple[str, ...], dict[tuple[str, str | None, str, str], ClauseWords]] = {}
    for one in clauses:
        place = (one.text.document, one.text.revision, one.text.kind, one.clause.path)
        groups.setdefault(one.key, {}).setdefault(place, one)
    return [tuple(there.values()) for there in groups.values()]


def _nearest(quoted: Sequence[str], groups: Sequence[Group]) -> list[tuple[Group, Nearness]]:
    wanted = set(quoted)
    sharing = sorted(range(len(groups)), key=lambda at: -len(wanted.intersection(groups[at][0].key)))
    likely = dict.fromkeys([*sharing[:_COMPARED], *range(min(_COMPARED // 2, len(groups)))])
    return [(groups[at], nearness(quoted, groups[at][0].key)) for at in likely]


def _preferred(group: Group, sources: Sources, named: Sequence[Attribution]) -> ClauseWords:
    """Returns the clause of a group that a citation should show: of a document named, of the revision expected."""
    beside = {one.document for one in named}

    def worth(one: ClauseWords) -> tuple[bool, bool, bool, bool, int]:
        document = sources.catalogue.document(one.text.document)
        expected = _expected(document, sources, named) if document else None
        return (
            one.text.document in beside,
            one.text.revision == expected,
            one.text.kind == "original",
            one.text.revision is not None,
            -one.rank,
        )

    return max(group, key=worth)


def _running_through(quoted: Sequence[str], groups: Sequence[Group]) -> Altered | None:
    """Returns clauses that follow each other in one text and that the quotation runs through, with words changed.

    Where words are missing at the seam of two clauses it was put together, and is None.
    """
    for first in groups[0]:
        run = [first]
        for group in groups[1:]:
            run += [one for one in group if one.text == first.text and _next(run[-1]) == one.clause][:1]
        if len(run) < len(groups):
            continue
        words: list[Token] = []
        seams = []
        for one in run:
            words += one.words
            seams.append(len(words))
        near = nearness(quoted, [token.word for token in words])
        if all(any(b < seam < b + size for _, b, size in near.blocks) for seam in seams[:-1]):
            span = altered_span(quoted, words, near)
            return Altered(first.text, words[span[0]].start, words[span[1] - 1].end) if span else None
    return None


def _next(one: ClauseWords) -> Clause | None:
    clauses = one.text.clauses
    at = clauses.index(one.clause) + 1
    return clauses[at] if at < len(clauses) else None


def _altered(
    quoted: Sequence[str], compared: Sequence[tuple[Group, Nearness]], sources: Sources, named: Sequence[Attribution]
) -> Altered | None:
    for group, near in sorted(compared, key=lambda one: -one[1].share):
        span = altered_span(quoted, group[0].words, near)
        if span is not None:
            best = _preferred(group, sources, named)
            return Altered(best.text, best.words[span[0]].start, best.words[span[1] - 1].end)
    return None
