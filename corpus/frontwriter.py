"""Writes front matter: one key a line, lists of plain values in one line, lists of entries one entry a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any

from corpus.document import Document

_ORDER = (
    "id", "kind", "body", "number", "symbol", "title", "status", "confidence", "date", "language", "author", "sectors",
    "themes", "history", "earlier_titles", "relations", "aliases", "terms", "roles", "resolutions", "groups",
    "iscg_topic", "coordinators", "group", "sources", "original",
)  # fmt: skip
_ALWAYS = ("id", "kind", "body", "title", "confidence", "sources", "original")
_WITH_REVISIONS = ("number", "status")
_PLAIN = re.compile(r"[A-Za-z][\w ()/.'’–-]*(?<! )\Z")
_PLAIN_BLOCK = re.compile(r"[A-Za-z][\w ()/.,;'’–-]*(?<! )\Z")
_RESERVED = re.compile(r"(?:y|n|yes|no|on|off|true|false|null|none|~)\Z", re.IGNORECASE)


def write_front(document: Document) -> Iterator[str]:
    """Yields the rows between the two ``---``; what has its default value is left out unless readers look for it."""
    values = {one.name: getattr(document, one.name) for one in fields(document)}
    defaults = {one.name: _default(one) for one in fields(document)}
    if document.theme is not None:
        values |= {one.name: getattr(document.theme, one.name) for one in fields(document.theme)}
        defaults |= {one.name: _default(one) for one in fields(document.theme)}
    for key in _ORDER:
        if key in values and (key in _ALWAYS or values[key] != defaults[key] or _looked_for(document, key)):
            yield from _entry(key, values[key])


def _looked_for(document: Document, key: str) -> bool:
    return bool(document.history) and key in _WITH_REVISIONS


def _default(one: Field[Any]) -> Any:
    return None if one.default is MISSING else one.default


def _entry(key: str, value: Any) -> Iterator[str]:
    if isinstance(value, tuple) and any(is_dataclass(item) for item in value):
        yield f"{key}:"
        for item in value:
            yield f"  - {_flow(item)}"
    elif isinstance(value, tuple) and key == "sources" and len(value) > 1:
        yield f"{key}:"
        for item in value:
            yield f"  - {_quoted(item)}"
    elif isinstance(value, str) and _PLAIN_BLOCK.match(value) and not _RESERVED.match(value):
        yield f"{key}: {value}"
    else:
        yield f"{key}: {_flow(value)}"


def _flow(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(_flow(item) for item in value)}]"
    if is_dataclass(value):
        pairs = ((one.name, getattr(value, one.name), _default(one)) for one in fields(value))
        kept = (f"{name}: {_flow(item)}" for name, item, unset in pairs if item != unset)
        return f"{{{', '.join(kept)}}}"
    return value if _PLAIN.match(value) and not _RESERVED.match(value) else _quoted(value)


def _quoted(value: str) -> str:
    """A double-quoted YAML scalar: quotes, backslashes and everything that is not printable are escaped."""
    return '"' + "".join(_escaped(sign) for sign in value) + '"'


def _escaped(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    if sign == " " or sign.isprintable():
        return sign
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"
