"""``POST /v1/feedback``: what a reader says of an answer. The answer is named by its id; nothing says who spoke."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from assistant.api.body import read_object
from assistant.api.context import LocalWork, OpenService, Workers
from assistant.api.ports import Service
from assistant.api.problems import Problem, not_found
from assistant.signals import MAX_COMMENT, READERS, SignalKind

router = APIRouter()

_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["answer", "signal"],
                    "properties": {
                        "answer": {"type": "string", "minLength": 1, "maxLength": 200},
                        "signal": {"enum": list(READERS)},
                        "comment": {"type": "string", "maxLength": MAX_COMMENT},
                    },
                }
            }
        },
    }
}


@router.post("/v1/feedback", summary="Say what you think of an answer", openapi_extra=_BODY, status_code=204)
async def feedback(request: Request, service: OpenService, workers: LocalWork) -> Response:
    """Keeps it with the question and what was cited; said again of the same answer it takes the former's place."""
    said = await read_object(request)
    await keep(service, workers, said.get("answer"), said.get("signal"), said.get("comment") or "")
    return Response(status_code=204)


async def keep(service: Service, workers: Workers, answer: object, signal: object, comment: object) -> None:
    """Keeps what was said.

    Raises:
        Problem: 404 for an answer that is not known (any more), 422 for what cannot be said.
    """
    if service.signals is None:
        raise not_found("This service keeps no feedback.")
    kind = next((one for one in READERS if one == signal), None)
    if kind is None or not isinstance(answer, str) or not isinstance(comment, str) or len(comment) > MAX_COMMENT:
        detail = (
            f"Name the answer by its id and a signal ({', '.join(READERS)}); a comment has at most {MAX_COMMENT} signs."
        )
        raise Problem(422, "invalid-request", detail)
    if not await workers.run(_say, service, answer[:200], kind, comment):
        raise not_found("This answer is not known here any more. Ask again, and say it of the new one.")


def _say(service: Service, answer: str, kind: SignalKind, comment: str) -> bool:
    return service.signals is not None and service.signals.say(answer, kind, comment=comment)
