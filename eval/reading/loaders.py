"""``iscg eval loaders``: how long reading a file takes, beside the plain extractor that its loader is built on.

The plain extractor is the library at its simplest: the words of the same parts, without labels, roles, notes, page
furniture or a ledger. Times are those of the processor, the least of several runs: a busy machine changes little.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from corpus.errors import IscgError, UsageError
from eval.bars import Figure, as_json, as_table, exit_code

MOST = 2.0
"""Times of the plain extractor that a loader may take."""
_RUNS = 5

_SILENT = frozenset({"script", "style", "head", "template", "noscript"})
_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol table tr td th section article main nav header footer hr br".split()
)

Plain = Callable[[bytes], str]


def plain_docx(data: bytes) -> str:
    """Returns the words of a Word file as python-docx gives them: paragraphs, tables, headers and footers."""
    from docx import Document

    document = Document(io.BytesIO(data))
    words = [one.text for one in document.paragraphs]
    for table in document.tables:
        words += [cell.text for row in table.rows for cell in row.cells]
    for section in document.sections:
        words += [one.text for part in (section.header, section.footer) for one in part.paragraphs]
    return "\n".join(words)


def plain_pdf(data: bytes) -> str:
    """Returns the words of a PDF file as pdfminer gives them."""
    from pdfminer.high_level import extract_text

    return extract_text(io.BytesIO(data))


def plain_html(data: bytes) -> str:
    """Returns the words of a page as lxml gives them: a block a line, white space folded, without scripts."""
    from lxml import etree, html

    walker = etree.iterwalk(html.document_fromstring(data.decode("utf-8", "replace")), events=("start", "end"))
    lines: list[str] = [""]
    for event, element in walker:
        if event == "start" and element.tag in _SILENT:
            walker.skip_subtree()
            continue
        if element.tag in _BLOCKS:
            lines.append("")
        if element.tag not in _SILENT:
            lines[-1] += (element.text if event == "start" else element.tail) or ""
    return "\n".join(" ".join(line.split()) for line in lines)


def plain_markdown(data: bytes) -> str:
    """Returns the words of a Markdown file as markdown-it gives them."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(data.decode("utf-8", "replace"))
    return "\n".join(child.content for token in tokens for child in token.children or [])


PLAIN: Mapping[str, Plain] = {"docx": plain_docx, "pdf": plain_pdf, "html": plain_html, "markdown": plain_markdown}
"""Loader to plain extractor. Plain text is built on none, and an archive or an old Word file on another loader."""


@dataclass(frozen=True, slots=True)
class Timed:
    """One file: its loader, its words, and seconds of the processor to load it, to read it whole, and plainly."""

    name: str
    loader: str
    words: int
    load: float
    whole: float
    plain: float | None


def timed(data: bytes, *, name: str, runs: int = _RUNS) -> Timed:
    """Returns the times of one file. Raises SourceError if it cannot be read."""
    from indexer.extract import extract
    from indexer.loaders import load

    loaded = load(data, name=name)
    plainly = PLAIN.get(loaded.loader)
    return Timed(
        name=name,
        loader=loaded.loader,
        words=loaded.words_read,
        load=_least(lambda: load(data, name=name), runs),
        whole=_least(lambda: extract(data, name=name), runs),
        plain=_least(lambda: plainly(data), runs) if plainly else None,
    )


def _least(work: Callable[[], object], runs: int) -> float:
    work()
    found = []
    for _ in range(runs):
        started = time.process_time()
        work()
        found.append(time.process_time() - started)
    return min(found)


def figures_of(times: Sequence[Timed]) -> tuple[Figure, ...]:
    """Returns, for each loader with a plain extractor, how many times as long it takes over all its files."""
    found = []
    for loader in sorted({one.loader for one in times if one.plain is not None}):
        mine = [one for one in times if one.loader == loader and one.plain is not None]
        ratio = sum(one.load for one in mine) / max(sum(one.plain or 0.0 for one in mine), 1e-9)
        found.append(Figure(f"{loader}, times as long", ratio, len(mine), None, MOST, at_most=True))
    return tuple(found)


def loaders(argv: Sequence[str]) -> int:
    """Times the files given and prints them with the ratio of each format. Returns 0 where all stay below the bar.

    Raises:
        UsageError: A file is not there, cannot be read, or none has a plain extractor.
    """
    options = _options(argv)
    files = [found for path in options.files for found in _files_at(path)]
    times = [one for path in files if (one := _timed_at(path, options.runs)) is not None]
    figures = figures_of(times)
    if not figures:
        raise UsageError(f"None of the files has a plain extractor beside it; give some of {', '.join(PLAIN)}.")
    if options.json:
        print(as_json(figures))
        return exit_code(figures)
    print(f"{'file':<44}{'words':>8}{'words/s':>10}{'load ms':>9}{'plain ms':>9}{'times':>7}{'whole ms':>9}")
    for one in times:
        print(_row(one))
    print(f"\n{as_table(figures)}")
    return exit_code(figures)


def _row(one: Timed) -> str:
    plain = (
        f"{one.plain * 1000:>9.1f}{one.load / max(one.plain, 1e-9):>7.2f}"
        if one.plain is not None
        else f"{'–':>9}{'':>7}"
    )
    speed = one.words / max(one.load, 1e-9)
    return f"{one.name[:43]:<44}{one.words:>8,}{speed:>10,.0f}{one.load * 1000:>9.1f}{plain}{one.whole * 1000:>9.1f}"


def _files_at(path: Path) -> list[Path]:
    if not path.exists():
        raise UsageError(f"There is no file or folder {path}.")
    return sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]


def _timed_at(path: Path, runs: int) -> Timed | None:
    """The times of a file; None for one that cannot be read, or that another program converts first."""
    try:
        return (
            None
            if PurePath(path).suffix.lower() in (".doc", ".rtf", ".odt", ".zip")
            else timed(path.read_bytes(), name=path.name, runs=runs)
        )
    except IscgError:
        return None


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="iscg eval loaders",
        description="Reads files and prints how long that takes beside the plain extractor each loader is built on. "
        f"The bar: at most {MOST:g} times as long.",
    )
    parser.add_argument("files", type=Path, nargs="+", metavar="PATH", help="files, or folders with files")
    parser.add_argument(
        "--runs", type=int, default=_RUNS, metavar="N", help=f"runs of which the least counts ({_RUNS})"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    return parser.parse_args(list(argv))
