"""``iscg verify FILE``: every reference and quotation of a text, Word or PDF file, with its verdict."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.checking.model import Item
from assistant.checking.places import Source, whereabouts
from assistant.checking.reading import read_file
from assistant.checking.report import cited_line, marked, remarks, told_place, verdict_markdown, verdict_table
from assistant.messages import LANGUAGES, say
from assistant.settings import load_settings
from corpus.errors import SourceError


def verify(argv: Sequence[str]) -> int:
    """Prints the items, or as JSON what ``POST /v1/verify`` gives. What a text quotes wrongly is no failure: 0."""
    given = _parser().parse_args(argv)
    source = read_file(_read(given.file), name=given.file.name)

    from assistant.opening import open_libraries

    items = open_libraries(load_settings(store=given.store)).checker().check(source.text)
    _write(_written(items, source, "json" if given.json else given.format, given.language))
    return 0


def _written(items: Sequence[Item], source: Source, form: str, language: str) -> bytes:
    if form == "json":
        import msgspec

        places = [whereabouts(source, one.start, one.end) for one in items]
        return msgspec.json.encode({"items": items, "text": source.text, "places": places}) + b"\n"
    if form == "csv":
        from assistant.exports.writing import to_csv

        return to_csv(verdict_table(items, source, language))
    if form == "md":
        return verdict_markdown(items, source, language).encode("utf-8")
    return "".join(f"{line}\n" for line in _report(items, source, language)).encode("utf-8")


def _report(items: Sequence[Item], source: Source, language: str) -> Iterator[str]:
    if source.tracked:
        yield say("verify.tracked", language)
    if not items:
        yield say("verify.none", language)
    for item in items:
        place = told_place(whereabouts(source, item.start, item.end), language)
        yield f"{place}: {say(f'verify.verdict.{item.verdict}', language)}: {' '.join(item.text.split())}"
        if item.citation is not None:
            yield f"    {cited_line(item)}"
        if item.differences:
            yield f"    {marked(item)}"
        for sentence in remarks(item, language):
            yield f"    {sentence}"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise SourceError(str(path), f"{reason}; name a file that can be read.") from None


def _write(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="iscg verify", description="Check every reference and quotation of a text, Word or PDF file."
    )
    parser.add_argument("file", type=Path, help="a text (.txt, .md), Word (.docx) or PDF file")
    parser.add_argument("--format", choices=("text", "json", "csv", "md"), default="text", help="default: text")
    parser.add_argument("--json", action="store_true", help="print the items as one JSON document")
    parser.add_argument(
        "--language", choices=LANGUAGES, default="en", help="of what is said of the items (default: en)"
    )
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store")
    return parser
