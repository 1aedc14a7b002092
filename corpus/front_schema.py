"""The JSON Schema of the front matter, made from the types that it is read into."""

from __future__ import annotations

from typing import Any

import msgspec

from corpus.document import Document, ThemeProfile
from corpus.frontmatter import DOCUMENT_KEYS, THEME_KEYS

SCHEMA_FILE = "front_matter.schema.json"
"""Stands beside this module; a test holds it against ``front_matter_schema()``."""

_ID = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_REVISION = {"type": "string", "pattern": "^[a-z]+-[0-9]{2}$"}
_WORDED: dict[str, str] = {
    "id": "Identifier: pp-res-191, theme-accessibility, group-itu-t-sg17; the file bears the same name.",
    "number": "Number in quotes, without ITU-R's count of revisions; null where it could not be established.",
    "status": "in-force, suppressed, or unknown.",
    "date": "For documents without revisions: 2026, 2026-03 or 2026-03-05, in quotes.",
    "history": "Each adoption, revision and suppression known, oldest first; revision is a conference's code.",
    "original": "Address of the institution's own file, where one was seen; never an invented one.",
    "sources": "Addresses or names of what was read for this record.",
    "aliases": "English names people use for the theme; none may name two themes.",
    "terms": "What people type in fr, es, ru, zh, ar; official marks the usual term.",
    "roles": "Each Sector's part in the theme: lead, contributes, asked, none.",
}


def front_matter_schema() -> dict[str, Any]:
    """Returns the schema (JSON Schema 2020-12) that editors can use: every key, its type, its admitted values."""
    _, components = msgspec.json.schema_components((Document, ThemeProfile), ref_template="#/$defs/{name}")
    document, theme = (components.pop(one.__name__) for one in (Document, ThemeProfile))
    found: dict[str, Any] = {**document["properties"], **theme["properties"]}
    properties = {key: _described(key, found[key]) for key in (*DOCUMENT_KEYS, *THEME_KEYS)}
    defs = {name: {**part, "additionalProperties": False} for name, part in components.items() if name != "Line"}
    for part in defs.values():
        part.pop("description", None)
        for value in part["properties"].values():
            value.pop("default", None)
        _narrow(part["properties"])
    defs["EarlierTitle"]["required"] = ["title", "basis"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Front matter of a document of the corpus",
        "type": "object",
        "properties": properties,
        "required": ["id", "kind", "body", "title"],
        "additionalProperties": False,
        "if": {"properties": {"kind": {"const": "theme"}}},
        "else": {"properties": dict.fromkeys(THEME_KEYS, False)},
        "$defs": defs,
    }


def _described(key: str, schema: dict[str, Any]) -> dict[str, Any]:
    narrowed = {key: dict(schema)}
    _narrow(narrowed)
    described = narrowed[key]
    described.pop("default", None)
    if key in _WORDED:
        described["description"] = _WORDED[key]
    return described


def _narrow(properties: dict[str, Any]) -> None:
    """Gives identifiers and revisions their pattern."""
    if "id" in properties:
        properties["id"] = dict(_ID)
    if "document" in properties:
        properties["document"] = dict(_ID)
    for key in ("themes", "resolutions", "groups"):
        if key in properties:
            properties[key] = {**properties[key], "items": dict(_ID)}
    if "revision" in properties:
        admitted = [dict(_REVISION)]
        if "anyOf" in properties["revision"]:
            admitted.append({"type": "null"})
        properties["revision"] = admitted[0] if len(admitted) == 1 else {"anyOf": admitted}
