"""Citations gathered by the text they stand in, as a reader looks them up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Citation

UNVERIFIED = ("recalled", "inferred")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One text with its quotations, in order of their numbers."""

    citations: tuple[Citation, ...]

    @property
    def head(self) -> Citation:
        """The first citation: its label, title and status are the text's."""
        return self.citations[0]

    @property
    def original(self) -> str | None:
        """The address of the institution's own file, where it is a web address."""
        return web_address(self.head.url)


def sources(citations: Sequence[Citation]) -> tuple[Source, ...]:
    """Returns the texts cited, in order of their first number."""
    gathered: dict[tuple[str, str | None, str, str], list[Citation]] = {}
    for citation in citations:
        key = (citation.document, citation.revision, citation.language, citation.text_kind)
        gathered.setdefault(key, []).append(citation)
    return tuple(Source(citations=tuple(there)) for there in gathered.values())


def web_address(address: str | None) -> str | None:
    """Returns ``address`` where it may become a link: http or https alone."""
    return address if address and address.lower().startswith(("https://", "http://")) else None
