"""A completion as ``text/event-stream``: chunks, then ``[DONE]``; a trouble on the way is an ``error`` in its place."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

from assistant.api.completion_errors import ChatError, chat_error
from assistant.api.completion_shapes import Completion, annotation_views, chunk_head, chunk_view, usage_view
from assistant.api.guard import record_incident
from assistant.api.problems import Problem
from assistant.api.streaming import HEARTBEAT, HEARTBEAT_SECONDS
from corpus.errors import IscgError

DONE = b"data: [DONE]\n\n"


async def completion_events(task: asyncio.Task[Completion], *, include_usage: bool, path: str) -> AsyncIterator[bytes]:
    """Yields the events of the message that is being made; it is given up where the reader goes away."""
    try:
        while not (await asyncio.wait({task}, timeout=HEARTBEAT_SECONDS))[0]:
            yield HEARTBEAT
        made = task.result()
    except (ChatError, Problem, IscgError) as error:
        yield _event((error if isinstance(error, ChatError) else chat_error(error)).as_dict())
    except Exception:
        yield _event(chat_error(record_incident(path)).as_dict())
    else:
        for chunk in _chunks(made, include_usage=include_usage):
            yield _event(chunk)
    finally:
        task.cancel()
    yield DONE


def _chunks(made: Completion, *, include_usage: bool) -> Iterator[dict[str, Any]]:
    """Yields the chunks; the contents joined are the content of the whole. Annotations come when it is complete."""
    rest: dict[str, Any] = {"usage": None} if include_usage else {}
    yield chunk_view(made, {"role": "assistant", "content": "", "refusal": None}) | rest
    for line in made.content.text.splitlines(keepends=True):
        yield chunk_view(made, {"content": line}) | rest
    if made.content.annotations:
        yield chunk_view(made, {"annotations": annotation_views(made.content.annotations)}) | rest
    yield chunk_view(made, {}, "stop") | rest
    if include_usage:
        yield {**chunk_head(made), "choices": [], "usage": usage_view(made.usage)}


def _event(data: object) -> bytes:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
