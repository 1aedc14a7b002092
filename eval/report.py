"""Measured retrieval as the contract's JSON and as a table for people."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import numpy as np

from eval.measures import MEASURES, interval
from eval.retrieval import Measured, System


def as_json(measured: Measured) -> dict[str, Any]:
    """Returns ``{"dataset", "queries", "systems": {name: {measure: mean, "p50_ms", "p95_ms"}}}``."""
    return {
        "dataset": measured.dataset.name,
        "queries": len(measured.dataset.queries),
        "systems": {name: _figures(system) for name, system in measured.systems.items()},
    }


def as_table(measured: Measured) -> str:
    """Returns a table: one line a system; where queries are of several languages, one a language and system as well."""
    dataset = measured.dataset
    lines = [
        f"{dataset.name}: {len(dataset.queries):,} queries over {len(dataset.entries):,} entries; "
        "in brackets the 95% interval over queries (bootstrap)",
        "",
        f"{'':<12}{'nDCG@10':>8}  {'':<15}{'R@10':>7}{'R@100':>8}{'MRR@10':>8}{'p50 ms':>9}{'p95 ms':>9}",
    ]
    for name, system in measured.systems.items():
        p50, p95 = _times(system)
        lines.append(f"{_row(name, system, list(dataset.qrels))}{p50:>9.1f}{p95:>9.1f}")
    lines.extend(_by_language(measured))
    return "\n".join(lines)


def _by_language(measured: Measured) -> Iterator[str]:
    languages: dict[str, list[str]] = {}
    for query in measured.dataset.queries:
        languages.setdefault(query.language or "??", []).append(query.id)
    if len(languages) < 2:
        return
    for language, queries in sorted(languages.items()):
        yield ""
        for name, system in measured.systems.items():
            yield f"{_row(f'{language} {name}', system, queries)}   n {len(queries):,}"


def _row(title: str, system: System, queries: Collection[str]) -> str:
    values = {name: [system.measures[name][query] for query in queries] for name in MEASURES}
    low, high = interval(values["ndcg@10"])
    means = {name: float(np.mean(column)) for name, column in values.items()}
    bracket = f"[{low:.3f}, {high:.3f}]"
    rest = "".join(f"{means[name]:>8.3f}" for name in ("recall@100", "mrr@10"))
    return f"{title:<12}{means['ndcg@10']:>8.3f}  {bracket:<15}{means['recall@10']:>7.3f}{rest}"


def _figures(system: System) -> dict[str, float]:
    p50, p95 = _times(system)
    means = {name: round(float(np.mean(list(system.measures[name].values()))), 4) for name in MEASURES}
    return {**means, "p50_ms": round(p50, 2), "p95_ms": round(p95, 2)}


def _times(system: System) -> tuple[float, float]:
    p50, p95 = np.percentile(system.milliseconds, [50, 95])
    return float(p50), float(p95)
