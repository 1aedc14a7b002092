"""The lists of what is held, and the files that pages are drawn with."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.api.context import LocalWork, OpenService
from assistant.api.problems import not_found
from bots.web.drawing import ASSETS, asset, draw
from bots.web.interface import PageInterface
from bots.web.shelves import Shelves

PAGE: dict[str, Any] = {"include_in_schema": False, "methods": ["GET", "HEAD"], "response_class": HTMLResponse}
"""How a route for people is added: it is no part of the interface for programs."""


def list_routes(shelves: Shelves) -> APIRouter:
    """Returns the routes of ``/resolutions`` and ``/themes``."""
    router = APIRouter()

    @router.api_route("/resolutions", **PAGE)
    async def resolutions(service: OpenService, workers: LocalWork, interface: PageInterface) -> HTMLResponse:
        shelf = await workers.run(shelves.shelf, service.holdings)
        return HTMLResponse(draw("resolutions.html", interface=interface, shelf=shelf))

    @router.api_route("/themes", **PAGE)
    async def themes(service: OpenService, workers: LocalWork, interface: PageInterface) -> HTMLResponse:
        shelf = await workers.run(shelves.shelf, service.holdings)
        return HTMLResponse(draw("themes.html", interface=interface, shelf=shelf))

    return router


def asset_routes() -> APIRouter:
    """Returns the route of the style sheet and the icon; named with their version they may be kept for good."""
    router = APIRouter()

    @router.api_route("/assets/{name}", **PAGE)
    async def assets(name: str, request: Request) -> Response:
        try:
            body = asset(name)
        except KeyError:
            raise not_found("There is no such file.") from None
        kept = "public, max-age=31536000, immutable" if request.query_params.get("v") else "no-cache"
        return Response(body, media_type=ASSETS[name], headers={"Cache-Control": kept})

    return router
