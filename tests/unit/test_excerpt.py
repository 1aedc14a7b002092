"""Of a long passage the sentences that bear on the question are quoted, as a span of the passage."""

from __future__ import annotations

from itertools import pairwise

from assistant.answers.excerpt import LONG, excerpt, sentences
from indexer.lexical.analysis import Analyser

_TERMS = Analyser().terms
_FILLER = " ".join(["The group met and talked about the agenda of the day."] * 8)
_LONG_TEXT = f"{_FILLER} Service Order No. 24/06 names the chair of the task force. {_FILLER}"


def _cut(text: str, question: str) -> str:
    start, end = excerpt(text, question, analyse=_TERMS, language="en")
    return text[start:end]


def test_a_short_passage_is_quoted_whole_without_the_space_around_it() -> None:
    assert _cut("  Report to the Council. Do it yearly. ", "council") == "Report to the Council. Do it yearly."


def test_of_a_long_passage_the_sentence_with_the_questions_words_is_quoted() -> None:
    assert len(_LONG_TEXT.split()) > LONG
    assert _cut(_LONG_TEXT, "Who is the chair of the task force?").startswith("Service Order No. 24/06 names the chair")


def test_a_stop_after_an_abbreviation_ends_no_sentence() -> None:
    text = "See Service Order No. 24/06. Mr. Bigi chairs it! Is it so? Yes."
    assert [text[start:end] for start, end in sentences(text)] == [
        "See Service Order No. 24/06.",
        "Mr. Bigi chairs it!",
        "Is it so?",
        "Yes.",
    ]


def test_sentences_in_chinese_and_arabic_end_at_their_own_stops() -> None:
    assert len(sentences("秘书长报告。 理事会讨论。")) == 2
    assert len(sentences("ماذا يقول القرار؟ يقول الكثير.")) == 2


def test_sentences_cover_every_word_in_order() -> None:
    spans = sentences(_LONG_TEXT)
    assert "".join(_LONG_TEXT[start:end] for start, end in spans).replace(" ", "") == _LONG_TEXT.replace(" ", "")
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
