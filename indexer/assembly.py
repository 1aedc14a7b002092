"""Puts together what the files yielded: one record a document, one text a revision, language and kind.

A manuscript (a file that describes a document) wins over the sketch of a document that an original brings along. What
an original shows and the manuscript does not know, such as one more revision, is added to the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.conferences import held_on
from corpus.digest import digested_revisions, render_digest
from corpus.document import KINDS_WITH_REVISIONS, Document, Extract, RevisionStep, Text, TextKind
from corpus.labels import name_in
from corpus.record import render_record


@dataclass(frozen=True, slots=True, order=True)
class TextKey:
    """What tells one text from another; ``revision`` None is the record text."""

    document: str
    revision: str | None
    language: str
    kind: TextKind

    @classmethod
    def of(cls, text: Text) -> TextKey:
        """Returns the key of ``text``."""
        return cls(text.document, text.revision, text.language, text.kind)

    @property
    def order(self) -> tuple[str, str, str, str]:
        """A key to sort by: the record text first."""
        return self.document, self.revision or "", self.language, self.kind


@dataclass(frozen=True, slots=True)
class Holdings:
    """All that is held: documents by id, texts in the order of their keys; ``warnings`` name what was left out."""

    documents: Mapping[str, Document]
    texts: tuple[Text, ...]
    warnings: tuple[str, ...] = ()


def assemble(extracts: Iterable[tuple[str, Extract]]) -> Holdings:
    """Returns the holdings of ``(where, extract)`` pairs; where two files bring the same thing, the first one stays."""
    pairs = tuple(extracts)
    warnings: list[str] = []
    documents = _manuscripts(pairs, warnings)
    described = frozenset(documents)
    originals, sketches = _originals(pairs, warnings)
    for key in originals:
        sketch = sketches.get(key.document) or _bare(originals[key])
        documents[key.document] = _with_step(documents.get(key.document, sketch), sketch, key.revision)
    for identifier, sketch in sketches.items():
        documents.setdefault(identifier, sketch)
    ordered = {identifier: documents[identifier] for identifier in sorted(documents)}
    texts = (*originals.values(), *_own_words(ordered, described, originals))
    return Holdings(ordered, tuple(sorted(texts, key=lambda t: TextKey.of(t).order)), tuple(warnings))


def _manuscripts(pairs: Sequence[tuple[str, Extract]], warnings: list[str]) -> dict[str, Document]:
    """Documents of files that hold no text of the institution."""
    found: dict[str, Document] = {}
    places: dict[str, str] = {}
    for where, extract in pairs:
        for document in () if extract.texts else extract.documents:
            if document.id in found:
                warnings.append(f"{where}: {document.id} is described by {places[document.id]} already; left out")
                continue
            found[document.id], places[document.id] = document, where
    return found


def _originals(
    pairs: Sequence[tuple[str, Extract]], warnings: list[str]
) -> tuple[dict[TextKey, Text], dict[str, Document]]:
    texts: dict[TextKey, Text] = {}
    places: dict[TextKey, str] = {}
    sketches: dict[str, Document] = {}
    for where, extract in pairs:
        for document in extract.documents if extract.texts else ():
            known = sketches.get(document.id)
            sketches[document.id] = _sketched_again(known, document) if known else document
        for text in extract.texts:
            key = TextKey.of(text)
            if key in texts:
                warnings.append(f"{where}: {_named(key)} was read from {places[key]} already; left out")
                continue
            texts[key], places[key] = text, where
            for former in extract.former:
                if TextKey.of(former) == key:
                    texts[replace(key, kind="former")] = replace(former, kind="former")
    return texts, sketches


def _sketched_again(known: Document, seen: Document) -> Document:
    """One sketch of two: the steps of both, and the title of the English one, else of the later one."""
    told = {step.revision for step in known.history}
    steps = (*known.history, *(step for step in seen.history if step.revision not in told))
    better = seen if _rank_of_sketch(seen) > _rank_of_sketch(known) else known
    return replace(better, history=tuple(sorted(steps, key=lambda step: held_on(step.revision))))


def _rank_of_sketch(sketch: Document) -> tuple[bool, date]:
    latest = max((held_on(step.revision) for step in sketch.history), default=date.min)
    return sketch.language == "en", latest


def _named(key: TextKey) -> str:
    return f"{key.document}@{key.revision} ({key.language})" if key.revision else f"{key.document} ({key.language})"


def _bare(text: Text) -> Document:
    """What is known of a document from one of its texts alone."""
    title = text.title or text.document
    return Document(id=text.document, kind="document", body="itu", title=title, language=text.language)


def _with_step(document: Document, sketch: Document, revision: str | None) -> Document:
    """Adds the revision an original shows to a history that does not know it, at its place in time."""
    if revision is None or any(step.revision == revision for step in document.history):
        return document
    told = next((step for step in sketch.history if step.revision == revision), None)
    step = told or RevisionStep(
        revision=revision, action="revised" if document.history else "adopted", basis="original"
    )
    history = sorted((*document.history, step), key=lambda s: held_on(s.revision))
    return replace(document, history=tuple(history))


def _own_words(
    documents: Mapping[str, Document], described: frozenset[str], originals: Mapping[TextKey, Text]
) -> list[Text]:
    """Record texts and digests. An original without revisions is its own record, so a sketch of it gets none."""
    whole = {key.document for key in originals if key.revision is None and key.kind == "original"}
    name_of = name_in(documents)
    texts: list[Text] = []
    for document in documents.values():
        if document.id in described or document.id not in whole:
            texts.append(render_record(document, name_of=name_of))
        if document.kind in KINDS_WITH_REVISIONS:
            texts.extend(render_digest(document, revision) for revision in digested_revisions(document))
    return texts
