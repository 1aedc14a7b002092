"""``iscg export TABLE``: a table of the store, as CSV on stdout or as a file."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from assistant.exports import FORMATS, LIBRARY_TABLES, TABLES
from assistant.library import Library
from corpus.document import Document
from corpus.errors import SourceError, UsageError
from corpus.tables import Table


def export(argv: Sequence[str]) -> int:
    """Writes one table; the store decides which documents it is made of.

    Raises:
        UsageError: a workbook would go to a terminal, or the ending of FILE is no known format.
        StoreMissing: nothing was indexed yet.
        SourceError: FILE cannot be written.
    """
    given = _parser().parse_args(argv)
    form = given.format or _form_of(given.out)
    if form != "csv" and given.out is None and sys.stdout.isatty():
        raise UsageError(f"{form} is no text for a terminal. Name a file: iscg export {given.table} --out FILE.{form}")
    data = write_table(_table(given.table, given.store), form)
    if given.out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return 0
    _save(given.out, data)
    print(f"{given.out}: {given.table}", file=sys.stderr)
    return 0


def build_table(name: str, documents: Iterable[Document]) -> Table:
    """Returns the table ``name`` of ``exports.TABLES``."""
    make: Callable[[Iterable[Document]], Table] = _resolve(TABLES[name])
    return make(documents)


def build_from(name: str, library: Library) -> Table:
    """Returns the table ``name``, of ``TABLES`` or ``LIBRARY_TABLES``, as the library has it."""
    if name in TABLES:
        return build_table(name, library.documents())
    make: Callable[[Library], Table] = _resolve(LIBRARY_TABLES[name])
    return make(library)


def write_table(table: Table, form: str) -> bytes:
    """Returns the bytes of a file of the format ``form`` of ``exports.FORMATS``."""
    write: Callable[[Table], bytes] = _resolve(FORMATS[form])
    return write(table)


def _table(name: str, store: Path | None) -> Table:
    if name in TABLES:
        return build_table(name, _documents(store))
    from assistant.opening import open_libraries
    from assistant.settings import load_settings

    return build_from(name, open_libraries(load_settings(store=store)).current())


def _documents(store: Path | None) -> tuple[Document, ...]:
    from assistant.settings import load_settings
    from indexer.generation import open_generation

    settings = load_settings(store=store)
    return tuple(open_generation(settings.store, embedder_fingerprint=None).catalogue.documents())


def _form_of(out: Path | None) -> str:
    if out is None:
        return "csv"
    form = out.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise UsageError(f"“{out.name}” does not say which format it is. Add --format: {' or '.join(FORMATS)}.")
    return form


def _save(out: Path, data: bytes) -> None:
    """Writes beside ``out`` and renames, so that a broken run leaves no half of a table."""
    aside = out.with_name(f".{out.name}.part")
    try:
        aside.write_bytes(data)
        os.replace(aside, out)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise SourceError(str(out), f"cannot be written ({error.strerror}). Choose another --out.") from error


def _resolve(target: str) -> Any:
    module, _, function = target.partition(":")
    return getattr(import_module(module), function)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="iscg export", description="Write a table of what the store knows.")
    parser.add_argument("table", choices=(*TABLES, *LIBRARY_TABLES), help="which table")
    parser.add_argument("--format", choices=tuple(FORMATS), help="default: by the ending of FILE, else csv")
    parser.add_argument("--out", type=Path, metavar="FILE", help="default: stdout")
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store")
    return parser
