"""What checking a text needs of the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.citing import Texts
from indexer.assembly import TextKey
from indexer.links import KnownDocuments
from indexer.passages import Passage


class Catalogue(Texts, Protocol):
    """The texts of one generation."""

    def text_keys(self, document: str, /) -> Sequence[TextKey]:
        """Returns the names of all texts of a document."""

    def known(self) -> KnownDocuments:
        """Returns what references are resolved against."""


class FindPassages(Protocol):
    """Search by words alone, in every revision that is held."""

    def __call__(self, words: str, limit: int, /) -> Sequence[Passage]:
        """Returns at most ``limit`` passages that share most with ``words``, best first."""
