"""How a paper leaves a command: to stdout or to a file that is written whole or not at all."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from assistant.messages import LANGUAGES
from corpus.errors import SourceError, UsageError

FORMS = ("md", "docx", "json")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options every paper has: form, file, language, store."""
    parser.add_argument("--format", choices=FORMS, help="default: by the ending of FILE, else md")
    parser.add_argument("--out", type=Path, metavar="FILE", help="default: stdout")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="language of what stands around quotations")
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store")


def form_of(given: argparse.Namespace) -> str:
    """Returns the form asked for.

    Raises:
        UsageError: the ending of the file is no known form, or a Word file would go to a terminal.
    """
    form = given.format or (given.out.suffix.lower().removeprefix(".") if given.out else "md")
    if form not in FORMS:
        raise UsageError(f"“{given.out.name}” does not say which format it is. Add --format: {', '.join(FORMS)}.")
    if form == "docx" and given.out is None and sys.stdout.isatty():
        raise UsageError("A Word file is no text for a terminal. Name a file with --out FILE.docx.")
    return str(form)


def hand_out(data: bytes, out: Path | None) -> None:
    """Writes to stdout, or to ``out`` by way of a file beside it.

    Raises:
        SourceError: ``out`` cannot be written.
    """
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    aside = out.with_name(f".{out.name}.part")
    try:
        aside.write_bytes(data)
        os.replace(aside, out)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise SourceError(str(out), f"cannot be written ({error.strerror}). Choose another --out.") from error
