"""What a reader of a verdict has to know beside it, so that it is not taken for more than it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from assistant.answer import Citation
from assistant.checking.model import Caution, Verdict
from assistant.checking.ports import Catalogue


class Named(Protocol):
    """A document named beside a quotation, and the revision if one was written."""

    @property
    def document(self) -> str:
        """Its id."""

    @property
    def revision(self) -> str | None:
        """The conference written, if any."""


def cautions(
    citation: Citation | None, verdict: Verdict, *, named: Sequence[Named], catalogue: Catalogue
) -> tuple[Caution, ...]:
    """Returns what qualifies the verdict on a quotation. ``named``: what its paragraph names, nearest first.

    ``digest``: it was held against words of ours, not of the institution. ``elsewhere``: the words stand in another
    document than those named. ``other-revision``: the words it comes nearest to stand in another revision than the one
    named. ``not-held``: the official text of what is named is not held, so that nobody here can tell whether the
    words stand in it.
    """
    return tuple(_cautions(citation, verdict, named, catalogue))


def _cautions(
    citation: Citation | None, verdict: Verdict, named: Sequence[Named], catalogue: Catalogue
) -> Iterator[Caution]:
    if citation is None:
        if named and not _original_held(named[0], catalogue):
            yield "not-held"
        return
    if citation.text_kind == "digest":
        yield "digest"
    about = next((one for one in named if one.document == citation.document), None)
    if about is None:
        if named and verdict != "spliced":
            yield "elsewhere"
    elif about.revision not in (None, citation.revision):
        if catalogue.held(about.document).get(about.revision or "", "missing") == "missing":
            yield "not-held"
        elif verdict == "altered":
            yield "other-revision"


def _original_held(named: Named, catalogue: Catalogue) -> bool:
    held = catalogue.held(named.document)
    return held.get(named.revision) == "original" if named.revision else "original" in held.values()
