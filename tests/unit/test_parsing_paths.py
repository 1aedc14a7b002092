"""Every row of the path table, in styled Word, unstyled Word and plain text."""

from __future__ import annotations

import pytest
from factories import Line, as_docx, as_text, resolution

from corpus.document import Text
from indexer.extract import extract

FORMATS = ["styled", "unstyled", "text"]


def read(lines: list[Line], form: str) -> Text:
    if form == "text":
        return extract(as_text(lines), name="a.txt").texts[0]
    return extract(as_docx(lines, styled=form == "styled"), name="a.docx").texts[0]


def clauses(lines: list[Line], form: str) -> dict[str, str]:
    text = read(lines, form)
    return {clause.path: text.quote(clause) for clause in text.clauses}


@pytest.mark.parametrize("form", FORMATS)
def test_labels_nest_below_their_call(form: str) -> None:
    body = [
        Line("call", "considering"),
        Line("item", "that lamps are lit;", "a)"),
        Line("item", "that oil is scarce;", "b)"),
        Line("item", "that wicks burn down,", "b)bis"),
        Line("call", "resolves"),
        Line("item", "to keep the light:", "1"),
        Line("item", "by night;", "i)", 1),
        Line("item", "in fog;", "ii)", 1),
        Line("item", "to count the ships,", "2"),
        Line("call", "instructs the Secretary-General"),
        Line("item", "to report;", "1"),
        Line("item", "to pay for the oil,", "2"),
    ]
    assert clauses(resolution(body=body), form) == {
        "considering a)": "that lamps are lit;",
        "considering b)": "that oil is scarce;",
        "considering b)bis": "that wicks burn down,",
        "resolves 1": "to keep the light:",
        "resolves 1 i)": "by night;",
        "resolves 1 ii)": "in fog;",
        "resolves 2": "to count the ships,",
        "instructs the Secretary-General 1": "to report;",
        "instructs the Secretary-General 2": "to pay for the oil,",
    }


@pytest.mark.parametrize("form", FORMATS)
def test_decimal_labels_say_where_they_stand(form: str) -> None:
    body = [
        Line("call", "resolves"),
        Line("item", "to keep the light:", "1"),
        Line("item", "by night;", "1.1"),
        Line("item", "in fog;", "1.2"),
        Line("item", "to rest,", "2"),
    ]
    assert list(clauses(resolution(body=body), form)) == ["resolves 1", "resolves 1.1", "resolves 1.2", "resolves 2"]


