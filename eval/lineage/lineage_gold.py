"""Revisions of invented resolutions with what each step changed, judged by hand before any program read them.

``datasets/lineage/<name>/`` holds a text a revision, ``<conference>.txt``, in the form of the institution's texts, and
``steps.yaml`` with the gold. The texts are read as any original is, by the loader and the clause grammar.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Any

import yaml

from corpus.conferences import held_on
from corpus.document import Text
from corpus.errors import UsageError
from indexer.extract import extract
from indexer.lineage import Change

_FOLDER = "datasets/lineage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One revision step. ``gold`` are lines in the form of ``line_of``; what is not listed is unchanged."""

    name: str
    old: Text
    new: Text
    gold: tuple[str, ...]


def shipped_steps() -> tuple[Step, ...]:
    """Returns all steps that ship, by name of their text and in order of time.

    Raises:
        UsageError: a text of the gold cannot be read as the revision its file is named after.
    """
    folders = sorted((files("eval") / _FOLDER).iterdir(), key=lambda one: one.name)
    return tuple(step for folder in folders if folder.is_dir() for step in _steps(folder))


def _steps(folder: Traversable) -> Iterator[Step]:
    raw: dict[str, Any] = yaml.safe_load((folder / "steps.yaml").read_text(encoding="utf-8"))
    codes = [one.name.removesuffix(".txt") for one in folder.iterdir() if one.name.endswith(".txt")]
    texts = [_text(folder, code, raw["document"], raw["language"]) for code in sorted(codes, key=held_on)]
    for old, new in pairwise(texts):
        gold = tuple(raw["steps"][new.revision])
        yield Step(name=f"{folder.name} {new.revision}", old=old, new=new, gold=gold)


def _text(folder: Traversable, code: str, document: str, language: str) -> Text:
    found = extract((folder / f"{code}.txt").read_bytes(), name=f"{code}.txt").texts
    if [(one.document, one.revision, one.language) for one in found] != [(document, code, language)]:
        read = ", ".join(f"{one.document}@{one.revision} in {one.language}" for one in found) or "nothing"
        raise UsageError(f"{folder.name}/{code}.txt should be {document}@{code} in {language}; it was read as {read}.")
    return found[0]


def line_of(change: Change) -> str:
    """Writes a change as the gold does."""
    name = f"{change.change} editorial" if change.editorial else change.change
    return f"{name} {change.from_clause or '-'} -> {change.to_clause or '-'}"


def name_of(line: str) -> str:
    """Returns what a line of gold counts as: its change, or ``editorial``."""
    name, _, rest = line.partition(" ")
    return "editorial" if rest.startswith("editorial ") else name


def pairs_of(old: Text, new: Text, lines: Iterable[str]) -> Counter[tuple[str, str]]:
    """Returns the aligned clauses that lines of changes amount to: those listed, and the unchanged ones."""
    listed = [_ends(line) for line in lines]
    touched = {one for one, _ in listed}
    arrived = {other for _, other in listed}
    new_paths = {clause.path for clause in new.clauses}
    same = [
        (clause.path, clause.path)
        for clause in old.clauses
        if clause.path not in touched and clause.path in new_paths - arrived
    ]
    return Counter([*((one, other) for one, other in listed if "-" not in (one, other)), *same])


def stray_paths(step: Step) -> tuple[str, ...]:
    """Returns the paths that the gold names and its texts do not have; () where it can be judged by."""
    old, new = ({clause.path for clause in text.clauses} for text in (step.old, step.new))
    ends = [_ends(line) for line in step.gold]
    strays = [one for one, _ in ends if one != "-" and one not in old]
    return tuple(strays + [other for _, other in ends if other != "-" and other not in new])


def _ends(line: str) -> tuple[str, str]:
    _, _, rest = line.partition(" ")
    one, _, other = rest.removeprefix("editorial ").partition(" -> ")
    return one, other
