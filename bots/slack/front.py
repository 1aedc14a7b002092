"""``/slack/events``, ``/slack/commands``, ``/slack/actions``: what Slack sends, taken once and acknowledged at once.

Size, kind of content and signature are checked before a word is read. What is refused is refused without a word of it
in a log. The answer is made in the background (``bots.slack.answering``).
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse, Response

from assistant.api.body import read_body
from assistant.api.problems import Problem
from assistant.language import detect_language
from assistant.messages import say
from bots.slack.answering import Desk
from bots.slack.blocks import SLACK
from bots.slack.config import SlackConfig
from bots.slack.deliveries import Deliveries, Job
from bots.slack.reading import Task, of_action, of_command, of_event
from bots.slack.signature import is_signed
from corpus.errors import StoreError

MOST: Final = 256_000
"""Bytes of a request. A message has at most 40,000 signs."""
_JSON: Final = "application/json"
_FORM: Final = "application/x-www-form-urlencoded"


@dataclass(slots=True)
class _Front:
    """The front of one application; the desk is there while it runs."""

    config: SlackConfig
    deliveries: Deliveries
    desk: Desk | None = None

    async def body(self, request: Request, media_type: str) -> str:
        """Returns the text of a request that is Slack's.

        Raises:
            Problem: 413 too large, 415 another kind of content, 401 not signed by Slack just now, 400 not UTF-8.
        """
        raw = await read_body(request, limit=MOST)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != media_type:
            raise Problem(415, "wrong-type", f"This address takes {media_type} alone.")
        if not is_signed(raw, request.headers, secret=self.config.secret, now=self.config.clock()):
            raise Problem(401, "not-signed", "The request is not signed by Slack, or not in the last five minutes.")
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            raise Problem(400, "not-utf8", "The body is not UTF-8.") from None

    async def take(self, task: Task, *also: str) -> None:
        """Keeps a task and begins with it, unless it was taken before. Raises Problem (503): Slack is to try again."""
        try:
            fresh = await asyncio.to_thread(self.deliveries.take, task, *also)
        except StoreError:
            raise Problem(503, "busy", "It could not be kept. Try again.", headers={"Retry-After": "30"}) from None
        if fresh and self.desk is not None:
            self.desk.offer(Job(task=task))


def slack_routes(config: SlackConfig) -> APIRouter:
    """Returns the routes of Slack. They work while the application they are part of runs its lifespan."""
    owner = f"{os.getpid()}-{secrets.token_hex(4)}"
    front = _Front(config, Deliveries(config.store, owner=owner, clock=config.clock, lost=config.lost))

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        front.desk = Desk(config, front.deliveries, loader=app.state.loader, workers=app.state.workers)
        await front.desk.start()
        try:
            yield
        finally:
            desk, front.desk = front.desk, None
            await desk.stop()

    router = APIRouter(prefix="/slack", include_in_schema=False, lifespan=lifespan)

    @router.post("/events")
    async def events(request: Request) -> Response:
        payload = _object(await front.body(request, _JSON))
        if payload.get("type") == "url_verification":
            return JSONResponse({"challenge": str(payload.get("challenge", ""))[:200]})
        if (task := of_event(payload)) is not None:
            named = payload.get("event_id")
            await front.take(task, *((f"event:{named}",) if named else ()))
        return Response(status_code=200)

    @router.post("/commands")
    async def commands(request: Request) -> Response:
        task = of_command(_form(await front.body(request, _FORM)))
        if task is None or task.reply is None:
            raise Problem(422, "invalid-request", "This is no command that is known here.")
        if task.kind == "help":
            return _alone("slack.help", "en")
        await front.take(task)
        return _alone("widget.searching", detect_language(task.text))

    @router.post("/actions")
    async def actions(request: Request) -> Response:
        payload = _object(_form(await front.body(request, _FORM)).get("payload", ""))
        if (task := of_action(payload)) is not None:
            await front.take(task)
        return Response(status_code=200)

    return router


def _alone(key: str, language: str) -> JSONResponse:
    """Returns one sentence that whoever gave a command sees alone."""
    return JSONResponse({**SLACK.sentence(say(key, language), language=language), "response_type": "ephemeral"})


def _object(text: str) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise Problem(400, "not-json", "The body is not valid JSON.") from None
    if not isinstance(value, dict):
        raise Problem(422, "invalid-request", "The body is not a JSON object.")
    return value


def _form(text: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=100, errors="strict"))
    except ValueError:
        raise Problem(400, "not-form", "The body is not a form in UTF-8.") from None
