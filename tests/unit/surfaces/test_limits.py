from __future__ import annotations

import pytest

from assistant.limits import check_question
from corpus.errors import QuestionError


@pytest.mark.parametrize(
    "text",
    ["?", "What does Resolution 191 say?", "هل", "一", "sdfkj 3498 ++", "a\tb\nc", "x" * 2000, "e\u0301", "👩‍💻"],
)
def test_any_visible_text_of_up_to_2000_characters_is_a_question(text: str) -> None:
    assert check_question(text) == text


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\u200b\u2060", "\u00a0\u3000", "\U000e0041\U000e0042"])
def test_what_shows_nothing_is_empty(text: str) -> None:
    with pytest.raises(QuestionError, match="is empty"):
        check_question(text)


def test_2001_characters_are_too_many_and_the_message_says_how_many() -> None:
    with pytest.raises(QuestionError, match="2,001 characters and 2,000 are allowed"):
        check_question("x" * 2001)


@pytest.mark.parametrize("text", ["a\x00b", "\x7fELF", "\x1b[31mred", "half \ud83d of a pair", "\x9b31m"])
def test_control_characters_and_half_surrogates_are_not_text(text: str) -> None:
    with pytest.raises(QuestionError, match="not text"):
        check_question(text)
