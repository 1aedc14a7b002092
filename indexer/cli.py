"""``iscg index``: the command line of the indexer, and what ``iscg doctor`` asks about a store."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from corpus.errors import IscgError, StoreError, UnsupportedFormat, UsageError
from indexer.ledger import Counts, LedgerEntry, Report

DEFAULT_STORE = ".iscg/store"
DEFAULT_EMBEDDER = "auto"
_SHOWN = 20
"""Entries of one kind shown on the terminal; ``--report`` writes all."""


def default_store() -> Path:
    """Returns ``ISCG_STORE``, else ``.iscg/store`` below the current folder."""
    return Path(os.environ.get("ISCG_STORE") or DEFAULT_STORE)


def index(argv: Sequence[str]) -> int:
    """Runs ``iscg index`` and returns its exit code.

    0: done, though files of unknown type were skipped. 1: it could not be done, or a part of the sources could not be
    read; standard error says why. 2: wrong usage, or a file was named that no loader knows.
    """
    arguments = _parser().parse_args(argv)
    try:
        report = _build(arguments)
        if arguments.report:
            _write_report(arguments.report, report)
    except (UsageError, UnsupportedFormat) as error:
        print(f"iscg index: {error}", file=sys.stderr)
        return 2
    except IscgError as error:
        print(f"iscg index: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("iscg index: stopped; the store answers as before. The next run goes on from here.", file=sys.stderr)
        return 1
    _tell(report, sys.stdout)
    return 1 if report.failed or report.problems else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="iscg index",
        description="Reads documents and makes them answerable. Without a path: the shipped corpus.",
        epilog="A run refreshes the paths named and leaves the others in the store as they are.",
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a folder or a file to read")
    parser.add_argument(
        "--store", type=Path, default=None, metavar="DIR", help=f"default: ISCG_STORE or {DEFAULT_STORE}"
    )
    parser.add_argument("--only", action="store_true", help="drop every other path from the store")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write what became of every file, as JSON")
    return parser


def _build(arguments: argparse.Namespace) -> Report:
    from indexer.build import build
    from indexer.embedding import open_embedder
    from indexer.extract import extract
    from indexer.progress import progress_on
    from indexer.sources import Root, shipped_folder
    from indexer.tools import Tools

    roots = [Root.at(path) for path in arguments.paths] or [Root.at(shipped_folder())]
    embedder = open_embedder(os.environ.get("ISCG_EMBEDDER") or DEFAULT_EMBEDDER)
    tools = Tools(embedder=embedder, read=extract, progress=progress_on(sys.stderr))
    return build(arguments.store or default_store(), roots, tools=tools, only=arguments.only)


def _write_report(path: Path, report: Report) -> None:
    try:
        path.write_bytes(report.to_json())
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise StoreError(
            f"The report could not be written to {path} ({why}); the store itself is up to date."
        ) from error


def _tell(report: Report, out: TextIO) -> None:
    """Prints what was done: a line, a table of figures, then what was not read and why."""
    if not report.changed:
        print(f"Nothing changed: {report.read:,} files as they were read before ({report.store}).", file=out)
    else:
        print(f"Indexed into {report.store} in {report.seconds:.1f} s (generation {report.generation}).", file=out)
    counts = report.counts
    rows = [
        ("documents", counts.documents),
        ("texts", counts.texts),
        ("clauses", counts.clauses),
        ("passages", counts.passages),
        ("links", counts.links),
        ("embedded now", report.embedded),
        ("vectors reused", report.reused),
        ("files read", report.read),
        ("files skipped", len(report.skipped)),
        ("files failed", len(report.failed)),
        ("files suspicious", len(report.suspicious)),
    ]
    for name, figure in rows if report.changed else rows[:4]:
        print(f"  {name:<16}{figure:>9,}", file=out)
    _list("Skipped", [_line(entry) for entry in report.skipped], out)
    _list("Failed", [_line(entry) for entry in report.failed], out)
    _list("Suspicious", [_line(entry) for entry in report.suspicious], out)
    _list("Not read", list(report.problems), out)
    _list("No longer there", list(report.removed), out)
    _list("To note", list(report.warnings), out)


def _line(entry: LedgerEntry) -> str:
    return f"{entry.where}: {entry.reason or entry.suspicion}"


def _list(name: str, lines: Sequence[str], out: TextIO) -> None:
    if lines:
        print(f"{name}:", file=out)
    for line in lines[:_SHOWN]:
        print(f"  {line}", file=out)
    if len(lines) > _SHOWN:
        print(f"  … and {len(lines) - _SHOWN:,} more; see them all with --report FILE", file=out)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreFacts:
    """What ``iscg doctor`` says of a store. ``problem`` is one sentence where it cannot serve as it should."""

    path: str
    present: bool
    problem: str | None = None
    generation: str | None = None
    built_at: str | None = None
    embedder: str | None = None
    dimensions: int | None = None
    roots: tuple[str, ...] = ()
    counts: Counts | None = None
    stale: bool = False
    failed: tuple[str, ...] = ()
    suspicious: tuple[str, ...] = ()
    bytes_on_disk: int = 0


def store_facts(store: Path) -> StoreFacts:
    """Returns what is known of the store at ``store`` without an embedder; never raises for a store that is damaged.

    ``stale``: another version of this program built it, so the next ``iscg index`` reads its sources again.
    """
    from indexer.generation import open_generation
    from indexer.layout import current_name
    from indexer.recipe import recipe

    present = current_name(store) is not None
    size = sum(p.stat().st_size for p in store.rglob("*") if p.is_file()) if store.is_dir() else 0
    try:
        generation = open_generation(store, embedder_fingerprint=None)
    except IscgError as error:
        return StoreFacts(path=str(store), present=present, problem=str(error), bytes_on_disk=size)
    manifest = generation.manifest
    entries = generation.catalogue.files()
    failed = tuple(_line(entry) for entry in entries if entry.state == "failed")
    suspicious = tuple(_line(entry) for entry in entries if entry.suspicion)
    facts = StoreFacts(
        path=str(store),
        present=True,
        problem=generation.degraded,
        generation=manifest.name,
        built_at=manifest.built_at,
        embedder=manifest.embedder,
        dimensions=manifest.dimensions,
        roots=manifest.roots,
        counts=manifest.counts,
        stale=manifest.recipe != recipe(),
        failed=failed,
        suspicious=suspicious,
        bytes_on_disk=size,
    )
    generation.close()
    return facts
