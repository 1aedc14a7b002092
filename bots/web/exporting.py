"""``/exports``: the tables to download, each with what it holds."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from assistant.api.exports import ALL_TABLES
from bots.web.drawing import draw
from bots.web.interface import PageInterface
from bots.web.lists import PAGE


def export_routes() -> APIRouter:
    """Returns the route of the page; the files themselves are at ``/v1/exports/{table}``."""
    router = APIRouter()

    @router.api_route("/exports", **PAGE)
    async def exports(interface: PageInterface) -> HTMLResponse:
        return HTMLResponse(draw("exports.html", interface=interface, tables=ALL_TABLES))

    return router
