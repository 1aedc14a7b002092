"""What the Slack channel needs to know. Its secrets are never printed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from assistant.settings import Settings

FILE_NAME: Final = "slack.sqlite"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackConfig:
    """``store``: the file of what was taken. ``home``: the address people reach the service at.

    ``hooks``: what the address of a later reply has to begin with. ``consumers`` questions are worked on at a time,
    ``waiting`` more may wait. A process that was not heard of for ``lost`` seconds has died; what it had is taken over.
    """

    token: str = field(repr=False)
    secret: str = field(repr=False)
    store: Path
    home: str | None = None
    api_url: str = "https://slack.com/api/"
    hooks: tuple[str, ...] = ("https://hooks.slack.com/", "https://hooks.slack-gov.com/")
    consumers: int = 8
    waiting: int = 64
    beat: float = 5.0
    lost: float = 20.0
    answer_seconds: float = 120.0
    clock: Callable[[], float] = time.time
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep


def slack_config(settings: Settings) -> SlackConfig | None:
    """Returns the configuration; None where the token or the signing secret is not set: there is no Slack then."""
    token, secret = settings.slack_bot_token, settings.slack_signing_secret
    if token is None or secret is None or not secret.get_secret_value().strip():
        return None
    return SlackConfig(
        token=token.get_secret_value(),
        secret=secret.get_secret_value(),
        store=settings.store / FILE_NAME,
        home=settings.public_url,
    )
