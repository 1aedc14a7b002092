"""Messages to Slack: rate limits are waited for, faults of a moment tried again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from bots.channel import Message
from bots.slack.config import SlackConfig

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

TRIES: Final = 4
MOST_WAIT: Final = 60.0
"""Seconds; whoever is told to wait longer gives up until the task is taken up again."""
_SECONDS: Final = 10


class NotSent(Exception):
    """A message did not go out; ``str`` is Slack's code. ``for_now``: it may later, after ``seconds`` if told."""

    def __init__(self, code: str, *, for_now: bool = False, seconds: float = 0.0) -> None:
        super().__init__(code)
        self.for_now, self.seconds = for_now, seconds


class Sender:
    """Posts as the bot. Nothing it is given is ever logged."""

    def __init__(self, config: SlackConfig) -> None:
        self._config = config
        self._made: AsyncWebClient | None = None

    async def post(self, channel: str, message: Message, *, thread: str | None) -> str:
        """Posts a message into a channel, or a thread of it; returns its time stamp. Raises NotSent."""
        sent = await self._tried(lambda: self._client.chat_postMessage(channel=channel, thread_ts=thread, **message))
        return str(sent.get("ts", ""))

    async def update(self, channel: str, stamp: str, message: Message) -> None:
        """Puts a message in the place of one posted before; twice is as once. Raises NotSent."""
        fields = {name: message[name] for name in ("text", "blocks", "parse", "link_names") if name in message}
        await self._tried(lambda: self._client.chat_update(channel=channel, ts=stamp, **fields))

    async def reply(self, address: str, message: Message) -> None:
        """Answers one person alone at the address Slack gave for it. Raises NotSent."""
        if not address.startswith(self._config.hooks):
            raise NotSent("foreign_address")
        from slack_sdk.webhook.async_client import AsyncWebhookClient

        body = {**message, "response_type": "ephemeral", "replace_original": False}
        client = AsyncWebhookClient(address, timeout=_SECONDS, retry_handlers=[])

        async def send() -> Mapping[str, Any]:
            response = await client.send_dict(body)
            if response.status_code != 200:
                raise _failure(response.status_code, response.headers, "refused")
            return {}

        await self._tried(send)

    @property
    def _client(self) -> AsyncWebClient:
        if self._made is None:
            from slack_sdk.web.async_client import AsyncWebClient

            self._made = AsyncWebClient(
                token=self._config.token, base_url=self._config.api_url, timeout=_SECONDS, retry_handlers=[]
            )
        return self._made

    async def _tried(self, call: Callable[[], Awaitable[Any]]) -> Any:
        from aiohttp import ClientError
        from slack_sdk.errors import SlackApiError

        for attempt in range(TRIES):
            failure: NotSent
            try:
                return await call()
            except SlackApiError as error:
                failure = _failure(error.response.status_code, error.response.headers, str(error.response.get("error")))
            except NotSent as error:
                failure = error
            except (ClientError, TimeoutError, OSError, ValueError):
                failure = NotSent("unreachable", for_now=True)
            if not failure.for_now:
                raise failure
            wait = failure.seconds or 0.5 * 2**attempt
            if wait > MOST_WAIT:
                break
            if attempt < TRIES - 1:
                await self._config.pause(wait)
        raise NotSent("unreachable", for_now=True)


def _failure(status: int, headers: Mapping[str, str], code: str) -> NotSent:
    """Returns what a response that is not fine means."""
    if status == 429:
        told = next((value for name, value in headers.items() if name.lower() == "retry-after"), "1")
        return NotSent("ratelimited", for_now=True, seconds=float(told) if told.isdigit() else 1.0)
    momentary = status >= 500 or code in ("internal_error", "fatal_error", "service_unavailable", "request_timeout")
    return NotSent(code, for_now=momentary)
