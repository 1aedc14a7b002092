"""One template a file: front matter says its version, its variables and its budget, the body is what a model is told.

    ---
    version: 1
    purpose: what it is for, in one line
    variables: [question, passages]
    evidence_tokens: 2400       # what passages may take of the model's context
    answer_tokens: 700          # what the model may write
    ---
    # System
    …
    # User
    … {question} … {passages}

A variable stands in braces. Values are put in as they are, once: braces in a value stay what they are.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from corpus.errors import CorpusError

PROMPTS = ("document", "explain", "history", "judge", "passage", "related", "rephrase", "sector")
"""Every template there is; a file of the folder that is not named here, or the other way round, fails the tests."""

_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n# System\n(?P<system>.*?)\n# User\n(?P<user>.*)\Z", re.DOTALL)
_VARIABLE = re.compile(r"\{(\w+)\}")
_KEYS = {"version", "purpose", "variables", "evidence_tokens", "answer_tokens"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A template. ``fingerprint`` changes with every sign of it; an answer made with it can be told by it."""

    name: str
    version: int
    purpose: str
    variables: tuple[str, ...]
    evidence_tokens: int
    answer_tokens: int
    system: str
    user: str
    fingerprint: str

    def fill(self, values: Mapping[str, str]) -> tuple[str, str]:
        """Returns what the system says and what the user says.

        Raises:
            KeyError: a variable has no value, or a value no variable.
        """
        if set(values) != set(self.variables):
            raise KeyError(f"{self.name} takes {', '.join(self.variables)}; given: {', '.join(sorted(values))}")
        return self.system, _VARIABLE.sub(lambda match: values[match[1]], self.user)


@cache
def load_prompt(name: str) -> Prompt:
    """Returns a template.

    Raises:
        CorpusError: there is none of that name, or it breaks the form; the message names the file and the fault.
    """
    if name not in PROMPTS:
        raise CorpusError(f"There is no prompt “{name[:40]}”. There are: {', '.join(PROMPTS)}.")
    return read_prompt((files("prompts") / f"{name}.md").read_text(encoding="utf-8"), name=name)


def read_prompt(text: str, *, name: str) -> Prompt:
    """Returns the template a file's text holds. Raises CorpusError where it breaks the form."""
    match = _FRONT.match(text)
    if match is None:
        raise CorpusError(f"prompts/{name}.md: front matter, “# System” and “# User” have to follow each other.")
    front: dict[str, Any] = yaml.safe_load(match["front"]) or {}
    if set(front) != _KEYS:
        raise CorpusError(f"prompts/{name}.md: the front matter has to hold {', '.join(sorted(_KEYS))}, each once.")
    prompt = Prompt(
        name=name,
        version=int(front["version"]),
        purpose=str(front["purpose"]),
        variables=tuple(front["variables"]),
        evidence_tokens=int(front["evidence_tokens"]),
        answer_tokens=int(front["answer_tokens"]),
        system=match["system"].strip(),
        user=match["user"].strip(),
        fingerprint=hashlib.sha256(text.encode()).hexdigest()[:12],
    )
    _check(prompt)
    return prompt


def _check(prompt: Prompt) -> None:
    used = set(_VARIABLE.findall(prompt.user))
    if differing := used ^ set(prompt.variables):
        raise CorpusError(f"prompts/{prompt.name}.md: variables named and used differ: {', '.join(sorted(differing))}.")
    if _VARIABLE.search(prompt.system):
        raise CorpusError(
            f"prompts/{prompt.name}.md: what the system says holds no variables; move it to the user's part."
        )
    if min(prompt.version, prompt.answer_tokens) < 1 or prompt.evidence_tokens < 0:
        raise CorpusError(f"prompts/{prompt.name}.md: version and budgets have to be positive numbers.")
