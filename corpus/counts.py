"""How much the corpus holds: documents by kind, lines by basis, references by what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.document import Document
from corpus.references import find_references, resolve
from corpus.shelf import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Numbers of one corpus, each mapping largest first.

    ``documents`` by kind; ``lines`` by basis, ``parts`` by part; ``steps`` of histories by basis; ``themes_of`` says
    how many names themes have by language; ``references`` those inside lines, ``relations`` those of front matter, both
    by state: ``resolved``, ``not-held`` (known by name alone), ``ambiguous``, ``no-such-revision``, ``unknown``.
    """

    documents: Mapping[str, int]
    lines: Mapping[str, int]
    parts: Mapping[str, int]
    steps: Mapping[str, int]
    names: Mapping[str, int]
    references: Mapping[str, int]
    relations: Mapping[str, int]


def count_shelf(shelf: Shelf) -> Counts:
    """Returns the numbers; finding every reference takes some seconds."""
    documents = [sheet.document for sheet in shelf]
    held = shelf.document_ids()
    return Counts(
        documents=_sorted(document.kind for document in documents),
        lines=_sorted(line.basis for document in documents for line in document.lines),
        parts=_sorted(line.part for document in documents for line in document.lines),
        steps=_sorted(step.basis for document in documents for step in document.history),
        names=_sorted(language for document in documents for language in _languages(document)),
        references=_sorted(state for document in documents for state in _references(document, shelf)),
        relations=_sorted(
            "resolved" if one.document in held else "not-held" for document in documents for one in document.relations
        ),
    )


def _sorted(values: Iterator[str]) -> Mapping[str, int]:
    return dict(Counter(values).most_common())


def _languages(document: Document) -> Iterator[str]:
    if document.theme is not None:
        yield from ("en" for _ in document.theme.aliases)
        yield from (term.language for term in document.theme.terms)


def _references(document: Document, shelf: Shelf) -> Iterator[str]:
    for line in document.lines:
        for reference in find_references(line.text, language="en"):
            yield resolve(reference, known=shelf, context_body=document.body).state
