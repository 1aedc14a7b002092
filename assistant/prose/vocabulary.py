"""The words of ``turning_words.yaml``: what turns the sense of a sentence, and what carries none, in six languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

import yaml

Category = Literal["negation", "modal", "limit", "condition", "number", "circumstance"]
CATEGORIES: Final[tuple[Category, ...]] = ("negation", "modal", "limit", "condition", "number", "circumstance")
PlainKind = Literal[
    "frame",
    "asking",
    "joint",
    "onward",
    "neutral",
    "free",
    "named",
    "head",
    "passive",
    "relative",
    "contrary",
    "choice",
    "linking",
    "embedded",
]
_ARABIC_PREFIX: Final = "[وفبلك]?"
"""Particles that Arabic writes in one with the word behind them."""


@cache
def _data() -> Mapping[str, Any]:
    read: Mapping[str, Any] = yaml.safe_load((files("assistant.prose") / "turning_words.yaml").read_text("utf-8"))
    return read


@cache
def plain_words(kind: PlainKind, language: str) -> frozenset[str]:
    """Returns the words of a list that has no classes, in lower case; none for a language it does not have."""
    return frozenset(str(word).casefold() for word in _data()[kind].get(language, ()))


def forms_of(category: Category, name: str, language: str) -> tuple[str, ...]:
    """Returns the forms of one class of a category."""
    return tuple(map(str, _data()[category].get(language, {}).get(name, ())))


def turns(text: str, category: Category, language: str) -> Counter[str]:
    """Returns how often each class of a category stands in ``text``: "shall not" is one ``must`` and one ``not``."""
    pattern, classes = _pattern(category, language)
    if pattern is None:
        return Counter()
    return Counter(classes[match["form"].casefold()] for match in pattern.finditer(text.replace("’", "'").casefold()))


@cache
def _pattern(category: Category, language: str) -> tuple[re.Pattern[str] | None, Mapping[str, str]]:
    classes = {
        str(form).casefold(): str(name) for name, forms in _data()[category].get(language, {}).items() for form in forms
    }
    if not classes:
        return None, {}
    longest_first = sorted(classes, key=len, reverse=True)
    forms = "|".join(map(re.escape, longest_first))
    if language == "zh":
        return re.compile(f"(?P<form>{forms})"), classes
    prefix = _ARABIC_PREFIX if language == "ar" else ""
    return re.compile(rf"(?:(?<!\w)|(?<=\w)(?=n't)){prefix}(?P<form>{forms})(?:(?!\w)|(?<='))"), classes


def in_language(label: str, language: str) -> tuple[str, ...]:
    """Returns an English label ("Resolution 191") with its kind in ``language``; nothing where it has no such form."""
    kind, _, number = label.rpartition(" ")
    form = _data()["kinds"].get(language, {}).get(kind)
    return (form.format(number),) if form and number.isdigit() else ()
