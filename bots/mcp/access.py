"""What tools reach: the open service, threads for its work, the address that links begin with."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from assistant.api.context import Workers
from assistant.api.loading import ServiceLoader
from assistant.api.ports import Service

P = ParamSpec("P")
T = TypeVar("T")

BASE: ContextVar[str] = ContextVar("iscg_base", default="")
"""The address (``https://host``) under which the request at hand reached the service."""


@dataclass(frozen=True, slots=True)
class Access:
    """The service behind the tools, as the HTTP routes have it: opened once, a bounded number of threads."""

    loader: ServiceLoader
    workers: Workers

    async def service(self) -> Service:
        """Returns the open service. Raises Problem where it cannot be had."""
        return await self.loader.ready()

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Returns what ``work`` returns, done off the event loop. Raises Problem where too many wait already."""
        return await self.workers.run(work, *args, **kwargs)
