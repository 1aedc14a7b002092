"""A document's record text: everything recorded about it, as plain sentences that can be quoted one by one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from corpus.conferences import conference, conference_label
from corpus.digest import add_mandate_line, read_heading
from corpus.document import (
    KINDS_WITH_REVISIONS,
    Basis,
    Document,
    Line,
    Part,
    Relation,
    RevisionStep,
    Text,
)
from corpus.errors import IdentifierError
from corpus.labels import NameOf, bare, label
from corpus.profiles import add_group, add_theme
from corpus.scope import BODY_NAMES, SECTOR_NAMES, SECTORS
from corpus.textbuilder import TextBuilder

_STATUS = {
    "in-force": "It is in force.",
    "suppressed": "It was suppressed.",
    "unknown": "Whether it is in force is not established.",
}
_SECTORS = {**SECTOR_NAMES, "GS": "the General Secretariat"}
_ACTIONS = {"adopted": "Adopted", "revised": "Revised", "suppressed": "Suppressed"}
_RELATIONS = {"cites": "Cites", "mapped": "Mapped to", "parent": "Belongs under", "theme": "On the theme"}
_PARTS: tuple[tuple[Part, str, str], ...] = (
    ("point", "Points", "Points"),
    ("responsibility", "Responsible for", "Responsible for"),
    ("lead-role", "Leads on", "Leads on"),
)
_RESERVED = (
    "title",
    "status",
    "sectors",
    "themes",
    "history",
    "earlier",
    "mandate",
    "changes",
    "points",
    "responsible",
    "leads",
    "relations",
    "notes",
    "gaps",
)
"""First words of the paths of other parts: a content heading that begins with one gets "Content" before it."""


def render_record(document: Document, *, name_of: NameOf) -> Text:
    """Returns the record text. ``name_of`` gives the name of another document by its identifier.

    Each line that states something is one clause: ``text.content[clause.start:clause.end]`` is the sentence. Headings
    are lines of the text and no clauses. Paths are unique ("History pp-22", "Changes pp-22 ·2", "Roles ITU-D") and do
    not change when a line is added at the end of a part.
    """
    builder = TextBuilder()
    whole = basis_of(document)
    name = label(document)
    title = name if name == document.title else f"{name} – {document.title}"
    builder.line(title, "Title", part="title", basis=whole)
    for sentence in _about(document):
        builder.line(sentence, "Status", part="status", basis=whole)
    _add_scope(builder, document, name_of)
    _add_history(builder, document)
    if document.theme is not None:
        add_theme(builder, document.theme, whole, name_of, relations=document.relations)
    if document.group is not None:
        add_group(builder, document.group, whole, name_of)
    _add_mandate(builder, document)
    _add_changes(builder, document)
    for part, heading, path in _PARTS:
        _add_part(builder, document, part, heading=heading, path=path)
    _add_content(builder, document)
    _add_relations(builder, _relations_not_told(document), name_of)
    _add_part(builder, document, "note", heading="Notes", path="Notes")
    _add_part(builder, document, "gap", heading="Gaps", path="Gaps")
    return builder.finish(document.id, revision=None, title=document.title)


def basis_of(document: Document) -> Basis:
    """What a sentence rests on that has no basis of its own: ``recalled`` unless the whole record was seen."""
    if document.confidence in ("original", "seen"):
        return "seen"
    return "recalled"


def _about(document: Document) -> Iterable[str]:
    kind = document.kind.replace("-", " ")
    article = "An" if kind[0] in "aeiou" else "A"
    if document.kind in KINDS_WITH_REVISIONS:
        yield f"{article} {kind} of the {BODY_NAMES[document.body]}. {_STATUS[document.status]}"
        return
    if document.kind == "group":
        return
    if document.kind == "theme":
        yield "A theme of coordination among the Sectors of the Union."
        return
    by = f" by {document.author}" if document.author else ""
    dated = f", dated {document.date}" if document.date else ""
    kind = kind.replace("iscg", "ISCG").replace("council", "Council")
    article = "An" if kind[0] in "aeiouI" else "A"
    yield f"{article} {kind}{by}{dated}."
    if document.symbol:
        yield f"Its symbol is {document.symbol}."


def _add_scope(builder: TextBuilder, document: Document, name_of: NameOf) -> None:
    if document.kind in ("theme", "group"):
        return
    if document.sectors:
        named = ", ".join(_SECTORS[one] for one in SECTORS if one in document.sectors)
        builder.line(f"Sectors that have to act: {named}.", "Sectors", part="status", basis="inferred")
    if document.themes:
        named = "; ".join(bare(name_of(one)) for one in document.themes)
        builder.line(f"Themes: {named}.", "Themes", part="status", basis="inferred")


def _add_history(builder: TextBuilder, document: Document) -> None:
    if document.history:
        builder.heading("History")
    for step in document.history:
        builder.line(_step(step), f"History {step.revision}", part="history", basis=step.basis, revision=step.revision)
    for old in document.earlier_titles:
        when = f" at {conference_label(old.revision)}" if old.revision else ""
        path = f"Earlier titles {old.revision}" if old.revision else "Earlier titles"
        sentence = _closed(f"Earlier title{when}: {old.title}")
        builder.line(sentence, path, part="history", basis=old.basis, revision=old.revision)


def _step(step: RevisionStep) -> str:
    return f"{_ACTIONS[step.action]} at {_when(step.revision)}."


def _when(revision: str) -> str:
    """Returns "PP-14 (Busan, 2014)", or the bare code of a conference that is not in the data."""
    try:
        met = conference(revision)
    except IdentifierError:
        return revision.upper()
    if met.body == "council":
        return f"the {met.year} session of the Council"
    return f"{conference_label(revision)} ({met.place['en']}, {met.year})"


def _add_mandate(builder: TextBuilder, document: Document) -> None:
    """The lines whose revision is not established: those of a known one stand in that revision's digest."""
    lines = [line for line in document.lines if line.part == "mandate" and line.revision is None]
    if lines:
        builder.heading("Mandate, of a revision that is not established")
    shown: str | None = None
    for line in lines:
        heading = read_heading(line.heading)
        if heading.call != shown:
            builder.heading(heading.call, space=False)
            shown = heading.call
        add_mandate_line(builder, document, line, heading, path=f"Mandate {heading.path}")


