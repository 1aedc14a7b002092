"""What the HTTP surface needs from the rest: small protocols, met by the real service and by fakes in tests."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.answer import Answer
from corpus.document import Document, Held, Text, TextKind


class Assistant(Protocol):
    """Answers questions; safe to call from several threads."""

    def ask(
        self,
        question: str,
        *,
        language: str | None = None,
        as_of: str | None = None,
        filters: Mapping[str, Sequence[str]] | None = None,
        conversation: str | None = None,
    ) -> Answer:
        """Returns the verified answer. Raises QuestionError or IdentifierError for what is no question."""

    def history(self, document_id: str) -> dict[str, Any]:
        """Returns the contract's ``facts`` of a history answer."""

    def related(self, document_id: str) -> dict[str, Any]:
        """Returns the contract's ``facts`` of a related answer."""


class TextKey(Protocol):
    """Names one text of the catalogue."""

    @property
    def document(self) -> str: ...
    @property
    def revision(self) -> str | None: ...
    @property
    def language(self) -> str: ...
    @property
    def kind(self) -> TextKind: ...


class Catalogue(Protocol):
    """The documents and texts of one generation; safe to read from several threads."""

    def document(self, document_id: str, /) -> Document | None: ...
    def documents(self) -> Iterator[Document]: ...
    def text(
        self,
        document_id: str,
        revision: str | None = None,
        /,
        *,
        language: str | None = None,
        kind: TextKind | None = None,
    ) -> Text | None: ...
    def text_keys(self, document_id: str, /) -> Sequence[TextKey]: ...
    def held(self, document_id: str, /) -> Mapping[str, Held]: ...


class Found(Protocol):
    """One result of a search: a passage's place and words, and its score from 0 to 1."""

    @property
    def document(self) -> str: ...
    @property
    def revision(self) -> str | None: ...
    @property
    def language(self) -> str: ...
    @property
    def kind(self) -> TextKind: ...
    @property
    def clause(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def score(self) -> float: ...


class Library(Protocol):
    """The store as it serves now. ``catalogue`` pins one generation: take it once a request."""

    @property
    def generation(self) -> str:
        """The name of the generation that serves now."""

    @property
    def catalogue(self) -> Catalogue: ...

    def search(
        self, question: str, *, limit: int, filters: Mapping[str, Collection[str]], as_of: str | None
    ) -> Sequence[Found]:
        """Returns at most ``limit`` passages, best first."""


@dataclass(frozen=True, slots=True)
class Service:
    """Everything the surfaces serve: the assistant and the library it answers from."""

    assistant: Assistant
    library: Library
