"""The route ``/mcp``. The protocol's package is imported by the first request that needs it, off the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from assistant.api.completions import address_of
from bots.mcp.access import BASE, Access

Handler = Callable[[Scope, Receive, Send], Awaitable[None]]
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def mcp_routes(*, host: str, public_url: str | None = None) -> APIRouter:
    """Returns the route. It answers under loopback names, ``host`` and the host of ``public_url``, and no other.

    A page of another site cannot reach it by giving its own name the service's address: ``Host`` and ``Origin`` are
    checked by the protocol's package (421, 403).
    """
    router = APIRouter()
    # POST alone: it keeps no session, so there is nothing to listen to by GET and nothing to end by DELETE.
    endpoint = McpEndpoint(allowed_names(host, public_url))
    router.routes.append(Route("/mcp", endpoint, methods=["POST"], include_in_schema=False))
    return router


def allowed_names(host: str, public_url: str | None) -> tuple[str, ...]:
    """Returns the host names, with a port where one is named, under which the service may be addressed."""
    names = [*_LOOPBACK]
    if not _is_anywhere(host):
        names.append(f"[{host}]" if ":" in host else host)
    if public_url:
        names.append(urlsplit(public_url).netloc)
    return tuple(dict.fromkeys(name for name in names if name))


def _is_anywhere(host: str) -> bool:
    """Returns whether ``host`` means every address of the machine, and so names none."""
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False


class McpEndpoint:
    """ASGI application of the protocol; one for all requests of one event loop."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._ready: asyncio.Future[Handler] | None = None
        self._running: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        handle = await self._handler(scope["app"])
        base = BASE.set(address_of(Request(scope)))
        try:
            await handle(scope, receive, send)
        finally:
            BASE.reset(base)

    async def _handler(self, app: Any) -> Handler:
        if self._ready is None:
            self._ready = asyncio.get_running_loop().create_future()
            self._running = asyncio.create_task(self._run(Access(app.state.loader, app.state.workers), self._ready))
        return await asyncio.shield(self._ready)

    async def _run(self, access: Access, ready: asyncio.Future[Handler]) -> None:
        """Holds the protocol's task group open until the event loop ends; the task that entered it has to leave it."""
        try:
            manager = await asyncio.to_thread(_build, access, self._names)
            async with manager.run():
                ready.set_result(manager.handle_request)
                await asyncio.get_running_loop().create_future()
        except Exception as error:
            self._ready = None  # the next request tries again
            if not ready.done():
                ready.set_exception(error)


def _build(access: Access, names: tuple[str, ...]) -> Any:
    from bots.mcp.server import build_manager

    return build_manager(access, names=names)
