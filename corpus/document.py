"""Documents as the project holds them: their facts, the lines they are told in, their texts and clauses.

Two layers. A ``Document`` is what is *known* (read from a file of the corpus, or gathered from an original): title,
history, relations, and lines in our own words. A ``Text`` is what can be *quoted*: plain text with clauses that point
into it. ``corpus.record`` and ``corpus.digest`` turn the first into the second; loaders of originals make a ``Text``
directly.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from corpus.scope import BodyCode, SectorCode

Kind = Literal[
    "resolution",
    "decision",
    "recommendation",
    "opinion",
    "theme",
    "group",
    "council-report",
    "iscg-document",
    "meeting-report",
    "terms-of-reference",
    "service-order",
    "guideline",
    "liaison",
    "web-page",
    "proposal",
    "document",
]
KINDS_WITH_REVISIONS: tuple[Kind, ...] = ("resolution", "decision", "recommendation", "opinion")

Basis = Literal["original", "seen", "recalled", "inferred"]
"""What a line rests on: the institution's own text; a source that was read; general knowledge; our reading."""

TextKind = Literal["original", "digest", "former"]
"""``former``: the text a proposal starts from. It is compared with what is proposed, never searched and never cited."""
Instruction = Literal["MOD", "ADD", "SUP", "NOC"]
"""What a proposal does to a text: modify, add, suppress, leave as it is."""
Status = Literal["in-force", "suppressed", "unknown"]
Action = Literal["adopted", "revised", "suppressed"]
Held = Literal["original", "digest", "missing"]
RoleName = Literal["lead", "contributes", "asked", "none"]

Part = Literal[
    "title",  # record text: the heading lines
    "status",
    "history",
    "mandate",  # one operative line, in our words
    "change",  # what a revision changed
    "relation",
    "role",  # a Sector's part in a theme
    "point",  # a fact about a theme
    "responsibility",  # what a group does
    "lead-role",  # what a group leads on
    "content",  # a line of a report or another document
    "note",  # what is uncertain
    "gap",  # what is known not to be held or known
    "cover",  # a line of an original's cover: symbol, date, who it is by
    "clause",  # a clause of an original
    "footnote",
    "annex",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One fact in our own words, with what it rests on.

    ``heading``: for a mandate line the clause as the facts name it ("instructs the Secretary-General 1"), for content
    the heading it stands under ("ISCG > Climate change"). ``revision``: the conference a mandate or change belongs to.
    """

    part: Part
    text: str
    basis: Basis
    heading: str = ""
    revision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionStep:
    """One step of a history: ``revision`` is a conference's code, from which place and year follow."""

    revision: str
    action: Action
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A recorded relation to another document. ``mapped``: on the same subject, in another body's set."""

    document: str
    relation: Literal["cites", "mapped", "parent", "theme"]
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierTitle:
    """The title a revision bore, where it is not today's. ``revision`` is None where it is not known which."""

    title: str
    revision: str | None
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What people type for a theme in one language; ``official`` marks the usual term."""

    language: str
    text: str
    official: bool
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One Sector's part in a theme. ``units``: names of groups, Bureau functions; ``groups``: those with a document."""

    sector: SectorCode
    role: RoleName
    basis: Basis
    units: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeProfile:
    """What a theme is beside its lines: names people use, Sectors' roles, the resolutions mapped to it."""

    aliases: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    roles: tuple[Role, ...] = ()
    resolutions: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    iscg_topic: bool = False
    coordinators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupProfile:
    """What a group is beside its lines. ``code``: how it is called ("ITU-T SG17"); ``ended``: kept for older texts."""

    code: str
    form: str
    sector: str
    parent: str | None = None
    study_period: str | None = None
    since: str | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One text a proposal is about. ``heading``: how it names the text; ``document`` is None where that names no one.

    ``revision``: the conference that is to adopt it, or whose text it starts from, as the heading's bracket says.
    """

    instruction: Instruction
    heading: str
    document: str | None = None
    revision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is known of one document.

    ``number`` is None where it could not be established. ``original``: address of the institution's own file, where one
    was seen. ``date``: ISO date, month or year, for documents without revisions. ``confidence``: of the record whole.
    ``agenda_item`` and ``drafted_in``, the language of the original, are those of a cover table. ``proposes``: the
    texts that a proposal is about.
    """

    id: str
    kind: Kind
    body: BodyCode
    title: str
    number: str | None = None
    symbol: str | None = None
    status: Status = "unknown"
    confidence: Literal["original", "seen", "partly-seen", "recalled"] = "seen"
    date: str | None = None
    language: str = "en"
    author: str | None = None
    agenda_item: str | None = None
    drafted_in: str | None = None
    sectors: tuple[SectorCode, ...] = ()
    themes: tuple[str, ...] = ()
    history: tuple[RevisionStep, ...] = ()
    earlier_titles: tuple[EarlierTitle, ...] = ()
    relations: tuple[Relation, ...] = ()
    lines: tuple[Line, ...] = ()
    sources: tuple[str, ...] = ()
    original: str | None = None
    theme: ThemeProfile | None = None
    group: GroupProfile | None = None
    proposes: tuple[Proposed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A numbered thing one can point at. ``text.content[start:end]`` is its own words, without label and sub-items.

    ``path`` is unique within its text. ``operative``, ``call``, ``labels`` are those of a resolution's clause; a record
    line has none. ``action`` is the verb that asks, normalized over languages ("instruct", "resolve"); ``addressees``
    are asked, ``partners`` are those they are to do it with. ``heading`` is the title of the section or heading that a
    clause of an original stands under ("Voting"). ``revision`` is the conference a *record* line speaks of, ``target``
    the document a relation points to, ``sector`` the Sector a role line is about.
    """

    path: str
    start: int
    end: int
    basis: Basis
    part: Part = "clause"
    call: str = ""
    labels: tuple[str, ...] = ()
    operative: bool = False
    action: str = ""
    addressees: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    heading: str = ""
    revision: str | None = None
    target: str | None = None
    sector: SectorCode | None = None

    @property
    def concerned(self) -> tuple[str, ...]:
        """All whom the clause names: those asked, then those they are to work with."""
        return (*self.addressees, *self.partners)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Plain text that can be quoted, with its clauses in order of ``start``. Offsets: code points, half-open.

    ``revision`` None is the document's record text. ``kind`` is ``original`` for the institution's own words.
    """

    document: str
    revision: str | None
    language: str
    kind: TextKind
    content: str
    clauses: tuple[Clause, ...] = ()
    title: str = ""

    def quote(self, clause: Clause) -> str:
        """Returns the clause's own words."""
        return self.content[clause.start : clause.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What one file yields: documents known through it, texts read from it, and what has to be said about it.

    ``words_read`` counts words of the source, ``words_kept`` those that stand in texts or lines; ``dropped`` says why
    the rest is missing, as ``(reason, words)``. ``former`` are the texts that tracked changes start from, each with the
    document, language and title of the text proposed; a file without such changes, or with nothing but insertions, has
    none. Their words count nowhere. ``loader`` is what read the file: "docx", "manuscript", … , "" if it is not told.
    """

    documents: tuple[Document, ...] = ()
    texts: tuple[Text, ...] = ()
    former: tuple[Text, ...] = ()
    language: str = "en"
    words_read: int = 0
    words_kept: int = 0
    dropped: tuple[tuple[str, int], ...] = ()
    warnings: tuple[str, ...] = field(default=())
    loader: str = ""
