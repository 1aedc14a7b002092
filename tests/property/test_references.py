"""What holds for every text: spans cut their words, nothing crashes, work grows with the text and no faster."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.conferences import Conference, conferences
from corpus.references import find_references
from corpus.references.cursor import Cursor

PIECES = (
    "Resolution",
    "Resolutions",
    "Res.",
    "Résolution",
    "резолюции",
    "第",
    "号决议",
    "القرار",
    "و",
    " and ",
    ", ",
    " to ",
    "-",
    "/",
    " ",
    "\n",
    "\n\n",
    "191",
    "7-4",
    "24/06",
    "(Rev. Bucharest, 2022)",
    "（2022年，布加勒斯特，修订版）",
    "(Rev.WRC-19)",
    " of ",
    "the ",
    "Plenipotentiary Conference",
    "WTSA-24",
    "WTSA",
    "ITU-R",
    "UNGA",
    "Document ",
    "ISCG/26-1/7",
    " Addendum ",
    "SO ",
    "pp-res-191@pp-22",
    "\u00ad",
    "\u200f",
    "¹",
    "(",
    ")",
)
ADOPTING = ("pp", "wtsa", "wtdc", "ra", "wrc")
REVISED = {
    "en": "Resolution {number} (Rev. {place}, {year})",
    "fr": "la Résolution {number} (Rév. {place}, {year})",
    "es": "la Resolución {number} (Rev. {place}, {year})",
    "ru": "в Резолюции {number} (Пересм. {place}, {year} г.)",
    "zh": "第{number}号决议（{year}年，{place}，修订版）",
    "ar": "القرار {number} (المراجَع في {place}، {year})",
}
HOSTILE = (
    "Res 1, ",
    "Resolutions 1 and ",
    "Resolution 1 (Rev. ",
    "(Rev. Bucharest, 2022)",
    "第1、",
    "第",
    "第1号决议、",
    "القرار 1 و",
    "of the ",
    "Res ",
    "1-",
    "((",
    "ISCG/26-1/",
    "Res 1 to 60, ",
    "Resolution\n",
    "Resolution 2 (Rev. Dubai, 2018) of WTSA and ",
)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join))
@settings(deadline=None)
def test_every_span_cuts_its_own_words_and_comes_in_order(text: str) -> None:
    found = find_references(text)
    assert all(text[one.start : one.end] == one.text and one.start < one.end for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(any(sign.isdecimal() for sign in one.text) for one in found)


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_text_is_read_without_complaint(text: str) -> None:
    assert all(text[one.start : one.end] == one.text for one in find_references(text))


@given(
    number=st.integers(min_value=1, max_value=999),
    held=st.sampled_from([one for one in conferences() if one.body in ADOPTING]),
    language=st.sampled_from(sorted(REVISED)),
    before=st.sampled_from(("", "see ", "(", "« ", "a) ")),
)
@settings(deadline=None)
def test_a_revision_is_read_back_in_every_language(number: int, held: Conference, language: str, before: str) -> None:
    text = before + REVISED[language].format(number=number, place=held.place[language], year=held.year)
    [one] = find_references(text)
    alone = [
        other
        for other in conferences()
        if other.body in {*ADOPTING, "wcit"} and (other.place, other.year) == (held.place, held.year)
    ]
    assert (one.number, one.year, one.revised) == (str(number), held.year, True)
    assert one.conference == (held.code if len(alone) == 1 else None)


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_steps_of_the_reader_grow_with_the_text_alone(piece: str) -> None:
    def steps(times: int) -> int:
        counted = 0
        original = Cursor.at_kind

        def counting(self: Cursor, at: int, kind: str, *, glued: bool = True) -> bool:
            nonlocal counted
            counted += 1
            return original(self, at, kind, glued=glued)  # type: ignore[arg-type]

        with patch.object(Cursor, "at_kind", counting):
            find_references(piece * times)
        return counted

    assert steps(2_000) <= 15 * steps(200) + 100
