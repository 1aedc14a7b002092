"""The outermost layer: security headers on every response, and no exception that gets past it."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.problems import Problem, problem_response

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

ErrorPage = Callable[[Problem, Request], str]
"""Draws a problem as a page for people, in the language of their request."""

_log = logging.getLogger("iscg.api")


class Guard:
    """ASGI middleware. A response says itself how it may be kept, else it is not stored anywhere."""

    def __init__(self, app: ASGIApp, error_page: ErrorPage | None = None) -> None:
        self._app = app
        self._error_page = error_page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Runs the application; whatever it raises becomes a problem without a word of the exception in it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        try:
            await self._app(scope, receive, send_guarded)
        except Exception:
            problem = record_incident(scope["path"])
            if not started:
                await respond(scope, problem, self._error_page)(scope, receive, send_guarded)


def record_incident(path: str) -> Problem:
    """Writes the exception being handled to the log under a number, and returns the problem that names the number."""
    incident = secrets.token_hex(6)
    _log.exception("incident %s on %s", incident, path)
    detail = f"Something went wrong here, and it was recorded as incident {incident}. Please try again."
    return Problem(500, "failed", detail, members={"incident": incident})


def respond(scope: Scope, problem: Problem, error_page: ErrorPage | None) -> Response:
    """Returns the problem as a page where a person asked for a page, else as problem+json."""
    if error_page is not None and _wants_page(scope):
        return Response(error_page(problem, Request(scope)), problem.status, problem.headers, media_type="text/html")
    return problem_response(problem, Request(scope).url.path)


def _wants_page(scope: Scope) -> bool:
    path = scope["path"]
    return not path.startswith("/v1/") and "text/html" in Headers(scope=scope).get("accept", "")
