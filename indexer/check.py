"""What every text has to keep to before it may serve: spans inside, words in each clause, no path twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from corpus.conferences import held_on
from corpus.document import Document, Extract, Text
from corpus.errors import SourceError, StoreError
from indexer.assembly import Holdings, assemble


def flaw_of(text: Text) -> str | None:
    """Returns one clause of a sentence that says what is wrong with ``text``, or None."""
    for clause in text.clauses:
        if not 0 <= clause.start <= clause.end <= len(text.content):
            return f"the clause “{clause.path}” lies outside of the text"
    paths = Counter(clause.path for clause in text.clauses)
    twice = [path for path, count in paths.items() if count > 1]
    return f"the clause “{twice[0]}” is there twice" if twice else None


def check_extract(extract: Extract, *, name: str) -> None:
    """Holds what one file yielded against the rules, so that a bad file fails alone and never the batch.

    Raises:
        SourceError: a text of it, or one told from its document, has a flaw.
        IdentifierError: it names a conference that is not known.
    """
    for document in extract.documents:
        for revision in _revisions(document):
            held_on(revision)
    for text in (*extract.texts, *assemble([(name, extract)]).texts):
        if text.revision:
            held_on(text.revision)
        if flaw := flaw_of(text):
            raise SourceError(name, f"{flaw} in what was read from it; report this with the file")


def _revisions(document: Document) -> Iterator[str]:
    yield from (step.revision for step in document.history)
    yield from (line.revision for line in document.lines if line.revision)
    yield from (title.revision for title in document.earlier_titles if title.revision)


def check_holdings(holdings: Holdings) -> None:
    """Raises StoreError, naming the text, where one has a flaw or belongs to a document that is not held."""
    for text in holdings.texts:
        name = f"{text.document}@{text.revision}" if text.revision else text.document
        if text.document not in holdings.documents:
            raise StoreError(f"Nothing is known of {name}, of which a text was read; the store stays as it was.")
        if flaw := flaw_of(text):
            raise StoreError(f"In {name} {flaw}; the store stays as it was.")
