"""Is the fused search better than each other system: paired by query, with a verdict."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from eval.intervals import bootstrap_mean, detectable, sign_flip, verdict
from eval.retrieval.measures import Grades
from eval.retrieval.measuring import Measured, System

MEASURE: Final = "ndcg@10"
FUSED: Final = "fused"
PARTS: Final = ("bm25", "dense")


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """The fused search minus another system, in nDCG@10 over the same queries.

    ``low`` and ``high``: 95% interval of the mean, ``p``: paired randomization, both by what queries have in common
    (``cluster_of``), as these are not independent; ``detectable``: the difference that so many independent pairs would
    show in four of five tries.
    """

    system: str
    n: int
    mean: float
    low: float
    high: float
    p: float
    wins: int
    losses: int
    ties: int
    detectable: float | None
    verdict: Literal["better", "worse", "cannot tell"]

    @property
    def not_worse(self) -> bool:
        """Whether the interval reaches up to 0 or beyond."""
        return self.high >= 0


def against(measured: Measured, queries: Collection[str]) -> tuple[Against, ...]:
    """Returns how the fused search compares with the better of its parts, and with each system that is no part of it.

    The better part is the one with the higher mean over these same queries, which favours it a little.
    """
    systems = measured.systems
    best = max((name for name in PARTS if name in systems), key=lambda name: _mean(systems[name], queries))
    others = (best, *(name for name in systems if name not in (FUSED, *PARTS)))
    return tuple(_against(name, systems, queries, measured.dataset.qrels) for name in others)


def by_language(measured: Measured) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yields each language of the queries with their ids, in order; nothing where there is one alone."""
    languages: dict[str, list[str]] = {}
    for query in measured.dataset.queries:
        languages.setdefault(query.language or "??", []).append(query.id)
    if len(languages) > 1:
        yield from ((language, tuple(queries)) for language, queries in sorted(languages.items()))


def cluster_of(grades: Grades) -> str:
    """Returns what queries that are not independent have in common: the entry judged most relevant, first by id."""
    return min(grades, key=lambda entry: (-grades[entry], entry))


def _against(
    name: str, systems: Mapping[str, System], queries: Collection[str], qrels: Mapping[str, Grades]
) -> Against:
    fused, other = systems[FUSED].measures[MEASURE], systems[name].measures[MEASURE]
    gaps = [fused[query] - other[query] for query in queries]
    clusters = [cluster_of(qrels[query]) for query in queries]
    mean, p = sum(gaps) / len(gaps), sign_flip(gaps, clusters)
    low, high = bootstrap_mean(gaps, clusters)
    wins, losses = sum(gap > 0 for gap in gaps), sum(gap < 0 for gap in gaps)
    return Against(
        system=name,
        n=len(gaps),
        mean=mean,
        low=low,
        high=high,
        p=p,
        wins=wins,
        losses=losses,
        ties=len(gaps) - wins - losses,
        detectable=detectable(gaps),
        verdict=verdict(mean, p, "higher"),
    )


def _mean(system: System, queries: Collection[str]) -> float:
    return sum(system.measures[MEASURE][query] for query in queries) / len(queries)
