"""Links between documents: references found in texts, and relations that were recorded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.document import Clause, Document, Text, TextKind
from corpus.identifiers import slugify
from corpus.references import find_references, resolve
from indexer.assembly import Holdings

LinkState = Literal["resolved", "no-such-revision", "not-held", "ambiguous", "unknown"]
LinkRelation = Literal["cites", "mapped", "parent", "theme"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A reference that stands in a text at ``start:end``, and what it names.

    ``document`` to ``kind`` say in which text it stands, ``clause`` in which clause. ``target`` is None where it is
    ``ambiguous`` or ``unknown``; it is set but not in the store where ``not-held``, in the store without the revision
    written where ``no-such-revision``. ``relation`` is ``cites`` for
    references in running text, the recorded relation for a line of a record.
    """

    document: str
    revision: str | None
    language: str
    kind: TextKind
    clause: str
    start: int
    end: int
    text: str
    target: str | None
    target_revision: str | None
    state: LinkState
    relation: LinkRelation = "cites"


_UNREAD_PARTS = frozenset({"title", "status", "history", "relation", "cover"})
"""Lines of a record or a cover that name the document itself, or whose targets are recorded already."""


class KnownDocuments:
    """What references are resolved against: ids, histories and symbols of documents. Meets ``references.Known``."""

    def __init__(self, documents: Iterable[Document]) -> None:
        """Reads ``documents`` once. Of two that bear the same symbol the first counts."""
        self._revisions: dict[str, tuple[str, ...]] = {}
        self._symbols: dict[str, str] = {}
        for document in documents:
            steps = (step.revision for step in document.history if step.action != "suppressed")
            self._revisions[document.id] = tuple(steps)
            if document.symbol:
                self._symbols.setdefault(slugify(document.symbol), document.id)

    def document_ids(self) -> Collection[str]:
        """Returns the ids of all documents."""
        return self._revisions.keys()

    def revisions_of(self, document: str, /) -> tuple[str, ...]:
        """Returns the codes of the revisions in the document's history, oldest first."""
        return self._revisions.get(document, ())

    def symbol_to_id(self, symbol: str, /) -> str | None:
        """Returns the document that bears the symbol, however its parts are joined."""
        slug = slugify(symbol)
        return self._symbols.get(slug) or (slug if slug in self._revisions else None)


def find_links(holdings: Holdings) -> tuple[Link, ...]:
    """Returns the links of all texts, in the order of texts, clauses and places.

    A record says of a relation what it is; elsewhere a reference is a citation. What a record or a digest says of its
    own document is no link.
    """
    known = KnownDocuments(holdings.documents.values())
    links: list[Link] = []
    for text in holdings.texts:
        if text.kind == "former":
            continue
        document = holdings.documents[text.document]
        recorded = {r.document: r.relation for r in document.relations}
        for clause in text.clauses:
            if clause.target is not None:
                links.append(_recorded(text, clause, clause.target, recorded, known))
            elif clause.part not in _UNREAD_PARTS:
                links.extend(_cited(text, clause, document, known))
    return tuple(links)


def _recorded(
    text: Text, clause: Clause, target: str, recorded: Mapping[str, LinkRelation], known: KnownDocuments
) -> Link:
    """A line of a theme or group names a document it is about: that is a mapping, unless recorded as something else."""
    relation: LinkRelation = recorded.get(target, "parent" if clause.path == "Group parent" else "mapped")
    held = target in known.document_ids()
    return _link(text, clause, target=target, state="resolved" if held else "not-held", relation=relation)


def _cited(text: Text, clause: Clause, document: Document, known: KnownDocuments) -> Iterator[Link]:
    for reference in find_references(text.quote(clause), language=text.language):
        named = resolve(reference, known=known, context_body=document.body)
        if text.kind == "digest" and named.document == document.id:
            continue
        span = (clause.start + reference.start, clause.start + reference.end)
        yield _link(text, clause, span=span, target=named.document, revision=named.revision, state=named.state)


def _link(
    text: Text,
    clause: Clause,
    *,
    target: str | None,
    state: LinkState,
    span: tuple[int, int] | None = None,
    revision: str | None = None,
    relation: LinkRelation = "cites",
) -> Link:
    start, end = span or (clause.start, clause.end)
    return Link(
        document=text.document,
        revision=text.revision,
        language=text.language,
        kind=text.kind,
        clause=clause.path,
        start=start,
        end=end,
        text=text.content[start:end],
        target=target,
        target_revision=revision,
        state=state,
        relation=relation,
    )
