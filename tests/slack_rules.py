"""Slack's rules for a message, written down anew from its reference; what breaks one is told as words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

TEXT_TYPES = {"plain_text", "mrkdwn"}
ADDRESS = re.compile(r"(?i)[a-z][a-z0-9+.-]{0,19}://\S*")


def broken(message: Mapping[str, Any], *, home: str | None) -> list[str]:
    """Returns what Slack or our own rules would refuse in a message; empty where it is fine."""
    return list(_broken(message, home))


def _broken(message: Mapping[str, Any], home: str | None) -> Iterator[str]:
    blocks = message["blocks"]
    if not 1 <= len(blocks) <= 50:
        yield f"{len(blocks)} blocks"
    if signs(blocks) > 12_000:
        yield f"{signs(blocks)} signs"
    if not 1 <= len(message["text"]) <= 4_000:
        yield "fallback text"
    if sum(block["type"] == "table" for block in blocks) > 1:
        yield "two tables"
    if (message["unfurl_links"], message["unfurl_media"], message["link_names"]) != (False, False, False):
        yield "unfolds"
    actions = [one["action_id"] for block in blocks if block["type"] == "actions" for one in block["elements"]]
    if len(actions) != len(set(actions)):
        yield "two buttons of one name"
    yield from _markup(message["text"], set(), "fallback")
    for block in blocks:
        yield from _CHECKS[block["type"]](block)
    yield from _addresses(message, home)


def _addresses(message: Mapping[str, Any], home: str | None) -> Iterator[str]:
    allowed = home.rstrip("/") + "/documents/" if home else None
    for where, text in leaves(message):
        for found in ADDRESS.findall(text):
            if allowed is None or not found.startswith(allowed):
                yield f"a foreign address in {where}: {found[:60]}"
        if where == "url" and not (allowed and text.startswith(allowed)):
            yield f"a link elsewhere: {text[:60]}"


def leaves(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in ("value", "action_id", "type"):
                yield from leaves(inner, key)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from leaves(inner, where)
    elif isinstance(value, str):
        yield where, value


def signs(value: Any) -> int:
    return sum(len(text) for _, text in leaves(value))


def _markup(text: str, links: set[str], where: str) -> Iterator[str]:
    """A field that is read as mrkdwn may hold links of ours and escaped signs, nothing else that begins with ``<``."""
    rest = re.sub(r"<https?://[^|<>\s]+\|\[\d+\]>", "", text) if links else text
    if re.search(r"[<>]|&(?!(amp|lt|gt);)", rest):
        yield f"markup in {where}"


def _text(text: Mapping[str, Any], limit: int, where: str) -> Iterator[str]:
    if text["type"] not in TEXT_TYPES or not 1 <= len(text["text"]) <= limit:
        yield f"{where}: {len(text['text'])} signs"
    if text["type"] == "plain_text" and text.get("emoji", True):
        yield f"{where}: emoji are drawn"
    if text["type"] == "mrkdwn":
        if not text.get("verbatim"):
            yield f"{where}: names become links"
        yield from _markup(text["text"], {"home"}, where)


def _header(block: Mapping[str, Any]) -> Iterator[str]:
    yield from _text(block["text"], 150, "header")


def _context(block: Mapping[str, Any]) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= 10:
        yield "context elements"
    for one in block["elements"]:
        yield from _text(one, 3_000, "context")


def _actions(block: Mapping[str, Any]) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= 25:
        yield "action elements"
    for one in block["elements"]:
        yield from _text(one["text"], 75, "button")
        if not 1 <= len(one["value"]) <= 2_000 or not 1 <= len(one["action_id"]) <= 255:
            yield "button value"


def _table(block: Mapping[str, Any]) -> Iterator[str]:
    rows = block["rows"]
    if not 1 <= len(rows) <= 100 or len({len(row) for row in rows}) != 1 or not 1 <= len(rows[0]) <= 20:
        yield "table rows or columns"
    if signs(rows) > 10_000 or len(block["column_settings"]) > 20:
        yield "table too long"
    if any(cell["type"] != "raw_text" or not cell["text"] for row in rows for cell in row):
        yield "table cell"


def _rich_text(block: Mapping[str, Any]) -> Iterator[str]:
    if not block["elements"] or signs(block) > 3_000:
        yield f"rich text of {signs(block)} signs"
    for part in block["elements"]:
        inner = (
            part["elements"]
            if part["type"] != "rich_text_list"
            else [e for s in part["elements"] for e in s["elements"]]
        )
        if part["type"] not in ("rich_text_section", "rich_text_list", "rich_text_quote") or not inner:
            yield "rich text part"
        if any(one["type"] not in ("text", "link") or not one["text"] for one in inner):
            yield "rich text element"  # a mention is an element of a type of its own


_CHECKS = {
    "header": _header,
    "context": _context,
    "actions": _actions,
    "table": _table,
    "rich_text": _rich_text,
}