def _add_changes(builder: TextBuilder, document: Document) -> None:
    lines = [line for line in document.lines if line.part == "change"]
    if lines:
        builder.heading("Changes")
    actions = {step.revision: step.action for step in document.history}
    for line in lines:
        if line.revision is None:
            builder.line(f"Changed: {line.text}", "Changes", part="change", basis=line.basis)
            continue
        verb = "Changed at" if actions.get(line.revision) == "revised" else "At"
        sentence = f"{verb} {_when(line.revision)}: {line.text}"
        path = f"Changes {line.revision}"
        builder.line(sentence, path, part="change", basis=line.basis, revision=line.revision)


def _add_part(builder: TextBuilder, document: Document, part: Part, *, heading: str, path: str) -> None:
    lines = [line for line in document.lines if line.part == part]
    if lines:
        builder.heading(heading)
    for line in lines:
        builder.line(line.text, path, part=part, basis=line.basis)


def _add_content(builder: TextBuilder, document: Document) -> None:
    lines = [line for line in document.lines if line.part == "content"]
    for heading, under in groupby(lines, key=lambda line: line.heading):
        if heading:
            builder.heading(heading)
        _add_content_lines(builder, heading, under)


def _add_content_lines(builder: TextBuilder, heading: str, lines: Iterable[Line]) -> None:
    first = heading.partition(" ")[0].lower()
    path = f"Content {heading}" if first in _RESERVED else heading or "Content"
    for line in lines:
        builder.line(line.text, path, part="content", basis=line.basis)


def _relations_not_told(document: Document) -> tuple[Relation, ...]:
    """Relations without those to a theme's mapped resolutions: the theme's own part names these."""
    mapped = document.theme.resolutions if document.theme is not None else ()
    return tuple(one for one in document.relations if one.document not in mapped)


def _add_relations(builder: TextBuilder, relations: tuple[Relation, ...], name_of: NameOf) -> None:
    if relations:
        builder.heading("Relations")
    for one in relations:
        sentence = f"{_RELATIONS[one.relation]} {bare(name_of(one.document))}."
        path = f"Relations {one.document}"
        builder.line(sentence, path, part="relation", basis=one.basis, target=one.document)


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
