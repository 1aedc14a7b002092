"""What no document can say, told by a question's own words: thoughts, values, forecasts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

Unknowable = Literal["thoughts", "values", "forecasts"]
_UNKNOWABLE: tuple[Unknowable, ...] = ("thoughts", "values", "forecasts")


def unknowable_in(question: str, language: str) -> Unknowable | None:
    """Returns which sort of thing that stands in no document ``question`` asks for; None where it asks for none."""
    return next((name for name in _UNKNOWABLE if _finds(name, question, language)), None)


def asks_for_text(question: str, language: str) -> bool:
    """Returns whether the question asks what a text itself says."""
    return _finds("says", question, language)


def _finds(name: str, question: str, language: str) -> bool:
    plain = " ".join(question.replace("’", "'").split())
    patterns = _patterns()[name]
    return any(one.search(plain) for code in dict.fromkeys((language, "en")) for one in patterns.get(code, ()))


@cache
def _patterns() -> Mapping[str, Mapping[str, tuple[re.Pattern[str], ...]]]:
    raw = yaml.safe_load((files(__package__) / "refusal_words.yaml").read_text(encoding="utf-8"))
    return {
        name: {code: tuple(re.compile(line, re.IGNORECASE) for line in lines) for code, lines in by_language.items()}
        for name, by_language in raw.items()
    }
