"""Which of the six languages a question is in: by script where that decides, else by py3langid among en, fr, es."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_LATIN = ("en", "fr", "es")
_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("es", re.compile(r"[¿¡ñ]|\b(?:qué|cuál|cuáles|quién|cuándo|dónde|cómo|del|los|las|el|una?)\b", re.IGNORECASE)),
    ("fr", re.compile(r"[œçèêà]|\b(?:quel(?:le)?s?|est-ce|le|les|des|du|une?|dans|sur|qui|pour)\b", re.IGNORECASE)),
    ("en", re.compile(r"\b(?:the|which|what|who|when|how|is|are|does|of|and|to|in)\b", re.IGNORECASE)),
)
_SHORT = 4  # under so many words the model guesses: function words decide


def detect_language(text: str) -> str:
    """Returns the code of the language of ``text``; English where nothing tells.

    Text of mixed scripts counts as the first of Chinese, Arabic, Russian that makes up a fifth of its letters.
    """
    letters = [character for character in text if character.isalpha()]
    for code, script in _SCRIPTS:
        if letters and sum(bool(script.match(letter)) for letter in letters) * 5 >= len(letters):
            return code
    counts = {code: len(marks.findall(text)) for code, marks in _MARKS}
    best = max(counts, key=lambda code: counts[code])
    if counts[best] and sum(count == counts[best] for count in counts.values()) == 1:
        return best
    if len(text.split()) < _SHORT:
        return "en"
    language, _ = _model().classify(text)
    return str(language) if language in _LATIN else "en"


def language_of_turn(text: str, former: str | None) -> str:
    """Returns the language of a question in a conversation: that of the ``former`` one where its words tell none."""
    words = text.split()
    tells = any(marks.search(text) for _, marks in (*_MARKS, *_SCRIPTS))
    return former if former and not tells and len(words) < _SHORT else detect_language(text)


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    model.set_languages(list(_LATIN))
    return model
