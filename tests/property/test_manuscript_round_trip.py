"""Whatever a document holds, its file gives it back; whatever a text holds, its clauses cut their own lines."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.digest import digested_revisions, render_digest
from corpus.document import (
    KINDS_WITH_REVISIONS,
    Basis,
    Document,
    EarlierTitle,
    GroupProfile,
    Kind,
    Line,
    Part,
    Relation,
    RevisionStep,
    Role,
    Status,
    Term,
    ThemeProfile,
)
from corpus.manuscript import PARTS, parse_manuscript, write_manuscript
from corpus.record import render_record
from corpus.scope import BODIES, SectorCode

PRINTABLE = st.characters(exclude_categories=("C", "Zl", "Zp"))
ANYTHING = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
SENTENCES = st.text(PRINTABLE, min_size=1, max_size=40).map(str.strip).filter(bool)
HEADINGS = SENTENCES.map(lambda text: " ".join(text.split())).filter(bool)
BASES: st.SearchStrategy[Basis] = st.sampled_from(("seen", "recalled", "inferred"))
CODES = st.sampled_from(("pp-14", "pp-18", "pp-22", "wtsa-20", "wtsc-93", "ra-00"))
SLUGS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,3}", fullmatch=True)
SECTORS: st.SearchStrategy[SectorCode] = st.sampled_from(("R", "T", "D", "GS"))
SETS = st.lists(SLUGS, max_size=3, unique=True).map(tuple)
WORDS = st.lists(ANYTHING, max_size=3).map(tuple)


def tuples(entry: type, **values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Short tuples of one entry type."""
    return st.lists(st.builds(entry, **values), max_size=3).map(tuple)


THEMES = st.builds(
    ThemeProfile,
    aliases=WORDS,
    terms=tuples(Term, language=st.sampled_from(("fr", "zh")), text=ANYTHING, official=st.booleans(), basis=BASES),
    roles=tuples(
        Role, sector=SECTORS, role=st.sampled_from(("lead", "none", "asked")), basis=BASES, units=WORDS, groups=SETS
    ),
    resolutions=SETS,
    groups=SETS,
    iscg_topic=st.booleans(),
    coordinators=WORDS,
)
GROUPS = st.builds(
    GroupProfile,
    code=ANYTHING,
    form=ANYTHING,
    sector=SECTORS,
    parent=st.none() | SLUGS,
    study_period=st.none() | ANYTHING,
    since=st.none() | ANYTHING,
    ended=st.booleans(),
)


@st.composite
def lines_of(draw: st.DrawFn, kind: Kind) -> tuple[Line, ...]:
    """Lines sorted by part, each with what its part needs."""
    dated = ("mandate", "change")
    parts = [part for part in PARTS.values() if part not in dated or kind in KINDS_WITH_REVISIONS]
    found: list[Line] = []
    for part in parts:
        for _ in range(draw(st.integers(0, 3))):
            found.append(draw(a_line(part)))
    return tuple(found)


@st.composite
def a_line(draw: st.DrawFn, part: Part) -> Line:
    """One line of a part."""
    heading = ""
    if part == "mandate":
        heading = draw(HEADINGS)
    revision = draw(st.none() | CODES) if part in ("mandate", "change") else None
    return Line(part=part, text=draw(SENTENCES), basis=draw(BASES), heading=heading, revision=revision)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents of every kind."""
    kind = draw(st.sampled_from(get_args(Kind)))
    return Document(
        id=draw(SLUGS),
        kind=kind,
        body=draw(st.sampled_from(BODIES)),
        title=draw(HEADINGS),
        number=draw(st.none() | ANYTHING),
        symbol=draw(st.none() | ANYTHING),
        status=draw(st.sampled_from(get_args(Status))),
        confidence=draw(st.sampled_from(("seen", "partly-seen", "recalled"))),
        date=draw(st.none() | st.sampled_from(("2026", "2026-03", "2026-03-05"))),
        author=draw(st.none() | ANYTHING),
        sectors=draw(st.lists(SECTORS, max_size=2).map(tuple)),
        themes=draw(SETS),
        history=draw(tuples(RevisionStep, revision=CODES, action=st.sampled_from(("adopted", "revised")), basis=BASES)),
        earlier_titles=draw(tuples(EarlierTitle, title=ANYTHING, revision=st.none() | CODES, basis=BASES)),
        relations=draw(tuples(Relation, document=SLUGS, relation=st.sampled_from(("cites", "mapped")), basis=BASES)),
        lines=draw(lines_of(kind)),
        sources=draw(WORDS),
        original=draw(st.none() | ANYTHING),
        theme=draw(THEMES) if kind == "theme" else None,
        group=draw(st.none() | GROUPS) if kind == "group" else None,
    )


@given(document=documents())
@settings(max_examples=300, deadline=None)
def test_a_document_survives_its_file(document: Document) -> None:
    assert parse_manuscript(write_manuscript(document), where="any.md") == document


@given(document=documents())
@settings(max_examples=200, deadline=None)
def test_every_clause_cuts_one_line_and_no_path_stands_twice(document: Document) -> None:
    texts = [render_record(document, name_of=lambda identifier: f"the document {identifier}")]
    texts += [render_digest(document, revision) for revision in digested_revisions(document)]
    mandates = [line.text for line in document.lines if line.part == "mandate" and line.revision]
    assert sorted(text.quote(clause) for text in texts[1:] for clause in text.clauses) == sorted(mandates)
    for text in texts:
        paths = [clause.path for clause in text.clauses]
        assert len(paths) == len(set(paths))
        ends = [0, *(clause.end for clause in text.clauses)]
        assert all(end <= clause.start < clause.end for end, clause in zip(ends, text.clauses, strict=False))
