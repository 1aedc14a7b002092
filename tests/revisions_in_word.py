"""Texts of the gold as Word files: their own words, in the institution's form, under whatever number is wanted."""

from __future__ import annotations

from importlib.resources import files

from factories import Line, LineKind, as_docx

_CALLS = ("considering", "recalling", "recognizing", "noting", "resolves", "instructs", "invites")


def word_revisions(name: str, *, number: str | None = None) -> dict[str, bytes]:
    """Returns the Word file of each revision of one text of the gold, by conference; ``number`` replaces its own."""
    folder = files("eval") / "datasets" / "lineage" / name
    found = {}
    for one in folder.iterdir():
        if one.name.endswith(".txt"):
            lines = [line for line in one.read_text(encoding="utf-8").split("\n") if line.strip()]
            first, *rest = lines
            if number is not None:
                first = f"RESOLUTION {number} {first[first.index('(') :]}"
            found[one.name.removesuffix(".txt")] = as_docx([*_head(first, *rest[:2]), *map(_line, rest[2:])])
    return found


def _head(number: str, title: str, adopter: str) -> list[Line]:
    return [Line("number", number), Line("title", title), Line("adopter", adopter)]


def _line(written: str) -> Line:
    label, tab, words = written.partition("\t")
    if tab:
        return Line("item", words, label)
    kind: LineKind = "call" if written.startswith(_CALLS) else "plain"
    return Line(kind, written)
