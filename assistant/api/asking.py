"""``POST /v1/ask``: one answer, whole or as a stream."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from assistant.answer import Answer
from assistant.api.body import read_object
from assistant.api.context import LocalWork, Workers, open_service
from assistant.api.conversations import join_conversation
from assistant.api.parameters import read_as_of, read_filters, read_language
from assistant.api.ports import Service
from assistant.api.schemas import AskRequest, read_ask
from assistant.api.streaming import StreamListener, answer_events
from assistant.asof import TODAY
from assistant.limits import check_question
from assistant.rendering import to_json
from corpus.errors import StoreError

router = APIRouter()
_log = logging.getLogger("iscg.api")

_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": AskRequest.model_json_schema(ref_template="#/components/schemas/{model}")}
        },
    }
}
_BODY["requestBody"]["content"]["application/json"]["schema"].pop("$defs", None)
_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "the answer; with stream: true its events",
        "content": {
            "application/json": {"schema": {"$ref": "/schemas/answer.json"}},
            "text/event-stream": {"schema": {"type": "string"}},
        },
    }
}


@router.post("/v1/ask", summary="Ask a question", openapi_extra=_BODY, responses=_ANSWER, response_class=Response)
async def ask(request: Request, workers: LocalWork) -> Response:
    """Answers from the documents held. What is not known, off topic or nonsense gets an abstention, not an error."""
    asked = read_ask(await read_object(request))
    question = check_question(asked.question)
    arguments: dict[str, Any] = {
        "language": read_language(asked.language),
        "as_of": read_as_of(asked.as_of),
        "filters": read_filters(asked.filters.model_dump()) if asked.filters else None,
    }
    service = await open_service(request)  # after the checks: what is no question needs no store
    if asked.conversation:
        arguments["conversation"] = await join_conversation(service, workers, asked.conversation)
        if (asked.as_of or "").strip().lower() == TODAY:
            arguments["as_of"] = TODAY
    if asked.stream:
        listener = StreamListener()
        pending = answer_question(service, workers, question, listener=listener, **arguments)
        events = answer_events(pending, instance=request.url.path, listener=listener)
        return StreamingResponse(events, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})
    answer = await answer_question(service, workers, question, **arguments)
    return Response(to_json(answer), media_type="application/json")


async def answer_question(service: Service, workers: Workers, question: str, **arguments: Any) -> Answer:
    """Returns the answer, made off the event loop; leaves one line in the log, without the question's words."""
    answer = await workers.run(_answered, service, question, **arguments)
    _log.info(
        "answer %s kind=%s reason=%s citations=%d total_ms=%.1f",
        answer.id,
        answer.kind,
        answer.reason,
        len(answer.citations),
        answer.timings_ms.get("total", 0.0),
    )
    return answer


def _answered(service: Service, question: str, **arguments: Any) -> Answer:
    """Returns the answer, and lets it be spoken of; where that cannot be kept, it is given all the same."""
    answer = service.assistant.ask(question, **arguments)
    if service.signals is not None:
        try:
            service.signals.noticed(answer)
        except StoreError as error:
            _log.warning("%s", error)
    return answer
