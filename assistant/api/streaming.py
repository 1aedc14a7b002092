"""An answer as ``text/event-stream``: status, citation, block and delta events, then the answer or an error."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Awaitable, Iterator
from typing import Any

from assistant.answer import Answer, Block, Citation
from assistant.api.guard import record_incident
from assistant.api.problems import Problem, problem_of
from assistant.rendering import to_builtins, to_markdown, to_plain
from corpus.errors import IscgError

HEARTBEAT_SECONDS = 15.0
HEARTBEAT = b": still here\n\n"


def event(name: str, data: object) -> bytes:
    """Returns one event; ``data`` is JSON on one line."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


class StreamListener:
    """Hears, in a worker's thread, what stands of an answer, and passes it to the event loop that streams it.

    Once ``stopped`` is set, as the reader has gone, a model that writes is stopped.
    """

    def __init__(self) -> None:
        self.stopped = threading.Event()
        self.heard: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()

    def tell(self, what: str, value: Any, /) -> None:
        """Passes it on."""
        self._loop.call_soon_threadsafe(self.heard.put_nowait, (what, value))


async def answer_events(
    pending: Awaitable[Answer], *, instance: str, listener: StreamListener | None = None
) -> AsyncIterator[bytes]:
    """Yields the events of the answer that is being made; a comment every 15 s while nothing else is to be told.

    ``delta`` texts joined are the answer's ``text``. What ``listener`` hears is told as it comes: sentences of a model
    that have passed the check, and the citations they rest on before them.
    """
    heard = listener or StreamListener()
    told = _Told()
    yield event("status", {"state": "searching"})
    task = asyncio.ensure_future(pending)
    try:
        while not task.done():
            async for news in _news(task, heard):
                for piece in told.early(*news) if news else (HEARTBEAT,):
                    yield piece
        answer = task.result()
    except Problem as problem:
        yield event("error", problem.as_dict(instance))
    except IscgError as error:
        yield event("error", problem_of(error).as_dict(instance))
    except Exception:
        yield event("error", record_incident(instance).as_dict(instance))
    else:
        for piece in told.rest(to_builtins(answer)):
            yield piece
    finally:
        heard.stopped.set()
        task.cancel()


async def _news(task: asyncio.Future[Answer], heard: StreamListener) -> AsyncIterator[tuple[str, Any] | None]:
    """Yields what is heard next, all that is there of it; None where nothing was for the length of a heartbeat."""
    waiting = asyncio.ensure_future(heard.heard.get())
    either: set[asyncio.Future[Any]] = {task, waiting}
    try:
        done, _ = await asyncio.wait(either, timeout=HEARTBEAT_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        if not done:
            yield None
        if waiting in done:
            yield waiting.result()
    finally:
        waiting.cancel()
    while not heard.heard.empty():
        yield heard.heard.get_nowait()


class _Told:
    """What a reader has been sent, so that nothing is sent twice and nothing has to be taken back."""

    def __init__(self) -> None:
        self._text = ""
        self._citations: list[Citation] = []

    def early(self, what: str, value: Any) -> Iterator[bytes]:
        """Yields the events of what is heard before the answer is there."""
        if what == "status":
            yield event("status", {"state": value})
        elif what == "citations":
            self._citations = list(value)
            for citation in self._citations:
                yield event("citation", to_plain(citation))
        elif what == "sentence":
            text = to_markdown([Block(type="paragraph", runs=value)], self._citations)
            if text.startswith(self._text):
                yield event("delta", {"text": text[len(self._text) :]})
                self._text = text

    def rest(self, answer: dict[str, Any]) -> Iterator[bytes]:
        """Yields what is left: citations that were not told, blocks, the rest of the text, the whole."""
        for citation in answer["citations"][len(self._citations) :]:
            yield event("citation", citation)
        for block in answer["blocks"]:
            yield event("block", block)
        left = answer["text"].removeprefix(self._text)
        for paragraph in left.splitlines(keepends=True):
            yield event("delta", {"text": paragraph})
        yield event("answer", answer)
