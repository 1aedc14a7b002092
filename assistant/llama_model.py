"""Any endpoint that speaks OpenAI's protocol, through LlamaIndex: hosted, vLLM, Ollama, llama.cpp's server, Azure.

LlamaIndex and its client run on an event loop of their own in a thread, because only a task can be cancelled at any
point: a model that says nothing, or one byte in ten seconds, is dropped at the deadline and its connection closed.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from assistant.prose.model import Failure, ModelFailure, Order

CONNECT_SECONDS: Final = 3.0
_POLL_SECONDS: Final = 0.1
_WAIT_SECONDS: Final = 0.4
"""Before a second try, where the model does not say how long to wait."""
_END: Final = object()


@dataclass(slots=True)
class LlamaModel:
    """A model behind ``base_url``. ``tries``: how often it is asked before it has written anything."""

    base_url: str
    name: str
    api_key: str | None = None
    tries: int = 2
    _loop: asyncio.AbstractEventLoop | None = None
    _client: Any = None
    _http: Any = None
    _thread: threading.Thread | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def host(self) -> str:
        """Host and port of the endpoint."""
        return urlsplit(self.base_url).netloc.rpartition("@")[2]

    def write(self, order: Order, *, stopped: threading.Event | None = None) -> Iterator[str]:
        """Yields what the model writes; see ``LanguageModel.write``."""
        self.warm()
        pieces: queue.SimpleQueue[Any] = queue.SimpleQueue()
        task = asyncio.run_coroutine_threadsafe(self._consume(order, pieces), self._running_loop())
        try:
            while (piece := _next(pieces, order.deadline, stopped)) is not _END:
                if isinstance(piece, ModelFailure):
                    raise piece
                yield piece
        finally:
            task.cancel()

    def warm(self) -> None:
        """Imports what is needed and opens the client, which takes seconds the first time; no connection is made."""
        with self._lock:
            if self._loop is not None:
                return
            import httpx
            import openai.resources.chat  # noqa: F401  # else imported by the first question
            from llama_index.core.llms import ChatMessage  # noqa: F401
            from llama_index.llms.openai_like import OpenAILike

            self._http = httpx.AsyncClient(timeout=httpx.Timeout(600.0, connect=CONNECT_SECONDS))
            self._client = OpenAILike(
                model=self.name,
                api_base=self.base_url,
                api_key=self.api_key or "none",
                is_chat_model=True,
                temperature=0.0,
                max_retries=0,
                timeout=600.0,
                async_http_client=self._http,
            )
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=self._loop.run_forever, name="model", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Closes what connections are kept open. Nothing can be written after it."""
        with self._lock:
            loop, self._loop = self._loop, None
        if loop is None or self._thread is None:
            return
        asyncio.run_coroutine_threadsafe(self._leave(), loop).result(timeout=CONNECT_SECONDS)
        loop.call_soon_threadsafe(loop.stop)
        self._thread.join(CONNECT_SECONDS)
        loop.close()

    async def _leave(self) -> None:
        rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        await asyncio.get_running_loop().shutdown_asyncgens()
        await self._http.aclose()

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            raise ModelFailure("stopped")
        return self._loop

    async def _consume(self, order: Order, pieces: queue.SimpleQueue[Any]) -> None:
        for attempt in range(1, self.tries + 1):
            begun = False
            try:
                async for piece in self._stream(order):
                    begun = True
                    pieces.put(piece)
                pieces.put(_END)
                return
            except Exception as error:  # whatever a client raises is one of the ways a model fails
                failure = error if isinstance(error, ModelFailure) else _failure_of(error, begun=begun)
                wait = failure.retry_after if failure.retry_after is not None else _WAIT_SECONDS
                again = failure.reason in ("unreachable", "busy", "failing") and not begun and attempt < self.tries
                if not again or time.monotonic() + wait > order.deadline:
                    pieces.put(failure)
                    return
                await asyncio.sleep(wait)

    async def _stream(self, order: Order) -> Any:
        from llama_index.core.llms import ChatMessage

        messages = [ChatMessage(role="system", content=order.system), ChatMessage(role="user", content=order.user)]
        ended = None
        async with aclosing(await self._client.astream_chat(messages, max_tokens=order.max_tokens)) as stream:
            async for told in stream:
                choices = getattr(told.raw, "choices", None) or ()
                ended = choices[0].finish_reason if choices and choices[0].finish_reason else ended
                if told.delta:
                    yield told.delta
        if ended != "stop":
            raise ModelFailure("broke-off")


def _next(pieces: queue.SimpleQueue[Any], deadline: float, stopped: threading.Event | None) -> Any:
    """Returns what comes next. Raises ModelFailure at the deadline, and where the reader has gone."""
    while True:
        if stopped is not None and stopped.is_set():
            raise ModelFailure("stopped")
        left = deadline - time.monotonic()
        if left <= 0:
            raise ModelFailure("slow")
        try:
            return pieces.get(timeout=min(left, _POLL_SECONDS))
        except queue.Empty:
            continue


def _failure_of(error: Exception, *, begun: bool) -> ModelFailure:
    """Returns what an exception of the client amounts to."""
    import httpx
    import openai

    if isinstance(error, openai.APIStatusError):
        return ModelFailure(_reason_of(error.status_code), retry_after=_seconds(error.response.headers))
    if isinstance(error, openai.APITimeoutError | httpx.TimeoutException):
        return ModelFailure("slow")
    if isinstance(error, openai.APIConnectionError | httpx.TransportError):
        return ModelFailure("broke-off" if begun else "unreachable")
    return ModelFailure("broke-off" if begun else "garbled")


def _reason_of(status: int) -> Failure:
    if status == 429:
        return "busy"
    return "failing" if status >= 500 or status in (408, 409) else "refused"


def _seconds(headers: Any) -> float | None:
    value = headers.get("retry-after", "")
    return float(value) if value.replace(".", "", 1).isdigit() else None
