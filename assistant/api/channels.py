"""Which way a question came in, by the path of its request; what is counted says so."""

from __future__ import annotations

from contextvars import ContextVar

from starlette.types import ASGIApp, Receive, Scope, Send

CHANNEL: ContextVar[str] = ContextVar("iscg_channel", default="other")
"""The channel of the question at hand. Work that a channel puts off sets it anew."""
CHANNELS = {
    "/": "page",
    "/v1/ask": "api",
    "/v1/chat/completions": "chat",
    "/mcp": "mcp",
    "/slack/events": "slack",
    "/slack/commands": "slack",
    "/slack/actions": "slack",
    "/api/messages": "teams",
    "/readyz": "canary",
}


class Channels:
    """ASGI middleware that sets the channel for the time of a request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Runs the application."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        token = CHANNEL.set(CHANNELS.get(scope["path"], "other"))
        try:
            await self._app(scope, receive, send)
        finally:
            CHANNEL.reset(token)
