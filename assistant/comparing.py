"""Two revisions of a document compared: which texts of them can be, and what changed between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from corpus.document import Document, Held, Text, TextKind
from indexer.assembly import TextKey
from indexer.lineage import Change, compared


class Catalogue(Protocol):
    """What comparing needs of the store's catalogue."""

    def document(self, identifier: str, /) -> Document | None:
        """Returns what is known of a document, or None."""

    def text(
        self,
        document: str,
        revision: str | None = None,
        /,
        *,
        language: str | None = None,
        kind: TextKind | None = None,
    ) -> Text | None:
        """Returns a text, or None where it is not held so."""

    def text_keys(self, document: str, /) -> Sequence[TextKey]:
        """Returns the names of all texts of a document."""

    def held(self, document: str, /) -> Mapping[str, Held]:
        """Returns how the text of every revision of the history is held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two texts of one document, of one kind and in one language, with the changes between them."""

    old: Text
    new: Text
    changes: tuple[Change, ...]

    @property
    def text_kind(self) -> TextKind:
        """``digest``: our summaries were compared, which says nothing of the institution's words."""
        return self.old.kind


def compare(
    document: str, catalogue: Catalogue, *, earlier: str, later: str, language: str | None = None
) -> Comparison | None:
    """Returns the comparison of two revisions: of originals where both are held so in one language, else of digests.

    Without ``language`` English goes before others. None where there are no two texts of one kind and language: an
    original and a summary of ours cannot be compared.
    """
    keys = catalogue.text_keys(document)

    def forms(revision: str) -> set[tuple[TextKind, str]]:
        return {(key.kind, key.language) for key in keys if key.revision == revision}

    common = [form for form in forms(earlier) & forms(later) if language in (None, form[1])]
    for kind, spoken in sorted(common, key=lambda form: (form[0] != "original", form[1] != "en", form[1])):
        old = catalogue.text(document, earlier, language=spoken, kind=kind)
        new = catalogue.text(document, later, language=spoken, kind=kind)
        if old is not None and new is not None:
            return Comparison(old=old, new=new, changes=compared(old, new))
    return None


def computed_changes(document_id: str, catalogue: Catalogue) -> dict[str, Comparison]:
    """Returns, for each revision held as an original like the one before it in the history, the comparison of the two.

    The key is the later revision. A step over a revision whose original is not held is left out: its changes could not
    be told from those of the missing one. Empty for a document that is not known.
    """
    document = catalogue.document(document_id)
    found: dict[str, Comparison] = {}
    steps = [step.revision for step in document.history if step.action != "suppressed"] if document else []
    held = catalogue.held(document_id) if document else {}
    for earlier, later in pairwise(steps):
        if held.get(earlier) == held.get(later) == "original":
            made = compare(document_id, catalogue, earlier=earlier, later=later)
            if made is not None and made.text_kind == "original":
                found[later] = made
    return found


def texts_through_time(document: Document, catalogue: Catalogue, *, language: str | None = None) -> tuple[Text, ...]:
    """Returns the texts of a document that can be followed through its revisions, oldest first.

    They are of one kind and language: of the form held for most revisions, originals before digests, ``language`` and
    then English before others.
    """
    codes = [step.revision for step in document.history]
    forms: dict[tuple[TextKind, str], list[str]] = {}
    for key in catalogue.text_keys(document.id):
        if key.revision in codes:
            forms.setdefault((key.kind, key.language), []).append(key.revision)
    if not forms:
        return ()

    def preferred(form: tuple[TextKind, str]) -> tuple[bool, bool, int, bool]:
        kind, spoken = form
        several = len(forms[form]) > 1
        return (several and kind == "original", spoken == language, len(forms[form]), spoken == "en")

    kind, spoken = max(sorted(forms), key=preferred)
    held = (
        catalogue.text(document.id, code, language=spoken, kind=kind) for code in codes if code in forms[kind, spoken]
    )
    return tuple(text for text in held if text is not None)


def comparable_steps(document: Document, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Returns the pairs of revisions, each with the next one held, that can be compared; oldest first."""
    keys = catalogue.text_keys(document.id)
    forms = {
        step.revision: {(key.kind, key.language) for key in keys if key.revision == step.revision}
        for step in document.history
    }
    held = [revision for revision, there in forms.items() if there]
    return tuple((one, other) for one, other in pairwise(held) if forms[one] & forms[other])
