"""The pages: ``/`` asks and answers, ``/documents/…`` shows a text with the cited words marked, ``…/history``."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from assistant.api.asking import answer_question
from assistant.api.context import LocalWork, OpenService, Workers
from assistant.api.conversations import NEW, join_conversation
from assistant.api.lookup import find, find_document, find_text
from assistant.api.parameters import read_as_of, read_language
from assistant.api.ports import Holdings, Service
from assistant.api.problems import Problem, problem_of
from assistant.asof import TODAY
from assistant.comparing import comparable_steps, computed_changes
from assistant.conversation_store import DEFAULT_DAYS
from assistant.limits import MAX_QUESTION, check_question
from assistant.versions import versions_of
from bots.web.differences import step_changes
from bots.web.drawing import draw
from bots.web.interface import PageInterface, interface_of
from bots.web.lists import PAGE, asset_routes, list_routes
from bots.web.pictures import picture_of
from bots.web.reading import MARK_ID, paragraphs, span_of
from bots.web.shelves import Shelves
from bots.web.sources import sources
from corpus.document import Document, TextKind
from corpus.errors import ConversationUnknown, StoreError, UsageError
from corpus.force import status_at
from corpus.labels import label

_NOTHING: dict[str, Any] = {"answer": None, "sources": (), "fault": None, "fault_field": None, "judged_here": False}
"""What the start page shows before anything was asked."""


def page_routes(*, conversation_days: int = DEFAULT_DAYS) -> APIRouter:
    """Returns the routes of all pages.

    ``conversation_days``: how long what was asked is kept.
    """
    router = APIRouter()
    shelves = Shelves()

    @router.api_route("/", **PAGE)
    async def home(
        service: OpenService,
        workers: LocalWork,
        interface: PageInterface,
        q: str = "",
        as_of: Annotated[str, Query(max_length=40)] = "",
        language: Annotated[str, Query(max_length=10)] = "",
        conversation: Annotated[str, Query(max_length=200)] = "",
        was: Annotated[str, Query(max_length=40)] = "",
    ) -> HTMLResponse:
        shelf = await workers.run(shelves.shelf, service.holdings)
        shown: dict[str, Any] = {"q": q[: 2 * MAX_QUESTION], "as_of": as_of, "shelf": shelf}
        shown["conversation_days"] = conversation_days
        if not q.strip():
            return HTMLResponse(draw("ask.html", interface=interface, **_NOTHING, **shown))
        field = "as_of"
        try:
            arguments: dict[str, Any] = {"as_of": read_as_of(as_of), "language": read_language(language)}
            field = "q"
            question = check_question(q)
            if conversation:
                arguments["conversation"] = await _conversation(service, workers, conversation)
                arguments["as_of"] = arguments["as_of"] or (TODAY if was else None)
            answer = await answer_question(service, workers, question, **arguments)
        except (UsageError, ConversationUnknown) as error:
            fault = {"fault": str(error), "fault_field": field}
            page = draw("ask.html", interface=interface, **_NOTHING | fault, **shown)
            return HTMLResponse(page, problem_of(error).status)
        told = {"answer": answer, "sources": sources(answer.citations), "judged_here": service.signals is not None}
        return HTMLResponse(draw("ask.html", interface=interface, **_NOTHING | told, **shown))

    @router.api_route("/documents/{name}", **PAGE)
    async def document(
        name: str,
        service: OpenService,
        workers: LocalWork,
        interface: PageInterface,
        start: Annotated[str | None, Query(alias="from", max_length=20)] = None,
        end: Annotated[str | None, Query(alias="to", max_length=20)] = None,
        kind: TextKind | None = None,
        language: Annotated[str | None, Query(max_length=10)] = None,
    ) -> HTMLResponse:
        asked = {"start": _number(start), "end": _number(end), "kind": kind, "language": read_language(language)}
        shown = await workers.run(_document, service.holdings, name, asked, interface.language)
        return HTMLResponse(draw("document.html", interface=interface, **shown))

    @router.api_route("/documents/{name}/history", **PAGE)
    async def history(name: str, service: OpenService, workers: LocalWork, interface: PageInterface) -> HTMLResponse:
        shown = await workers.run(_history, service, name)
        return HTMLResponse(draw("history.html", interface=interface, **shown))

    @router.api_route("/themes/{name}", **PAGE)
    async def theme(name: str, service: OpenService, workers: LocalWork, interface: PageInterface) -> HTMLResponse:
        known = {"start": None, "end": None, "kind": None, "language": None}
        whole = name if name.startswith("theme-") else f"theme-{name}"
        shown = await workers.run(_document, service.holdings, whole, known, interface.language)
        return HTMLResponse(draw("document.html", interface=interface, **shown))

    for more in (list_routes(shelves), asset_routes()):
        router.include_router(more)
    return router


async def _conversation(service: Service, workers: Workers, asked: str) -> str | None:
    """Returns the id of the conversation; None where a new one cannot be begun: the question is answered all the same.

    Raises:
        ConversationUnknown: there is none of the id asked for.
    """
    try:
        return await join_conversation(service, workers, asked)
    except (StoreError, ConversationUnknown):
        if asked == NEW:
            return None
        raise


def error_page(problem: Problem, request: Request) -> str:
    """Returns the page for a problem: what stands in the way, and the way back."""
    return draw("error.html", interface=interface_of(request), problem=problem)


def _document(holdings: Holdings, name: str, asked: dict[str, Any], interface_language: str) -> dict[str, Any]:
    catalogue = holdings.catalogue
    found, revision = find(catalogue, name)
    language = asked["language"]
    if all(key.language != language for key in catalogue.text_keys(found.id) if key.revision == revision):
        language = None  # asked of the page as well as of the text: the text that is held is shown
    text = find_text(catalogue, found, revision, kind=asked["kind"], language=language)
    span = span_of(text, asked["start"], asked["end"])
    return {
        "document": found,
        "label": label(found, revision),
        "revision": revision,
        "text": text,
        "paragraphs": paragraphs(text, span=span),
        "targets": {clause.target for clause in text.clauses if clause.target and catalogue.document(clause.target)},
        "proposed_held": {one.document for one in found.proposes if one.document and catalogue.document(one.document)},
        "versions": versions_of(text, catalogue),
        "span": span,
        "span_missed": span is None and (asked["start"] is not None or asked["end"] is not None),
        "mark_id": MARK_ID,
        "status": status_at(found, revision),
        "held": catalogue.held(found.id),
        "others": [key for key in catalogue.text_keys(found.id) if key.revision == revision],
        "themes": _named(holdings, found.themes),
        "drawn": None if revision else picture_of(found, holdings.current(), language=interface_language),
    }


def _history(service: Service, name: str) -> dict[str, Any]:
    catalogue = service.holdings.catalogue
    found = find_document(catalogue, name)
    facts = service.assistant.history(found.id)
    return {
        "document": found,
        "label": label(found),
        "facts": facts,
        "compared": {code: step_changes(one) for code, one in computed_changes(found.id, catalogue).items()},
        "recorded": any(change["text_kind"] == "digest" for step in facts["revisions"] for change in step["changes"]),
        "comparable": bool(comparable_steps(found, catalogue)),
    }


def _named(holdings: Holdings, ids: tuple[str, ...]) -> list[Document]:
    return [found for one in ids if (found := holdings.catalogue.document(one)) is not None]


def _number(value: str | None) -> int | None:
    if value is None:
        return None
    return int(value) if value.isascii() and value.isdigit() else -1
