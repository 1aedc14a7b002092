"""What a model may cost: tokens a day, and rest after failures. Kept in the process; a restart begins anew."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from threading import Lock

FAILURES = 3
REST_SECONDS = 30.0


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(slots=True)
class TokenBudget:
    """Tokens that may be used on one day (UTC). ``a_day`` None: as many as are asked for."""

    a_day: int | None = None
    today: Callable[[], date] = _today
    _used: int = 0
    _day: date | None = None
    _lock: Lock = field(default_factory=Lock)

    def take(self, tokens: int) -> bool:
        """Sets ``tokens`` aside; False, and nothing is taken, where the day's rest does not reach."""
        with self._lock:
            if self._day != (now := self.today()):
                self._day, self._used = now, 0
            if self.a_day is not None and self._used + tokens > self.a_day:
                return False
            self._used += tokens
            return True

    def give_back(self, tokens: int) -> None:
        """Returns tokens that were set aside and not used."""
        with self._lock:
            self._used = max(0, self._used - tokens)


@dataclass(slots=True)
class Breaker:
    """Leaves a model alone for a while once it has failed several times in a row; then lets one question try it."""

    failures: int = FAILURES
    rest: float = REST_SECONDS
    now: Callable[[], float] = time.monotonic
    _failed: int = 0
    _until: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    def lets_through(self) -> bool:
        """Returns whether the model may be asked now. Of those who ask at the end of a rest one is let through."""
        with self._lock:
            if self._failed < self.failures:
                return True
            if self.now() < self._until:
                return False
            self._until = self.now() + self.rest
            return True

    def succeeded(self) -> None:
        """Notes that the model wrote as it should."""
        with self._lock:
            self._failed = 0

    def failed(self, *, retry_after: float | None = None) -> None:
        """Notes a failure; ``retry_after`` makes the rest as long as the model asks for."""
        with self._lock:
            self._failed = self.failures if retry_after else self._failed + 1
            self._until = self.now() + max(self.rest if self._failed >= self.failures else 0.0, retry_after or 0.0)
