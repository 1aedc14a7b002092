"""Chores that chat programs give a model beside the questions: a title for a talk, tags, further questions.

They are not questions about documents: they get a short local answer, made of the user's own first words, without a
search. Which program sends which words is known from their published prompts; what is not recognised is a question.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

_TASK = re.compile(r"^\s*#{1,3} ?Task:", re.IGNORECASE)
_HISTORY = re.compile(r"<chat_history>(?P<talk>.*?)(?:</chat_history>|\Z)", re.DOTALL)
_FIRST_WORDS = re.compile(r"^\s*(?:USER|User|Human):\s*(?P<words>.+)$", re.MULTILINE)
_TITLE_ALONE = re.compile(
    r"(?:provide|generate|write|create) a (?:concise|short|brief),? [^.\n]{0,60}title for (?:the|this) conversation",
    re.IGNORECASE,
)
_LOOKED_AT = 1_500
_TITLE_WORDS = 6
_TITLE_LENGTH = 60


def chore_reply(message: str, instructions: str = "") -> str | None:
    """Returns the reply to a chore, or None where the message is a question.

    ``instructions`` are the system messages: some programs ask for a title there.
    """
    if _TITLE_ALONE.search(message[:_LOOKED_AT]):
        return _title(message)
    if _TITLE_ALONE.search(instructions[:_LOOKED_AT]):
        return _title(f"User: {message}")
    if not _TASK.match(message):
        return None
    task = message[:_LOOKED_AT].lower()
    for marker, reply in _REPLIES:
        if marker in task:
            return reply(message)
    return None


def _title(message: str) -> str:
    history = _HISTORY.search(message)
    first = _FIRST_WORDS.search(history["talk"] if history else message)
    words = first["words"].split()[:_TITLE_WORDS] if first else []
    return " ".join(words)[:_TITLE_LENGTH].rstrip(" .,;:") or "ITU resolutions"


_REPLIES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("title", lambda message: json.dumps({"title": _title(message)}, ensure_ascii=False)),
    ("tags", lambda _: json.dumps({"tags": ["ITU"]})),
    ("follow-up", lambda _: json.dumps({"follow_ups": []})),
    ("follow_up", lambda _: json.dumps({"follow_ups": []})),
    ("search quer", lambda _: json.dumps({"queries": []})),
    ("autocomplet", lambda _: json.dumps({"text": ""})),
)
"""What a task is about, by a word of its first lines; the first that fits decides."""
