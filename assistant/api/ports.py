"""What the HTTP surface needs from the rest: small protocols, met by the real service and by fakes in tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from assistant.answer import Answer
from corpus.document import Document, Held, Text, TextKind

if TYPE_CHECKING:
    from assistant.checking import Checker
    from assistant.library import Library
    from assistant.opening import Result
    from assistant.service import Listener
    from assistant.signals import SignalKind
    from assistant.turn import Turn
    from indexer.assembly import TextKey


class Answering(Protocol):
    """Answers questions; safe to call from several threads."""

    def ask(
        self,
        question: str,
        *,
        language: str | None = None,
        as_of: str | None = None,
        filters: Mapping[str, Sequence[str]] | None = None,
        conversation: str | None = None,
        listener: Listener | None = None,
        prose: bool = True,
    ) -> Answer:
        """Returns the verified answer. Raises UsageError for what is no question, StoreError where none can be had."""

    def history(self, document_id: str) -> dict[str, Any]:
        """Returns the contract's ``facts`` of a history answer."""

    def impact(self, document_id: str) -> dict[str, Any]:
        """Returns what a proposal touches, text by text."""

    def related(self, document_id: str) -> dict[str, Any]:
        """Returns the contract's ``facts`` of a related answer."""


class Catalogue(Protocol):
    """The documents and texts of one generation; safe to read from several threads."""

    def document(self, identifier: str, /) -> Document | None:
        """Returns what is known of a document, or None."""

    def documents(self) -> Iterator[Document]:
        """Yields all documents."""

    def text(
        self,
        document: str,
        revision: str | None = None,
        /,
        *,
        language: str | None = None,
        kind: TextKind | None = None,
    ) -> Text | None:
        """Returns a text (of no revision: the record text), or None where it is not held so."""

    def text_keys(self, document: str, /) -> Sequence[TextKey]:
        """Returns the names of all texts of a document."""

    def held(self, document: str, /) -> Mapping[str, Held]:
        """Returns how the text of every revision of the history is held."""


class Holdings(Protocol):
    """The store as it serves now. ``catalogue`` pins one generation: take it once a request."""

    @property
    def generation(self) -> str:
        """The name of the generation that serves now."""

    @property
    def built_at(self) -> str:
        """When that generation was built, an ISO time with its zone."""

    @property
    def degraded(self) -> str | None:
        """One sentence where the store does not serve what it should, else None."""

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the generation that serves now."""

    def current(self) -> Library:
        """The library of the generation that serves now; reports are made from it."""

    def search(
        self, question: str, *, limit: int, filters: Mapping[str, Sequence[str]], as_of: str | None
    ) -> Sequence[Result]:
        """Returns at most ``limit`` passages, best first."""

    def checker(self) -> Checker:
        """Returns what checks texts against the generation that serves now."""


class Kept(Protocol):
    """A conversation as it is kept, turns oldest first."""

    @property
    def begun(self) -> datetime:
        """When it began."""

    @property
    def expires(self) -> datetime:
        """When it is gone unless it goes on."""

    @property
    def turns(self) -> Sequence[Turn]:
        """The turns."""

    @property
    def asked(self) -> Sequence[datetime]:
        """When each turn was asked."""


class Conversations(Protocol):
    """Keeps conversations under unguessable ids; safe to call from several threads."""

    def begin(self) -> str:
        """Returns the id of a new conversation."""

    def read(self, identifier: str) -> Kept:
        """Returns a conversation. Raises ConversationUnknown."""

    def delete(self, identifier: str) -> None:
        """Deletes a conversation. Raises ConversationUnknown."""


class Signals(Protocol):
    """Keeps what readers say of answers; safe to call from several threads."""

    def noticed(self, answer: Answer) -> None:
        """Remembers an answer, so that it may be spoken of."""

    def say(self, answer: str, kind: SignalKind, *, comment: str = "") -> bool:
        """Keeps what is said of an answer; False where it is not known."""


@dataclass(frozen=True, slots=True)
class Service:
    """Everything the surfaces serve: the assistant and what it answers from."""

    assistant: Answering
    holdings: Holdings
    conversations: Conversations | None = None
    signals: Signals | None = None
