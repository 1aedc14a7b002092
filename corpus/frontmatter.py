"""The front matter of a manuscript: YAML with a fixed set of keys, each fault told with its line and a remedy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Any

import msgspec
import yaml

from corpus.document import Document, EarlierTitle, GroupProfile, Relation, RevisionStep, Role, Term, ThemeProfile
from corpus.errors import IdentifierError, ManuscriptError
from corpus.identifiers import DocumentId, RevisionId

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ITEMS: Mapping[str, Any] = {
    "history": RevisionStep,
    "earlier_titles": EarlierTitle,
    "relations": Relation,
    "terms": Term,
    "roles": Role,
    "group": GroupProfile,
}
THEME_KEYS = tuple(one.name for one in fields(ThemeProfile))
DOCUMENT_KEYS = tuple(one.name for one in fields(Document) if one.name not in ("lines", "theme"))
FRONT_KEYS = (*DOCUMENT_KEYS, *THEME_KEYS)
_PATH = re.compile(r" - at `\$\.?(?P<key>\w+)?(?:\[(?P<index>\d+)\])?[^`]*`")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a key stands: file and the lines of keys and of the items of lists."""

    where: str
    lines: Mapping[tuple[str, int | None], int]

    def error(self, problem: str, key: str = "", index: int | None = None) -> ManuscriptError:
        line = self.lines.get((key, index)) or self.lines.get((key, None)) or 1
        return ManuscriptError(self.where, line, problem)


def read_front(front: str, *, where: str, first_line: int = 2) -> Document:
    """Returns the document without its lines. ``first_line`` is the file's line that ``front`` begins on.

    Raises ManuscriptError for YAML that cannot be read, an unknown, doubled or missing key, a value of a wrong type,
    an identifier that is none.
    """
    data, place = _load(front, where=where, first_line=first_line)
    _check_keys(data, place)
    theme = {key: data.pop(key) for key in THEME_KEYS if key in data}
    if theme and data.get("kind") != "theme":
        key = next(iter(theme))
        raise place.error(f"“{key}” belongs to themes alone; remove it or set kind: theme", key)
    if data.get("kind") == "theme":
        data["theme"] = theme
    if isinstance(data.get("date"), date | int):
        data["date"] = str(data["date"])
    try:
        document = msgspec.convert(data, Document)
    except msgspec.ValidationError as fault:
        raise _type_error(fault, place, theme) from None
    _check_identifiers(document, place)
    return document


def _load(front: str, *, where: str, first_line: int) -> tuple[dict[str, Any], _Place]:
    loader = _LOADER(front)
    try:
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else {}
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = first_line + (mark.line if mark is not None else 0)
        problem = getattr(fault, "problem", None) or "unreadable"
        raise ManuscriptError(where, line, f"the front matter is not valid YAML ({problem}); mend it") from None
    finally:
        loader.dispose()
    if not isinstance(node, yaml.MappingNode) or not isinstance(data, dict):
        raise ManuscriptError(where, first_line, "the front matter is empty or no mapping; write “key: value” lines")
    place = _Place(where, _line_numbers(node, first_line))
    _check_doubled(node, where=where, first_line=first_line)
    return data, place


def _line_numbers(node: yaml.MappingNode, first_line: int) -> dict[tuple[str, int | None], int]:
    found: dict[tuple[str, int | None], int] = {}
    for key, value in node.value:
        found[str(key.value), None] = first_line + key.start_mark.line
        if isinstance(value, yaml.SequenceNode):
            for index, item in enumerate(value.value):
                found[str(key.value), index] = first_line + item.start_mark.line
    return found


def _check_doubled(node: yaml.Node, *, where: str, first_line: int) -> None:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _check_doubled(item, where=where, first_line=first_line)
    if not isinstance(node, yaml.MappingNode):
        return
    seen: set[str] = set()
    for key, value in node.value:
        if key.value in seen:
            line = first_line + key.start_mark.line
            raise ManuscriptError(where, line, f"the key “{key.value}” stands twice; keep one")
        seen.add(key.value)
        _check_doubled(value, where=where, first_line=first_line)


def _check_keys(data: Mapping[str, Any], place: _Place) -> None:
    for key, value in data.items():
        if key not in FRONT_KEYS:
            known = ", ".join(FRONT_KEYS)
            raise place.error(f"“{key}” is not a key of the front matter; use one of {known}", str(key))
        if key in _ITEMS:
            _check_items(key, value, place)
    for key in ("id", "kind", "body", "title"):
        if key not in data:
            raise place.error(f"the front matter has no “{key}”; add it")
    if not str(data["title"] or "").strip():
        raise place.error("the title is empty; write what the document is called", "title")


def _check_items(key: str, value: Any, place: _Place) -> None:
    known = {one.name: one.default is MISSING and one.default_factory is MISSING for one in fields(_ITEMS[key])}
    for index, item in enumerate(value if isinstance(value, list) else [value]):
        if not isinstance(item, dict):
            raise place.error(f"an entry of “{key}” has to be {{key: value}} with {', '.join(known)}", key, index)
        for name in item:
            if name not in known:
                raise place.error(f"“{name}” is not a key of “{key}”; use one of {', '.join(known)}", key, index)
        for name, required in known.items():
            if required and name not in item and name != "revision":
                raise place.error(f"an entry of “{key}” has no “{name}”; add it", key, index)
        if key == "earlier_titles":
            item.setdefault("revision", None)


def _type_error(fault: msgspec.ValidationError, place: _Place, theme: Mapping[str, Any]) -> ManuscriptError:
    message = str(fault)
    match = _PATH.search(message)
    key = (match["key"] if match else None) or ""
    index = int(match["index"]) if match and match["index"] else None
    if key == "theme":
        key = next((name for name in theme if f".{name}" in message), "theme")
    told = _PATH.sub("", message).replace("`", "").replace("Object missing required field", "missing")
    remedy = (
        "put it in quotes" if "got `int`" in message or "got `float`" in message else "mend it as in README.md there"
    )
    return place.error(f"“{key}”: {told[:1].lower()}{told[1:]}; {remedy}", key, index)


def _check_identifiers(document: Document, place: _Place) -> None:
    checks: list[tuple[str, int | None, str, Any]] = [("id", None, document.id, DocumentId)]
    checks += [("history", index, step.revision, RevisionId) for index, step in enumerate(document.history)]
    checks += [
        ("earlier_titles", index, old.revision, RevisionId)
        for index, old in enumerate(document.earlier_titles)
        if old.revision is not None
    ]
    checks += [("relations", index, one.document, DocumentId) for index, one in enumerate(document.relations)]
    checks += [("themes", index, one, DocumentId) for index, one in enumerate(document.themes)]
    if document.theme is not None:
        checks += [("resolutions", index, one, DocumentId) for index, one in enumerate(document.theme.resolutions)]
        checks += [("groups", index, one, DocumentId) for index, one in enumerate(document.theme.groups)]
    for key, index, value, parser in checks:
        try:
            parser.parse(value)
        except IdentifierError as fault:
            raise place.error(f"“{key}”: {fault} Write one.", key, index) from None
