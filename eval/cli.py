"""``iscg eval …``: measuring. Subcommands are a literal table, resolved on use."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from corpus.errors import UsageError

SUBCOMMANDS: Final[dict[str, str]] = {
    "retrieval": "measure retrieval on a data set in BEIR's shape",
    "generate": "ask the gold questions and keep the answers in a folder",
    "score": "measure the answers of such a folder, offline",
    "compare": "say whether one run is better than another",
    "report": "write a run's figures as one HTML page",
    "gate": "fail where a fast run is worse than the committed one",
    "conversations": "hold scripted conversations and judge each turn",
    "overlaps": "hold overlaps of mandates against pairs labelled by hand",
    "clauses": "hold the clauses read from an official file against gold written by hand",
}
COMMANDS: Final[dict[str, str]] = {
    "retrieval": "eval.cli:retrieval",
    "overlaps": "eval.overlaps:overlaps",
    "clauses": "eval.clauses:clauses",
    "conversations": "eval.conversations:conversations",
    **{name: f"eval.commands:{name}" for name in ("generate", "score", "compare", "report", "gate")},
}
"""Subcommand to ``module:function``, imported when it is used."""


def main(argv: Sequence[str]) -> int:
    """Runs one subcommand and returns the exit code.

    Raises:
        UsageError: There is no such subcommand, or its data cannot be used.
    """
    if not argv or argv[0] in ("-h", "--help"):
        print("iscg eval measures the assistant.\n")
        for name, purpose in SUBCOMMANDS.items():
            print(f"  iscg eval {name:<12} {purpose}")
        return 0
    if argv[0] not in COMMANDS:
        raise UsageError(f"iscg eval has no subcommand “{argv[0][:40]}”. It has: {', '.join(SUBCOMMANDS)}.")
    module, _, function = COMMANDS[argv[0]].partition(":")
    command: Callable[[Sequence[str]], int] = getattr(import_module(module), function)
    return command(argv[1:])


def retrieval(argv: Sequence[str]) -> int:
    """Measures retrieval on one folder and prints the figures; progress goes to standard error.

    Raises:
        UsageError: The folder cannot be used, or the embedder is not there.
    """
    options = _retrieval_options(argv)
    from eval.beir import read_dataset
    from eval.report import as_json, as_table
    from eval.retrieval import measure_retrieval
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


def _retrieval_options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="iscg eval retrieval",
        description="Indexes a folder with corpus.jsonl (or .gz), queries.jsonl and qrels.tsv as the assistant indexes "
        "its passages, asks every judged query, and prints nDCG@10, recall, MRR@10 and times of the fused search and "
        "of its two parts.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="the data set")
    for name in ("corpus", "queries", "qrels"):
        parser.add_argument(f"--{name}", metavar="FILE", help=f"another file for the {name}: a path, or a name in DIR")
    parser.add_argument("--embedder", default="auto", help="which embedder (default: auto)")
    parser.add_argument("--engine", default="chroma", help="which vector engine: chroma (default) or exact")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    return parser.parse_args(list(argv))
