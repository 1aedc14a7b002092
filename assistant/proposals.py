"""What a proposal would change: the text it proposes against the text it starts from. It is never in force.

Where the file carried tracked changes, the text before them stands beside it in the store. Else the revision held of
the document it names is what it starts from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.comparing import Catalogue
from corpus.conferences import held_on
from corpus.document import Clause, Document, Proposed, Text
from indexer.lineage import Change, compared
from indexer.parsing.identity import read_heading

_REASONS = "Reasons"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedChange:
    """One text that a proposal is about, with the changes it asks for.

    ``old`` is what it starts from: ``former`` where the proposal itself brought it, else a revision held. It is None
    for a new text, and where nothing is held to start from; then ``changes`` is empty. ``new`` is what is proposed,
    with the clauses of this text alone; None where a text is to be suppressed or left as it is.
    """

    proposed: Proposed | None
    old: Text | None
    new: Text | None
    changes: tuple[Change, ...] = ()

    @property
    def starts_from(self) -> str | None:
        """The text it starts from as an address names it, ``former`` for the proposal's own; None without one."""
        if self.old is None:
            return None
        return "former" if self.old.kind == "former" else f"{self.old.document}@{self.old.revision}"


def proposed_changes(
    document: Document, catalogue: Catalogue, *, language: str | None = None
) -> tuple[ProposedChange, ...]:
    """Returns what a proposal asks for, text by text in its own order; () for a document that is no proposal."""
    text = catalogue.text(document.id, language=language, kind="original") if document.kind == "proposal" else None
    if text is None:
        return ()
    former = catalogue.text(document.id, language=text.language, kind="former")
    if former is not None and len(document.proposes) < 2:
        proposed = document.proposes[0] if document.proposes else None
        changes = compared(replace(former, kind="original"), text)
        return (ProposedChange(proposed=proposed, old=former, new=text, changes=changes),)
    return tuple(
        _against_former(one, document, text, former)
        if former is not None and one.instruction == "MOD"
        else _against_held(one, document, text, catalogue)
        for one in document.proposes
    )


def _against_former(proposed: Proposed, document: Document, text: Text, former: Text) -> ProposedChange:
    """Compares one of several texts with what stood there before the tracked changes."""
    old, new = _part(former, proposed, document), _part(text, proposed, document)
    changes = compared(replace(old, kind="original"), new) if new.clauses else ()
    return ProposedChange(proposed=proposed, old=old, new=new, changes=changes)


def _against_held(proposed: Proposed, document: Document, text: Text, catalogue: Catalogue) -> ProposedChange:
    """Compares one text of a proposal without tracked changes with the revision it starts from."""
    if proposed.instruction == "ADD":
        return ProposedChange(proposed=proposed, old=None, new=_part(text, proposed, document))
    old = _base(proposed, catalogue, text.language)
    if proposed.instruction in ("SUP", "NOC"):
        return ProposedChange(proposed=proposed, old=old, new=None)
    new = _part(text, proposed, document)
    changes = compared(old, new) if old is not None and new.clauses else ()
    return ProposedChange(proposed=proposed, old=old, new=new, changes=changes)


def _base(proposed: Proposed, catalogue: Catalogue, language: str) -> Text | None:
    """The revision the heading names if its original is held, else the newest one held before that."""
    known = catalogue.document(proposed.document) if proposed.document else None
    if known is None:
        return None
    codes = [step.revision for step in known.history if step.action != "suppressed"]
    if proposed.revision is not None and proposed.revision not in codes:
        codes = [code for code in codes if held_on(code) < held_on(proposed.revision)]
    elif proposed.revision is not None:
        codes = codes[: codes.index(proposed.revision) + 1]
    for code in reversed(codes):
        found = catalogue.text(known.id, code, language=language, kind="original")
        if found is not None:
            return found
    return None


def _part(text: Text, proposed: Proposed, document: Document) -> Text:
    """The clauses of one of the texts proposed, by the paths they have in that text itself."""
    clauses = list(_own(text.clauses, proposed, several=len(document.proposes) > 1))
    first = next((at for at, clause in enumerate(clauses) if clause.call), len(clauses))
    return replace(text, clauses=tuple(clause for clause in clauses[first:] if not clause.path.startswith(_REASONS)))


def _own(clauses: Iterable[Clause], proposed: Proposed, *, several: bool) -> Iterator[Clause]:
    if not several:
        yield from clauses
        return
    heading = read_heading(proposed.heading)
    number = heading.number.upper() if heading else (proposed.document or "").rpartition("-")[2].upper()
    for clause in clauses:
        words = clause.path.split(" ", 2)
        if len(words) == 3 and words[1] == number and clause.part == "annex":
            yield replace(clause, path=words[2], part="clause")
