"""Documents as the contract's JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.api.ports import Catalogue
from assistant.proposals import ProposedChange
from assistant.versions import Version, versions_of
from corpus.conferences import conference
from corpus.document import Clause, Document, Held, Text
from corpus.force import status_at
from corpus.labels import label


def record_view(
    document: Document, held: Mapping[str, Held], text: Text | None = None, versions: Sequence[Version] = ()
) -> dict[str, Any]:
    """Returns ``GET /v1/documents/{id}``; ``text``: the original of a document that has no revisions.

    ``versions``: the same text in other languages.
    """
    view: dict[str, Any] = {
        "document": document.id,
        "title": document.title,
        "kind": document.kind,
        "body": document.body,
        "status": document.status,
        "themes": list(document.themes),
        "sectors": list(document.sectors),
        "sources": list(document.sources),
        "revisions": [
            {
                "revision": step.revision,
                "place": conference(step.revision).place["en"],
                "year": conference(step.revision).year,
                "action": step.action,
                "held": held.get(step.revision, "missing"),
            }
            for step in document.history
        ],
    }
    if text is not None:
        clauses = [_clause(clause, text, versions) for clause in text.clauses]
        view |= {"symbol": document.symbol, "date": document.date, "author": document.author}
        view |= {"agenda_item": document.agenda_item, "drafted_in": document.drafted_in}
        view |= {"language": text.language, "text_kind": text.kind, "clauses": clauses}
        view["languages"] = sorted({text.language, *(version.language for version in versions)})
        view["versions"] = [_version(version) for version in versions]
    return view


def revision_view(document: Document, text: Text, catalogue: Catalogue) -> dict[str, Any]:
    """Returns ``GET /v1/documents/{id}@{revision}``; offsets count in ``text``."""
    keys = [key for key in catalogue.text_keys(document.id) if (key.revision, key.kind) == (text.revision, text.kind)]
    versions = versions_of(text, catalogue)
    return {
        "document": document.id,
        "revision": text.revision,
        "label": label(document, text.revision),
        "title": text.title or document.title,
        "kind": document.kind,
        "body": document.body,
        "language": text.language,
        "languages": sorted({key.language for key in keys}),
        "text_kind": text.kind,
        "status": status_at(document, text.revision),
        "sources": list(document.sources),
        "versions": [_version(version) for version in versions],
        "clauses": [_clause(clause, text, versions) for clause in text.clauses],
    }


def proposal_view(document: Document, changes: Sequence[ProposedChange]) -> dict[str, Any]:
    """Returns what the record of a proposal says of it: not in force, the texts it is about, what each starts from."""
    starts = {one.proposed: one.starts_from for one in changes}
    return {
        "in_force": False,
        "proposes": [
            {
                "instruction": one.instruction,
                "heading": one.heading,
                "document": one.document,
                "revision": one.revision,
                "starts_from": starts.get(one),
            }
            for one in document.proposes
        ],
    }


def theme_view(theme: Document, *, official_list: str | None = None) -> dict[str, Any]:
    """Returns ``GET /v1/themes/{id}``: what people call it, who has which part, whom to ask, what is mapped to it.

    ``official_list``: the address of the official list of themes and focal points, where it is known.
    """
    profile = theme.theme
    roles = {
        role.sector: {"role": role.role, "groups": list(role.groups), "units": list(role.units), "basis": role.basis}
        for role in (profile.roles if profile else ())
    }
    terms = profile.terms if profile else ()
    return {
        **theme_line(theme),
        "aliases": list(profile.aliases) if profile else [],
        "terms": [{"language": t.language, "text": t.text, "official": t.official, "basis": t.basis} for t in terms],
        "sectors": roles,
        "resolutions": list(profile.resolutions) if profile else [],
        "groups": list(profile.groups) if profile else [],
        "coordinators": list(profile.coordinators) if profile else [],
        "official_list": official_list,
        "sources": list(theme.sources),
    }


def theme_line(theme: Document) -> dict[str, Any]:
    """Returns a theme as a line of ``GET /v1/themes``."""
    return {"theme": theme.id, "name": theme.title, "iscg_topic": bool(theme.theme and theme.theme.iscg_topic)}


def _version(version: Version) -> dict[str, Any]:
    """How far another language is linked, clause by clause; ``stops_at`` is the first clause without a counterpart."""
    linked = len(version.clauses)
    return {
        "language": version.language,
        "complete": version.complete,
        "linked": linked,
        "stops_at": version.stops_at,
    }


def _clause(clause: Clause, text: Text, versions: Sequence[Version]) -> dict[str, Any]:
    return {
        "path": clause.path,
        "call": clause.call,
        "labels": list(clause.labels),
        "operative": clause.operative,
        "action": clause.action,
        "addressees": list(clause.addressees),
        "partners": list(clause.partners),
        "text": text.quote(clause),
        "start": clause.start,
        "end": clause.end,
        "basis": clause.basis,
        "in_languages": {one.language: one.clauses[clause.path].path for one in versions if clause.path in one.clauses},
    }
