"""What every text has to keep to before it may serve: spans inside, words in each clause, no path twice."""

from __future__ import annotations

from collections import Counter

from corpus.document import Text
from corpus.errors import StoreError
from indexer.assembly import Holdings


def flaw_of(text: Text) -> str | None:
    """Returns one clause of a sentence that says what is wrong with ``text``, or None."""
    for clause in text.clauses:
        if not 0 <= clause.start <= clause.end <= len(text.content):
            return f"the clause “{clause.path}” lies outside of the text"
    paths = Counter(clause.path for clause in text.clauses)
    twice = [path for path, count in paths.items() if count > 1]
    return f"the clause “{twice[0]}” is there twice" if twice else None


def check_holdings(holdings: Holdings) -> None:
    """Raises StoreError, naming the text, where one has a flaw or belongs to a document that is not held."""
    for text in holdings.texts:
        name = f"{text.document}@{text.revision}" if text.revision else text.document
        if text.document not in holdings.documents:
            raise StoreError(f"Nothing is known of {name}, of which a text was read; the store stays as it was.")
        if flaw := flaw_of(text):
            raise StoreError(f"In {name} {flaw}; the store stays as it was.")
