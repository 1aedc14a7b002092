"""What a model writes is cut into sentences with their marks, whatever pieces it comes in."""

from __future__ import annotations

import pytest

from assistant.prose.sentences import LONGEST, sentences


def cut(text: str, *, size: int = 1) -> list[tuple[str, tuple[int, ...]]]:
    pieces = (text[at : at + size] for at in range(0, len(text), size))
    return [(one.text, one.marks) for one in sentences(pieces)]


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_a_sentence_keeps_its_marks_before_and_behind_the_stop(size: int) -> None:
    assert cut("One thing [1]. Another one. [2][3] Third [4, 5]!", size=size) == [
        ("One thing.", (1,)),
        ("Another one.", (2, 3)),
        ("Third!", (4, 5)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 191 (Rev. Bucharest, 2022) says so [1].",
        "It reads: “First. Second.” [1]",
        "In clause 1.4 b) of Doc. C26/35 it stands [1].",
        "See No. 5 of it [1].",
    ],
)
def test_a_stop_within_a_bracket_a_quotation_a_number_or_an_abbreviation_ends_nothing(text: str) -> None:
    assert [marks for _, marks in cut(text)] == [(1,)]


def test_a_line_ends_a_sentence_and_a_bullet_is_no_part_of_it() -> None:
    assert cut("- ITU-D leads [3]\n2. ITU-T contributes [2]\n") == [("ITU-D leads", (3,)), ("ITU-T contributes", (2,))]


def test_words_behind_the_last_mark_are_a_part_without_one() -> None:
    (one,) = sentences(["ITU-D leads [3], and so does ITU-T."])
    assert [part.marks for part in one.parts] == [(3,), ()]


def test_chinese_stops_and_marks_are_read() -> None:
    assert cut("秘书长报告【1】。理事会审议[2]。") == [("秘书长报告。", (1,)), ("理事会审议。", (2,))]


def test_what_never_ends_is_cut_and_names_no_passage() -> None:
    found = cut("and on " * LONGEST, size=500)
    assert all(marks == () for _, marks in found)
    assert all(len(text) <= LONGEST for text, _ in found)


def test_a_number_of_absurd_length_is_a_mark_of_no_passage() -> None:
    ((_, marks),) = cut("So it is [99999999999999999999].")
    assert marks == (999999,)


def test_a_sentence_is_told_as_soon_as_the_next_begins() -> None:
    heard: list[str] = []

    def speaking() -> object:
        for piece in ("First [1].", " S", "econd [2]."):
            heard.append(piece)
            yield piece

    first = next(sentences(speaking()))  # type: ignore[arg-type]
    assert first.text == "First."
    assert heard == ["First [1].", " S"]
