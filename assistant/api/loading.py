"""Opens the service behind the open port: the process answers /healthz at once, questions as soon as it can."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.api.ports import Service
from assistant.api.problems import Problem, problem_of
from corpus.errors import IscgError

WAIT_SECONDS = 30.0
"""How long a request waits for the service to open before it is told to come back."""
RETRY_SECONDS = 2.0
"""A failed opening is tried again by the first request after this time: an operator may have mended it."""

_log = logging.getLogger("iscg.api")


@dataclass(slots=True)
class ServiceLoader:
    """Holds the service once it is open. ``open_service`` runs in a thread of its own, once at a time."""

    open_service: Callable[[], Service]
    clock: Callable[[], float] = time.monotonic
    service: Service | None = None
    failure: Problem | None = None
    _failed_at: float = 0.0
    _opening: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        """Begins to open the service, unless it is open or being opened, or failed a moment ago."""
        with self._lock:
            too_soon = self.failure is not None and self.clock() - self._failed_at < RETRY_SECONDS
            if self.service is not None or self._opening or too_soon:
                return
            self._opening = True
        threading.Thread(target=self._open, name="iscg-open", daemon=True).start()

    async def ready(self) -> Service:
        """Returns the open service, after waiting up to ``WAIT_SECONDS`` for it.

        Raises:
            Problem: 503, with the reason it cannot be opened, or that it is still opening.
        """
        self.start()
        deadline = self.clock() + WAIT_SECONDS
        while self.service is None and self.clock() < deadline:
            if not self._opening and self.failure is not None:
                raise self.failure
            await asyncio.sleep(0.02)
        if self.service is not None:
            return self.service
        raise Problem(
            503, "starting", "The service is still starting. Try again shortly.", headers={"Retry-After": "5"}
        )

    def _open(self) -> None:
        try:
            self.service, self.failure = self.open_service(), None
        except IscgError as error:
            _log.warning("the store cannot be opened: %s", error)
            self.failure = problem_of(error)
        except Exception:
            _log.exception("the service cannot be opened")
            self.failure = Problem(503, "store-unavailable", "The service cannot be opened. Its log says why.")
        finally:
            self._failed_at = self.clock()
            self._opening = False
