"""``iscg eval ablation DIR``: each choice of fusion beside what else could be done, on the same lists."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from assistant.fusion import LIST_LENGTH, dense_weight, fuse, in_either, min_max
from assistant.language import detect_language
from eval.beir import DataSet, read_dataset
from eval.intervals import bootstrap_mean
from eval.retrieval.against import cluster_of
from eval.retrieval.measures import ndcg
from indexer.ranking import leading_matches
from indexer.vectors.exact import cosines

DEPTH: Final = 10
_K: Final = 60


@dataclass(frozen=True, slots=True)
class Lists:
    """What both indexes found for one query: the rows of either list, both scores of each, and the rule's weight."""

    rows: NDArray[np.int64]
    near: NDArray[np.float32]
    words: NDArray[np.float32]
    nearest: NDArray[np.int64]
    matching: NDArray[np.int64]
    weight: float

    def fused(self, weight: float) -> list[int]:
        """Returns the rows by both scores of each."""
        rows: list[int] = fuse(self.rows, near=self.near, words=self.words, weight=weight).rows.tolist()
        return rows

    def one_sided(self, weight: float) -> list[int]:
        """Returns the rows where one that a list did not find gets nothing from it."""
        sums: dict[int, float] = {}
        for found, scores, share in ((self.nearest, self.near, weight), (self.matching, self.words, 1 - weight)):
            own = scores[np.searchsorted(self.rows, found)]
            for row, value in zip(found.tolist(), min_max(own).tolist(), strict=True):
                sums[row] = sums.get(row, 0.0) + share * value
        return sorted(sums, key=lambda row: (-round(sums[row], 6), row))

    def by_rank(self) -> list[int]:
        """Returns the rows by reciprocal rank fusion (Cormack et al. 2009), k 60."""
        sums: dict[int, float] = {}
        for found in (self.nearest, self.matching):
            for rank, row in enumerate(found.tolist(), 1):
                sums[row] = sums.get(row, 0.0) + 1 / (_K + rank)
        return sorted(sums, key=lambda row: (-sums[row], row))


RULES: Final[dict[str, Callable[[Lists], list[int]]]] = {
    "used": lambda one: one.fused(one.weight),
    "by words alone": lambda one: one.matching.tolist(),
    "by meaning alone": lambda one: one.nearest.tolist(),
    "reciprocal ranks": Lists.by_rank,
    "one-sided, .5 or .85": lambda one: one.one_sided(0.85 if one.weight > 0.6 else 0.5),
    "one-sided, weights used": lambda one: one.one_sided(one.weight),
    **{f"both scores, always {share}": partial(Lists.fused, weight=share) for share in (0.3, 0.45, 0.6, 0.85)},
}


def ablation(argv: Sequence[str]) -> int:
    """Prints nDCG@10 of each rule with its interval, and the rule in use minus it.

    Raises:
        UsageError: the folder cannot be used, or the embedder is not there.
    """
    given = _parser().parse_args(list(argv))
    dataset = read_dataset(given.folder, queries=given.queries, qrels=given.qrels, corpus=given.corpus)
    dataset = _sampled(dataset, given.every)
    if given.former:
        dataset = with_former(dataset, given.folder / (given.queries or "queries.jsonl"), given.former)
    for context in (True, False) if given.context else (True,):
        values = measure(dataset, given.embedder, context=context)
        clusters = [cluster_of(dataset.qrels[one.id]) for one in dataset.queries]
        print(f"{dataset.name}, {len(dataset.queries)} queries{'' if context else ', passages without their context'}")
        for name, own in values.items():
            low, high = bootstrap_mean(own, clusters)
            gaps = [used - other for used, other in zip(values["used"], own, strict=True)]
            below, above = bootstrap_mean(gaps, clusters)
            told = f"  used minus it {sum(gaps) / len(gaps):+.3f} [{below:+.3f}, {above:+.3f}]" if any(gaps) else ""
            print(f"  {name:<26} {sum(own) / len(own):.3f} [{low:.3f}, {high:.3f}]{told}")
    return 0


def with_former(dataset: DataSet, path: Path, most: int) -> DataSet:
    """Returns the set with each query behind the user's last ``most`` turns before it (field ``history``)."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    turns: dict[str, list[str]] = {row["_id"]: _of_user(row.get("history") or []) for row in rows}
    queries = tuple(replace(one, text=" ".join([*turns.get(one.id, [])[-most:], one.text])) for one in dataset.queries)
    return replace(dataset, queries=queries)


def measure(dataset: DataSet, embedder: str, *, context: bool) -> dict[str, list[float]]:
    """Returns nDCG@10 of each rule by query, in the queries' order. ``context``: passages carry their title."""
    from eval.retrieval import measuring
    from indexer.embedding import open_embedder
    from indexer.embedding.cache import built_once
    from indexer.progress import progress_on
    from indexer.vector_cache import VectorCache

    model, progress = open_embedder(embedder), progress_on(sys.stderr)
    passages = measuring._passages(dataset)
    if not context:
        passages = tuple(replace(one, context="") for one in passages)
    with closing(VectorCache(built_once(measuring._CACHE, measuring._empty_cache))) as kept:
        matrix, *_ = kept.vectors([one.embedded for one in passages], embedder=model, progress=progress)
        with measuring._indexed(passages, matrix, "exact", progress) as indexed:
            values: dict[str, list[float]] = {name: [] for name in RULES}
            for query in dataset.queries:
                found = _lists(query.text, indexed, model.embed_query(query.text))
                for name, rule in RULES.items():
                    ranking = [passages[row].document for row in rule(found)[:DEPTH]]
                    values[name].append(ndcg(ranking, dataset.qrels[query.id], depth=DEPTH))
    return values


def _lists(text: str, indexed: Any, vector: NDArray[np.float32]) -> Lists:
    language = detect_language(text)
    scores = indexed.lexical.scores(text, language=language)
    known = indexed.lexical.known_share(text, language=language)
    nearest, _ = indexed.vectors.search(vector, LIST_LENGTH)
    matching = leading_matches(scores, LIST_LENGTH)
    rows = in_either(nearest, matching)
    weight = dense_weight(known, foreign=not indexed.lexical.holds(language))
    return Lists(rows, cosines(indexed.vectors.matrix, vector, rows), scores[rows], nearest, matching, weight)


def _of_user(history: Sequence[Any]) -> list[str]:
    """Returns the user's turns of a history: objects with a speaker, or texts in turn, the user's first."""
    told = [turn for turn in history if not isinstance(turn, dict)]
    spoken = [turn for turn in history if isinstance(turn, dict)]
    own = [str(one.get("text", "")) for one in spoken if (one.get("speaker") or one.get("role")) == "user"]
    return own or [str(turn) for turn in told[::2]]


def _sampled(dataset: DataSet, every: int) -> DataSet:
    queries = dataset.queries[::every]
    return replace(dataset, queries=queries, qrels={one.id: dataset.qrels[one.id] for one in queries})


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="iscg eval ablation",
        description="Indexes a folder in BEIR's shape and ranks every judged query by each rule of fusion.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="the data set")
    for name in ("corpus", "queries", "qrels"):
        parser.add_argument(f"--{name}", metavar="FILE", help=f"another file for the {name}: a path, or a name in DIR")
    parser.add_argument("--embedder", default="auto", help="which embedder (default: auto)")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every Nth query alone")
    parser.add_argument("--former", type=int, default=0, metavar="N", help="ask behind the user's last N former turns")
    parser.add_argument("--context", action="store_true", help="also with passages without their title")
    return parser
