"""What no document can say, told by a question's own words: thoughts, values, forecasts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

_KNOWN, _WORDS, _SIGNS = 0.25, 3, 2
"""Share of known words, number of words, and of Chinese signs, from which on a question may be one."""
_HAN = re.compile(r"[\u3400-\u9fff]")
Unknowable = Literal["thoughts", "values", "forecasts"]
_UNKNOWABLE: tuple[Unknowable, ...] = ("thoughts", "values", "forecasts")


def unknowable_in(question: str, language: str) -> Unknowable | None:
    """Returns which sort of thing that stands in no document ``question`` asks for; None where it asks for none."""
    return next((name for name in _UNKNOWABLE if _finds(name, question, language)), None)


def asks_for_text(question: str, language: str) -> bool:
    """Returns whether the question asks what a text itself says."""
    return _finds("says", question, language)


def is_at_home(question: str) -> bool:
    """Returns whether ``question`` speaks of ITU, its organs or its texts."""
    return _finds("at_home", question, "en")


def is_everyday(question: str, language: str) -> bool:
    """Returns whether ``question`` asks for a price, pay, a number to call and the like."""
    return _finds("everyday", question, language)


def is_gibberish(question: str, language: str, *, known_share: float) -> bool:
    """Returns whether hardly a word of ``question`` is known and none is of those that any sentence has."""
    if known_share >= _KNOWN or (len(question.split()) < _WORDS and not _HAN.search(question)):
        return False
    if _HAN.search(question):
        return len(_patterns()["particles"]["zh"][0].sub("", question)) < _SIGNS
    return not any(_finds("function", question, code) for code in ("en", "fr", "es", "ru", "ar"))


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
