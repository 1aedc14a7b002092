"""Who may do what: a key where keys are asked for, a role where a path needs one, and no more than so many requests.

Without a key in the store the service is open, which is for loopback. With one, programs need it on every path of
``NEEDS``; pages for people and what says that the process lives stay open. A request that is refused gets problem+json
and costs nothing: it is refused before a body is read.
"""

from __future__ import annotations

import math
import time
from ipaddress import IPv6Address, ip_address
from typing import Final

from limits import RateLimitItem
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.problems import Problem, problem_response
from assistant.keys import Key, KeyStore, Role

NEEDS: Final[tuple[tuple[str, Role], ...]] = (
    ("/v1/admin", "operator"),
    ("/metrics", "operator"),
    ("/v1", "reader"),
    ("/mcp", "reader"),
)
"""What role a path and all below it needs; the first that fits. Other paths need none."""
_CHALLENGE: Final = {"WWW-Authenticate": 'Bearer realm="iscg"'}
_UNLIMITED: Final = ("/healthz", "/readyz", "/assets")


class Access:
    """ASGI middleware. ``rate``: what one principal may ask for; None for as much as it likes.

    A principal is a key, else an address: of IPv6 its /64, as one machine has all of it. Forwarding headers are not
    believed: who sets a proxy before the service limits there.
    """

    def __init__(self, app: ASGIApp, *, keys: KeyStore, rate: RateLimitItem | None = None) -> None:
        self._app = app
        self._keys = keys
        self._rate = rate
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Runs the application, or refuses."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            key = self._admitted(scope)
            self._counted(scope, key)
        except Problem as problem:
            await problem_response(problem, scope["path"])(scope, receive, send)
            return
        scope.setdefault("state", {})["key"] = key
        await self._app(scope, receive, send)

    def _admitted(self, scope: Scope) -> Key | None:
        """Returns the key of a request that needs one and has it; raises Problem 401 or 403 where it does not."""
        needed = role_of(scope["path"])
        if needed is None or scope["method"] == "OPTIONS" or not self._keys.all():
            return None
        scheme, _, secret = Headers(scope=scope).get("authorization", "").partition(" ")
        key = self._keys.find(secret.strip()) if scheme.lower() == "bearer" else None
        if key is None:
            detail = "This service answers programs with a key. Send it as: Authorization: Bearer KEY."
            raise Problem(401, "no-key", detail, headers=_CHALLENGE)
        if needed == "operator" and key.role != "operator":
            raise Problem(403, "not-allowed", "This path is for operators. Ask for a key of that role.")
        return key

    def _counted(self, scope: Scope, key: Key | None) -> None:
        """Counts a request; raises Problem 429 where its principal has used up its rate."""
        if self._rate is None or scope["path"].startswith(_UNLIMITED):
            return
        principal = f"key {key.id}" if key else f"from {_network(scope)}"
        if not self._limiter.hit(self._rate, principal):
            wait = max(1, math.ceil(self._limiter.get_window_stats(self._rate, principal).reset_time - time.time()))
            detail = f"That is more than {self._rate}. Try again in {wait} s."
            raise Problem(429, "too-many", detail, headers={"Retry-After": str(wait)})


def role_of(path: str) -> Role | None:
    """Returns the role that a path needs; None for one that is open to all."""
    return next((role for below, role in NEEDS if path == below or path.startswith(f"{below}/")), None)


def _network(scope: Scope) -> str:
    host = scope["client"][0] if scope.get("client") else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return f"{IPv6Address(int(address) >> 64 << 64)}/64"
    return str(getattr(address, "ipv4_mapped", None) or address)
