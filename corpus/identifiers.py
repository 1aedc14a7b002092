"""Identifiers that parse and print: documents, revisions, texts. ``str(parse(s)) == s`` for every valid ``s``."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Self, cast

from corpus.errors import IdentifierError
from corpus.scope import ADOPTING_BODIES, BodyCode

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_NUMBERED = re.compile(
    rf"(?P<body>{'|'.join(ADOPTING_BODIES)})-(?P<genre>res|dec|rec|op)-(?P<number>[a-z0-9][a-z0-9-]*)\Z"
)
_REVISION = re.compile(r"(?P<body>[a-z]+)-(?P<year>\d{2})\Z")


def slugify(name: str) -> str:
    """Lower case, ASCII, hyphens: ``"ISCG/26-1/7 Addendum 1"`` gives ``"iscg-26-1-7-add1"``. May be empty.

    A corrigendum is written ``-corr1`` likewise.
    """
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    ascii_name = re.sub(r"\b(?:addendum|add\.?)\s*(\d+)", r"add\1", ascii_name)
    ascii_name = re.sub(r"\b(?:corrigendum|corr\.?)\s*(\d+)", r"corr\1", ascii_name)
    return re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")


@dataclass(frozen=True, slots=True)
class DocumentId:
    """A document, whatever its revision: ``pp-res-191``, ``c26-35``, ``theme-accessibility``, ``group-itu-t-sg17``.

    ``body``, ``genre`` and ``number`` are set for resolutions, decisions, recommendations and opinions alone; the
    number of one whose number is not known is ``x-`` and a key.
    """

    value: str
    body: BodyCode | None = None
    genre: str | None = None
    number: str | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises IdentifierError unless ``text`` is lower-case ASCII words joined by hyphens."""
        if not _SLUG.match(text):
            raise IdentifierError(text, "a document identifier (such as pp-res-191)")
        if match := _NUMBERED.match(text):
            return cls(text, cast(BodyCode, match["body"]), match["genre"], match["number"])
        return cls(text)

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class RevisionId:
    """A conference's code: ``pp-22``, ``wtsa-20``. The year is the code's, not the year it met in."""

    body: str
    code: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises IdentifierError unless ``text`` is a body and two digits joined by a hyphen."""
        match = _REVISION.match(text)
        if not match:
            raise IdentifierError(text, "a revision (a conference's code such as pp-22)")
        return cls(match["body"], match["year"])

    def __str__(self) -> str:
        return f"{self.body}-{self.code}"


@dataclass(frozen=True, slots=True)
class TextId:
    """A document, or one revision of it: ``pp-res-191``, ``pp-res-191@pp-22``."""

    document: DocumentId
    revision: RevisionId | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises IdentifierError where either half is not valid."""
        document, at, revision = text.partition("@")
        return cls(DocumentId.parse(document), RevisionId.parse(revision) if at else None)

    def __str__(self) -> str:
        return f"{self.document}@{self.revision}" if self.revision else str(self.document)
