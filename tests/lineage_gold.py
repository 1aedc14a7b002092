"""The hand-written revisions of ``unit/lineage_gold.yaml`` as texts, their gold, and how what is found compares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from corpus.document import Clause, Text
from indexer.lineage import Change

TABLE = Path(__file__).parent / "unit" / "lineage_gold.yaml"
CALLS = (
    "considering", "recalling", "noting", "further noting", "recognizing", "resolves",
    "instructs the Secretary-General", "instructs the Director of the Telecommunication Development Bureau",
    "instructs the Director of the Telecommunication Standardization Bureau",
    "instructs the Director of the Radiocommunication Bureau", "instructs the Council", "invites Member States",
)  # fmt: skip


def text_of(document: str, revision: str, clauses: Mapping[str, str]) -> Text:
    """Lays clauses out as an original, each on a line of its own."""
    content, placed = "", []
    for path, words in clauses.items():
        call = max((one for one in CALLS if path == one or path.startswith(f"{one} ")), key=len, default="")
        start = len(content)
        placed.append(Clause(path=path, start=start, end=start + len(words), basis="original", call=call))
        content += f"{words}\n"
    return Text(
        document=document,
        revision=revision,
        language="en",
        kind="original",
        content=content,
        clauses=tuple(placed),
    )


def steps() -> Iterator[tuple[str, Text, Text, list[str]]]:
    """Yields each step's later revision, its two texts and the gold lines."""
    raw: dict[str, Any] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    texts = {code: text_of(raw["document"], code, clauses) for code, clauses in raw["revisions"].items()}
    for earlier, later in pairwise(texts):
        yield later, texts[earlier], texts[later], raw["steps"][later]


def line_of(change: Change) -> str:
    """Writes a change as the gold does."""
    name = f"{change.change} editorial" if change.editorial else change.change
    return f"{name} {change.from_clause or '-'} -> {change.to_clause or '-'}"


def pairs_of(old: Text, new: Text, lines: Iterable[str]) -> Counter[tuple[str, str]]:
    """Returns the aligned clauses that lines of changes amount to: those listed, and the unchanged ones."""
    listed = [tuple(_strip(line).split(" -> ")) for line in lines]
    touched = {one for one, _ in listed}
    arrived = {other for _, other in listed}
    new_paths = {clause.path for clause in new.clauses}
    same = [
        (clause.path, clause.path)
        for clause in old.clauses
        if clause.path not in touched and clause.path in new_paths - arrived
    ]
    return Counter([*((one, other) for one, other in listed if "-" not in (one, other)), *same])


def _strip(line: str) -> str:
    _, _, rest = line.partition(" ")
    return rest.removeprefix("editorial ")
