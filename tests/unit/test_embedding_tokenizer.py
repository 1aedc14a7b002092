import pytest
from packed_model import write_packed

from indexer.embedding.tokenizer import Tokenizer
from indexer.embedding.weights import Weights

# Numbers: 4 ▁, 5 ▁un, 6 ▁union, 7 ion, 8 u, 9 n, 10 ▁fi, 11 x
PIECES = {"▁": -3.0, "▁un": -4.0, "▁union": -9.0, "ion": -4.5, "u": -6.0, "n": -6.0, "▁fi": -4.0, "x": -5.0}


@pytest.fixture
def tokenizer(tmp_path):
    return Tokenizer(Weights(write_packed(tmp_path / "w.bin", PIECES, replacements={0x200F: " "})))


def test_the_likeliest_split_wins_over_the_longest_piece(tokenizer):
    # "▁un" + "ion" = -8.5 beats "▁union" = -9
    assert tokenizer.encode("union") == [0, 5, 7, 2]


def test_a_run_of_unknown_characters_is_one_unknown_token(tokenizer):
    # "▁" is known; "q", "z" are not
    assert tokenizer.encode("qz") == [0, 4, 3, 2]
    assert tokenizer.encode("qzx") == [0, 4, 3, 11, 2]


def test_compatibility_forms_and_replaced_characters_are_brought_to_plain_ones(tokenizer):
    assert tokenizer.encode("\ufb01x") == [0, 10, 11, 2]  # the ligature fi
    assert tokenizer.encode("un\u200fun") == [0, 5, 5, 2]  # the mark becomes a space here


def test_white_space_of_any_kind_and_number_only_separates(tokenizer):
    assert tokenizer.encode("  un \n\t\u00a0 un ") == tokenizer.encode("un un") == [0, 5, 5, 2]


def test_an_empty_text_is_begin_and_end(tokenizer):
    assert tokenizer.encode("") == [0, 2]


def test_a_long_text_is_cut_at_the_end_and_keeps_its_closing_mark(tokenizer):
    assert tokenizer.encode("un " * 50, limit=5) == [0, 5, 5, 5, 2]


def test_the_words_of_special_tokens_are_no_special_tokens(tokenizer):
    assert 0 not in tokenizer.encode("<s>")[1:]
    assert tokenizer.encode("</s>").count(2) == 1


def test_a_word_that_is_too_long_to_remember_is_split_the_same_way(tokenizer):
    assert tokenizer.encode("x" * 100) == [0, 4, *[11] * 100, 2]
