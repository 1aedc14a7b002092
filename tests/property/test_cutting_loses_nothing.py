"""Whatever the text: spans are in order, within the budget, and leave out nothing but blanks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.cutting import cut
from indexer.tokens import count_tokens

TEXTS = st.text(alphabet=st.sampled_from("ab Z.;:。\n\t–1)é́‘’号القرар"), max_size=300) | st.text(max_size=200)


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, budget=st.integers(4, 40))
def test_spans_cover_every_word_within_the_budget(text: str, budget: int) -> None:
    spans = cut(text, budget=budget)
    assert [position for span in spans for position in span] == sorted(p for span in spans for p in span)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    for start, end in spans:
        assert text[start:end] == text[start:end].strip() != ""
        assert count_tokens(text[start:end]) <= budget
