"""The manifest says what the code uses: no scope, event or address more, and none less."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from bots.slack.config import SlackConfig
from bots.slack.front import slack_routes
from bots.slack.reading import COMMAND, EVENTS, of_command, of_event

SCOPES = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "chat_postMessage": "chat:write",
    "chat_update": "chat:write",
}


@pytest.fixture(scope="module")
def manifest() -> Any:
    return yaml.safe_load((files("bots.slack") / "manifest.yaml").read_text(encoding="utf-8"))


def test_s9_events_are_those_that_are_read(manifest: Any) -> None:
    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == set(EVENTS)
    for name in EVENTS:
        kind, _, where = name.partition(".")
        event = {"type": kind, "channel_type": where, "user": "U1", "channel": "D1", "ts": "1.2", "text": "Who?"}
        assert of_event({"type": "event_callback", "event": event}) is not None


def test_s9_scopes_are_those_of_the_events_and_of_the_methods_that_are_called(manifest: Any) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(str(files("bots.slack"))).glob("*.py")))
    called = set(re.findall(r"_client\.(\w+)\(", source))
    assert called == {"chat_postMessage", "chat_update"}
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == {SCOPES[one] for one in (*EVENTS, *called)} | {"commands"}
    assert "user" not in manifest["oauth_config"]["scopes"]


def test_s9_addresses_and_the_command_are_those_that_are_served(manifest: Any, tmp_path: Path) -> None:
    routes = slack_routes(SlackConfig(token="t", secret="s", store=tmp_path / "s.sqlite")).routes
    served = {f"https://iscg.example.org{route.path}" for route in routes}  # type: ignore[attr-defined]
    (command,) = manifest["features"]["slash_commands"]
    settings = manifest["settings"]
    named = {command["url"], settings["event_subscriptions"]["request_url"], settings["interactivity"]["request_url"]}
    assert named == served
    assert command["command"] == COMMAND
    for word in command["usage_hint"].split(", "):
        task = of_command({"command": COMMAND, "text": f"{word} accessibility"})
        assert task is not None
        assert (word == "help") == (task.kind == "help")


def test_the_manifest_keeps_to_slacks_limits(manifest: Any) -> None:
    shown = manifest["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 174 <= len(shown["long_description"]) <= 4_000
    assert len(manifest["features"]["bot_user"]["display_name"]) <= 80
