"""An answer as ``text/event-stream``: status, citation, block and delta events, then the answer or an error."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Iterator
from typing import Any

from assistant.answer import Answer
from assistant.api.guard import record_incident
from assistant.api.problems import Problem, problem_of
from assistant.rendering import to_builtins
from corpus.errors import IscgError

HEARTBEAT_SECONDS = 15.0
HEARTBEAT = b": still here\n\n"


def event(name: str, data: object) -> bytes:
    """Returns one event; ``data`` is JSON on one line."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


async def answer_events(pending: Awaitable[Answer], *, instance: str) -> AsyncIterator[bytes]:
    """Yields the events of the answer that is being made; a comment every 15 s while nothing else is to be told.

    ``delta`` texts joined are the answer's ``text``.
    """
    yield event("status", {"state": "searching"})
    task = asyncio.ensure_future(pending)
    try:
        while not (await asyncio.wait({task}, timeout=HEARTBEAT_SECONDS))[0]:
            yield HEARTBEAT
        answer = task.result()
    except Problem as problem:
        yield event("error", problem.as_dict(instance))
    except IscgError as error:
        yield event("error", problem_of(error).as_dict(instance))
    except Exception:
        yield event("error", record_incident(instance).as_dict(instance))
    else:
        for piece in _told(to_builtins(answer)):
            yield piece
    finally:
        task.cancel()


def _told(answer: dict[str, Any]) -> Iterator[bytes]:
    for citation in answer["citations"]:
        yield event("citation", citation)
    for block in answer["blocks"]:
        yield event("block", block)
    for paragraph in answer["text"].splitlines(keepends=True):
        yield event("delta", {"text": paragraph})
    yield event("answer", answer)
