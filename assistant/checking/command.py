"""``iscg verify FILE``: every reference and quotation of a text or Word file, with its verdict."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.checking.model import Item
from assistant.checking.reading import read_file
from assistant.messages import say
from assistant.settings import load_settings
from corpus.errors import SourceError


def verify(argv: Sequence[str]) -> int:
    """Prints the items, or as JSON what ``POST /v1/verify`` gives. What a text quotes wrongly is no failure: 0."""
    parser = argparse.ArgumentParser(
        prog="iscg verify", description="Check every reference and quotation of a text or Word file."
    )
    parser.add_argument("file", type=Path, help="a text (.txt, .md) or Word file (.docx)")
    parser.add_argument("--json", action="store_true", help="print the items as one JSON document")
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store")
    given = parser.parse_args(argv)
    text = read_file(_read(given.file), name=given.file.name)

    from assistant.opening import open_libraries

    items = open_libraries(load_settings(store=given.store)).checker().check(text)
    if given.json:
        import msgspec

        _write(msgspec.json.encode({"items": items, "text": text}) + b"\n")
    else:
        _write("".join(f"{line}\n" for line in _report(items, text)).encode("utf-8"))
    return 0


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise SourceError(str(path), f"{reason}; name a file that can be read.") from None


def _report(items: Sequence[Item], text: str) -> Iterator[str]:
    if not items:
        yield say("verify.none")
    for item in items:
        line = text.count("\n", 0, item.start) + 1
        yield f"{line}: {say(f'verify.verdict.{item.verdict}')}: {' '.join(item.text.split())}"
        if item.citation is not None:
            yield f"    {item.citation.label}, {item.citation.clause}"
        if item.differences:
            yield "    " + "".join(_marked(run.text or "", run.mark) for run in item.differences)
        if item.candidates:
            yield "    " + "; ".join(one.label for one in item.candidates)


def _marked(text: str, mark: str | None) -> str:
    return f"[-{text}-]" if mark == "removed" else f"{{+{text}+}}" if mark == "added" else text


def _write(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
