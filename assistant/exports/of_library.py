"""Tables that are read from texts: who is responsible, where mandates overlap, which citations are out of date."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answers.related import is_stale
from assistant.answers.wording import theme_name
from assistant.draft import Evidence, evidence_of
from assistant.library import Library
from assistant.messages import say
from assistant.overlaps.between_sectors import conflicts, finder_of, silences
from assistant.overlaps.report import reason_of
from assistant.responsibility.reading import Part, Responsibility, of_theme
from corpus.document import Document
from corpus.force import revisions_until
from corpus.labels import label
from corpus.scope import SECTORS
from corpus.tables import Table
from indexer.links import Link

_LANGUAGE = "en"
"""Tables are in English: programs read their columns by name."""
_BETWEEN = "; "
_UNREAD = ("note", "gap")
_PLACE = ("document", "label", "clause", "words", "text")


def responsibility_table(library: Library) -> Table:
    """Returns one row a theme: the role of each Sector with its units, what the Sectors collide or are silent on."""
    head = ("theme", "name", *SECTORS, "conflicts", "silences", "resolutions")
    return Table(name="responsibility", head=head, rows=tuple(_matrix_row(*one, library) for one in _themes(library)))


def roles_table(library: Library) -> Table:
    """Returns one row for each line that gives a Sector its role on a theme, with the rule that reads it so."""
    head = ("theme", "name", "Sector", "role", "rule", "our reading", "units", *_PLACE)
    rows = (row for theme, one in _themes(library) for part in one.parts for row in _role_rows(theme, part, library))
    return Table(name="roles", head=head, rows=tuple(rows))


def overlaps_table(library: Library) -> Table:
    """Returns one row a pair of clauses of two bodies on a theme, by theme and type, the strongest first."""
    finder = finder_of(library)
    ends = [f"{end} {column}" for end in ("first", "second") for column in _PLACE]
    rows = tuple(
        (
            theme.id,
            theme.title,
            one.type,
            f"{one.score:.2f}" if one.score else "",
            *_placed(one.a, library),
            *_placed(one.b, library),
            reason_of(one, _LANGUAGE),
        )
        for theme in finder.themes()
        for one in finder.on(theme)
    )
    return Table(name="overlaps", head=("theme", "name", "type", "score", *ends, "reason"), rows=rows)


def stale_table(library: Library) -> Table:
    """Returns one row for each citation, in a text that serves or a record, of a revision that was replaced since."""
    head = (*_PLACE, "kind", "cites", "cited revision", "current revision", "title")
    rows = (row for one in library.documents() for row in _stale_rows(one, library))
    return Table(name="stale", head=head, rows=tuple(rows))


def _themes(library: Library) -> Iterator[tuple[Document, Responsibility]]:
    for theme in library.documents("theme"):
        one = of_theme(theme, library)
        if one is not None:
            yield theme, one


def _matrix_row(theme: Document, one: Responsibility, library: Library) -> tuple[str, ...]:
    by_sector = {part.sector: _told_part(part, library) for part in one.parts}
    return (
        theme.id,
        theme_name(theme, _LANGUAGE),
        *(by_sector.get(sector, "none") for sector in SECTORS),
        " ".join(each.reason(_LANGUAGE) for each in conflicts(one, library)),
        " ".join(each.reason(_LANGUAGE) for each in silences(one, library)),
        _BETWEEN.join(library.name(each) for each in one.resolutions if each in library.document_ids),
    )


def _told_part(part: Part, library: Library) -> str:
    units = _units(part, library)
    return f"{part.role} ({units})" if units else part.role


def _units(part: Part, library: Library) -> str:
    return ", ".join(part.units) or ", ".join(library.name(group) for group in part.groups)


def _role_rows(theme: Document, part: Part, library: Library) -> Iterator[tuple[str, ...]]:
    rule = say(f"rule.name.{part.rule}", _LANGUAGE) if part.rule else ""
    for evidence in part.evidence:
        told = (part.sector, part.role, rule, "yes" if part.reading else "no", _units(part, library))
        yield (theme.id, theme_name(theme, _LANGUAGE), *told, *_placed(evidence, library))


def _placed(evidence: Evidence, library: Library) -> tuple[str, ...]:
    """Returns the cells of ``_PLACE``; the record of a document is neither original nor digest."""
    document = f"{evidence.document}@{evidence.revision}" if evidence.revision else evidence.document
    name = label(library.document(evidence.document), evidence.revision)
    kind = evidence.kind if evidence.revision else "record"
    return document, name, evidence.clause, " ".join(evidence.quote.split()), kind


def _stale_rows(document: Document, library: Library) -> Iterator[tuple[str, ...]]:
    serving = library.serving_code(document.id)
    shown: set[tuple[str, ...]] = set()
    for link in library.catalogue.links_from(document.id):
        if link.revision not in (None, serving) or not is_stale(link, library):
            continue
        evidence = _place_of(link, library)
        if evidence is None or link.target is None:
            continue
        cited = library.document(link.target)
        row = (
            *_placed(evidence, library),
            document.kind,
            link.target,
            label(cited, link.target_revision),
            label(cited, revisions_until(cited)[-1]),
            cited.title,
        )
        if row not in shown:
            shown.add(row)
            yield row


def _place_of(link: Link, library: Library) -> Evidence | None:
    text = library.catalogue.text(link.document, link.revision, language=link.language, kind=link.kind)
    clause = next((one for one in text.clauses if one.path == link.clause), None) if text else None
    return evidence_of(text, clause) if text and clause and clause.part not in _UNREAD else None
