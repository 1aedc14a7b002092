"""Measured retrieval as the contract's JSON and as a table for people."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import msgspec
import numpy as np

from eval.retrieval.against import Against, against, by_language, cluster_of
from eval.retrieval.measures import MEASURES, Grades, interval
from eval.retrieval.measuring import Measured, System


def as_json(measured: Measured) -> dict[str, Any]:
    """Returns the contract's ``{"dataset", "queries", "systems": {name: {measure: mean, "p50_ms", "p95_ms"}}}``.

    Beside these ``fused_against``: the better part of the fused search and each other system, over all queries and
    (``languages``) over those of each language.
    """
    queries = list(measured.dataset.qrels)
    return {
        "dataset": measured.dataset.name,
        "queries": len(measured.dataset.queries),
        "systems": {name: _figures(system) for name, system in measured.systems.items()},
        "fused_against": _plain(against(measured, queries)),
        "languages": {
            language: {
                "queries": len(some),
                "systems": {name: _means(system, some) for name, system in measured.systems.items()},
                "fused_against": _plain(against(measured, some)),
            }
            for language, some in by_language(measured)
        },
    }


def as_table(measured: Measured) -> str:
    """Returns a table: one line a system; where queries are of several languages, one a language and system as well."""
    dataset = measured.dataset
    lines = [
        f"{dataset.name}: {len(dataset.queries):,} queries over {len(dataset.entries):,} entries; "
        "in brackets the 95% interval (bootstrap over the entries judged relevant)",
        "",
        f"{'':<15}{'nDCG@10':>8}  {'':<15}{'R@10':>7}{'R@100':>8}{'MRR@10':>8}{'p50 ms':>9}{'p95 ms':>9}",
    ]
    for name, system in measured.systems.items():
        p50, p95 = _times(system)
        lines.append(f"{_row(name, system, dataset.qrels)}{p50:>9.1f}{p95:>9.1f}")
    lines.extend(map(_compared, against(measured, list(dataset.qrels))))
    for language, queries in by_language(measured):
        lines.append("")
        for name, system in measured.systems.items():
            some = {query: dataset.qrels[query] for query in queries}
            lines.append(f"{_row(f'{language} {name}', system, some)}   n {len(queries):,}")
        lines.extend(map(_compared, against(measured, queries)))
    return "\n".join(lines)


def _compared(one: Against) -> str:
    found_from = f"; {one.detectable:.3f} could have been found" if one.detectable is not None else ""
    return (
        f"  fused minus {one.system}: {one.mean:+.3f} [{one.low:+.3f}, {one.high:+.3f}], p {one.p:.4f}, "
        f"{one.wins} up, {one.losses} down, {one.ties} even{found_from}: {one.verdict}"
    )


def _row(title: str, system: System, qrels: Mapping[str, Grades]) -> str:
    values = [system.measures["ndcg@10"][query] for query in qrels]
    low, high = interval(values, [cluster_of(grades) for grades in qrels.values()])
    means = _means(system, list(qrels))
    rest = "".join(f"{means[name]:>8.3f}" for name in ("recall@100", "mrr@10"))
    bracket = f"[{low:.3f}, {high:.3f}]"
    return f"{title:<15}{means['ndcg@10']:>8.3f}  {bracket:<15}{means['recall@10']:>7.3f}{rest}"


def _figures(system: System) -> dict[str, float]:
    p50, p95 = _times(system)
    means = _means(system, list(system.measures["ndcg@10"]))
    return {**means, "p50_ms": round(p50, 2), "p95_ms": round(p95, 2)}


def _means(system: System, queries: Collection[str]) -> dict[str, float]:
    return {name: round(float(np.mean([system.measures[name][query] for query in queries])), 4) for name in MEASURES}


def _plain(found: tuple[Against, ...]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = msgspec.to_builtins(found)
    return [{key: round(value, 5) if isinstance(value, float) else value for key, value in row.items()} for row in rows]


def _times(system: System) -> tuple[float, float]:
    p50, p95 = np.percentile(system.milliseconds, [50, 95])
    return float(p50), float(p95)
