"""``/verify``: a form for a text or file, and each reference and quotation in it with its verdict."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.api.context import LocalWork
from assistant.api.problems import Problem, problem_of
from assistant.api.verifying import Given, check, read_given
from assistant.checking.reading import EXTENSIONS, MAX_TEXT
from bots.web.drawing import draw
from bots.web.interface import Interface, PageInterface
from corpus.errors import UsageError

_NOTHING: dict[str, Any] = {"items": None, "text": "", "name": "", "fault": None, "counts": {}}
_LIMITS: dict[str, Any] = {"longest": MAX_TEXT, "accepted": ",".join(EXTENSIONS)}


def verify_routes() -> APIRouter:
    """Returns the routes of the page: GET shows the form, POST the verdicts. Nothing that is sent is kept."""
    router = APIRouter()

    @router.api_route("/verify", methods=["GET", "HEAD"], include_in_schema=False, response_class=HTMLResponse)
    async def form(interface: PageInterface) -> HTMLResponse:
        return HTMLResponse(draw("verify.html", interface=interface, **_NOTHING | _LIMITS))

    @router.post("/verify", include_in_schema=False, response_class=HTMLResponse)
    async def verified(request: Request, workers: LocalWork, interface: PageInterface) -> HTMLResponse:
        given = Given("")
        try:
            given = await read_given(request)
            text, items = await check(request, workers, given)
        except UsageError as error:
            return _page({"fault": str(error), "text": given.text}, interface, problem_of(error).status)
        except Problem as problem:
            if problem.status >= 500:
                raise
            return _page({"fault": problem.detail, "text": given.text}, interface, problem.status)
        counts = Counter(item.verdict for item in items)
        return _page({"items": items, "text": text, "name": given.name, "counts": counts}, interface, 200)

    return router


def _page(shown: dict[str, Any], interface: Interface, status: int) -> HTMLResponse:
    return HTMLResponse(draw("verify.html", interface=interface, **_NOTHING | _LIMITS | shown), status)
