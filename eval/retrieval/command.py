"""``iscg eval retrieval DIR``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path


def retrieval(argv: Sequence[str]) -> int:
    """Measures retrieval on one folder and prints the figures; progress goes to standard error.

    Raises:
        UsageError: The folder cannot be used, or the embedder is not there.
    """
    options = _parser().parse_args(list(argv))
    from eval.beir import read_dataset
    from eval.retrieval.figures import as_json, as_table
    from eval.retrieval.measuring import measure_retrieval
    from indexer.embedding import open_embedder
    from indexer.progress import progress_on
    from indexer.vectors import find_engine

    find_engine(options.engine)
    dataset = read_dataset(options.folder, corpus=options.corpus, queries=options.queries, qrels=options.qrels)
    measured = measure_retrieval(
        dataset, open_embedder(options.embedder), progress=progress_on(sys.stderr), engine=options.engine
    )
    print(json.dumps(as_json(measured), ensure_ascii=False) if options.json else as_table(measured))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="iscg eval retrieval",
        description="Indexes a folder with corpus.jsonl (or .gz), queries.jsonl and qrels.tsv as the assistant indexes "
        "its passages, asks every judged query, and prints nDCG@10, recall, MRR@10 and times of the fused search, of "
        "its two parts and of LlamaIndex's default vector index, and whether the fused search is better than these.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="the data set")
    for name in ("corpus", "queries", "qrels"):
        parser.add_argument(f"--{name}", metavar="FILE", help=f"another file for the {name}: a path, or a name in DIR")
    parser.add_argument("--embedder", default="auto", help="which embedder (default: auto)")
    parser.add_argument("--engine", default="chroma", help="which vector engine: chroma (default) or exact")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    return parser
