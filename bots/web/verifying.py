"""``/verify``: a form for a text or file, and each reference and quotation in it with its verdict."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.api.context import LocalWork
from assistant.api.problems import Problem, problem_of
from assistant.api.verifying import Given, check, read_given
from assistant.checking.model import Item
from assistant.checking.places import Source, whereabouts
from assistant.checking.reading import EXTENSIONS, MAX_TEXT
from assistant.checking.report import candidates_key, told_place, verdict_markdown, verdict_table
from assistant.exports.writing import to_csv
from bots.web.drawing import draw
from bots.web.interface import Interface, PageInterface
from corpus.errors import UsageError

_NOTHING: dict[str, Any] = {"items": None, "text": "", "name": "", "fault": None, "counts": {}, "lists": ()}
_LIMITS: dict[str, Any] = {
    "longest": MAX_TEXT,
    "accepted": ",".join(EXTENSIONS),
    "told_place": told_place,
    "candidates_key": candidates_key,
}


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
            source, items = await check(request, workers, given)
        except UsageError as error:
            fault = {"fault": str(error), "text": given.text, "name": given.name}
            return _page(fault, interface, problem_of(error).status)
        except Problem as problem:
            if problem.status >= 500:
                raise
            return _page({"fault": problem.detail, "text": given.text, "name": given.name}, interface, problem.status)
        shown = await workers.run(_shown, items, source, interface.language)
        return _page(shown | {"text": source.text, "name": given.name}, interface, 200)

    return router


def _shown(items: Sequence[Item], source: Source, language: str) -> dict[str, Any]:
    """Returns the items with their places, and the same as lists to save: in the page itself, as nothing is kept."""
    counted = Counter(item.verdict for item in items)
    places = [whereabouts(source, item.start, item.end) for item in items]
    lists = (
        ("csv", _data("text/csv", to_csv(verdict_table(items, source, language)))),
        ("markdown", _data("text/markdown", verdict_markdown(items, source, language).encode())),
    )
    return {
        "items": tuple(zip(items, places, strict=True)),
        "counts": counted,
        "tracked": source.tracked,
        "lists": lists if items else (),
    }


def _data(kind: str, content: bytes) -> str:
    return f"data:{kind};charset=utf-8;base64,{b64encode(content).decode('ascii')}"


def _page(shown: dict[str, Any], interface: Interface, status: int) -> HTMLResponse:
    return HTMLResponse(draw("verify.html", interface=interface, **_NOTHING | _LIMITS | shown), status)
