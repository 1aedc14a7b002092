"""``iscg corpus check | show | audit | counts``: the documents that ship, for those who keep them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

import msgspec

from corpus.errors import UsageError
from corpus.identifiers import TextId
from corpus.shelf import Shelf, read_shelf

COMMANDS: dict[str, str] = {
    "check": "corpus.cli:check",
    "show": "corpus.cli:show",
    "audit": "corpus.cli:audit",
    "counts": "corpus.cli:counts",
}
"""Command to ``module:function``; a function takes the further words and returns the exit code."""

HELP = """\
iscg corpus: the documents that ship.

  iscg corpus check [--root DIR]           hold every file against the rules
  iscg corpus show ID                      one document's text, or one revision's: pp-res-191@pp-22
  iscg corpus audit [--n 40] [--seed 1]    lines with their sources, to be checked by hand
  iscg corpus counts [--json]              documents by kind, lines by basis, references by what became of them"""


def main(argv: Sequence[str]) -> int:
    """Runs one of the commands. Raises UsageError for a word that is none of them."""
    if not argv or argv[0] in ("-h", "--help", "help"):
        print(HELP)
        return 0
    name, *rest = argv
    if name not in COMMANDS:
        raise UsageError(f"iscg corpus has no command “{name[:40]}”. The commands: {', '.join(COMMANDS)}.")
    module, _, function = COMMANDS[name].partition(":")
    code: int = getattr(import_module(module), function)(rest)
    return code


def check(argv: Sequence[str]) -> int:
    """Prints one line a finding and a summary; returns 1 if there is any finding."""
    from corpus.check import check_shelf

    options = _parser("check", "Holds every file of the corpus against the rules.").parse_args(argv)
    report = check_shelf(_shelf(options))
    for finding in report.findings:
        print(finding)
    told = f"{len(report.findings)} finding{'' if len(report.findings) == 1 else 's'}" if report.findings else "clean"
    print(f"{report.files} files: {told}", file=sys.stderr if report.findings else sys.stdout)
    return 1 if report.findings else 0


def show(argv: Sequence[str]) -> int:
    """Prints a document's record text and its revisions' digests, or the one revision asked for.

    Raises UsageError if no file tells of it, IdentifierError if it is no identifier.
    """
    parser = _parser("show", "Prints one document of the corpus.")
    parser.add_argument("id", help="such as pp-res-191, pp-res-191@pp-22, theme-accessibility")
    options = parser.parse_args(argv)
    wanted = TextId.parse(options.id)
    shelf = _shelf(options)
    document = str(wanted.document)
    if shelf.sheet(document) is None:
        raise UsageError(f"No file tells of {document}. See its number again, or run: iscg corpus counts")
    print("\n\n".join(_texts(shelf, document, str(wanted.revision) if wanted.revision else None)))
    return 0


def _texts(shelf: Shelf, identifier: str, revision: str | None) -> list[str]:
    from corpus.digest import digested_revisions, render_digest
    from corpus.labels import name_in
    from corpus.record import render_record

    document = shelf.documents[identifier]
    told = digested_revisions(document)
    if revision is not None and revision not in told:
        have = f"those with one are {', '.join(told)}" if told else "no revision has one"
        raise UsageError(f"There is no digest of {identifier}@{revision}; {have}.")
    texts = [] if revision else [render_record(document, name_of=name_in(shelf.documents)).content.rstrip()]
    for one in (revision,) if revision else told:
        texts.append(render_digest(document, one).content.rstrip())
    return texts


def audit(argv: Sequence[str]) -> int:
    """Prints lines drawn with a fixed seed, each with its place, heading, basis and sources."""
    from corpus.audit import draw_lines

    parser = _parser("audit", "Draws lines to be checked by hand against their sources.")
    parser.add_argument("--n", type=_positive, default=40, help="how many lines (default: 40)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed draws the same lines (default: 1)")
    parser.add_argument("--kind", action="append", default=[], help="documents of this kind alone; may be repeated")
    parser.add_argument("--part", action="append", default=[], help="lines of this part alone (mandate, change, …)")
    options = parser.parse_args(argv)
    asked = {"kinds": options.kind, "parts": options.part}
    drawn = draw_lines(_shelf(options), size=options.n, seed=options.seed, **asked)
    for number, one in enumerate(drawn, start=1):
        line = one.line
        where = " · ".join(part for part in (line.part, line.revision or "", line.heading) if part)
        print(f"{number}. {one.place}\n   {one.document} · {where}\n   {line.text} [{line.basis}]")
        for source in one.sources or ("no source: general knowledge",):
            print(f"   ← {source}")
    return 0


def counts(argv: Sequence[str]) -> int:
    """Prints the numbers of the corpus as a table, or as one JSON document."""
    from corpus.counts import count_shelf

    parser = _parser("counts", "Counts documents, lines and references.")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    options = parser.parse_args(argv)
    found: Mapping[str, Mapping[str, int]] = msgspec.to_builtins(count_shelf(_shelf(options)))
    if options.json:
        print(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return 0
    for name, numbers in found.items():
        print(f"{name} {sum(numbers.values())}")
        for key, number in numbers.items():
            print(f"  {number:>6}  {key}")
    return 0


def _parser(name: str, description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"iscg corpus {name}", description=description)
    parser.add_argument("--root", type=Path, default=None, help="another folder (default: the corpus that ships)")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("a number from 1 on")
    return number


def _shelf(options: argparse.Namespace) -> Shelf:
    return read_shelf(options.root)
