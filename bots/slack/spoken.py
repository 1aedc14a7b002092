"""A message around its blocks, with their words for screen readers and notifications."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bots.channel import Message
from bots.slack.limits import FALLBACK
from bots.slack.words import escaped

_LINK = re.compile(r"<[^|>]*\|([^>]*)>")


def message_of(blocks: Sequence[Mapping[str, Any]]) -> Message:
    """Returns the message of some blocks; no address in it unfolds, no name in it becomes a link."""
    spoken = " ".join("\n".join(texts_of(blocks, pressed=False)).split())
    return {
        "text": _cut(escaped(spoken)) or "…",
        "blocks": list(blocks),
        "unfurl_links": False,
        "unfurl_media": False,
        "parse": "none",
        "link_names": False,
    }


def texts_of(held: Any, *, pressed: bool = True) -> Iterator[str]:
    """Yields the words of blocks in their order; with ``pressed`` what buttons show and ask too."""
    if isinstance(held, list | tuple):
        yield from _of_row(held, pressed)
    elif isinstance(held, Mapping) and (pressed or held.get("type") != "actions"):
        yield from _of_piece(held, pressed)


def _of_row(held: Sequence[Any], pressed: bool) -> Iterator[str]:
    """Yields the elements of one line as one text, everything else each for itself."""
    line = "".join(one["text"] for one in held if one_of_line(one))
    if line:
        yield line
    for one in held:
        if not one_of_line(one):
            yield from texts_of(one, pressed=pressed)


def one_of_line(one: Any) -> bool:
    """Tells whether it is an element of a line of rich text; a line holds nothing else."""
    return isinstance(one, Mapping) and one.get("type") in ("text", "link")


def _of_piece(held: Mapping[str, Any], pressed: bool) -> Iterator[str]:
    if held.get("type") == "mrkdwn":
        yield _LINK.sub(r"\1", held["text"])
        return
    for key, value in held.items():
        if not isinstance(value, str):
            yield from texts_of(value, pressed=pressed)
        elif key == "text" or (key == "value" and pressed):
            yield value


def _cut(text: str) -> str:
    """Returns at most ``FALLBACK`` signs, never ending within a sign that is written out."""
    return text if len(text) <= FALLBACK else re.sub(r"&[a-z]{0,4}$", "", text[: FALLBACK - 1]) + "…"
