"""The objects of OpenAI's interface: a completion, a chunk of one, a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.api.completion_content import Annotation, Content
from assistant.api.completion_request import MODEL

_MODEL_CREATED = 1_795_564_800
"""The interface asks when a model was made: 25 November 2026, 00:00 UTC, when this one was first served."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """A message that is made; ``usage`` counts the tokens of a language model, none where none was used."""

    id: str
    created: int
    content: Content
    usage: Mapping[str, int] = field(default_factory=dict)


def completion_view(made: Completion) -> dict[str, Any]:
    """Returns a ``chat.completion``."""
    message = {
        "role": "assistant",
        "content": made.content.text,
        "refusal": None,
        "annotations": annotation_views(made.content.annotations),
    }
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    head = {"id": f"chatcmpl-{made.id}", "object": "chat.completion", "created": made.created, "model": MODEL}
    return {**head, "choices": [choice], "usage": usage_view(made.usage)}


def chunk_view(made: Completion, delta: Mapping[str, Any], finish_reason: str | None = None) -> dict[str, Any]:
    """Returns a ``chat.completion.chunk`` with one change to the message."""
    choice = {"index": 0, "delta": dict(delta), "logprobs": None, "finish_reason": finish_reason}
    return {**chunk_head(made), "choices": [choice]}


def chunk_head(made: Completion) -> dict[str, Any]:
    """Returns what every chunk of one completion has in common."""
    return {"id": f"chatcmpl-{made.id}", "object": "chat.completion.chunk", "created": made.created, "model": MODEL}


def annotation_views(annotations: tuple[Annotation, ...]) -> list[dict[str, Any]]:
    """Returns annotations of type ``url_citation``; ``content[start_index:end_index]`` is the mark, in code points."""
    return [
        {
            "type": "url_citation",
            "url_citation": {"url": one.url, "title": one.title, "start_index": one.start, "end_index": one.end},
        }
        for one in annotations
    ]


def usage_view(usage: Mapping[str, int]) -> dict[str, int]:
    """Returns the tokens of a language model."""
    prompt, completion = usage.get("prompt_tokens", 0), usage.get("completion_tokens", 0)
    return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}


def model_view() -> dict[str, Any]:
    """Returns the ``model``."""
    return {"id": MODEL, "object": "model", "created": _MODEL_CREATED, "owned_by": "iscg"}
