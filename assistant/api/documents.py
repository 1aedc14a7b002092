"""``/v1/documents``: the record, a revision, their texts, history and relations; ``/v1/themes``."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import PlainTextResponse

from assistant.api.context import LocalWork, OpenService
from assistant.api.lookup import find, find_document, find_text
from assistant.api.parameters import read_language
from assistant.api.ports import Catalogue
from assistant.api.problems import not_found
from assistant.api.views import proposal_view, record_view, revision_view, theme_line, theme_view
from assistant.proposals import proposed_changes
from assistant.responsibility.rules import role_rules
from assistant.versions import versions_of
from corpus.document import Text, TextKind

router = APIRouter()

KindOfText = Annotated[TextKind | None, Query(description="which text, where both are held; by default the original")]
Language = Annotated[str | None, Query(description="language of the text; by default English, else the one held")]


@router.get("/v1/documents/{name}", summary="A document's record, or one revision of it")
async def document(
    name: str, service: OpenService, workers: LocalWork, kind: KindOfText = None, language: Language = None
) -> dict[str, Any]:
    """``{id}`` gives the record with its history; ``{id}@{revision}`` the revision with its clauses."""
    view = await workers.run(_document, service.holdings.catalogue, name, kind, read_language(language))
    if "proposal" in view:
        view["proposal"]["impact"] = (await workers.run(service.assistant.impact, view["document"]))["texts"]
    return view


@router.get("/v1/documents/{name}/text", summary="The stored text, exactly", response_class=PlainTextResponse)
async def text(
    name: str, service: OpenService, workers: LocalWork, kind: KindOfText = None, language: Language = None
) -> PlainTextResponse:
    """Plain text in UTF-8. Offsets of citations and clauses count its code points."""
    return await workers.run(_text, service.holdings.catalogue, name, kind, read_language(language))


@router.get("/v1/documents/{name}/history", summary="A document's revisions, and what each changed")
async def history(name: str, service: OpenService, workers: LocalWork) -> dict[str, Any]:
    """Gives the facts of a history answer."""
    found = await workers.run(find_document, service.holdings.catalogue, name)
    return await workers.run(service.assistant.history, found.id)


@router.get("/v1/documents/{name}/related", summary="Documents related to one")
async def related(name: str, service: OpenService, workers: LocalWork) -> dict[str, Any]:
    """Gives the facts of a related answer."""
    found = await workers.run(find_document, service.holdings.catalogue, name)
    return await workers.run(service.assistant.related, found.id)


@router.get("/v1/themes", summary="The themes that concern several Sectors")
async def themes(service: OpenService, workers: LocalWork) -> dict[str, Any]:
    """Lists them by name."""
    return await workers.run(_themes, service.holdings.catalogue)


@router.get("/v1/themes/{name}", summary="One theme: Sectors' parts, groups, resolutions")
async def theme(name: str, service: OpenService, workers: LocalWork) -> dict[str, Any]:
    """``{id}`` is ``theme-accessibility``, or ``accessibility`` for short."""
    return await workers.run(_theme, service.holdings.catalogue, name)


def _document(catalogue: Catalogue, name: str, kind: TextKind | None, language: str | None) -> dict[str, Any]:
    found, revision = find(catalogue, name)
    if revision is None:
        own = catalogue.text(found.id, language=language, kind=kind)
        own = own if own is not None and _is_original(own) else None
        view = record_view(found, catalogue.held(found.id), own, versions_of(own, catalogue) if own else ())
        if found.kind == "proposal":
            view["proposal"] = proposal_view(found, proposed_changes(found, catalogue, language=language))
        return view
    return revision_view(found, find_text(catalogue, found, revision, kind=kind, language=language), catalogue)


def _is_original(text: Text) -> bool:
    """Whether a text without a revision is the institution's own, and no record that was written from facts."""
    return any(clause.basis == "original" and clause.part != "title" for clause in text.clauses)


def _text(catalogue: Catalogue, name: str, kind: TextKind | None, language: str | None) -> PlainTextResponse:
    found, revision = find(catalogue, name)
    stored = find_text(catalogue, found, revision, kind=kind, language=language)
    return PlainTextResponse(stored.content, headers={"Content-Language": stored.language})


def _themes(catalogue: Catalogue) -> dict[str, Any]:
    found = [document for document in catalogue.documents() if document.kind == "theme"]
    return {"themes": [theme_line(document) for document in sorted(found, key=lambda document: document.title)]}


def _theme(catalogue: Catalogue, name: str) -> dict[str, Any]:
    found = find_document(catalogue, name if name.startswith("theme-") else f"theme-{name}")
    if found.kind != "theme":
        raise not_found(f"{found.id} is not a theme. The themes are listed at /v1/themes.")
    page = catalogue.document(role_rules().list_document)
    return theme_view(found, official_list=page.original if page else None)
