"""``/overlaps`` and ``/documents/{id}/brief``: papers as pages, each statement with its source beside it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from assistant.api.context import LocalWork, OpenService
from assistant.api.lookup import find_document
from assistant.api.ports import Holdings
from assistant.api.reporting import find_themes
from assistant.briefs.brief import brief_paper
from assistant.messages import say
from assistant.overlaps.between_sectors import finder_of
from assistant.overlaps.report import overlaps_paper
from assistant.papers.paper import Paper
from assistant.permalinks import document_address
from bots.web.drawing import draw
from bots.web.interface import PageInterface
from bots.web.lists import PAGE
from bots.web.sources import sources
from corpus.document import Document
from corpus.labels import label


def paper_routes() -> APIRouter:
    """Returns the routes of both pages. ``/overlaps`` without a theme lists the themes that have overlaps."""
    router = APIRouter()

    @router.api_route("/overlaps", **PAGE)
    async def overlaps(
        service: OpenService,
        workers: LocalWork,
        interface: PageInterface,
        theme: Annotated[str, Query(max_length=80)] = "",
    ) -> HTMLResponse:
        make = _overlaps if theme.strip() else _overlap_list
        shown = await workers.run(make, service.holdings, theme.strip(), interface.language)
        return HTMLResponse(draw("paper.html", interface=interface, **shown))

    @router.api_route("/documents/{name}/brief", **PAGE)
    async def brief(name: str, service: OpenService, workers: LocalWork, interface: PageInterface) -> HTMLResponse:
        shown = await workers.run(_brief, service.holdings, name, interface.language)
        return HTMLResponse(draw("paper.html", interface=interface, **shown))

    return router


def _overlap_list(holdings: Holdings, _: str, language: str) -> dict[str, Any]:
    finder = finder_of(holdings.current())
    counted = [(theme, len(finder.on(theme))) for theme in finder.themes()]
    name = say("overlaps.title", language, name=say("overlaps.all_themes", language))
    listed = [(theme, count) for theme, count in counted if count]
    return {"title": name, "paper": None, "sources": (), "listed": listed, "forms": "/v1/overlaps", "trail": ()}


def _overlaps(holdings: Holdings, theme: str, language: str) -> dict[str, Any]:
    finder = finder_of(holdings.current())
    themes = find_themes(finder, holdings, theme)
    paper, _, _ = overlaps_paper(finder, themes, generation=holdings.generation, language=language)
    trail = (("/overlaps", say("page.overlaps_short", language)), _to(themes[0]))
    return _shown(paper, f"/v1/overlaps?theme={themes[0].id}", trail)


def _brief(holdings: Holdings, name: str, language: str) -> dict[str, Any]:
    document = find_document(holdings.catalogue, name)
    paper = brief_paper(document, holdings.current(), generation=holdings.generation, language=language)
    return _shown(paper, f"/v1/documents/{document.id}/brief", (_to(document),))


def _to(document: Document) -> tuple[str, str]:
    return document_address(document.id), label(document)


def _shown(paper: Paper, forms: str, trail: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    """Returns what is drawn; ``trail`` are the pages the paper belongs to, as address and name."""
    shown = {"title": paper.title, "paper": paper, "sources": sources(paper.citations)}
    return shown | {"listed": (), "forms": forms, "trail": trail}
