"""What is a question at all: text, not empty, not over-long. Nonsense is one; it gets an abstention."""

from __future__ import annotations

import re
import unicodedata

from corpus.errors import QuestionError

MAX_QUESTION = 2_000
"""Code points."""

_UNSEEN = re.compile(
    r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
)
_WHITE_CONTROLS = "\t\n\r\v\f\x85"


def check_question(text: str) -> str:
    """Returns ``text`` unchanged where it is a question.

    Raises:
        QuestionError: it holds nothing visible, more than ``MAX_QUESTION`` code points, or what is not text (control
            characters, halves of surrogate pairs).
    """
    if len(text) > MAX_QUESTION:
        raise QuestionError(
            f"The question has {len(text):,} characters and {MAX_QUESTION:,} are allowed. Ask a shorter one."
        )
    if any(_is_binary(character) for character in text):
        raise QuestionError("The question holds characters that are not text. Send plain text in UTF-8.")
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise QuestionError("The question is empty. Ask something, such as: Which Sector handles accessibility?")
    return text


def as_seen(text: str) -> str:
    """Returns a question as it is seen: composed letters (NFC), without tags, selectors, joiners and direction signs.

    What is stored has none of these either, so that words are found whatever a sender hid between their letters.
    """
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def _is_binary(character: str) -> bool:
    category = unicodedata.category(character)
    return category == "Cs" or (category == "Cc" and character not in _WHITE_CONTROLS)
