"""The shelf: stored texts by evidence, and the citation each piece of evidence amounts to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from assistant.answer import Citation, Coverage
from assistant.draft import Evidence
from assistant.moments import names_later
from assistant.permalinks import permalink
from corpus.document import KINDS_WITH_REVISIONS, Clause, Document, Held, Text, TextKind
from corpus.force import known_since, revisions_until, serving_revision, status_at, title_at
from corpus.labels import label


def original_of(document: Document, revision: str | None) -> str | None:
    """Returns the address of the institution's own file of that text: it is of the newest revision, and of no other."""
    steps = [step.revision for step in document.history if step.action != "suppressed"]
    return document.original if revision is None or not steps or revision == steps[-1] else None


class Texts(Protocol):
    """What the shelf needs of the catalogue."""

    def document(self, document_id: str, /) -> Document | None:
        """Returns what is known of a document."""

    def text(
        self, document: str, revision: str | None = None, *, language: str | None = None, kind: TextKind | None = None
    ) -> Text | None:
        """Returns a text of ``revision`` (None: the record text)."""

    def held(self, document: str, /) -> Mapping[str, Held]:
        """Returns each revision known with how its text is held."""


class Shelf:
    """Answers what verification asks about a piece of evidence. Pure reading; holds no state of its own."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts

    def cut(self, evidence: Evidence) -> str | None:
        """Returns the stored words at the evidence's offsets; None where there is no such text."""
        text = self._text(evidence)
        if text is None or not 0 <= evidence.start < evidence.end <= len(text.content):
            return None
        return text.content[evidence.start : evidence.end]

    def has_newer_held(self, evidence: Evidence, *, as_of: date | None = None) -> bool:
        """Returns whether another revision held should have served at ``as_of``. False for record texts."""
        document = self.texts.document(evidence.document)
        if evidence.revision is None or document is None:
            return False
        return serving_revision(document, self.held_codes(document.id), as_of=as_of) != evidence.revision

    def is_later_than(self, evidence: Evidence, as_of: date) -> bool:
        """Returns whether the evidence could not be known at ``as_of``.

        A line of a record that names a conference to come was written after it; a text of that day may look ahead.
        """
        document = self.texts.document(evidence.document)
        since = known_since(document, evidence.revision, self._clause(evidence)) if document else None
        if since is None or since > as_of:
            return True
        return evidence.revision is None and names_later(evidence.quote, as_of)

    def held_codes(self, document_id: str) -> frozenset[str]:
        """Returns the revisions whose text is held, as original or as digest."""
        return frozenset(code for code, state in self.texts.held(document_id).items() if state != "missing")

    def names(self, evidence: Evidence) -> tuple[str, ...]:
        """Returns the labels and titles a statement on this evidence may use."""
        document = self.texts.document(evidence.document)
        if document is None:
            return ()
        symbol = document.symbol or ""
        return (label(document), label(document, evidence.revision), title_at(document, evidence.revision), symbol)

    def citation(self, evidence: Evidence, number: int, *, as_of: date | None = None) -> Citation:
        """Returns the evidence as citation ``number``, with its status at ``as_of``."""
        document = self.texts.document(evidence.document)
        if document is None:
            raise LookupError(evidence.document)
        default = self.texts.text(evidence.document, evidence.revision)
        revisable = document.kind in KINDS_WITH_REVISIONS
        return Citation(
            n=number,
            document=evidence.document,
            revision=evidence.revision,
            label=label(document, evidence.revision),
            title=title_at(document, evidence.revision, as_of=as_of),
            clause=evidence.clause,
            quote=evidence.quote,
            start=evidence.start,
            end=evidence.end,
            language=evidence.language,
            status=status_at(document, evidence.revision, as_of=as_of) if revisable else None,
            text_kind=evidence.kind,
            basis=evidence.basis,
            permalink=permalink(
                evidence.document,
                evidence.revision,
                start=evidence.start,
                end=evidence.end,
                clause=evidence.clause,
                language=evidence.language if default and default.language != evidence.language else None,
                kind=evidence.kind if default and default.kind != evidence.kind else None,
            ),
            url=original_of(document, evidence.revision),
        )

    def coverage(self, document_id: str, *, as_of: date | None = None) -> Coverage | None:
        """Returns which revisions known by ``as_of`` are held, and how; None for documents without revisions."""
        document = self.texts.document(document_id)
        if document is None or document.kind not in KINDS_WITH_REVISIONS:
            return None
        held = self.texts.held(document_id)
        known = revisions_until(document, as_of)

        def codes(state: Held) -> tuple[str, ...]:
            return tuple(code for code in known if held.get(code, "missing") == state)

        return Coverage(
            document=document_id, original=codes("original"), digest=codes("digest"), missing=codes("missing")
        )

    def _text(self, evidence: Evidence) -> Text | None:
        return self.texts.text(evidence.document, evidence.revision, language=evidence.language, kind=evidence.kind)

    def _clause(self, evidence: Evidence) -> Clause | None:
        text = self._text(evidence)
        return next((clause for clause in text.clauses if clause.path == evidence.clause), None) if text else None
