"""The published JSON Schema of an answer, and what a schema cannot say: numbers that must meet each other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def answer_schema() -> dict[str, Any]:
    """Returns the schema that is served at ``/schemas/answer.json`` (JSON Schema 2020-12)."""
    schema: dict[str, Any] = json.loads((files("assistant") / "answer_schema.json").read_text(encoding="utf-8"))
    return schema


def faults(answer: Mapping[str, Any]) -> list[str]:
    """Returns what is wrong with an answer's JSON, one line a fault with its place; empty where it is right.

    Beyond the schema: citations are numbered 1, 2, … in order, every mark names one of them, ``end - start`` is the
    quotation's length, and a statement that is ``quoted`` holds one of its quotations.
    """
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(answer_schema())
    shape = [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(dict(answer))]
    return shape or list(_unmet(answer))


def _unmet(answer: Mapping[str, Any]) -> Iterator[str]:
    quotes = {citation["n"]: citation["quote"] for citation in answer["citations"]}
    if list(quotes) != list(range(1, len(answer["citations"]) + 1)):
        yield "$.citations: not numbered 1, 2, … in order"
    for citation in answer["citations"]:
        if citation["end"] - citation["start"] != len(citation["quote"]):
            yield f"$.citations[{citation['n'] - 1}]: end - start is not the length of the quote"
    for place, statement in enumerate(answer["statements"]):
        if unknown := set(statement["citations"]) - set(quotes):
            yield f"$.statements[{place}]: cites {sorted(unknown)}, which is not there"
        elif statement["support"] == "quoted" and not any(
            quotes[n] in statement["text"] for n in statement["citations"]
        ):
            yield f"$.statements[{place}]: quoted, and holds none of its quotations"
    for place, block in enumerate(answer["blocks"]):
        if unknown := _marks(block) - set(quotes):
            yield f"$.blocks[{place}]: marks {sorted(unknown)}, which is not there"


def _marks(node: object) -> set[int]:
    """Returns every ``cite`` under a block."""
    if isinstance(node, list):
        return {mark for item in node for mark in _marks(item)}
    if isinstance(node, dict):
        own = {node["cite"]} if isinstance(node.get("cite"), int) else set()
        return own | {mark for value in node.values() for mark in _marks(value)}
    return set()
