"""What a request asks. Pure: payloads of Slack to tasks; whatever is of no concern gives None."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from assistant.language import detect_language
from assistant.messages import say
from bots.slack.blocks import ASK, JUDGE

TaskKind = Literal["ask", "verify", "help", "judge"]
EVENTS: Final = ("app_mention", "message.im")
"""What is subscribed to; the manifest says the same."""
COMMAND: Final = "/iscg"
_MADE: Final = {"who": "slack.ask.who", "history": "slack.ask.history", "related": "slack.ask.related"}
"""Commands that stand for a question, with its key; it is asked in the language of the words given."""
_MENTION = re.compile(r"<@[UW][A-Z0-9]*(?:\|[^>]*)?>")
_ENTITY = re.compile(r"<([#!]?)([^|>]*)(?:\|([^>]*))?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is to be done and where what comes of it goes.

    ``event``: what it is known by, however often it is delivered. ``thread``: the message whose thread is answered in.
    ``reply``: the address for what one person alone sees; then nothing is posted. ``talk``: the conversation it is a
    turn of, None for none.
    """

    event: str
    kind: TaskKind
    text: str
    channel: str = ""
    thread: str | None = None
    reply: str | None = None
    talk: str | None = None


def of_event(payload: Mapping[str, Any]) -> Task | None:
    """Returns the task of an event: a mention in a channel, a direct message. Bots, edits, joins and the like: None."""
    event = payload.get("event")
    if payload.get("type") != "event_callback" or not isinstance(event, Mapping) or not _is_asked(event):
        return None
    channel, sent = str(event["channel"]), str(event["ts"])
    thread = event.get("thread_ts")
    root = thread if isinstance(thread, str) and thread else sent
    text = plain_words(str(event["text"]))
    return Task(
        event=f"{channel}:{sent}",  # a mention in a direct message would come as two events of one message
        kind="ask" if text else "help",
        text=text,
        channel=channel,
        thread=root,
        talk=f"{payload.get('team_id', '')}:{channel}:{root}",
    )


def _is_asked(event: Mapping[str, Any]) -> bool:
    wanted = event.get("type") == "app_mention" or (
        event.get("type") == "message" and event.get("channel_type") == "im"
    )
    said = all(isinstance(event.get(name), str) and event[name] for name in ("channel", "ts", "text", "user"))
    foreign = any(event.get(name) for name in ("bot_id", "bot_profile", "subtype", "hidden", "edited"))
    return wanted and said and not foreign


def of_command(form: Mapping[str, str]) -> Task | None:
    """Returns the task of ``/iscg …``; None for another command. Without a known first word the whole is asked."""
    if form.get("command") != COMMAND:
        return None
    first, _, rest = plain_words(form.get("text", "")).partition(" ")
    name, rest = first.lower(), rest.strip()
    kind: TaskKind = "ask"
    text = f"{first} {rest}".strip()
    if name in ("", "help") or (name in ("ask", "verify", *_MADE) and not rest):
        kind = "help"
    elif name in _MADE and not rest.endswith(("?", "？", "؟")):  # "who leads?" is a question as it is
        text = say(_MADE[name], detect_language(rest), what=rest)
    elif name in ("ask", "verify"):
        kind, text = ("verify" if name == "verify" else "ask"), rest
    event = f"command:{form.get('trigger_id', '')}"
    return Task(event=event, kind=kind, text=text, channel=form.get("channel_id", ""), reply=form.get("response_url"))


def of_action(payload: Mapping[str, Any]) -> Task | None:
    """Returns the task of a button that was pressed; None for one that is not ours."""
    actions = payload.get("actions")
    if payload.get("type") != "block_actions" or not isinstance(actions, list) or not actions:
        return None
    action = actions[0] if isinstance(actions[0], Mapping) else {}
    name, value = str(action.get("action_id", "")).partition(":")[0], action.get("value")
    if name not in (ASK, JUDGE) or not isinstance(value, str) or not value:
        return None
    where = _at(payload)
    event = f"action:{payload.get('trigger_id', '')}:{action.get('action_id', '')}"
    address = payload.get("response_url")
    alone = name == JUDGE or where is None
    reply = address if isinstance(address, str) and alone else None
    if where is None:
        return Task(event=event, kind="judge" if name == JUDGE else "ask", text=value, reply=reply) if reply else None
    channel, root = where
    kind: TaskKind = "judge" if name == JUDGE else "ask"
    team = payload["team"].get("id", "") if isinstance(payload.get("team"), Mapping) else ""
    talk = f"{team}:{channel}:{root}"
    return Task(event=event, kind=kind, text=value, channel=channel, thread=root, reply=reply, talk=talk)


def _at(payload: Mapping[str, Any]) -> tuple[str, str] | None:
    """Returns the channel and the thread of the message whose button was pressed; None where one person sees it."""
    container = payload.get("container")
    if not isinstance(container, Mapping) or container.get("is_ephemeral"):
        return None
    channel, thread = container.get("channel_id"), container.get("thread_ts") or container.get("message_ts")
    return (channel, thread) if isinstance(channel, str) and isinstance(thread, str) else None


def plain_words(text: str) -> str:
    """Returns what somebody wrote, out of Slack's markup: mentions of people go, links and channels become words."""
    text = _ENTITY.sub(_word, _MENTION.sub(" ", text))
    for written, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(written, sign)
    return " ".join(text.split()) if "\n" not in text else "\n".join(map(str.strip, text.split("\n"))).strip()


def _word(found: re.Match[str]) -> str:
    kind, target, shown = found.groups()
    return shown or ("" if kind else target)
