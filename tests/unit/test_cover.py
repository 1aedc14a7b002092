"""What the cover of a Council document tells, in six languages, from a table or from lines."""

from __future__ import annotations

import pytest
from factories import word_file

from corpus.document import Document
from indexer.assembly import assemble
from indexer.extract import extract
from indexer.links import find_links
from indexer.parsing.cover import is_cover_line
from indexer.parsing.dates import is_date
from indexer.passages import cut_passages

# language: agenda item, symbol, date, original, who it is by, title, a heading, its words, the author as written
COVERS = {
    "en": (
        "Agenda item: PL 1.3", "Document C26/35-E", "10 March 2026", "Original: English",
        "Report by the Secretary-General", "REPORT ON THE LIGHTHOUSES", "Action required by the Council",
        "The Council is invited to note the report.", "Secretary-General", "en",
    ),
    "fr": (
        "Point de l'ordre du jour: PL 1.3", "Document C26/35-F", "1er mars 2026", "Original: anglais",
        "Rapport de la Secrétaire générale", "RAPPORT SUR LES PHARES", "Suite à donner par le Conseil",
        "Le Conseil est invité à prendre note du rapport.", "Secrétaire générale", "en",
    ),
    "es": (
        "Punto del orden del día: PL 1.3", "Documento C26/35-S", "10 de marzo de 2026", "Original: inglés",
        "Informe de la Secretaria General", "INFORME SOBRE LOS FAROS", "Acción solicitada al Consejo",
        "Se invita al Consejo a tomar nota del informe.", "Secretaria General", "en",
    ),
    "ru": (
        "Пункт повестки дня: PL 1.3", "Документ C26/35-R", "10 марта 2026 года", "Оригинал: русский",
        "Отчет Генерального секретаря", "ОТЧЕТ О МАЯКАХ", "Необходимые действия Совета",
        "Совету предлагается принять отчет к сведению.", "Генерального секретаря", "ru",
    ),
    "zh": (
        "议项：PL 1.3", "文件 C26/35-C", "2026年3月10日", "原文：英文", "秘书长的报告", "关于灯塔的报告",
        "需要理事会采取的行动", "请理事会注意本报告。", "秘书长", "en",
    ),
    "ar": (
        "بند جدول الأعمال: PL 1.3", "الوثيقة C26/35-A", "10 مارس 2026", "الأصل: بالإنكليزية",
        "تقرير من الأمينة العامة", "تقرير عن المنارات", "الإجراء المطلوب من المجلس",
        "يُدعى المجلس إلى أن يحيط علماً بالتقرير.", "الأمينة العامة", "en",
    ),
}  # fmt: skip


def told(document: Document) -> tuple[str | None, ...]:
    return document.id, document.symbol, document.agenda_item, document.drafted_in, document.author, document.title


def table(*rows: tuple[str, ...]) -> str:
    def cell(words: str) -> str:
        return f"<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"

    return "<w:tbl>" + "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows) + "</w:tbl>"


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


@pytest.mark.parametrize("language", COVERS)
def test_a_cover_table_of_word_is_read_in_six_languages(language: str) -> None:
    agenda, symbol, date, original, by, title, heading, words, author, drafted = COVERS[language]
    cover = table((agenda, symbol), ("", date), ("", original))
    found = extract(word_file(cover + "".join(map(paragraph, (by, title, heading, words)))), name="file.docx")
    (document,), (text,) = found.documents, found.texts
    assert told(document) == ("c26-35", "C26/35", "PL 1.3", drafted, author, title)
    assert document.date == ("2026-03-01" if language == "fr" else "2026-03-10")
    assert (document.kind, document.body) == ("council-report", "council")
    assert text.language == language
    assert next(text.quote(clause) for clause in text.clauses if clause.path == heading) == words
    assert found.words_read == found.words_kept + sum(count for _, count in found.dropped)


@pytest.mark.parametrize(
    ("line", "identifier", "symbol"),
    [
        ("Document C26/35-E", "c26-35", "C26/35"),
        ("Addendum 1 to Document C26/35-E", "c26-35-add1", "C26/35 Addendum 1"),
        ("Corrigendum 2 to Document C26/35-E", "c26-35-corr2", "C26/35 Corrigendum 2"),
        ("Addendum 3 to\nDocument ISCG/26-1/7-E", "iscg-26-1-7-add3", "ISCG/26-1/7 Addendum 3"),
        ("Revision 1 to\nDocument C26/35-E", "c26-35-rev-1", "C26/35(Rev.1)"),
        ("Document C26/35(Rev.1)-E", "c26-35-rev-1", "C26/35(Rev.1)"),
        ("Document C26/INF/4-E", "c26-inf-4", "C26/INF/4"),
    ],
)
def test_what_is_added_to_a_document_is_a_document_of_its_own(line: str, identifier: str, symbol: str) -> None:
    text = f"{line}\n10 March 2026\nReport by the Secretary-General\nOn lighthouses\nSummary\nAll is well.\n"
    (document,) = extract(text.encode(), name="file.txt").documents
    assert (document.id, document.symbol) == (identifier, symbol)
    assert document.title == "On lighthouses"


def test_the_name_of_the_institution_is_no_title() -> None:
    text = "International Telecommunication Union\nCouncil 2026\nDocument C26/36-E\nOn lamps\nSummary\nAll is well.\n"
    (document,) = extract(text.encode(), name="file.txt").documents
    assert document.title == "On lamps"


