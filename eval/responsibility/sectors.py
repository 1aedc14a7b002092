"""``iscg eval sectors``: roles told of topics, against roles written from the documents beforehand."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from corpus.scope import SECTORS
from eval.bars import as_json, as_table, exit_code
from eval.responsibility.sector_scores import Told, figures_of, read_topics, told_of


def sectors(argv: Sequence[str]) -> int:
    """Asks every topic and prints the figures of both parts and of all; exits with 1 below a bar.

    Raises:
        UsageError: the topics cannot be read.
        StoreError: nothing was indexed yet, or the store cannot serve.
    """
    given = _parser().parse_args(list(argv))
    from assistant.settings import load_settings
    from eval.opening import open_system

    settings = load_settings(store=given.store)
    system = open_system(settings.store, embedder=settings.embedder, today=date.today())
    parts = {
        part: [told_of(one, system.ask(one.question)) for one in read_topics(part=part)] for part in ("dev", "test")
    }
    figures = [
        *(figure for part, told in parts.items() for figure in figures_of(told, part, held=False)),
        *figures_of([one for told in parts.values() for one in told], "all"),
    ]
    print(as_json(figures) if given.json else as_table(figures))
    if given.misses:
        print("\n".join(_misses(parts["dev"])), file=sys.stderr)
    return exit_code(figures)


def _misses(told: Sequence[Told]) -> Iterator[str]:
    """Yields what is wrong in the dev part, a line a topic; the test part is not shown."""
    for one in told:
        if one.wrong or one.unnamed:
            was = " ".join(f"{sector}={one.roles[sector]}" for sector in SECTORS)
            due = " ".join(f"{sector}={'/'.join(one.topic.accepted(sector))}" for sector in SECTORS)
            unnamed = f" not named: {', '.join(one.unnamed)}" if one.unnamed else ""
            yield f"{one.topic.id}: {one.answer.kind} {one.theme or '–'}: {was}; due {due}{unnamed}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="iscg eval sectors", description="Hold the roles of the Sectors against roles written from the documents."
    )
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--misses", action="store_true", help="tell on standard error which dev topics are wrong")
    return parser
