"""``iscg eval related``: relations found against relations written by hand, and against a list made by brute force."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec

from assistant.answers.related import Related, related_to
from assistant.answers.relation_focus import RelationName
from assistant.library import Library
from eval.bars import Figure, as_json, as_table, exit_code, share
from eval.gold import GoldError, Part, part_of
from eval.responsibility.brute_force import stale_by_brute_force, stale_found

RELATIONS: Final = Path(str(files("eval"))) / "datasets" / "relations.jsonl"
BAR: Final = 0.99
COUNTERPARTS_BAR: Final = 0.90
FIRST: Final = 10


class Cited(msgspec.Struct, frozen=True):
    """One citation; the place is that of the citing text, where it was written down."""

    document: str
    revision: str | None = None
    clause: str | None = None


class Gold(msgspec.Struct, frozen=True, kw_only=True):
    """What one document cites and is cited by, complete; ``…_also`` is right to show and right to leave out."""

    id: str
    document: str
    cites: tuple[Cited, ...]
    cited_by: tuple[Cited, ...]
    counterparts: tuple[str, ...]
    cites_also: tuple[str, ...] = ()
    cited_by_also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """Documents told and due under one relation."""

    told: frozenset[str] = frozenset()
    due: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()

    @property
    def right(self) -> frozenset[str]:
        """Returns what was told and is due."""
        return self.told & self.due

    @property
    def wrong(self) -> frozenset[str]:
        """Returns what was told and is neither due nor allowed."""
        return self.told - self.due - self.also


@dataclass(frozen=True, slots=True)
class Compared:
    """One document of the gold beside what was found."""

    gold: Gold
    cites: Agreement
    cited_by: Agreement
    counterparts: tuple[int, int]
    placed: tuple[int, int] = field(default=(0, 0))


def read_relations(path: Path = RELATIONS, *, part: Part | str = "all") -> tuple[Gold, ...]:
    """Returns the rows of a part, in the order of the file. Raises GoldError where it cannot be read."""
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        found = [msgspec.json.decode(line, type=Gold) for line in lines]
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise GoldError(f"{path} cannot be read: {error}. See eval/datasets/README.md.") from error
    return tuple(one for one in found if part in ("all", part_of(one.id)))


def former_alone(rows: Sequence[Gold], library: Library) -> frozenset[tuple[str, str]]:
    """Returns who cites whom only in revisions that a newer one held has replaced: that is history, and is not told."""
    places: dict[tuple[str, str], list[str | None]] = {}
    for row in rows:
        for one in row.cites:
            places.setdefault((row.document, one.document), []).append(one.revision)
    return frozenset(
        (citing, cited)
        for (citing, cited), revisions in places.items()
        if all(one is not None and one != library.serving_code(citing) for one in revisions)
    )


def compare(gold: Gold, library: Library, *, former: frozenset[tuple[str, str]] = frozenset()) -> Compared:
    """Returns what the library tells of one document beside the gold; ``former`` pairs are neither due nor wrong."""
    found = related_to(library.document(gold.document), library)
    cites, cited_by = _with(found, "cites"), _with(found, "cited-by")
    first = [one.document for one in found if "counterpart" in one.relations][:FIRST]
    places: dict[str, set[str]] = {}
    for one in gold.cites:
        if one.clause is not None:
            places.setdefault(one.document, set()).add(one.clause)
    located = [one for one in cites if one in places]
    outward = frozenset(one.document for one in gold.cites)
    inward = frozenset(one.document for one in gold.cited_by)
    past_out = frozenset(one for one in outward if (gold.document, one) in former)
    past_in = frozenset(one for one in inward if (one, gold.document) in former)
    return Compared(
        gold,
        Agreement(frozenset(cites), outward - past_out, past_out.union(gold.cites_also)),
        Agreement(frozenset(cited_by), inward - past_in, past_in.union(gold.cited_by_also)),
        (len(set(first) & set(gold.counterparts)), len(gold.counterparts)),
        (sum(cites[one].relations["cites"][0].clause in places[one] for one in located), len(located)),
    )


def one_sided(library: Library) -> tuple[list[tuple[str, str]], int]:
    """Returns the citations that are told of one document and not of the other, and how many there are in all."""
    told: dict[tuple[str, str], set[RelationName]] = {}
    kinds = {one.id for one in library.documents() if one.kind != "theme"}
    for document in sorted(kinds):
        for one in related_to(library.document(document), library):
            if "cites" in one.relations:
                told.setdefault((document, one.document), set()).add("cites")
            if "cited-by" in one.relations:
                told.setdefault((one.document, document), set()).add("cited-by")
    return [pair for pair, sides in sorted(told.items()) if len(sides) < 2], len(told)


def figures_of(compared: Sequence[Compared], name: str, *, held: bool = True) -> Iterator[Figure]:
    """Yields precision and recall of both directions, and the recall of counterparts; ``held``: the bars count."""
    bar = BAR if held else None
    for relation, agreements in (
        ("cites", [one.cites for one in compared]),
        ("cited-by", [one.cited_by for one in compared]),
    ):
        right = sum(len(one.right) for one in agreements)
        yield share(f"{name}: {relation}, precision", right, right + sum(len(one.wrong) for one in agreements), bar=bar)
        yield share(f"{name}: {relation}, recall", right, sum(len(one.due) for one in agreements), bar=bar)
    hits, due = (sum(one.counterparts[place] for one in compared) for place in (0, 1))
    yield share(f"{name}: counterparts, recall@{FIRST}", hits, due, bar=COUNTERPARTS_BAR if held else None)
    placed, located = (sum(one.placed[place] for one in compared) for place in (0, 1))
    yield share(f"{name}: cites, shown where the gold says", placed, located)


def related(argv: Sequence[str]) -> int:
    """Prints the figures of both parts and of all documents; exits with 1 below a bar.

    Raises:
        UsageError: the gold cannot be read.
        StoreError: nothing was indexed yet, or the store cannot serve.
    """
    given = _parser().parse_args(list(argv))
    from assistant.opening import open_libraries
    from assistant.settings import load_settings

    library = open_libraries(load_settings(store=given.store)).current()
    former = former_alone(read_relations(), library)
    parts = {
        part: [compare(one, library, former=former) for one in read_relations(part=part)] for part in ("dev", "test")
    }
    asymmetric, pairs = one_sided(library)
    brute, found = stale_by_brute_force(library), stale_found(library)
    figures = [
        *(figure for part, compared in parts.items() for figure in figures_of(compared, part, held=False)),
        *figures_of([one for compared in parts.values() for one in compared], "all"),
        Figure("citations of former revisions alone, left out", float(len(former)), len(former)),
        share("citations told on both sides", pairs - len(asymmetric), pairs, bar=1.0),
        share("stale references, agreeing with brute force", len(brute & found), len(brute | found), bar=1.0),
    ]
    print(as_json(figures) if given.json else as_table(figures))
    if given.misses:
        differing = {"stale, missed": sorted(brute - found), "stale, not by brute force": sorted(found - brute)}
        print("\n".join([*_misses(parts["dev"]), *_listed({"one-sided": asymmetric, **differing})]), file=sys.stderr)
    return exit_code(figures)


def _with(found: Sequence[Related], relation: RelationName) -> Mapping[str, Related]:
    return {one.document: one for one in found if relation in one.relations}


def _misses(compared: Sequence[Compared]) -> Iterator[str]:
    """Yields what is wrong in the dev part; the test part is not shown."""
    for one in compared:
        for name, agreement in (("cites", one.cites), ("cited-by", one.cited_by)):
            missed = agreement.due - agreement.told
            if missed or agreement.wrong:
                yield f"{one.gold.id}, {name}: missed {sorted(missed)}, wrong {sorted(agreement.wrong)}"
        if one.counterparts[0] < one.counterparts[1]:
            yield f"{one.gold.id}, counterparts: {one.counterparts[0]} of {one.counterparts[1]}"


def _listed(found: Mapping[str, Sequence[tuple[str, ...]]]) -> Iterator[str]:
    for name, rows in found.items():
        yield from (f"{name}: {' | '.join(row)}" for row in rows[:20])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="iscg eval related", description="Hold the relations of documents against relations written by hand."
    )
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--misses", action="store_true", help="tell on standard error what is wrong in the dev part")
    return parser
