"""Composes the brief of a resolution or a theme from what the answers are made of; every statement is cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answers.history import history_of
from assistant.answers.related import Related, related_to
from assistant.answers.role_blocks import conflict_blocks, official_list, role_table
from assistant.answers.wording import as_it_stands, cell, conference_named, quoted
from assistant.draft import Cell, Claim, Draft, DraftBlock, Evidence, bullets, heading, paragraph, table
from assistant.library import Library
from assistant.messages import say
from assistant.overlaps.between_sectors import Conflict, Silence, conflicts, silences
from assistant.papers.paper import Paper, paper_of
from assistant.responsibility.asking import operative_of
from assistant.responsibility.reading import Responsibility, of_resolution, of_theme
from corpus.conferences import conference
from corpus.document import KINDS_WITH_REVISIONS, Document, Part
from corpus.errors import UsageError
from corpus.force import document_status, missing_revisions
from corpus.labels import label

_CLAUSES, _CLAUSES_OF_THEME, _RELATED, _LINES = 10, 6, 6, 3
"""So many operative clauses of a resolution and of a theme, related texts, and lines of one kind are told: a brief has
two pages."""
_UNKNOWN: tuple[Part, ...] = ("gap", "note")
"""Lines that say what is not known, the surest first."""


def brief_paper(document: Document, library: Library, *, generation: str, language: str = "en") -> Paper:
    """Returns the brief of a resolution (or decision) or a theme.

    Raises:
        UsageError: the document is neither.
    """
    if document.kind not in KINDS_WITH_REVISIONS and document.kind != "theme":
        raise UsageError(f"{document.id} is a {document.kind}. A brief is made of a resolution, a decision or a theme.")
    blocks = (
        *_opening(document, library),
        *_history(document, library, language),
        *_responsible(document, library, language),
        *_clauses(document, library, language),
        *_related(document, library, language),
        *_missing(document, library, language),
    )
    draft = Draft(kind="document", blocks=blocks, rests_on=(document.id,))
    title = say("brief.title", language, name=library.titled(document.id))
    return paper_of(draft, library, title=title, generation=generation, language=language)[0]


def _opening(document: Document, library: Library) -> Iterator[DraftBlock]:
    lines = [evidence for clause, evidence in library.lines(document.id, "status") if clause.path == "Status"]
    if document.kind == "theme":
        points = [evidence for _, evidence in library.lines(document.id, "point") if not _is_coordinator(evidence)]
        lines += points[:_LINES]
    if lines:
        yield paragraph(*_spaced(as_it_stands(one) for one in lines))


def _history(document: Document, library: Library, language: str) -> Iterator[DraftBlock]:
    steps = history_of(document, library)
    if not steps:
        return
    held = library.catalogue.held(document.id)
    rows: list[Sequence[Cell]] = []
    for one in steps:
        shown = cell(say(f"action.{one.step.action}", language), "", ()).shown
        states = f"{label(document)}: {one.line[0].quote}"
        action = Claim(states=states, evidence=one.line, support="quoted", shown=shown)
        changes = _spaced(as_it_stands(evidence) for evidence in one.changes[:_LINES])
        state = (
            "–" if one.step.action == "suppressed" else say(f"held.{held.get(one.step.revision, 'missing')}", language)
        )
        name = conference_named(conference(one.step.revision), language)
        rows.append(((name,), (action,), changes or ("–",), (state,)))
    yield heading(say("brief.history", language))
    yield table([say(f"history.{column}", language) for column in ("conference", "step", "changes", "held")], rows)


def _responsible(document: Document, library: Library, language: str) -> Iterator[DraftBlock]:
    found = _responsibility(document, library)
    if found is None:
        return
    yield heading(say("brief.responsibility", language))
    yield role_table(found, library, language, empty=False)
    yield from conflict_blocks(conflicts(found, library), silences(found, library), library, language)
    asked = [(as_it_stands(line),) for _, line in library.lines(document.id, "point") if _is_coordinator(line)]
    if document.kind == "theme":
        yield heading(say("sector.ask", language), level=3)
        yield bullets([*asked[:_LINES], *official_list(library, language)])


def _is_coordinator(line: Evidence) -> bool:
    return line.clause.startswith("Coordinators")


def _responsibility(document: Document, library: Library) -> Responsibility | None:
    return of_theme(document, library) if document.kind == "theme" else of_resolution(document, library)


def _clauses(document: Document, library: Library, language: str) -> Iterator[DraftBlock]:
    theme = document.kind == "theme"
    found = _asked_on(document, library) if theme else [one for _, one in operative_of(document, library)]
    most = _CLAUSES_OF_THEME if theme else _CLAUSES
    if found:
        yield heading(say("brief.clauses", language))
        yield bullets([(quoted(one, library, language=language, under_its_name=not theme),) for one in found[:most]])
    if len(found) > most:
        yield paragraph(say("brief.more", language, count=len(found) - most))


def _asked_on(theme: Document, library: Library) -> list[Evidence]:
    """Returns the clauses of the resolutions mapped to a theme, those that give the Sectors their parts first.

    Those that were quoted as conflicts or silences are not told again.
    """
    one = of_theme(theme, library)
    clashes: list[Conflict | Silence] = [*conflicts(one, library), *silences(one, library)] if one else []
    told = {evidence for each in clashes for evidence in each.evidence}
    first = list(dict.fromkeys(evidence for _, evidence in one.authority)) if one else []
    mapped = [library.document(each) for each in (one.resolutions if one else ())]
    standing = [each for each in mapped if document_status(each) != "suppressed"]
    others = [evidence for each in standing for _, evidence in operative_of(each, library)]
    found = [*first, *(evidence for evidence in others if evidence not in first)]
    return [evidence for evidence in found if evidence not in told]


def _related(document: Document, library: Library, language: str) -> Iterator[DraftBlock]:
    """Yields the texts that matter most: counterparts in other bodies, then what cites and is cited, best first.

    Of a theme the resolutions mapped to it, in one line.
    """
    found = related_to(document, library)
    if document.kind == "theme":
        mapped = [one for one in found if "same-theme" in one.relations]
        if mapped:
            yield heading(say("brief.mapped", language))
            yield paragraph(*_spaced((_mapped(one, document, library, language) for one in mapped), between="; "))
        return
    ranked = sorted(found, key=lambda one: "counterpart" not in one.relations)[:_RELATED]
    if ranked:
        yield heading(say("brief.related", language))
        head = [say(f"related.{column}", language) for column in ("document", "relations")]
        yield table(head, [_relation(one, document, library, language) for one in ranked])


def _mapped(one: Related, document: Document, library: Library, language: str) -> Claim:
    other = label(library.document(one.document))
    states = say("sector.mapped", language, name=document.title, resolution=other)
    return cell(other, states, one.relations["same-theme"])


def _relation(one: Related, document: Document, library: Library, language: str) -> tuple[Cell, ...]:
    names = {"one": label(document), "other": label(library.document(one.document))}
    claims = (
        cell(say(f"relation.{name}", language), say(f"relates.{name}", language, **names), places)
        for name, places in one.relations.items()
        if name != "same-theme" or len(one.relations) == 1
    )
    return (library.titled(one.document),), _spaced(claims, between="; ")


def _missing(document: Document, library: Library, language: str) -> Iterator[DraftBlock]:
    """Yields what is not held or not known. A missing text has nothing to cite: it is told as plain words."""
    yield heading(say("brief.missing", language))
    absent = missing_revisions(document, library.shelf.held_codes(document.id))
    names = ", ".join(label(document, code) for code in absent)
    told: list[Cell] = [(say("brief.missing_revisions", language, names=names),)] if names else []
    unknown = [evidence for part in _UNKNOWN for _, evidence in library.lines(document.id, part)]
    told += [(as_it_stands(evidence),) for evidence in unknown[:_LINES]]
    yield bullets(told) if told else paragraph(say("brief.nothing_missing", language))


def _spaced(claims: Iterator[Claim], *, between: str = " ") -> Cell:
    pieces = [piece for claim in claims for piece in (claim, between)]
    return tuple(pieces[:-1])
