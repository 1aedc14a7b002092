"""Words of documents as Slack takes them: as literal text, never as markup.

Words stand in ``text`` elements of rich text, in ``plain_text`` and in ``raw_text``: none of these reads ``<!here>``, a
channel's name, or an asterisk. What remains is a client that makes a link of a bare address: the address is parted by a
sign that is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from assistant.answer import Citation, Run
from assistant.directions import isolated
from bots.slack.limits import PIECE

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SCHEME = re.compile(r"(?<=[A-Za-z0-9]):(?=//)")
_MARKUP: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
WORD_JOINER: Final = "\u2060"


def literal(text: str, language: str = "en") -> str:
    """Returns words as they are, but for signs that are not seen: controls go, addresses become words."""
    return isolated(_SCHEME.sub(f":{WORD_JOINER}", _CONTROL.sub("", text)), language)


def escaped(text: str) -> str:
    """Returns words for a field that Slack reads as mrkdwn: the three signs that begin anything are written out."""
    return re.sub("[&<>]", lambda sign: _MARKUP[sign[0]], literal(text))


def pieces(text: str, size: int = PIECE) -> Iterator[str]:
    """Yields a text in parts of at most ``size`` signs, cut behind a space where there is one; joined they are it."""
    while len(text) > size:
        cut = text.rfind(" ", size // 2, size) + 1 or size
        yield text[:cut]
        text = text[cut:]
    if text:
        yield text


def link_of(citation: Citation, home: str | None) -> str | None:
    """Returns where the words of a citation are marked; None without an address of the service."""
    return f"{home.rstrip('/')}{citation.permalink}" if home and citation.permalink.startswith("/documents/") else None


def elements(
    runs: Sequence[Run], citations: Mapping[int, Citation], *, home: str | None, language: str
) -> Iterator[dict[str, Any]]:
    """Yields runs as elements of rich text: words literally, marks as links to the words they rest on."""
    for run in runs:
        if run.cite is not None:
            yield from _mark(run.cite, citations, home)
            continue
        style = {"added": {"bold": True}, "removed": {"strike": True}}.get(run.mark or "")
        for piece in pieces(literal(_signed(run), language)):
            yield {"type": "text", "text": piece, **({"style": style} if style else {})}


def plain(runs: Sequence[Run], language: str) -> str:
    """Returns runs as one line of plain text with ``[n]`` marks."""
    said = "".join(f" [{run.cite}]" if run.cite is not None else _signed(run) for run in runs)
    return literal(said, language).strip()


def _mark(number: int, citations: Mapping[int, Citation], home: str | None) -> Iterator[dict[str, Any]]:
    citation = citations.get(number)
    address = link_of(citation, home) if citation else None
    yield {"type": "text", "text": " "}
    if address:
        yield {"type": "link", "url": address, "text": f"[{number}]"}
    else:
        yield {"type": "text", "text": f"[{number}]"}


def _signed(run: Run) -> str:
    """Returns a run's words; what was put in or taken out stands in brackets, so that it is told without a style."""
    text = run.text or ""
    if not run.mark or not text.strip():
        return text
    first, last = ("{+", "+}") if run.mark == "added" else ("[-", "-]")
    return f"{first}{text}{last}"
