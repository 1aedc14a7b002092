"""BM25 on texts small enough to be worked out by hand."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import StoreCorrupt
from indexer.lexical import LexicalIndex

TEXTS = ("cat dog", "cat cat bird fish", "tree")
LANGUAGES = ("en", "en", "en")


def lucene_bm25(count: int, length: int, *, average: float, rows: int, rows_with: int) -> float:
    """Robertson's formula as Lucene computes it, k1 1.2 and b 0.75."""
    idf = math.log(1 + (rows - rows_with + 0.5) / (rows_with + 0.5))
    return idf * count / (count + 1.2 * (1 - 0.75 + 0.75 * length / average))


def test_scores_are_those_of_the_formula() -> None:
    scores = LexicalIndex.build(TEXTS, LANGUAGES).scores("cats")
    average = 7 / 3  # 2, 4 and 1 terms
    assert scores == pytest.approx(
        [
            lucene_bm25(1, 2, average=average, rows=3, rows_with=2),
            lucene_bm25(2, 4, average=average, rows=3, rows_with=2),
            0.0,
        ],
        rel=1e-5,
    )
    assert scores.dtype == np.float32


def test_known_share_counts_distinct_words_of_the_question() -> None:
    index = LexicalIndex.build(TEXTS, LANGUAGES)
    assert index.known_share("Which cats and dogs meet the unicorn, cats?") == pytest.approx(
        2 / 4
    )  # cat dog meet unicorn
    assert index.known_share("what is the") == 0.0


@pytest.mark.parametrize("question", ["", "what is the", "unicorn", "???"])
def test_a_question_without_a_known_word_matches_nothing(question: str) -> None:
    index = LexicalIndex.build(TEXTS, LANGUAGES)
    assert not index.scores(question).any()
    rows, scores = index.top(question, 5)
    assert rows.size == scores.size == 0


def test_the_mask_limits_rows_and_leaves_scores_alone() -> None:
    index = LexicalIndex.build(TEXTS, LANGUAGES)
    everywhere = index.scores("cat bird")
    rows, scores = index.top("cat bird", 5, np.array([True, False, True]))
    assert rows.tolist() == [0]
    assert scores.tolist() == [everywhere[0]]


def test_equal_scores_come_in_row_order() -> None:
    index = LexicalIndex.build(["dog", "cat", "cat", "cat"], ["en"] * 4)
    rows, _ = index.top("cat", 2)
    assert rows.tolist() == [1, 2]


def test_each_passage_is_read_in_its_own_language_and_the_question_by_script() -> None:
    index = LexicalIndex.build(
        ["The resolutions", "Les résolutions", "Резолюции", "决议草案"], ["en", "fr", "ru", "zh"]
    )
    assert index.top("резолюция", 4)[0].tolist() == [2]
    assert index.top("决议", 4)[0].tolist() == [3]
    assert index.top("résolution", 4, language="fr")[0].tolist() == [1]
    assert set(index.top("resolution", 4, language="en")[0].tolist()) == {0}


def test_what_is_saved_opens_the_same_and_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        LexicalIndex.build(TEXTS, LANGUAGES).save(tmp_path / name)
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    opened = LexicalIndex.open(tmp_path / "one")
    assert opened.rows == 3
    assert opened.scores("cat bird").tolist() == LexicalIndex.build(TEXTS, LANGUAGES).scores("cat bird").tolist()


@pytest.mark.parametrize("texts", [[], ["", "the"]])
def test_an_index_without_terms_finds_nothing(texts: list[str], tmp_path: Path) -> None:
    LexicalIndex.build(texts, ["en"] * len(texts)).save(tmp_path)
    opened = LexicalIndex.open(tmp_path)
    assert opened.scores("cat").shape == (len(texts),)
    assert opened.known_share("cat") == 0.0


def test_a_broken_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreCorrupt, match="iscg index"):
        LexicalIndex.open(tmp_path)


def test_stray_rows_are_no_language_that_is_held() -> None:
    index = LexicalIndex.build(["cat"] * 60 + ["chat"], ["en"] * 60 + ["fr"])
    assert index.holds("en")
    assert not index.holds("fr")
    assert not index.holds("ru")
    # "son" is a stop word of French alone: read as English, as all that is held, it is a word of the question
    assert LexicalIndex.build(["his son"] * 60 + ["chat"], ["en"] * 60 + ["fr"]).known_share("son") == 1.0
