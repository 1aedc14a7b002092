"""The routes of the widget: its script, and the page that holds nothing else."""

from __future__ import annotations

import hashlib
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from bots.web.drawing import draw
from bots.web.interface import PageInterface
from bots.web.lists import PAGE
from bots.web.widget.bundle import integrity, widget_script

_HEADERS: Final = {
    "Cache-Control": "public, max-age=3600",
    "Access-Control-Allow-Origin": "*",  # a script that is held to its hash has to be readable; it holds nothing secret
    "Cross-Origin-Resource-Policy": "cross-origin",
}
CHAT_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
"""The strictest policy the widget is used under, and the one our own page has."""


def widget_routes() -> APIRouter:
    """Returns the routes of ``/widget.js`` and ``/chat``."""
    router = APIRouter()

    @router.api_route("/widget.js", methods=["GET", "HEAD"], include_in_schema=False)
    async def script(request: Request) -> Response:
        tag = f'"{hashlib.sha256(widget_script()).hexdigest()[:20]}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={**_HEADERS, "ETag": tag})
        return Response(widget_script(), media_type="text/javascript; charset=utf-8", headers={**_HEADERS, "ETag": tag})

    @router.api_route("/chat", **PAGE)
    async def chat(interface: PageInterface) -> HTMLResponse:
        page = draw("chat.html", interface=interface, integrity=integrity())
        return HTMLResponse(page, headers={"Content-Security-Policy": CHAT_POLICY})

    return router
