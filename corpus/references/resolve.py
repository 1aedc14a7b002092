"""Which document and revision a reference names, by what is held: one, several candidates, or none. Never a guess."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from corpus.conferences import find_conference
from corpus.identifiers import slugify
from corpus.references.conference import meetings
from corpus.references.model import Known, Reference, Resolution
from corpus.scope import ADOPTING_BODIES, BODY_NAMES, BodyCode

_GENRE_CODES = {"resolution": "res", "decision": "dec", "recommendation": "rec", "opinion": "op"}
_SPELLINGS = {
    "service-order": ("SO {0}", "Service Order No. {0}", "Service Order {0}"),
    "question": ("Question {0}", "ITU-T Question {0}", "ITU-D Question {0}", "Q{0}"),
    "document": ("{0}", "Document {0}"),
}


def resolve(
    reference: Reference, *, known: Known, context_body: BodyCode | None = None, as_of: date | None = None
) -> Resolution:
    """Returns what ``reference`` names among what is ``known``, and why.

    Hints count in this order: the organ or label written; the conferences of the bracket's place and year; which of
    their documents are held, and have such a revision; ``context_body``, the body whose text or conversation this is;
    ``as_of``, which leaves out documents adopted later (unless none would be left). After them, one document alone that
    bears the number is taken, and ``why`` says so; several are ``ambiguous``. A revision is only ever the one written.
    """
    if reference.genre not in _GENRE_CODES:
        return _resolve_symbol(reference, known)
    if reference.document is not None:
        return _resolve_revision(reference.document, reference, known, "its identifier is written")
    bodies, told = _bodies(reference)
    held = tuple(one for one in (_identifier(reference, body) for body in bodies) if one in known.document_ids())
    if told and len(bodies) == 1:
        if not held:
            document = _identifier(reference, bodies[0])
            return Resolution(state="not-held", document=document, why=f"It is {document} by {told}; that is not held.")
        return _resolve_revision(held[0], reference, known, told)
    if not held:
        return Resolution(
            state="unknown", why=f"No {reference.genre} {reference.number} is held{_among(bodies, told)}."
        )
    return _choose(reference, held, known, context_body=context_body, as_of=as_of, told=told)


def _bodies(reference: Reference) -> tuple[tuple[BodyCode, ...], str]:
    """Returns the bodies it can be of, and what tells them; all bodies and "" where nothing does."""
    if reference.body is not None:
        return (reference.body,), "the organ that is written"
    conference = find_conference(reference.conference) if reference.conference else None
    if conference is not None:
        return (conference.body,), "the only conference of that place and year"
    met = dict.fromkeys(one.body for one in meetings(reference.place, reference.year, None))
    if met and reference.place is not None:  # a year alone leaves room for the Council
        return tuple(met), "the conferences of that place and year"
    return ADOPTING_BODIES, ""


def _identifier(reference: Reference, body: BodyCode) -> str:
    return f"{body}-{_GENRE_CODES[reference.genre]}-{reference.number}"


def _among(bodies: tuple[BodyCode, ...], told: str) -> str:
    return f" of {' or '.join(BODY_NAMES[body] for body in bodies)}, which {told} leave" if told else " of any body"


def _choose(
    reference: Reference,
    held: tuple[str, ...],
    known: Known,
    *,
    context_body: BodyCode | None,
    as_of: date | None,
    told: str,
) -> Resolution:
    """Narrows documents that bear the number down to one, or leaves them as candidates."""
    left = _with_revision(held, reference, known) or held
    if len(left) > 1 and context_body is not None:
        in_context = tuple(one for one in left if one == _identifier(reference, context_body))
        if in_context:
            return _resolve_revision(in_context[0], reference, known, "the body that is speaking")
    if len(left) > 1 and as_of is not None:
        left = tuple(one for one in left if _existed(one, as_of, known)) or left
    if len(left) > 1:
        return Resolution(
            state="ambiguous", candidates=left, why=f"{len(left)} bodies have one of that number; none is named."
        )
    only = "only one of that number has this revision" if len(held) > 1 else "only one holds this number"
    return _resolve_revision(left[0], reference, known, f"{told}, and {only}" if told else only)


def _with_revision(documents: Iterable[str], reference: Reference, known: Known) -> tuple[str, ...]:
    """Returns the documents whose history has a revision of the bracket's place and year."""
    return tuple(
        one for one in documents if set(known.revisions_of(one)).intersection(_written_revision(one, reference) or ())
    )


def _existed(document: str, as_of: date, known: Known) -> bool:
    first = next(iter(known.revisions_of(document)), None)
    conference = find_conference(first) if first else None
    return conference is None or conference.held_on <= as_of


def _resolve_revision(document: str, reference: Reference, known: Known, why: str) -> Resolution:
    if document not in known.document_ids():
        return Resolution(state="not-held", document=document, why=f"It is {document} by {why}; that is not held.")
    written = _written_revision(document, reference)
    if written is None:
        return Resolution(state="resolved", document=document, why=f"By {why}; no revision is written.")
    revisions = known.revisions_of(document)
    if not revisions:
        return Resolution(state="resolved", document=document, why=f"By {why}; its history is not known.")
    if len(matching := [code for code in revisions if code in written]) == 1:
        return Resolution(state="resolved", document=document, revision=matching[0], why=f"By {why}.")
    named = " or ".join(written) or f"{reference.place}, {reference.year}"
    return Resolution(
        state="no-such-revision",
        document=document,
        candidates=revisions,
        why=f"By {why} it is {document}, whose history has no revision of {named}; it has {', '.join(revisions)}.",
    )


def _written_revision(document: str, reference: Reference) -> tuple[str, ...] | None:
    """Returns the codes the reference may mean, () where no such conference met, None where no revision is written."""
    if reference.conference is not None:
        return (reference.conference,)
    if reference.place is None and reference.year is None:
        return None
    body: BodyCode = next(one for one in ADOPTING_BODIES if document.startswith(f"{one}-"))
    return tuple(one.code for one in meetings(reference.place, reference.year, body))


def _resolve_symbol(reference: Reference, known: Known) -> Resolution:
    spellings = [form.format(reference.number) for form in _SPELLINGS[reference.genre]]
    for spelling in spellings:
        document = known.symbol_to_id(spelling)
        if document is not None:
            return Resolution(state="resolved", document=document, why=f"It bears the symbol {spelling}.")
    slugs = [slugify(spelling) for spelling in spellings]
    held = next((slug for slug in slugs if slug in known.document_ids()), None)
    if held is not None:
        return Resolution(state="resolved", document=held, why="Its identifier is made from this symbol.")
    return Resolution(state="not-held", document=slugs[0], why=f"Nothing held bears the symbol {spellings[0]}.")
