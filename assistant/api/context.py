"""What routes take from the application: the open service, and a bounded number of threads for local work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, ParamSpec, TypeVar, cast

import anyio
from fastapi import Depends, Request

from assistant.api.loading import ServiceLoader
from assistant.api.ports import Service
from assistant.api.problems import Problem

P = ParamSpec("P")
T = TypeVar("T")

QUEUE_PER_WORKER = 16
"""Requests that may wait for each thread before new ones are sent away."""


@dataclass(slots=True)
class Workers:
    """Runs local work off the event loop, at most ``threads`` pieces at a time and a bounded number waiting."""

    threads: int
    _limiter: anyio.CapacityLimiter | None = None

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Returns what ``work`` returns.

        Raises:
            Problem: 503 with Retry-After, at once, where too many requests wait already.
        """
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(self.threads)
        if self._limiter.statistics().tasks_waiting >= self.threads * QUEUE_PER_WORKER:
            raise Problem(503, "busy", "Too many questions at once. Try again shortly.", headers={"Retry-After": "1"})
        return await anyio.to_thread.run_sync(lambda: work(*args, **kwargs), limiter=self._limiter)


async def open_service(request: Request) -> Service:
    """Returns the open service. Raises Problem (503) where it cannot be had."""
    return await cast(ServiceLoader, request.app.state.loader).ready()


def _workers(request: Request) -> Workers:
    return cast(Workers, request.app.state.workers)


OpenService = Annotated[Service, Depends(open_service)]
LocalWork = Annotated[Workers, Depends(_workers)]
