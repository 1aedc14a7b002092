"""Blocks become Markdown and terminal text in which no word of a document is markup."""

from __future__ import annotations

import pytest

from assistant.answer import Block, Run
from assistant.rendering import to_markdown


@pytest.mark.parametrize(
    ("words", "markdown"),
    [
        ("plain", "plain"),
        ("*bold* _it_ `code`", r"\*bold\* \_it\_ \`code\`"),
        ("[1](http://x)", r"\[1\](http://x)"),
        ("<script>", r"\<script>"),
        ("# no heading", r"\# no heading"),
        ("> no quote", r"\> no quote"),
        ("a > b, c # d", "a > b, c # d"),
        ("1. no list", r"1\. no list"),
        ("a | b", r"a \| b"),
        ("two\nlines", "two lines"),
    ],
)
def test_words_of_a_document_are_no_markup(words: str, markdown: str) -> None:
    assert to_markdown([Block(type="paragraph", runs=(Run(text=words),))]) == markdown


def test_marks_stand_behind_the_words_they_carry() -> None:
    runs = (Run(text="One. "), Run(cite=1), Run(cite=2), Run(text=" Two."), Run(cite=3))
    assert to_markdown([Block(type="paragraph", runs=runs)]) == "One. [1] [2] Two. [3]"


def test_a_table_has_a_dash_where_a_cell_is_empty() -> None:
    block = Block(type="table", head=("A", "B"), rows=(((Run(text="x"), Run(cite=1)), ()),))
    assert to_markdown([block]) == "| A | B |\n| --- | --- |\n| x [1] | – |"


def test_added_and_removed_words_are_marked() -> None:
    runs = (Run(text="old", mark="removed"), Run(text=" "), Run(text="new", mark="added"))
    assert to_markdown([Block(type="paragraph", runs=runs)]) == "~~old~~ **new**"


def test_headings_and_lists_are_drawn() -> None:
    blocks = [Block(type="heading", text="H", level=3), Block(type="list", items=((Run(text="a"),), (Run(text="b"),)))]
    assert to_markdown(blocks) == "### H\n\n- a\n- b"
