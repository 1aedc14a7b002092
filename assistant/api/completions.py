"""``POST /v1/chat/completions`` and ``GET /v1/models``: the assistant in the shape of OpenAI's interface.

Answers, checks and limits are those of ``/v1/ask``; only the shape differs.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from assistant.api.asking import answer_question
from assistant.api.body import read_object
from assistant.api.completion_chores import chore_reply
from assistant.api.completion_content import Content, content_of
from assistant.api.completion_errors import ChatError, chat_error, no_such_model
from assistant.api.completion_request import MODEL, ChatRequest, read_chat
from assistant.api.completion_shapes import Completion, completion_view, model_view
from assistant.api.completion_stream import completion_events
from assistant.api.context import LocalWork, Workers, open_service
from assistant.api.guard import record_incident
from assistant.api.problems import Problem
from assistant.limits import check_question
from corpus.errors import IscgError

router = APIRouter()

PATIENCE_SECONDS = 1.0
"""How long a stream is held back for its answer: a trouble in that time has a status that clients act on."""
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9a-fA-F:.]+\](:\d{1,5})?")
_SCHEMA: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["model", "messages"],
                    "properties": {
                        "model": {"type": "string", "enum": [MODEL]},
                        "messages": {"type": "array", "items": {"type": "object"}, "minItems": 1},
                        "stream": {"type": ["boolean", "null"]},
                        "stream_options": {"type": ["object", "null"]},
                    },
                }
            }
        },
    }
}


@router.get("/v1/models", summary="The one model there is, for OpenAI's clients")
async def models() -> dict[str, Any]:
    """Lists it."""
    return {"object": "list", "data": [model_view()]}


@router.get("/v1/models/{name}", summary="A model, for OpenAI's clients", response_class=JSONResponse)
async def model(name: str) -> Response:
    """Gives the model of that name; 404 for any other."""
    return JSONResponse(model_view()) if name == MODEL else no_such_model(name, MODEL).response()


@router.post(
    "/v1/chat/completions",
    summary="Ask in the shape of OpenAI's clients",
    openapi_extra=_SCHEMA,
    response_class=JSONResponse,
)
async def complete(request: Request, workers: LocalWork) -> Response:
    """Answers the last message of the user, from the documents held and from nothing else in the request."""
    try:
        return await _complete(request, workers)
    except ChatError as error:
        return error.response()
    except (Problem, IscgError) as error:
        return chat_error(error).response()
    except Exception:
        return chat_error(record_incident(request.url.path)).response()


async def _complete(request: Request, workers: Workers) -> Response:
    asked = read_chat(await read_object(request))
    reply = chore_reply(asked.question, asked.instructions)
    if reply is None:
        check_question(asked.question)
    task = asyncio.ensure_future(_made(request, workers, asked, reply))
    if not asked.stream:
        return JSONResponse(completion_view(await task))
    await asyncio.wait({task}, timeout=PATIENCE_SECONDS)
    if task.done():
        task.result()
    events = completion_events(task, include_usage=asked.include_usage, path=request.url.path)
    return StreamingResponse(events, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


async def _made(request: Request, workers: Workers, asked: ChatRequest, reply: str | None) -> Completion:
    """Returns the message: the reply of a chore, which costs nothing, or the assistant's answer."""
    created = int(time.time())
    if reply is not None:
        return Completion(
            id=secrets.token_hex(16), created=created, content=Content(text=reply, annotations=()), usage={}
        )
    service = await open_service(request)
    answer = await answer_question(service, workers, asked.question)
    content = content_of(answer, base=address_of(request))
    return Completion(id=answer.id, created=created, content=content, usage=answer.usage)


def address_of(request: Request) -> str:
    """Returns the address under which the client reached the service (``https://host``), nothing where it has no name.

    The client chose that name: what is no plain host name does not come into an answer.
    """
    public: str | None = getattr(request.app.state, "public_url", None)
    if public:
        return public.rstrip("/")
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host}" if _HOST.fullmatch(host) else ""
