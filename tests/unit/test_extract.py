"""From one file to documents, texts and the ledger."""

from __future__ import annotations

import pytest
from factories import Line, as_docx, as_text, resolution, word_file, word_paragraph, zipped

from corpus.errors import SourceError
from indexer.extract import extract

REPORT = """\
Purpose
This document presents a report on the lamps of the northern islands.
Action required by the Council
The Council is invited to note the report.
_______________
References
Resolutions 71 and 191 (Rev. Bucharest, 2022), and Decision 5 (Rev. Bucharest, 2022) of the Plenipotentiary Conference
 Introduction
The keepers met twice in the year and agreed to share their oil among the islands.
They also agreed to count the ships. Examples include:
–\tOil: the stores were filled in spring and again in autumn.
–\tWicks: new wicks were cut.
The keepers will meet again.
Work among the keepers   Island Group (IG): The group of the islands serves as the main place for coordination.
"""


def test_a_resolution_becomes_a_text_and_a_minimal_document() -> None:
    found = extract(as_docx(resolution(body=[Line("call", "resolves"), Line("plain", "to light.")])), name="a.docx")
    (document,) = found.documents
    (text,) = found.texts
    assert (document.id, document.kind, document.body, document.number) == ("pp-res-191", "resolution", "pp", "191")
    assert document.title == text.title == "Strategy for the sharing of lighthouses"
    assert [(step.revision, step.action, step.basis) for step in document.history] == [("pp-22", "revised", "original")]
    assert (text.document, text.revision, text.kind, text.language) == ("pp-res-191", "pp-22", "original", "en")
    assert text.content.split("\n")[-2:] == ["resolves", "to light."]


@pytest.mark.parametrize(
    ("number", "adopter", "document", "revision", "action"),
    [
        (
            "RESOLUTION 1 (Rev. Hammamet, 2016)",
            "The World Telecommunication Standardization Assembly (Hammamet, 2016),",
            "wtsa-res-1",
            "wtsa-16",
            "revised",
        ),
        (
            "RESOLUTION 44 (Geneva, 2022)",
            "The World Telecommunication Standardization Assembly (Geneva, 2022),",
            "wtsa-res-44",
            "wtsa-20",
            "adopted",
        ),
        (
            "RESOLUTION 59 (Rev. Buenos Aires, 2017)",
            "The World Telecommunication Development Conference (Buenos Aires, 2017),",
            "wtdc-res-59",
            "wtdc-17",
            "revised",
        ),
        ("RESOLUTION ITU-R 7-4 (2023)", "The ITU Radiocommunication Assembly,", "ra-res-7", "ra-23", "revised"),
        (
            "DECISION 5 (REV. BUCHAREST, 2022)",
            "The Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),",
            "pp-dec-5",
            "pp-22",
            "revised",
        ),
    ],
)
def test_who_adopts_and_the_bracket_say_which_it_is(
    number: str, adopter: str, document: str, revision: str, action: str
) -> None:
    lines = [
        Line("number", number),
        Line("title", "On lighthouses"),
        Line("adopter", adopter),
        Line("call", "resolves"),
        Line("plain", "to light."),
    ]
    found = extract(as_text(lines), name="a.txt")
    assert [(text.document, text.revision) for text in found.texts] == [(document, revision)]
    assert found.documents[0].history[0].action == action


def test_a_bracket_that_fits_no_conference_is_warned_of_and_not_guessed() -> None:
    lines = [
        Line("number", "RESOLUTION 9 (REV. ATLANTIS, 2022)"),
        Line("title", "On lighthouses"),
        Line("call", "resolves"),
        Line("plain", "to light."),
    ]
    found = extract(as_text(lines), name="sunken.txt")
    assert [(text.document, text.revision) for text in found.texts] == [("sunken", None)]
    assert "no single conference" in found.warnings[0]


