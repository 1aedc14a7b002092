"""A reference in a user's text: does it name something, is that the revision in force, or may it be several."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.checking.model import Candidate, Item, Verdict
from assistant.checking.ports import Catalogue
from assistant.citing import Shelf
from assistant.draft import Evidence, evidence_of
from corpus.document import Clause, Document
from corpus.force import revisions_until, status_at
from corpus.labels import label
from corpus.references import Reference, Resolution, find_references, resolve
from indexer.links import KnownDocuments


@dataclass(frozen=True, slots=True)
class Named:
    """A reference with what it names. ``elsewhere``: what other bodies have of a number that names nothing."""

    reference: Reference
    resolution: Resolution
    elsewhere: tuple[str, ...] = ()

    @property
    def document(self) -> str | None:
        """The document, where it is one that is held."""
        return self.resolution.document if self.resolution.state in ("resolved", "no-such-revision") else None


def name_references(text: str, catalogue: Catalogue, *, language: str | None = None) -> tuple[Named, ...]:
    """Returns the references in ``text`` with what each names. Nothing is guessed from what stands around it."""
    known = catalogue.known()
    return tuple(_named(one, known) for one in find_references(text, language=language))


def _named(reference: Reference, known: KnownDocuments) -> Named:
    resolution = resolve(reference, known=known)
    if resolution.state not in ("unknown", "not-held"):
        return Named(reference, resolution)
    bare = replace(reference, body=None, place=None, year=None, revised=None, conference=None, own=False)
    other = resolve(bare, known=known)
    alone = (other.document,) if other.state == "resolved" and other.document else ()
    return Named(reference, resolution, alone or other.candidates)


def check_reference(named: Named, shelf: Shelf, *, number: int) -> Item:
    """Returns the verdict on one reference; its citation, if any, gets ``number``.

    ``exists``: the document is held, and the revision written, if any, is the latest. ``stale``: a later revision is
    known, or the document was suppressed. ``ambiguous``: several documents bear the number. ``unknown``: none does, or
    its history has no such revision.
    """
    resolution, document = named.resolution, None
    if named.document is not None:
        document = shelf.texts.document(named.document)
    if document is None:
        verdict: Verdict = "ambiguous" if resolution.state == "ambiguous" else "unknown"
        return _item(named, verdict, candidates=_documents(resolution.candidates or named.elsewhere, shelf))
    if resolution.state == "no-such-revision":
        return _item(named, "unknown", candidates=_revisions(document, resolution.candidates))
    stale = status_at(document, resolution.revision) in ("superseded", "suppressed")
    current = revisions_until(document)[-1:]
    told = current[-1] if stale and current else resolution.revision
    evidence = _told_by(document, told, shelf)
    return Item(
        start=named.reference.start,
        end=named.reference.end,
        text=named.reference.text,
        type="reference",
        verdict="stale" if stale else "exists",
        candidates=_revisions(document, current) if stale and document.status != "suppressed" else (),
        citation=shelf.citation(evidence, number) if evidence is not None else None,
    )


def candidate(document: Document, revision: str | None) -> Candidate:
    """Returns a document, or one revision of it, as a candidate."""
    return Candidate(document=document.id, revision=revision, label=label(document, revision), title=document.title)


def _item(named: Named, verdict: Verdict, *, candidates: tuple[Candidate, ...]) -> Item:
    reference = named.reference
    return Item(
        start=reference.start,
        end=reference.end,
        text=reference.text,
        type="reference",
        verdict=verdict,
        candidates=candidates,
    )


def _documents(identifiers: Iterable[str], shelf: Shelf) -> tuple[Candidate, ...]:
    found = (shelf.texts.document(one) for one in identifiers)
    return tuple(candidate(document, None) for document in found if document is not None)


def _revisions(document: Document, codes: Iterable[str]) -> tuple[Candidate, ...]:
    return tuple(candidate(document, code) for code in codes)


def _told_by(document: Document, revision: str | None, shelf: Shelf) -> Evidence | None:
    """Returns the record's line on the revision; on the suppression, or else the title, where none is written."""
    record = shelf.texts.text(document.id)
    if record is None or not record.clauses:
        return None
    suppressed = {step.revision for step in document.history if step.action == "suppressed"}

    def tells(clause: Clause) -> bool:
        if document.status == "suppressed":
            return clause.part == "history" and clause.revision in suppressed
        return revision is not None and clause.part == "history" and clause.revision == revision

    lines = (clause for clause in record.clauses if tells(clause))
    return evidence_of(record, next(lines, record.clauses[0]))
