"""An answer as a value: blocks to be drawn, statements with their citations, and what has to be said beside them.

Field names are the outer contract's; ``assistant.rendering`` turns blocks into Markdown, ``assistant.verification`` is
the only place that builds an ``Answer``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from corpus.document import Basis, TextKind

AnswerKind = Literal["sector", "history", "related", "document", "passage", "clarification", "abstention"]
Support = Literal["quoted", "derived", "generated"]
Reason = Literal["no-evidence", "out-of-scope", "unintelligible", "future", "unknown-reference", "refused"]
CitationStatus = Literal["in-force", "superseded", "suppressed", "unknown"]
NoteCode = Literal[
    "recalled", "gap", "superseded", "assumption", "inherited", "horizon", "degraded", "correction", "proposal", "model"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of a line: words, words marked as added or removed, or the mark of citation ``cite``. One of the two."""

    text: str | None = None
    mark: Literal["added", "removed"] | None = None
    cite: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One thing to draw. ``type`` says which fields are set: paragraph ``runs``; heading ``text, level``; list
    ``items``; table ``head, rows`` (each cell a tuple of runs); quote ``cite``."""

    type: Literal["paragraph", "heading", "list", "table", "quote"]
    runs: tuple[Run, ...] = ()
    text: str = ""
    level: int = 0
    items: tuple[tuple[Run, ...], ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    cite: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One claim with the numbers of the citations that carry it."""

    text: str
    citations: tuple[int, ...]
    support: Support


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What has nothing to cite: a gap, an assumption, a warning about the evidence."""

    code: NoteCode
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A quotation with its place. ``quote`` is ``text[start:end]`` of the document's text in ``revision`` (None: its
    record text), ``language`` and ``text_kind``; offsets are code points, half-open."""

    n: int
    document: str
    revision: str | None
    label: str
    title: str
    clause: str
    quote: str
    start: int
    end: int
    language: str
    status: CitationStatus | None
    text_kind: TextKind
    basis: Basis
    permalink: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Which revisions of a document an answer rests on are held as original, as digest, or known but missing."""

    document: str
    original: tuple[str, ...] = ()
    digest: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of sentence ``n`` of a model; ``reason`` says why it did not stand and repeats none of its words."""

    n: int
    verdict: Literal["kept", "replaced", "left-out"]
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Which model was asked, at which host, and the verdicts on what it wrote; several on one where it translated."""

    model: str
    host: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a user gets. ``facts`` is the structured form by kind; ``timings_ms`` holds ``total`` and stages.

    ``conversation``: the id of the conversation it is a turn of; left out of the JSON where it is of none, as is
    ``prose`` where no model was asked.
    """

    id: str
    question: str
    language: str
    kind: AnswerKind
    text: str
    blocks: tuple[Block, ...]
    statements: tuple[Statement, ...]
    notes: tuple[Note, ...]
    citations: tuple[Citation, ...]
    facts: dict[str, Any]
    coverage: tuple[Coverage, ...]
    follow_ups: tuple[str, ...]
    confidence: float
    abstained: bool
    reason: Reason | None
    as_of: str | None
    answered_by: str
    timings_ms: dict[str, float]
    usage: dict[str, int]
    conversation: str | None = None
    prose: Prose | None = None
