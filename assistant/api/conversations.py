"""``/v1/conversations/{id}``: what is kept of a conversation, for whoever holds its id; and how it is deleted."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from assistant.api.context import LocalWork, OpenService, Workers
from assistant.api.ports import Conversations, Kept, Service
from assistant.turn import Turn
from corpus.errors import ConversationUnknown

NEW = "new"
"""Given instead of an id it begins a conversation."""

router = APIRouter()


@router.get("/v1/conversations/{identifier}", summary="Read a conversation")
async def read(identifier: str, service: OpenService, workers: LocalWork) -> Response:
    """Gives the questions of a conversation and what each was understood to be about; answers are not kept."""
    kept = await workers.run(conversations_of(service).read, identifier)
    return JSONResponse(_view(identifier, kept))


@router.delete("/v1/conversations/{identifier}", summary="Delete a conversation", status_code=204)
async def delete(identifier: str, service: OpenService, workers: LocalWork) -> Response:
    """Deletes a conversation for good."""
    await workers.run(conversations_of(service).delete, identifier)
    return Response(status_code=204)


async def join_conversation(service: Service, workers: Workers, asked: str | None) -> str | None:
    """Returns the id of the conversation asked for, a new one for ``new``; None where none is.

    Raises:
        ConversationUnknown: there is none of that id.
    """
    if asked is None:
        return None
    conversations = conversations_of(service)
    if asked == NEW:
        return await workers.run(conversations.begin)
    await workers.run(conversations.read, asked)
    return asked


def conversations_of(service: Service) -> Conversations:
    """Returns where conversations are kept. Raises ConversationUnknown where this service keeps none."""
    if service.conversations is None:
        raise ConversationUnknown
    return service.conversations


def _view(identifier: str, kept: Kept) -> dict[str, Any]:
    return {
        "conversation": identifier,
        "begun": kept.begun.isoformat(timespec="seconds"),
        "expires": kept.expires.isoformat(timespec="seconds"),
        "turns": [
            {"asked": asked.isoformat(timespec="seconds"), **_turn(turn)}
            for asked, turn in zip(kept.asked, kept.turns, strict=True)
        ],
    }


def _turn(turn: Turn) -> dict[str, Any]:
    filters = turn.filters
    narrowed = {name: list(getattr(filters, name)) for name in ("bodies", "sectors", "kinds", "themes", "status")}
    return {
        "question": turn.question,
        "language": turn.language,
        "kind": turn.kind,
        "documents": list(turn.targets),
        "themes": [one.document for one in turn.themes],
        "groups": [one.document for one in turn.groups],
        "as_of": turn.as_of,
        "filters": {name: values for name, values in narrowed.items() if values},
    }