def test_a_report_yields_its_sections_and_lists() -> None:
    found = extract(REPORT.encode(), name="report-on-lamps-2026.txt")
    (document,) = found.documents
    (text,) = found.texts
    assert (document.id, document.kind, document.body, document.date) == (
        "report-on-lamps-2026",
        "council-report",
        "council",
        "2026",
    )
    assert document.title == "Report on the lamps of the northern islands"
    assert {clause.path: text.quote(clause)[:14] for clause in text.clauses} == {
        "Purpose": "This document ",
        "Action required by the Council": "The Council is",
        "References": "Resolutions 71",
        "Introduction": "The keepers me",
        "Introduction ¶2": "They also agre",
        "Introduction ¶2 – 1": "Oil: the store",
        "Introduction ¶2 – 2": "Wicks: new wic",
        "Introduction ¶3": "The keepers wi",
        "Work among the keepers": "Island Group (",
    }
    assert found.dropped == (("rule", 1),)


def test_a_symbol_names_the_document() -> None:
    head = "Document C26/35-E\n10 March 2026\nOriginal: English\nReport by the Secretary-General\n"
    text = f"{head}Summary\nAll is well here.\n"
    (document,) = extract(text.encode(), name="x.txt").documents
    assert (document.id, document.symbol, document.date, document.author) == (
        "c26-35",
        "C26/35",
        "2026-03-10",
        "Secretary-General",
    )


def test_numbered_paragraphs_of_a_document_go_by_their_numbers() -> None:
    first = "Summary\nAll is well.\n1\tBackground\n1.1\tThe keepers met.\n1.2\tThey agreed:\n"
    text = f"{first}a)\ton oil;\nb)\ton wicks.\n2\tNext steps\n2.1\tMeet.\n"
    (found,) = extract(text.encode(), name="x.txt").texts
    assert [clause.path for clause in found.clauses] == [
        "Summary",
        "1",
        "1.1",
        "1.2",
        "1.2 a)",
        "1.2 b)",
        "2",
        "2.1",
    ]


def test_front_matter_before_a_resolution_is_told_apart() -> None:
    lines = [
        Line("plain", "A cover with words"),
        Line("plain", "FOREWORD"),
        Line("plain", "Some more words."),
        *resolution(body=[Line("call", "resolves"), Line("plain", "to light.")]),
    ]
    found = extract(as_docx(lines), name="a.docx")
    assert dict(found.dropped) == {"cover": 4, "foreword": 4}
    assert found.words_read == found.words_kept + 8


@pytest.mark.parametrize("instruction", ["MOD\tACP/67A1/1", "ADD", "NOC IAP/5"])
def test_a_proposal_is_never_a_revision(instruction: str) -> None:
    lines = [
        Line("proposal", instruction),
        *resolution(body=[Line("call", "resolves"), Line("plain", "to light.")]),
        Line("reasons", "Reasons: It is dark."),
    ]
    found = extract(as_docx(lines), name="proposal-7.docx")
    (document,) = found.documents
    (text,) = found.texts
    assert (document.id, document.kind) == ("proposal-7", "proposal")
    assert [relation.document for relation in document.relations] == ["pp-res-191"]
    assert (text.document, text.revision) == ("proposal-7", None)
    assert {clause.path: text.quote(clause) for clause in text.clauses} == {
        "resolves": "to light.",
        "Reasons": "Reasons: It is dark.",
    }


def test_what_is_to_happen_to_a_text_is_no_title_of_a_proposal() -> None:
    cover = "PP-26/5(Add.1)-E\nProposals for the work of the conference\nSource: Ruritania\n"
    text = f"{cover}MOD RTN/5A1/1\nSUP RTN/5A1/2\nRESOLUTION 64 (REV. BUCHAREST, 2022)\nOn lamps\n"
    (document,) = extract(text.encode(), name="file.txt").documents
    assert (document.kind, document.author) == ("proposal", "Ruritania")
    assert document.title == "Proposals for the work of the conference"


def test_tracked_changes_make_a_proposal_of_the_text_proposed() -> None:
    head = "".join(word_paragraph(line) for line in resolution(body=[Line("call", "resolves")]))
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>to light </w:t></w:r>"
        "<w:del><w:r><w:delText>one lamp</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>two lamps</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r></w:p>"
    )
    found = extract(word_file(head + body), name="draft.docx")
    (text,) = found.texts
    assert found.documents[0].kind == "proposal"
    assert text.revision is None
    assert text.quote(text.clauses[0]) == "to light two lamps."
    assert dict(found.dropped) == {"deleted": 2}
    (former,) = found.former
    assert (former.document, former.revision, former.title) == (text.document, None, text.title)
    assert {clause.path: former.quote(clause) for clause in former.clauses} == {"resolves": "to light one lamp."}


