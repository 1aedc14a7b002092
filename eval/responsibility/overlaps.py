"""``iscg eval overlaps``: the finder of overlaps against pairs that were labelled by hand before it was run."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from assistant.draft import Evidence
from assistant.overlaps.pairing import Finder, Overlap
from eval.bars import Figure, as_json, as_table, exit_code, share

BAR = 0.80
FIRST = 20
"""Precision is that of the first twenty: as many as a meeting looks at."""

_LABELS = "datasets/overlaps.jsonl"


@dataclass(frozen=True, slots=True)
class Place:
    """A clause, by its document and the words it begins with."""

    document: str
    begins: str

    def is_at(self, evidence: Evidence) -> bool:
        """Returns whether ``evidence`` is this clause."""
        return evidence.document == self.document and evidence.quote.startswith(self.begins)


@dataclass(frozen=True, slots=True)
class Labelled:
    """Two clauses on a theme and what they are to each other: a type, or ``none``. An orphan has no second clause."""

    theme: str
    a: Place
    b: Place | None
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled pair and what the finder made of it; ``found`` is None where it shows no such pair."""

    labelled: Labelled
    found: Overlap | None

    @property
    def right(self) -> bool:
        """Whether the finder shows it with the type of its label."""
        return self.found is not None and self.found.type == self.labelled.label


def read_labels(lines: Sequence[str]) -> tuple[Labelled, ...]:
    """Returns the labelled pairs of a file's lines, one JSON object a line."""
    return tuple(_labelled(json.loads(line)) for line in lines if line.strip())


def shipped_labels() -> tuple[Labelled, ...]:
    """Returns the labels that ship."""
    return read_labels((files("eval") / _LABELS).read_text(encoding="utf-8").splitlines())


def judge(labels: Sequence[Labelled], finder: Finder) -> tuple[Judged, ...]:
    """Returns what the finder makes of each labelled pair, in the order of the labels."""
    by_theme = {theme: finder.on(finder.library.document(theme)) for theme in {one.theme for one in labels}}
    return tuple(Judged(one, next(filter(_shows(one), by_theme[one.theme]), None)) for one in labels)


def precision(judged: Sequence[Judged], *, first: int = FIRST) -> tuple[int, int]:
    """Returns ``(right, counted)`` among the first labelled pairs the finder shows, the strongest first.

    Pairs without a label count neither way. Fewer pairs than ``first`` are held against ``first`` all the same.
    """
    shown = [one for one in judged if one.found is not None and one.found.type != "orphan"]
    strongest = sorted(shown, key=lambda one: -one.found.score if one.found else 0.0)[:first]
    return sum(one.right for one in strongest), first


def overlaps(argv: Sequence[str]) -> int:
    """Prints precision at 20 and recall by type; exits with 1 below the bar.

    Raises:
        StoreError: nothing was indexed yet, or the store cannot serve.
    """
    given = _parser().parse_args(list(argv))
    from assistant.opening import open_libraries
    from assistant.settings import load_settings

    judged = judge(shipped_labels(), Finder(open_libraries(load_settings(store=given.store)).current()))
    figures = figures_of(judged)
    print(as_json(figures) if given.json else as_table(figures))
    if given.misses:
        print("\n".join(_misses(judged)), file=sys.stderr)
    return exit_code(figures)


def figures_of(judged: Sequence[Judged]) -> tuple[Figure, ...]:
    """Returns precision at 20 against its bar, recall by label, and how many pairs labelled ``none`` were shown."""
    right, counted = precision(judged)
    by_label: dict[str, list[Judged]] = {}
    for one in judged:
        by_label.setdefault(one.labelled.label, []).append(one)
    none = by_label.pop("none", [])
    return (
        share(f"precision@{FIRST}", right, counted, bar=BAR),
        *(share(f"recall of {name}", sum(x.right for x in held), len(held)) for name, held in sorted(by_label.items())),
        share("shown though labelled as no overlap", sum(one.found is not None for one in none), len(none)),
    )


def _misses(judged: Sequence[Judged]) -> Iterator[str]:
    for one in judged:
        if not one.right and (one.found is not None or one.labelled.label != "none"):
            made = one.found.type if one.found else "not shown"
            yield f"{one.labelled.label}, {made}: {one.labelled.theme}: {one.labelled.why}"


def _labelled(row: dict[str, Any]) -> Labelled:
    second = Place(**row["b"]) if row["b"] else None
    return Labelled(row["theme"], Place(**row["a"]), second, row["label"], row["why"])


def _shows(label: Labelled) -> Callable[[Overlap], bool]:
    def shows(pair: Overlap) -> bool:
        if label.b is None:
            return pair.type == "orphan" and label.a.is_at(pair.a)
        ends = ((pair.a, pair.b), (pair.b, pair.a))
        return any(label.a.is_at(one) and label.b.is_at(other) for one, other in ends)

    return shows


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="iscg eval overlaps", description="Hold the overlaps found against pairs labelled by hand."
    )
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--misses", action="store_true", help="tell on standard error which labels were missed")
    return parser
