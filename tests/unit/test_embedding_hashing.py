import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import SettingsError
from indexer.embedding.hashing import HashingEmbedder

EMBEDDER = HashingEmbedder()


def cosine(one: str, other: str) -> float:
    return float(EMBEDDER.embed_query(one) @ EMBEDDER.embed_query(other))


@given(st.text(max_size=60))
def test_every_text_has_a_vector_of_norm_one(text):
    assert np.linalg.norm(EMBEDDER.embed_query(text)) == pytest.approx(1.0, abs=1e-5)


def test_texts_that_share_words_are_nearer_than_texts_that_do_not():
    question = "accessibility for persons with disabilities"
    assert cosine(question, "access of persons with disabilities to telecommunication") > 0.3
    assert cosine(question, "radio frequency spectrum allocation") < 0.2


def test_case_and_marks_on_letters_make_no_difference():
    assert cosine("RÉSOLUTION Bucarest", "resolution bucarest") == pytest.approx(1.0, abs=1e-6)


def test_a_word_said_n_times_weighs_one_plus_the_logarithm_of_n():
    # One feature a text: a word of one character has no run of four. "a" four times beside "b" once:
    twice = HashingEmbedder(dimensions=4096)
    weight = 1 + math.log(4)
    assert float(twice.embed_query("a a a a b") @ twice.embed_query("a")) == pytest.approx(
        weight / math.hypot(weight, 1), abs=1e-6
    )


def test_questions_and_passages_are_embedded_alike_and_row_by_row():
    texts = ["Resolution 191", "", "Совет"]
    rows = EMBEDDER.embed_passages(texts)
    assert rows.shape == (3, 1024)
    assert rows.dtype == np.float32
    assert np.array_equal(rows, EMBEDDER.embed_queries(texts))
    assert np.array_equal(rows[2], EMBEDDER.embed_query("Совет"))


def test_no_texts_give_no_rows():
    assert EMBEDDER.embed_passages([]).shape == (0, 1024)


def test_the_fingerprint_changes_with_the_dimensions():
    assert HashingEmbedder(dimensions=64).fingerprint != EMBEDDER.fingerprint


def test_no_dimensions_are_refused():
    with pytest.raises(SettingsError, match="at least one dimension"):
        HashingEmbedder(dimensions=0)
