"""``iscg eval clauses``: the clauses read from a real document against gold that was written by hand from it.

The gold holds no text, which is the institution's: for each clause its path, its first and last words, how many it has,
and a hash of them all. ``datasets/clauses/README.md`` says how it was made.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from corpus.document import Extract, Text
from corpus.errors import UsageError
from eval.bars import Figure, as_json, as_table, exit_code, share

PATH_BAR = 0.98
_FOLDER = "datasets/clauses"
_OPENS, _CLOSES, _SHORT = 5, 3, 8


@dataclass(frozen=True, slots=True)
class Gold:
    """One clause: ``opens`` are its first four or five words, ``closes`` its last three, ``sha256`` is of its words."""

    path: str
    opens: str
    closes: str
    words: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Judged:
    """Gold paths found and missed, paths that are no clause by the gold, and those found whose words are others."""

    found: tuple[str, ...]
    missed: tuple[Gold, ...]
    extra: tuple[str, ...]
    altered: tuple[tuple[Gold, str], ...]

    @property
    def f1(self) -> float:
        """The harmonic mean of the precision and the recall of paths."""
        all_of_them = 2 * len(self.found) + len(self.missed) + len(self.extra)
        return 2 * len(self.found) / all_of_them if all_of_them else 0.0


def folded(text: str) -> str:
    """Returns the words of a clause as they are hashed: NFC, with every run of white space one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def gold_of(path: str, text: str) -> Gold:
    """Returns the gold of a clause whose whole text is known."""
    words = folded(text).split()
    opens = words[: _OPENS if len(words) > _SHORT else _OPENS - 1]
    digest = hashlib.sha256(" ".join(words).encode()).hexdigest()
    return Gold(path, " ".join(opens), " ".join(words[-_CLOSES:]), len(words), digest)


def read_gold(lines: Sequence[str], *, where: str) -> tuple[Gold, ...]:
    """Returns the gold of a file's lines, one JSON object a line.

    Raises:
        UsageError: A line is none, or a path is there twice.
    """
    try:
        gold = tuple(Gold(**json.loads(line)) for line in lines if line.strip())
    except (ValueError, TypeError) as error:
        raise UsageError(f"{where} holds a line that is no gold of a clause; see eval/{_FOLDER}/README.md.") from error
    if len({one.path for one in gold}) < len(gold):
        raise UsageError(f"{where} has a path twice; paths are unique within a text.")
    return gold


def judge(gold: Sequence[Gold], text: Text) -> Judged:
    """Returns how the clauses of ``text`` stand to the gold. A path counts whatever its words; they count apart."""
    read: Mapping[str, str] = {clause.path: text.quote(clause) for clause in text.clauses}
    wanted = {one.path for one in gold}
    return Judged(
        found=tuple(one.path for one in gold if one.path in read),
        missed=tuple(one for one in gold if one.path not in read),
        extra=tuple(path for path in read if path not in wanted),
        altered=tuple((one, read[one.path]) for one in gold if one.path in read and not _same(one, read[one.path])),
    )


def _same(gold: Gold, text: str) -> bool:
    return hashlib.sha256(folded(text).encode()).hexdigest() == gold.sha256


def figures_of(judged: Judged, extract: Extract) -> tuple[Figure, ...]:
    """Returns path F1, the shares of paths and of texts that are right, and the share of words accounted for."""
    found, gold = len(judged.found), len(judged.found) + len(judged.missed)
    accounted = extract.words_kept + sum(words for _, words in extract.dropped)
    return (
        Figure("path F1", judged.f1, gold, None, PATH_BAR),
        share("path recall", found, gold),
        share("path precision", found, found + len(judged.extra)),
        share("text exact", found - len(judged.altered), gold, bar=1.0),
        share("words kept or listed", min(accounted, extract.words_read), extract.words_read, bar=1.0),
    )


def clauses(argv: Sequence[str]) -> int:
    """Reads a file, holds its clauses against the gold and names each wrong one. Returns 0 where the bars are met.

    Raises:
        UsageError: There is no gold of what the file holds, or the gold cannot be used.
        SourceError: The file cannot be read.
    """
    options = _options(argv)
    from indexer.extract import extract

    if not options.file.is_file():
        raise UsageError(f"There is no file {options.file}; give the document that the gold was written from.")
    found = extract(options.file.read_bytes(), name=options.file.name)
    text, gold = _text_with_gold(found, options.gold)
    judged = judge(gold, text)
    figures = figures_of(judged, found)
    if options.json:
        print(as_json(figures))
        return exit_code(figures)
    print(f"{text.document}@{text.revision}: {len(text.clauses)} clauses read, {len(gold)} in the gold\n")
    print(as_table(figures))
    for line in _wrong(judged):
        print(line)
    return exit_code(figures)


def _wrong(judged: Judged) -> Iterator[str]:
    for one in judged.missed:
        yield f"missed: {one.path} ({one.words} words: “{one.opens} … {one.closes}”)"
    for path in judged.extra:
        yield f"no clause by the gold: {path}"
    for one, text in judged.altered:
        seen = gold_of(one.path, text)
        yield (
            f"other words: {one.path} has {seen.words} words, “{seen.opens} … {seen.closes}”; "
            f"by the gold {one.words}, “{one.opens} … {one.closes}”"
        )


def _text_with_gold(found: Extract, chosen: Path | None) -> tuple[Text, tuple[Gold, ...]]:
    """The first text of the file that there is gold of, or its first text where the gold's file is named."""
    if chosen is not None:
        if not chosen.is_file() or not found.texts:
            raise UsageError(f"There is no gold at {chosen}, or no text to hold against it; check both paths.")
        return found.texts[0], read_gold(chosen.read_text(encoding="utf-8").splitlines(), where=str(chosen))
    for text in found.texts:
        name = f"{text.document}@{text.revision}.jsonl"
        gold = files("eval") / _FOLDER / name
        if gold.is_file():
            return text, read_gold(gold.read_text(encoding="utf-8").splitlines(), where=name)
    held = ", ".join(f"{text.document}@{text.revision}" for text in found.texts) or "no text"
    raise UsageError(f"There is no gold for what the file holds ({held}); name one with --gold FILE.")


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="iscg eval clauses",
        description="Reads an official document, which the project does not ship, and holds the paths and words of its "
        f"clauses against gold written by hand. The bars: path F1 {PATH_BAR:g}, every text exact, every word kept or "
        "listed.",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="the document, in any format that can be indexed")
    parser.add_argument("--gold", type=Path, metavar="FILE", help="gold of one text, if it is not among the shipped")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    return parser.parse_args(list(argv))
