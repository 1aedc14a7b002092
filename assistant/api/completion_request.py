"""What a chat client asks: the last words of the user. Everything else it sends is heard and not used.

Former turns and system messages come from the client and can be written by anyone: they are no evidence, and they lift
no rule. Parameters that steer a model's sampling have nothing to steer here; those this service does not know are left
alone, since clients send many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.api.completion_errors import ChatError, missing, no_such_model

MODEL = "iscg-assistant"
MAX_MESSAGES = 2_000
_ROLES = ("developer", "system", "user", "assistant", "tool", "function")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRequest:
    """One request: ``question`` is the text of the last user message, ``instructions`` what a program says beside."""

    question: str
    instructions: str = ""
    stream: bool = False
    include_usage: bool = False


def read_chat(body: dict[str, Any]) -> ChatRequest:
    """Returns the request in ``body``.

    Raises:
        ChatError: 404 another model than ``MODEL``; 400 a parameter is missing, of the wrong type, or asks for what
            there is not (several choices, sound, pictures).
    """
    model = body.get("model")
    if model is None:
        raise missing("model")
    if not isinstance(model, str):
        raise _wrong_type("model", "a string")
    if model != MODEL:
        raise no_such_model(model, MODEL)
    if body.get("n") not in (None, 1):
        raise ChatError(400, "There is one answer to a question: leave 'n' at 1.", param="n", code="unsupported_value")
    stream = _flag(body, "stream", where="stream")
    messages = _messages(body.get("messages"))
    return ChatRequest(
        question=_question(messages),
        instructions=_instructions(messages),
        stream=stream,
        include_usage=_include_usage(body, stream),
    )


def _include_usage(body: dict[str, Any], stream: bool) -> bool:
    options = body.get("stream_options")
    if options is None:
        return False
    if not stream:
        message = "The 'stream_options' parameter is only allowed when 'stream' is enabled."
        raise ChatError(400, message, param="stream_options", code="invalid_value")
    if not isinstance(options, dict):
        raise _wrong_type("stream_options", "an object")
    return _flag(options, "include_usage", where="stream_options.include_usage")


def _flag(body: dict[str, Any], name: str, *, where: str) -> bool:
    value = body.get(name)
    if value is None:
        return False
    if not isinstance(value, bool):
        raise _wrong_type(where, "a boolean")
    return value


def _messages(messages: Any) -> list[dict[str, Any]]:
    if messages is None:
        raise missing("messages")
    if not isinstance(messages, list):
        raise _wrong_type("messages", "an array")
    if len(messages) > MAX_MESSAGES:
        raise ChatError(400, f"There are over {MAX_MESSAGES:,} messages. Send fewer.", param="messages")
    for place, message in enumerate(messages):
        if not isinstance(message, dict):
            raise _wrong_type(f"messages[{place}]", "an object")
        if message.get("role") not in _ROLES:
            where = f"messages[{place}].role"
            raise ChatError(400, f"'{where}' is none of: {', '.join(_ROLES)}.", param=where, code="invalid_value")
    return messages


def _question(messages: Sequence[dict[str, Any]]) -> str:
    asked = [place for place, message in enumerate(messages) if message["role"] == "user"]
    if not asked:
        raise ChatError(400, "There is no message of the user. Send the question as one.", param="messages")
    return _text(messages[asked[-1]].get("content"), f"messages[{asked[-1]}].content")


def _instructions(messages: Sequence[dict[str, Any]]) -> str:
    """Returns what the system messages say; it is looked at for chores and for nothing else."""
    told = [message.get("content") for message in messages if message["role"] in ("system", "developer")]
    return "\n".join(words for words in told if isinstance(words, str))


def _text(content: Any, where: str) -> str:
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        raise _wrong_type(where, "a string or an array of text parts")
    return "\n".join(_parts(content, where))


def _parts(content: Sequence[Any], where: str) -> list[str]:
    texts = []
    for place, part in enumerate(content):
        if not isinstance(part, dict) or part.get("type") != "text":
            message = "Only text can be asked: pictures, sound and files are not read here."
            raise ChatError(400, message, param=f"{where}[{place}]", code="unsupported_content")
        if not isinstance(part.get("text"), str):
            raise _wrong_type(f"{where}[{place}].text", "a string")
        texts.append(part["text"])
    return texts


def _wrong_type(where: str, expected: str) -> ChatError:
    return ChatError(400, f"Invalid type for '{where}': expected {expected}.", param=where, code="invalid_type")