def test_the_text_before_the_changes_has_its_own_labels_and_paragraphs() -> None:
    def item(label: str, words: str, change: str = "") -> str:
        mark = f"<w:pPr><w:rPr><w:{change}/></w:rPr></w:pPr>" if change else ""
        text = "delText" if change == "del" else "t"
        runs = f"<w:r><w:{text}>{label}</w:{text}><w:tab/><w:{text} xml:space='preserve'>{words}</w:{text}></w:r>"
        return f"<w:p>{mark}<w:{change}>{runs}</w:{change}></w:p>" if change else f"<w:p>{runs}</w:p>"

    head = "".join(word_paragraph(line) for line in resolution(body=[Line("call", "resolves")]))
    split = (
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>3</w:t><w:tab/><w:t xml:space='preserve'>to row, </w:t>"
        "</w:r></w:p><w:p><w:r><w:t>swiftly.</w:t></w:r></w:p>"
    )
    body = item("1", "to light;") + item("2", "to fish;", "del") + item("2", "to sail;", "ins") + split
    found = extract(word_file(head + body), name="draft.docx")
    (text,), (former,) = found.texts, found.former
    assert {clause.path: text.quote(clause) for clause in text.clauses} == {
        "resolves 1": "to light;",
        "resolves 2": "to sail;",
        "resolves 3": "to row, swiftly.",
    }
    assert {clause.path: former.quote(clause) for clause in former.clauses} == {
        "resolves 1": "to light;",
        "resolves 2": "to fish;",
        "resolves 3": "to row,",
        "resolves ¶2": "swiftly.",
    }
    assert found.words_read == found.words_kept + sum(count for _, count in found.dropped)


def test_a_text_that_is_all_new_starts_from_nothing() -> None:
    head = "".join(
        word_paragraph(line) for line in resolution(body=[Line("call", "resolves"), Line("plain", "to go.")])
    )
    body = head.replace("<w:r>", "<w:ins><w:r>").replace("</w:r>", "</w:r></w:ins>")
    found = extract(word_file(body), name="draft.docx")
    assert found.documents[0].kind == "proposal"
    assert found.former == ()


def test_a_zip_file_yields_what_its_members_do_and_names_those_left_out() -> None:
    data = zipped(
        {
            "docs/res.docx": as_docx(resolution(body=[Line("call", "resolves"), Line("plain", "to light.")])),
            "docs/report-on-lamps-2026.txt": REPORT,
            "docs/picture.png": b"\x89PNG",
            "docs/bad.docx": b"PK",
            "__MACOSX/x.txt": "junk",
        }
    )
    found = extract(data, name="all.zip")
    assert [document.id for document in found.documents] == ["report-on-lamps-2026", "pp-res-191"]
    assert [warning.split(" ", 1)[0] for warning in found.warnings] == ["docs/bad.docx", "docs/picture.png"]
    assert found.words_read == found.words_kept + sum(count for _, count in found.dropped)


def test_a_zip_file_with_nothing_to_read_is_told() -> None:
    with pytest.raises(SourceError, match="nothing in this ZIP file"):
        extract(zipped({"a.png": b"x"}), name="all.zip")


def test_a_file_of_the_corpus_yields_its_document_and_no_text() -> None:
    manuscript = (
        "---\nid: theme-lamps\nkind: theme\nbody: itu\ntitle: Lamps\nstatus: unknown\nconfidence: seen\n"
        "sources: []\noriginal: null\n---\n\n# Points\n\n- Lamps give light. [seen]\n"
    )
    found = extract(manuscript.encode(), name="lamps.md")
    assert [document.id for document in found.documents] == ["theme-lamps"]
    assert found.texts == ()


def test_other_markdown_is_an_original() -> None:
    text = "# On lamps\n\nLamps are *lit* at night.\n\n## Oil\n\n1. Fill it.\n2. Count it.\n\n- dash one\n"
    found = extract(text.encode(), name="on-lamps.md")
    (read,) = found.texts
    assert found.documents[0].title == "On lamps"
    assert {clause.path: read.quote(clause) for clause in read.clauses} == {
        "On lamps": "Lamps are lit at night.",
        "Oil": "Oil",
        "1": "Fill it.",
        "2": "Count it.",
        "Oil – 1": "dash one",
    }
