"""What a reader of a verdict has to know beside it, so that it is not taken for more than it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from assistant.answer import Citation
from assistant.checking.model import Caution
from assistant.checking.ports import Catalogue


class Named(Protocol):
    """A document named beside a quotation, and the revision if one was written."""

    @property
    def document(self) -> str:
        """Its id."""

    @property
    def revision(self) -> str | None:
        """The conference written, if any."""


def cautions(citation: Citation | None, named: Sequence[Named], catalogue: Catalogue) -> tuple[Caution, ...]:
    """Returns what qualifies the verdict on a quotation. ``named``: what stands beside it, nearest first.

    ``digest``: it was held against words of ours, not of the institution. ``elsewhere``: the words stand in another
    document than those named. ``not-held``: the official text of what is named, or of the revision, is not held, so
    that nobody here can tell whether the words stand in it.
    """
    return tuple(_cautions(citation, named, catalogue))


def _cautions(citation: Citation | None, named: Sequence[Named], catalogue: Catalogue) -> Iterator[Caution]:
    if citation is not None and citation.text_kind == "digest":
        yield "digest"
    if citation is not None and named and citation.document not in {one.document for one in named}:
        yield "elsewhere"
    about = next((one for one in named if citation is None or one.document == citation.document), None)
    if about is None:
        return
    held = catalogue.held(about.document)
    if citation is None:
        states = [held.get(about.revision, "missing")] if about.revision else [*held.values()]
        if "original" not in states:
            yield "not-held"
    elif about.revision not in (None, citation.revision) and held.get(about.revision or "", "missing") == "missing":
        yield "not-held"
