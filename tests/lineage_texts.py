"""Clauses laid out as texts, to compare revisions of them; the islands of the gold as clauses by path."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from corpus.document import Clause, Text
from eval.lineage.lineage_gold import shipped_steps

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


ISLANDS: Final = {
    str(text.revision): {clause.path: text.quote(clause) for clause in text.clauses}
    for step in shipped_steps()
    if step.old.document == "pp-res-901"
    for text in (step.old, step.new)
}
