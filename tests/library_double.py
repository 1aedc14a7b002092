"""A library over documents alone: record texts and digests, links where asked, no search. No store, no disk."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from assistant.library import Library
from assistant.retrieval import Retrieved
from corpus.digest import digested_revisions, render_digest
from corpus.document import Document, Held, Text
from corpus.labels import name_in
from corpus.record import render_record
from indexer.assembly import TextKey
from indexer.lexical.analysis import Analyser
from indexer.links import KnownDocuments, Link, find_links


class TextsInMemory:
    """The part of a catalogue that composers read."""

    def __init__(self, documents: Iterable[Document], originals: Iterable[Text] = ()) -> None:
        self._documents = {one.id: one for one in documents}
        name_of = name_in(self._documents)
        self._texts: dict[tuple[str, str | None], Text] = {}
        for one in self._documents.values():
            self._texts[one.id, None] = render_record(one, name_of=name_of)
            for revision in digested_revisions(one):
                self._texts[one.id, revision] = render_digest(one, revision)
        self._texts.update({(text.document, text.revision): text for text in originals})

    def document(self, document_id: str, /) -> Document | None:
        return self._documents.get(document_id)

    def documents(self) -> tuple[Document, ...]:
        return tuple(self._documents.values())

    def document_ids(self, *, kinds: Collection[str] | None = None) -> tuple[str, ...]:
        return tuple(sorted(one.id for one in self._documents.values() if kinds is None or one.kind in kinds))

    def text(self, document: str, revision: str | None = None, **_: Any) -> Text | None:
        return self._texts.get((document, revision))

    def held(self, document: str, /) -> dict[str, Held]:
        known = self._documents[document].history
        texts = {step.revision: self._texts.get((document, step.revision)) for step in known}
        return {code: text.kind if text else "missing" for code, text in texts.items()}

    def text_keys(self, document: str, /) -> tuple[TextKey, ...]:
        return tuple(TextKey.of(text) for (owner, _), text in self._texts.items() if owner == document)

    def links_from(self, document: str, /) -> tuple[()]:
        return ()

    def links_to(self, document: str, /) -> tuple[()]:
        return ()

    def known(self) -> KnownDocuments:
        return KnownDocuments(self._documents.values())


class FindsNothing:
    """A search over no passages."""

    def search(self, question: str, **_: Any) -> Retrieved:
        return Retrieved((), 0.0)


def library_of(documents: Iterable[Document], originals: Iterable[Text] = ()) -> Library:
    """Returns a library over ``documents``; ``originals`` stand in place of digests of the same revision."""
    analyser = Analyser()
    texts: Any = TextsInMemory(documents, originals)
    search: Any = FindsNothing()
    return Library(texts, search, analyse=analyser.terms, weigh=lambda question, language: (), languages=("en",))


class LinkedTexts(TextsInMemory):
    """The same texts with the references that stand in them."""

    def __init__(self, documents: Iterable[Document]) -> None:
        held = tuple(documents)
        super().__init__(held)
        self.documents = self._documents
        self.texts = tuple(self._texts.values())
        links: Any = self
        self._from: dict[str, list[Link]] = {}
        self._to: dict[str, list[Link]] = {}
        for link in find_links(links):
            self._from.setdefault(link.document, []).append(link)
            self._to.setdefault(link.target or "", []).append(link)
        self._known = KnownDocuments(held)

    def links_from(self, document: str, /) -> Any:
        return tuple(self._from.get(document, ()))

    def links_to(self, document: str, /) -> Any:
        return tuple(self._to.get(document, ()))

    def known(self) -> Any:
        return self._known


def linked_library_of(documents: Iterable[Document]) -> Library:
    """Returns a library over ``documents`` in which relations can be followed."""
    analyser = Analyser()
    texts: Any = LinkedTexts(documents)
    search: Any = FindsNothing()
    return Library(texts, search, analyse=analyser.terms, weigh=lambda question, language: (), languages=("en",))
