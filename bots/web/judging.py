"""``/feedback``: the form below an answer, for readers without a program."""

from __future__ import annotations

from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.api.body import read_body
from assistant.api.context import LocalWork, OpenService
from assistant.api.feedback import keep
from assistant.api.problems import Problem
from bots.web.drawing import draw
from bots.web.interface import PageInterface

_MAX_FORM = 20_000


def feedback_routes() -> APIRouter:
    """Returns the route of the form. It is taken from a page of ours alone."""
    router = APIRouter()

    @router.post("/feedback", include_in_schema=False, response_class=HTMLResponse)
    async def judged(
        request: Request, service: OpenService, workers: LocalWork, interface: PageInterface
    ) -> HTMLResponse:
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise Problem(
                403, "not-from-here", "Feedback is taken from this service's own pages. Open the answer here."
            )
        form = parse_qs((await read_body(request, limit=_MAX_FORM)).decode("utf-8", "replace"))
        said = {name: values[0] for name, values in form.items()}
        await keep(service, workers, said.get("answer"), said.get("signal"), said.get("comment", ""))
        return HTMLResponse(draw("judged.html", interface=interface, question=said.get("question", "")))

    return router
