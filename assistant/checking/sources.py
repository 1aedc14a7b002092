"""The words of stored texts, kept while they are being compared: whole texts, clauses, passages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from assistant.checking.ports import Catalogue, FindPassages
from assistant.checking.stream import Stream, Streams, Token, streams_of, tokens
from corpus.document import Clause, Document, Text
from corpus.force import serving_revision
from indexer.assembly import TextKey
from indexer.passages import Passage


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """A clause of a stored text as words; ``key``: the same as compared. ``rank``: how well it was found, from 0."""

    text: Text
    clause: Clause
    words: tuple[Token, ...]
    key: tuple[str, ...]
    rank: int


class Sources:
    """Reads one generation; safe to share between threads. What was read last is kept."""

    def __init__(self, catalogue: Catalogue, find: FindPassages) -> None:
        """``find`` searches the passages of every revision by words."""
        self.catalogue = catalogue
        self.find = find
        self._kept_streams = lru_cache(maxsize=512)(self._streams)
        self._kept_words = lru_cache(maxsize=8192)(self._words)
        self._kept_passages = lru_cache(maxsize=8192)(lambda passage: Stream.of(tokens(passage.text)))

    def streams(self, key: TextKey) -> Streams | None:
        """Returns a text's words, None where there is no such text."""
        found: Streams | None = self._kept_streams(key)
        return found

    def text_of(self, passage: Passage) -> TextKey:
        """Returns the name of the text that a passage is of."""
        return TextKey(passage.document, passage.revision, passage.language, passage.kind)

    def holds(self, passage: Passage, words: tuple[str, ...]) -> bool:
        """Returns whether the words stand in the passage, whole and in order."""
        stream: Stream = self._kept_passages(passage)
        return stream.find(words) is not None

    def clause_of(self, passage: Passage, rank: int) -> ClauseWords | None:
        """Returns the whole clause that a passage is of."""
        found = self._kept_words(self.text_of(passage), passage.clause)
        return ClauseWords(*found, rank) if found else None

    def expected(self, document: Document, named: str | None) -> str | None:
        """Returns the revision a quotation should be of: the one named, else the newest one held."""
        held = [code for code, state in self.catalogue.held(document.id).items() if state != "missing"]
        return named or serving_revision(document, held)

    def _text(self, key: TextKey) -> Text | None:
        return self.catalogue.text(key.document, key.revision, language=key.language, kind=key.kind)

    def _streams(self, key: TextKey) -> Streams | None:
        text = self._text(key)
        return streams_of(text) if text is not None else None

    def _words(self, key: TextKey, path: str) -> tuple[Text, Clause, tuple[Token, ...], tuple[str, ...]] | None:
        text = self._text(key)
        clause = next((one for one in text.clauses if one.path == path), None) if text else None
        if text is None or clause is None:
            return None
        words = tokens(text.content, start=clause.start, end=clause.end)
        return text, clause, words, tuple(token.word for token in words)
