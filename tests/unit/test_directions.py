"""Parts of a line that run against it: found, isolated in an Arabic frame, left alone everywhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factories_surfaces import FakeAssistant, FakeHoldings
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Block, Note, Run
from assistant.directions import Stretch, isolated, isolated_line, stretches
from assistant.rendering import terminal, to_markdown

FSI, PDI = "\u2068", "\u2069"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تاريخ Resolution 191", f"تاريخ {FSI}Resolution 191{PDI}"),
        (
            "تاريخ Resolution 191 (Rev. Bucharest, 2022)، اليوم",
            f"تاريخ {FSI}Resolution 191 (Rev. Bucharest, 2022){PDI}، اليوم",
        ),
        ("PP-22 (بوخارست، 2022)", f"{FSI}PP-22{PDI} (بوخارست، 2022)"),
        ("قطاع تنمية الاتصالات (ITU-D)", f"قطاع تنمية الاتصالات ({FSI}ITU-D{PDI})"),
        ("القرار 191", "القرار 191"),
    ],
)
def test_in_an_arabic_frame_latin_words_are_isolated_with_their_brackets(text: str, expected: str) -> None:
    assert isolated(text, "ar") == expected


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh"])
def test_other_frames_stay_as_they_are(language: str) -> None:
    assert isolated("Resolution 191 – القرار 191", language) == "Resolution 191 – القرار 191"
    assert isolated_line("Resolution 191 – القرار 191", language) == "Resolution 191 – القرار 191"


def test_a_quotation_is_one_part_in_its_own_language() -> None:
    parts = stretches("القرار: “Keep on. Report.”", "ar", [("Keep on. Report.", "en")])
    assert parts == (Stretch("القرار: "), Stretch("“Keep on. Report.”", "en", against=True))


def test_an_arabic_quotation_in_an_english_frame_is_marked_too() -> None:
    parts = stretches("It says “يقرر”.", "en", [("يقرر", "ar")])
    assert parts == (Stretch("It says "), Stretch("“يقرر”", "ar", against=True), Stretch("."))


def test_of_two_quotations_the_longer_is_told_whole() -> None:
    parts = stretches("a report and a reply", "en", [("a re", "fr"), ("a report and", "en")])
    assert parts[0] == Stretch("a report and", "en")


def test_the_mark_of_a_citation_stays_in_the_frame() -> None:
    assert isolated_line("تاريخ Resolution 191 [3] و PP-22 [4]", "ar") == (
        f"تاريخ {FSI}Resolution 191{PDI} [3] و {FSI}PP-22{PDI} [4]"
    )


def test_a_line_of_one_direction_is_not_touched() -> None:
    assert isolated_line("      “Keep on.”", "ar") == "      “Keep on.”"


words = st.text(st.sampled_from("aZé文 191().[]“”«»،ابج\n"), max_size=60)


@given(words, st.sampled_from(["ar", "en"]), st.lists(st.tuples(words, st.sampled_from(["en", "ar"])), max_size=3))
def test_the_parts_joined_are_the_text(text: str, frame: str, quotes: list[tuple[str, str]]) -> None:
    assert "".join(part.text for part in stretches(text, frame, quotes)) == text


def test_markdown_of_an_arabic_answer_keeps_the_quotation_whole_between_isolates() -> None:
    answer = FakeAssistant(FakeHoldings()).ask("What does Resolution 191 say?")
    quote = answer.citations[0].quote
    blocks = [Block(type="paragraph", runs=(Run(text=f"القرار: “{quote}”"), Run(cite=1)))]
    assert to_markdown(blocks, answer.citations, language="ar") == f"القرار: {FSI}“{quote}”{PDI} [1]"
    assert to_markdown(blocks, answer.citations) == f"القرار: “{quote}” [1]"


def test_a_terminal_drops_what_a_document_says_of_directions_and_sets_its_own() -> None:
    answer = FakeAssistant(FakeHoldings()).ask("What does Resolution 191 say?")
    blocks = (Block(type="paragraph", runs=(Run(text="تاريخ \u202eResolution\u2069 191"),)),)
    note = Note(code="gap", text="نص Resolution 2 غير محفوظ")
    shown = terminal(replace(answer, language="ar", blocks=blocks, notes=(note,)))
    assert f"تاريخ {FSI}Resolution 191{PDI}\n" in shown
    assert f"ملاحظة: نص {FSI}Resolution 2{PDI} غير محفوظ" in shown
    assert "المصادر" in shown
    assert "\u202e" not in shown
    assert shown.count(FSI) == shown.count(PDI)


def test_a_terminal_speaks_the_language_of_the_answer() -> None:
    answer = FakeAssistant(FakeHoldings()).ask("What does Resolution 191 say?")
    shown = terminal(replace(answer, language="fr"))
    assert "Note\u00a0: One line was not seen in a source." in shown
    assert "Questions suivantes" in shown
    assert "résumé non vérifié" in shown
    assert "Sources\n" in shown
    assert FSI not in shown
