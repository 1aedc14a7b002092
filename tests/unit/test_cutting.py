"""Long stretches are cut within a budget, at sentence ends, and no word is lost."""

from __future__ import annotations

import pytest

from indexer.cutting import cut
from indexer.tokens import count_tokens, fits


def pieces(text: str, budget: int) -> list[str]:
    return [text[start:end] for start, end in cut(text, budget=budget)]


def test_a_text_that_fits_is_one_span_without_the_blanks_around_it() -> None:
    assert cut("  two words \n", budget=5) == ((2, 11),)


@pytest.mark.parametrize("text", ["", "   ", "\n\t "])
def test_blanks_alone_give_no_span(text: str) -> None:
    assert cut(text, budget=5) == ()


def test_cuts_stand_behind_sentences() -> None:
    text = "The first sentence is here. The second one follows it. And the third one ends."
    assert pieces(text, 8) == [
        "The first sentence is here.",
        "The second one follows it.",
        "And the third one ends.",
    ]


def test_sentences_are_joined_as_long_as_they_fit() -> None:
    assert pieces("One. Two. Three.", 6) == ["One. Two. Three."]
    assert pieces("Go on now. Go on now. Go on now.", 8) == ["Go on now. Go on now.", "Go on now."]


def test_an_abbreviation_before_a_number_ends_no_sentence() -> None:
    text = "See Service Order No. 24 of the Union today. It says that all offices close at noon."
    assert pieces(text, 12)[0] == "See Service Order No. 24 of the Union today."


def test_chinese_sentences_end_without_a_blank() -> None:
    text = "全权代表大会做出决议。责成秘书长采取行动。"
    assert pieces(text, 20) == ["全权代表大会做出决议。", "责成秘书长采取行动。"]


def test_a_sentence_over_the_budget_is_cut_between_words() -> None:
    text = " ".join(["word"] * 25)
    assert [len(piece.split()) for piece in pieces(text, 10)] == [10, 10, 5]


def test_a_run_without_blanks_is_cut_anywhere_and_loses_nothing() -> None:
    text = "x" * 1000
    found = pieces(text, 16)
    assert "".join(found) == text
    assert all(count_tokens(piece) <= 16 for piece in found)


def test_a_megabyte_without_blanks_is_held_not_to_fit_at_once() -> None:
    assert not fits("a" * 1_000_000, 256)


def test_marks_that_look_like_control_tokens_count_as_text() -> None:
    assert count_tokens("<|endoftext|>") > 1
