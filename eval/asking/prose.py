"""``iscg eval prose``: true and false sentences on passages, through the check that a model’s prose has to pass."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from assistant.answer import Citation
from assistant.citing import Shelf
from assistant.draft import evidence_of
from assistant.prose.across import Near, fault_of_translation
from assistant.prose.checking import fault_of_sentence
from assistant.prose.grounds import Ground
from assistant.prose.sentences import sentences
from corpus.errors import UsageError
from eval.bars import Figure, as_json, as_table, exit_code, share

SURVIVING = 0.95
"""Share of the true sentences that has to pass; of the false ones none may."""
FIRST, SECOND = "sentences", "second"
"""The sets: of the author of the check, and of someone who wrote to deceive it without having read it."""
_OTHERS = 2
"""Passages of the entries that follow, which a model has before it as well."""


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence with the passages that are before the model. ``kind``: how it is false; "" where it is true."""

    text: str
    kind: str
    grounds: dict[int, Ground]


def shipped_items(shelf: Shelf, name: str = FIRST) -> tuple[Item, ...]:
    """Returns the sentences that ship in set ``name``, each on its passage in ``shelf``.

    Raises:
        UsageError: a passage is not held as its entry says; index the documents that ship.
    """
    read = yaml.safe_load((files("eval") / f"datasets/prose/{name}.yaml").read_text(encoding="utf-8"))
    citations = [_citation(entry["at"], shelf) for entry in read]
    return tuple(item for at, entry in enumerate(read) for item in _items(entry, citations[at:], citations))


def reaches_reader(item: Item) -> bool:
    """Returns whether a model that writes the sentence is shown with it."""
    return all(fault_of_sentence(one, item.grounds) is None for one in sentences([item.text]))


@dataclass(frozen=True, slots=True)
class Rendering:
    """A checked sentence and what a model made of it in ``to``. ``kind``: how that is false; "" where it is true."""

    sentence: str
    to: str
    text: str
    kind: str


def shipped_renderings() -> tuple[Rendering, ...]:
    """Returns the translations that ship."""
    read = yaml.safe_load((files("eval") / "datasets/prose/translations.yaml").read_text(encoding="utf-8"))
    found: list[Rendering] = []
    for entry in read:
        sentence = entry.pop("sentence")
        for to, told in entry.items():
            found.append(Rendering(sentence, to, told["holds"], ""))
            found += [Rendering(sentence, to, text, kind) for kind, text in told["fails"].items()]
    return tuple(found)


def translation_figures(renderings: Sequence[Rendering], near: Near) -> tuple[Figure, ...]:
    """Returns how many false translations pass (bar 0), and how many true ones, by language. ``near``: of the embedder.

    The thresholds were chosen on these translations: the figures say what they do, not how they do on others.
    """

    def passes(one: Rendering) -> bool:
        return fault_of_translation(one.sentence, one.text, language="en", to=one.to, near=near) is None

    false, true = [one for one in renderings if one.kind], [one for one in renderings if not one.kind]
    by_language = {to: [passes(one) for one in true if one.to == to] for to in dict.fromkeys(one.to for one in true)}
    return (
        share("false translations that reach a reader", sum(map(passes, false)), len(false), bar=0.0, at_most=True),
        *(share(f"  true ones into {to}", sum(told), len(told)) for to, told in by_language.items()),
    )


def totals_of(items: Sequence[Item], *, named: str = "", surviving: float | None = SURVIVING) -> tuple[Figure, Figure]:
    """Returns how many false sentences reach a reader (bar 0) and how many true ones (bar ``surviving``, if any)."""
    false, true = ([reaches_reader(one) for one in items if bool(one.kind) is lie] for lie in (True, False))
    return (
        share(f"{named}false sentences that reach a reader", sum(false), len(false), bar=0.0, at_most=True),
        share(f"{named}true sentences that do", sum(true), len(true), bar=surviving),
    )


def figures_of(items: Sequence[Item]) -> tuple[Figure, ...]:
    """Returns how many false sentences reach a reader (bar 0), by kind as well, and how many true ones (bar .95)."""
    by_kind: dict[str, list[bool]] = {}
    for one in items:
        if one.kind:
            by_kind.setdefault(one.kind, []).append(reaches_reader(one))
    return (
        *totals_of(items),
        *(share(f"  {kind}", sum(told), len(told), bar=0.0, at_most=True) for kind, told in sorted(by_kind.items())),
    )


def prose(argv: Sequence[str]) -> int:
    """Prints the figures and each sentence that was judged wrongly; exits with 1 where a bar is missed.

    Raises:
        StoreError: nothing was indexed yet, or the store cannot serve.
    """
    given = _parser().parse_args(list(argv))
    from assistant.opening import nearness_of, open_libraries
    from assistant.settings import load_settings

    libraries = open_libraries(load_settings(store=given.store))
    items, second = (shipped_items(libraries.current().shelf, name) for name in (FIRST, SECOND))
    near = nearness_of(libraries.embedder)
    figures = (
        *figures_of(items),
        *totals_of(second, named="second set: ", surviving=None),
        *(translation_figures(shipped_renderings(), near) if near else ()),
    )
    print(as_json(figures) if given.json else "\n".join([as_table(figures), *_wrong((*items, *second))]))
    return exit_code(figures)


def _wrong(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        if reaches_reader(item) == bool(item.kind):
            yield f"  {item.kind or 'true, and held back'}: {item.text}"


def _items(entry: dict[str, Any], following: Sequence[Citation], all_of_them: Sequence[Citation]) -> Iterator[Item]:
    given = [*following, *all_of_them][: 1 + _OTHERS]
    grounds = {number: Ground(citation) for number, citation in enumerate(given, start=1)}
    yield from (Item(text, "", grounds) for text in entry["holds"])
    yield from (Item(text, kind, grounds) for kind, text in entry["fails"].items())


def _citation(at: dict[str, Any], shelf: Shelf) -> Citation:
    text = shelf.texts.text(at["document"], at["revision"])
    for clause in text.clauses if text else ():
        if text is not None and text.content[clause.start : clause.end].startswith(at["begins"]):
            return shelf.citation(evidence_of(text, clause), 1)
    raise UsageError(f"{at['document']} has no clause that begins “{at['begins']}”: index the documents that ship.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="iscg eval prose",
        description="Hold true and false sentences on passages against the check of a model's prose.",
    )
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    return parser
