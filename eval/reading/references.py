"""``iscg eval references``: forms of references against tables written by hand, and what must not be guessed at.

``first.yaml`` is the table the reader was built on, ``second.yaml`` one it was mended on later, written before it was
run on that. ``held_out.yaml`` came last: what it showed at its first reading is told in ``docs/references.md``.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from corpus.document import Document, RevisionStep
from corpus.references import Reference, find_references, resolve
from eval.bars import Figure, as_json, as_table, exit_code, share
from indexer.links import KnownDocuments

BAR = 0.98
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
_FOLDER = "datasets/references"


@dataclass(frozen=True, slots=True)
class Form:
    """A text and the references that stand in it, one line each: genre, number, body, conference."""

    language: str
    text: str
    finds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unsure:
    """A text whose last reference must come to ``state`` among what is held; ``of`` are candidates or the document."""

    text: str
    state: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """References right, found and wanted, over some forms; ``whole`` of ``forms`` are right in every reference."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    whole: int = 0
    forms: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall of references."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0


def line_of(one: Reference) -> str:
    """Returns a reference as the tables write it."""
    number = f"{one.number}-{one.suffix}" if one.suffix else one.number
    return " ".join((one.genre, number.replace(" ", "_"), one.body or "-", one.conference or "-"))


@cache
def table(name: str) -> Mapping[str, Any]:
    """Returns one of the tables that ship: ``first``, ``second`` or ``held_out``."""
    text = (files("eval") / _FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.safe_load(text)
    return loaded


def first_forms() -> tuple[Form, ...]:
    """Returns the forms of the first table, and the texts in which no reference stands."""
    rows = table("first")
    return (*_forms(rows), *(Form("-", text, ()) for text in rows["nothing"]))


def second_forms() -> tuple[Form, ...]:
    """Returns the forms of the second table."""
    return _forms(table("second")["forms"])


def held_out_forms() -> tuple[Form, ...]:
    """Returns the forms of the last table."""
    return _forms(table("held_out"))


def unsure_texts() -> tuple[Unsure, ...]:
    """Returns the texts that must not be guessed at."""
    return tuple(Unsure(row["text"], row["is"], tuple(row["of"])) for row in table("second")["ambiguous"])


@cache
def small_library() -> KnownDocuments:
    """Returns the few documents that the texts not to be guessed at are read against."""
    return KnownDocuments(
        Document(
            id=document,
            kind="resolution",
            body="pp",
            title=document,
            history=tuple(RevisionStep(revision=code, action="revised", basis="seen") for code in revisions),
        )
        for document, revisions in table("second")["held"].items()
    )


def tally(forms: Sequence[Form]) -> Tally:
    """Returns what the reader finds in ``forms``, with the words of all languages."""
    right = found = wanted = whole = 0
    for form in forms:
        lines, gold = Counter(line_of(one) for one in find_references(form.text)), Counter(form.finds)
        right += (lines & gold).total()
        found += lines.total()
        wanted += gold.total()
        whole += lines == gold
    return Tally(right, found, wanted, whole, len(forms))


def came_to(text: str) -> tuple[str, tuple[str, ...]]:
    """Returns what the last reference in a text is among the small library, and of what; ``nothing`` where none is."""
    found = find_references(text)
    if not found:
        return "nothing", ()
    named = resolve(found[-1], known=small_library())
    if named.document is None:
        return named.state, named.candidates
    return named.state, (f"{named.document}@{named.revision}" if named.revision else named.document,)


def is_right(unsure: Unsure) -> bool:
    """Returns whether a text came to what it must."""
    state, of = came_to(unsure.text)
    return state == unsure.state and sorted(of) == sorted(unsure.of)


def is_guess(unsure: Unsure) -> bool:
    """Returns whether a document or revision was given out where none may be."""
    return unsure.state != "resolved" and came_to(unsure.text)[0] == "resolved"


def figures_of() -> tuple[Figure, ...]:
    """Returns F1 of all forms, of each later table, by language, and the share of guesses."""
    second, held_out = second_forms(), held_out_forms()
    everything = tally((*first_forms(), *second, *held_out))
    unsure = unsure_texts()
    return (
        Figure("F1 of references", everything.f1, everything.forms, bar=BAR),
        Figure("F1, second table", tally(second).f1, len(second), bar=BAR),
        Figure("F1, last table", tally(held_out).f1, len(held_out), bar=BAR),
        *_by_language((*second, *held_out)),
        share("forms right whole", everything.whole, everything.forms),
        share("not to be guessed at: right", sum(map(is_right, unsure)), len(unsure)),
        share("not to be guessed at: guessed", sum(map(is_guess, unsure)), len(unsure), bar=0.0, at_most=True),
    )


def references(argv: Sequence[str]) -> int:
    """Prints the figures and what was read wrongly; exits with 1 below a bar."""
    parser = argparse.ArgumentParser(
        prog="iscg eval references", description="Hold forms of references against tables written by hand."
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    given = parser.parse_args(list(argv))
    figures = figures_of()
    print(as_json(figures) if given.json else "\n".join((as_table(figures), *_wrong())))
    return exit_code(figures)


def _forms(rows: Mapping[str, Any]) -> tuple[Form, ...]:
    return tuple(Form(code, row["text"], tuple(row["finds"])) for code in LANGUAGES for row in rows[code])


def _by_language(forms: Sequence[Form]) -> Iterator[Figure]:
    for language in LANGUAGES:
        own = [form for form in forms if form.language == language]
        yield Figure(f"F1, these two, {language}", tally(own).f1, len(own))


def _wrong() -> Iterator[str]:
    for form in (*first_forms(), *second_forms(), *held_out_forms()):
        lines = [line_of(one) for one in find_references(form.text)]
        if sorted(lines) != sorted(form.finds):
            yield f"  {form.text}: {', '.join(lines) or 'nothing'}"
    for unsure in unsure_texts():
        if not is_right(unsure):
            state, of = came_to(unsure.text)
            yield f"  {unsure.text}: {state} {', '.join(of)}"