@pytest.mark.parametrize("form", FORMATS)
def test_unlabelled_paragraphs_are_counted(form: str) -> None:
    body = [
        Line("call", "noting"),
        Line("plain", "that the first lamp went out,"),
        Line("plain", "that the second lamp went out,"),
        Line("plain", "that the third lamp went out,"),
        Line("call", "invites Member States"),
        Line("plain", "to send oil."),
    ]
    assert clauses(resolution(body=body), form) == {
        "noting": "that the first lamp went out,",
        "noting ¶2": "that the second lamp went out,",
        "noting ¶3": "that the third lamp went out,",
        "invites Member States": "to send oil.",
    }


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_call_twice_is_counted(form: str) -> None:
    body = [
        Line("call", "resolves"),
        Line("item", "to light;", "1"),
        Line("item", "to guard,", "2"),
        Line("call", "resolves"),
        Line("item", "to rest;", "1"),
        Line("item", "to sleep,", "2"),
    ]
    assert list(clauses(resolution(body=body), form)) == [
        "resolves 1",
        "resolves 2",
        "resolves (2) 1",
        "resolves (2) 2",
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_a_lead_in_and_a_tail_stand_beside_the_items(form: str) -> None:
    body = [
        Line("call", "resolves"),
        Line("plain", "to instruct the Directors:"),
        Line("item", "to light;", "1"),
        Line("item", "to guard,", "2"),
        Line("plain", "each within the means at hand."),
    ]
    assert clauses(resolution(body=body), form) == {
        "resolves": "to instruct the Directors:",
        "resolves 1": "to light;",
        "resolves 2": "to guard,",
        "resolves ¶2": "each within the means at hand.",
    }


@pytest.mark.parametrize("form", FORMATS)
def test_numbered_sections_and_their_headings(form: str) -> None:
    body = [
        Line("call", "resolves"),
        Line("plain", "that the rules below apply."),
        Line("section", "SECTION 1"),
        Line("section-title", "The keepers"),
        Line("item", "Keepers work at night:", "1.1"),
        Line("item", "two in summer;", "a)", 1),
        Line("item", "four in winter.", "b)", 1),
        Line("item", "Keepers sleep by day.", "1.2"),
        Line("heading", "Voting", "1.3"),
        Line("plain", "Keepers vote by raising a lantern high above their heads."),
        Line("plain", "The eldest keeper counts the lanterns."),
        Line("section", "SECTION 1bis"),
        Line("section-title", "The lamps"),
        Line("heading", "Kinds of lamps", "1bis.2"),
        Line("item", "A lamp has one wick.", "1bis.2.1"),
    ]
    found = clauses(resolution(body=body), form)
    assert found == {
        "resolves": "that the rules below apply.",
        "1.1": "Keepers work at night:",
        "1.1 a)": "two in summer;",
        "1.1 b)": "four in winter.",
        "1.2": "Keepers sleep by day.",
        "1.3": "Keepers vote by raising a lantern high above their heads.",
        "1.3 ¶2": "The eldest keeper counts the lanterns.",
        "1bis.2": "Kinds of lamps",
        "1bis.2.1": "A lamp has one wick.",
    }


@pytest.mark.parametrize("form", FORMATS)
def test_dashes_are_numbered_below_what_they_belong_to(form: str) -> None:
    body = [
        Line("call", "resolves"),
        Line("item", "to light:", "1"),
        Line("item", "to count:", "2"),
        Line("item", "ships;", "–", 1),
        Line("item", "boats;", "–", 1),
        Line("item", "to rest,", "3"),
    ]
    assert list(clauses(resolution(body=body), form)) == [
        "resolves 1",
        "resolves 2",
        "resolves 2 – 1",
        "resolves 2 – 2",
        "resolves 3",
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_annexes_stand_before_the_labels(form: str) -> None:
    body = [
        Line("call", "resolves"),
        Line("plain", "to adopt what is annexed."),
        Line("annex", "ANNEX 1 (to Resolution 191 (Rev. Bucharest, 2022))"),
        Line("annex-title", "Duties of keepers"),
        Line("item", "Light the lamp.", "1"),
        Line("item", "Trim the wick every evening before the sun goes down.", "2"),
        Line("annex", "APPENDIX I"),
        Line("annex-title", "List of lighthouses"),
        Line("item", "The tall one.", "1"),
        Line("item", "The low one.", "2"),
        Line("annex", "ANNEX 2"),
        Line("annex-title", "Words of thanks"),
        Line("plain", "The keepers are thanked."),
    ]
    assert clauses(resolution(body=body), form) == {
        "resolves": "to adopt what is annexed.",
        "Annex 1 1": "Light the lamp.",
        "Annex 1 2": "Trim the wick every evening before the sun goes down.",
        "Appendix I 1": "The tall one.",
        "Appendix I 2": "The low one.",
        "Annex 2": "The keepers are thanked.",
    }


@pytest.mark.parametrize("form", FORMATS)
def test_footnotes_stand_at_the_end_and_their_marks_stick(form: str) -> None:
    body = [
        Line("call", "resolves"),
        Line("plain", "to help small islands⟦1⟧ and shoals⟦2⟧."),
        Line("footnote", "Islands with one lamp.", "1"),
        Line("footnote", "Shoals seen at low tide.", "2"),
    ]
    text = read(resolution(body=body), form)
    assert {clause.path: text.quote(clause) for clause in text.clauses} == {
        "resolves": "to help small islands1 and shoals2.",
        "footnote 1": "Islands with one lamp.",
        "footnote 2": "Shoals seen at low tide.",
    }
    assert text.content.endswith("\n1 Islands with one lamp.\n2 Shoals seen at low tide.")


@pytest.mark.parametrize("form", FORMATS)
def test_the_letter_i_is_told_from_the_number_one(form: str) -> None:
    letters = [Line("item", f"that reason {sign} holds;", f"{sign})") for sign in "abcdefghij"]
    body = [
        Line("call", "considering"),
        *letters,
        Line("call", "resolves"),
        Line("item", "to light:", "1"),
        Line("item", "first;", "i)", 1),
        Line("item", "second;", "ii)", 1),
    ]
    found = list(clauses(resolution(body=body), form))
    assert found[8:10] == ["considering i)", "considering j)"]
    assert found[10:] == ["resolves 1", "resolves 1 i)", "resolves 1 ii)"]


@pytest.mark.parametrize("form", FORMATS)
def test_two_resolutions_in_one_file_are_two_texts(form: str) -> None:
    first = resolution(body=[Line("call", "resolves"), Line("plain", "to light.")])
    second = resolution(
        number="RESOLUTION 71 (REV. BUCHAREST, 2022)", body=[Line("call", "resolves"), Line("plain", "to rest.")]
    )
    data = as_text([*first, *second]) if form == "text" else as_docx([*first, *second], styled=form == "styled")
    found = extract(data, name="a.txt" if form == "text" else "a.docx")
    assert [(text.document, text.revision) for text in found.texts] == [("pp-res-191", "pp-22"), ("pp-res-71", "pp-22")]
    assert [text.quote(text.clauses[0]) for text in found.texts] == ["to light.", "to rest."]


def test_operative_clauses_know_their_addressees() -> None:
    body = [
        Line("call", "recalling"),
        Line("plain", "the old lamp,"),
        Line(
            "call", "instructs the Secretary-General and the Director of the Telecommunication Standardization Bureau"
        ),
        Line("plain", "to report."),
    ]
    text = read(resolution(body=body), "styled")
    recalling, instructs = text.clauses
    assert not recalling.operative
    assert recalling.addressees == ()
    assert instructs.operative
    assert instructs.addressees == ("group-general-secretariat", "group-tsb")
    assert (
        instructs.call
        == "instructs the Secretary-General and the Director of the Telecommunication Standardization Bureau"
    )


def test_a_sentence_that_opens_like_a_call_stays_a_paragraph() -> None:
    body = [
        Line("call", "resolves"),
        Line("item", "to light;", "1"),
        Line("plain", "recognizing that lamps go out, keepers shall carry matches."),
    ]
    assert list(clauses(resolution(body=body), "text")) == ["resolves 1", "resolves ¶2"]


def test_two_footnotes_with_one_mark_have_paths_of_their_own() -> None:
    body = [
        Line("call", "resolves"),
        Line("plain", "to help islands⟦*⟧ and shoals⟦*⟧."),
        Line("footnote", "Islands with one lamp.", "*"),
        Line("footnote", "Shoals seen at low tide.", "*"),
    ]
    assert list(clauses(resolution(body=body), "text")) == ["resolves", "footnote *", "footnote * (2)"]


def test_an_unlabelled_infinitive_goes_on_from_a_call_in_russian_and_spanish() -> None:
    for number, adopter, call, words in (
        (
            "РЕЗОЛЮЦИЯ 906 (ДУБАЙ, 2018 г.)",
            "Полномочная конференция Международного союза электросвязи (Дубай, 2018 г.),",
            "поручает Генеральному секретарю",
            "представлять Совету ежегодный отчёт о ходе работы.",
        ),
        (
            "RESOLUCIÓN 905 (BUSÁN, 2014)",
            "La Conferencia de Plenipotenciarios de la Unión Internacional de Telecomunicaciones (Busán, 2014),",
            "encarga al Secretario General",
            "presentar cada año un informe al Consejo.",
        ),
    ):
        content = "\n\n".join([number, "Faros", adopter, call, words])
        text = extract(content.encode(), name="a.txt").texts[0]
        assert [(clause.path, text.quote(clause)) for clause in text.clauses] == [(call, words)]