def test_a_recommendation_goes_by_its_number_and_the_line_above_it() -> None:
    cover = "INTERNATIONAL TELECOMMUNICATION UNION\nSERIES E: OVERALL NETWORK OPERATION\nOn lamps that answer\n"
    text = f"{cover}Recommendation ITU-T E.119\nSummary\nAll is well with the lamps.\n"
    (document,) = extract(text.encode(), name="file.txt").documents
    assert (document.id, document.symbol, document.title) == ("itu-t-e-119", "ITU-T E.119", "On lamps that answer")


def test_a_cover_without_these_lines_leaves_them_open() -> None:
    (document,) = extract(b"On lamps\n\nAll is well with the lamps of the north.\n", name="file.txt").documents
    assert (document.agenda_item, document.drafted_in, document.author, document.date) == (None, None, None, None)


ISCG = """INTER-SECTOR COORDINATION GROUP
Addendum 1 to
Document ISCG/26-1/7-E
12 May 2026
Source: Chair, ISCG
Draft list of shared topics
Abstract: This document lists topics that two Sectors work on.
Action required: ISCG is invited to endorse the list.
1 Introduction
1.1 The group asked the focal points.
2. Topics
(a) Remote islands.
3 Proposal
The group is invited to:
– endorse the list.
ANNEX 1
List of topics
1 Accessibility
"""


def test_an_iscg_document_is_read_by_its_headings_numbers_and_annexes() -> None:
    (text,) = extract(ISCG.encode(), name="file.txt").texts
    (document,) = extract(ISCG.encode(), name="file.txt").documents
    assert (document.id, document.kind, document.author) == ("iscg-26-1-7-add1", "iscg-document", "Chair, ISCG")
    assert document.title == "Draft list of shared topics"
    found = {clause.path: (clause.heading, text.quote(clause)) for clause in text.clauses if clause.path[0] != "¶"}
    found.pop("Draft list of shared topics", None)
    assert found == {
        "Abstract": ("Abstract", "This document lists topics that two Sectors work on."),
        "Action required": ("Action required", "ISCG is invited to endorse the list."),
        "1": ("Introduction", "Introduction"),
        "1.1": ("Introduction", "The group asked the focal points."),
        "2": ("", "Topics"),
        "2 (a)": ("", "Remote islands."),
        "3": ("Proposal", "The group is invited to:"),
        "3 – 1": ("Proposal", "endorse the list."),
        "Annex 1 1": ("List of topics", "Accessibility"),
    }


PROPOSAL = """PLENIPOTENTIARY CONFERENCE (PP-26)
Doha, 9-27 November 2026
Addendum 3 to
Document PP-26/55-E
1 August 2026
Original: Spanish
Member States of the Commission of the Northern Islands
PROPOSALS FOR THE WORK OF THE CONFERENCE
Abstract
This contribution proposes to change one text.
MOD\tIAP/55A3/1
RESOLUTION 191 (REV. DOHA, 2026)
Strategy for lighthouses
The Plenipotentiary Conference of the International Telecommunication Union (Doha, 2026),
resolves
1\tto share lighthouses.
"""


def test_the_cover_of_a_proposal_tells_its_own_date_and_who_makes_it() -> None:
    found = extract(PROPOSAL.encode(), name="file.txt")
    (document,), (text,) = found.documents, found.texts
    assert (document.id, document.kind, document.date) == ("pp-26-55-add3", "proposal", "2026-08-01")
    assert (document.drafted_in, document.author) == ("es", "Member States of the Commission of the Northern Islands")
    assert document.title == "PROPOSALS FOR THE WORK OF THE CONFERENCE"
    told = {clause.path: text.quote(clause) for clause in text.clauses if clause.path[0] != "¶"}
    assert told == {"Abstract": "This contribution proposes to change one text.", "resolves 1": "to share lighthouses."}


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("1 August 2026", True),
        ("10 марта 2026 года", True),
        ("1er mars 2026", True),
        ("1 August 2026 is the day", False),
        ("2 Topics of May 2026", False),
        ("May 2026", False),
    ],
)
def test_a_line_that_is_a_date_is_no_numbered_item(line: str, date: bool) -> None:
    assert is_date(line) is date


@pytest.mark.parametrize(("month", "date"), [("(10/2016)", "2016-10"), ("(03/93)", "1993-03"), ("(15/2016)", None)])
def test_the_month_of_a_recommendation_stands_in_brackets(month: str, date: str | None) -> None:
    cover = f"ITU-T\tE.119\nOn lamps that answer**\nRecommendation ITU-T E.119\nSECTOR OF ITU\t{month}\n"
    text = f"{cover}Summary\nAll is well.\n"
    (document,) = extract(text.encode(), name="file.txt").documents
    assert (document.date, document.title) == (date, "On lamps that answer")


def test_lines_of_the_cover_are_told_apart_and_neither_searched_nor_read_for_references() -> None:
    text = (
        "Document C26/35-E\n10 March 2026\nReport by the Secretary-General\nOn Resolution 191\nSummary\nAll is well.\n"
    )
    extracted = extract(text.encode(), name="file.txt")
    (document,), (found,) = extracted.documents, extracted.texts
    assert [found.quote(clause) for clause in found.clauses if clause.part == "cover"] == [
        "Document C26/35-E",
        "10 March 2026",
        "Report by the Secretary-General",
    ]
    passages = cut_passages({document.id: document}, extracted.texts)
    assert [passage.text for passage in passages] == ["On Resolution 191", "All is well."]
    links = find_links(assemble([("file.txt", extracted)]))
    assert [link.text for link in links] == ["Resolution 191"]


@pytest.mark.parametrize(
    "line",
    [
        "The group met on 3 May 2026.",
        "The list of lamps was drawn up by the group in May 2026",
        "Note on C26/35 and the lamps of it",
    ],
)
def test_a_sentence_with_a_date_or_a_symbol_is_no_line_of_the_cover(line: str) -> None:
    assert not is_cover_line(line)
