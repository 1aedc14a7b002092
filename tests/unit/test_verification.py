"""What may pass the door to an answer, and what may not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Run
from assistant.checking.guarding import misquoted
from assistant.citing import Shelf, original_of
from assistant.draft import Claim, Draft, Evidence, bullets, evidence_of, heading, paragraph, table
from assistant.verification import fault_of, verify
from corpus.document import Clause, Document, Held, RevisionStep, Text, TextKind

_WORDS = "Report to the Council each year on 12 themes."
_OLD = Text(
    document="pp-res-900",
    revision="pp-18",
    language="en",
    kind="digest",
    content=f"heading\n{_WORDS}",
    clauses=(Clause(path="resolves 1", start=8, end=8 + len(_WORDS), basis="seen", operative=True),),
)
_NEW = replace(_OLD, revision="pp-22")
_DOCUMENT = Document(
    id="pp-res-900",
    kind="resolution",
    body="pp",
    number="900",
    title="An invented text",
    status="in-force",
    history=(
        RevisionStep(revision="pp-18", action="adopted", basis="seen"),
        RevisionStep(revision="pp-22", action="revised", basis="seen"),
    ),
)


class _Texts:
    def document(self, document_id: str, /) -> Document | None:
        return _DOCUMENT if document_id == _DOCUMENT.id else None

    def text(
        self, document: str, revision: str | None = None, *, language: str | None = None, kind: TextKind | None = None
    ) -> Text | None:
        held = (text for text in (_OLD, _NEW) if (text.document, text.revision) == (document, revision))
        return next((text for text in held if language in (None, "en")), None)

    def held(self, document: str, /) -> Mapping[str, Held]:
        return {"pp-18": "digest", "pp-22": "digest"}


_SHELF = Shelf(_Texts())
_EVIDENCE = evidence_of(_NEW, _NEW.clauses[0])
_CLAIM = Claim(states=f"resolves 1: “{_WORDS}”", evidence=(_EVIDENCE,), support="quoted")


def _draft(*claims: Claim) -> Draft:
    return Draft(kind="passage", blocks=(bullets([(claim,) for claim in claims]),))


def test_a_claim_whose_quotation_stands_in_the_serving_text_passes() -> None:
    assert fault_of(_CLAIM, _SHELF, _draft(_CLAIM)) is None


@pytest.mark.parametrize(
    ("evidence", "fault"),
    [
        (replace(_EVIDENCE, quote=_WORDS.replace("12", "13")), "the quotation is not the stored text"),
        (replace(_EVIDENCE, start=9), "the quotation is not the stored text"),
        (replace(_EVIDENCE, end=10_000), "the quotation is not the stored text"),
        (replace(_EVIDENCE, start=-5), "the quotation is not the stored text"),
        (replace(_EVIDENCE, document="pp-res-901"), "the quotation is not the stored text"),
        (replace(_EVIDENCE, revision="pp-18"), "a newer revision is held"),
        (replace(_EVIDENCE, start=7, end=8, quote="\n"), "the quotation is not the stored text"),
    ],
)
def test_evidence_that_is_not_the_stored_words_of_the_serving_revision_is_refused(
    evidence: Evidence, fault: str
) -> None:
    claim = replace(_CLAIM, states=f"“{evidence.quote}”", evidence=(evidence,))
    assert fault_of(claim, _SHELF, _draft(claim)) == fault


def test_a_quoted_claim_must_hold_its_quotation_word_for_word() -> None:
    claim = replace(_CLAIM, states="Report to the council each year on 12 themes.")
    assert fault_of(claim, _SHELF, _draft(claim)) == "the quotation does not stand in the statement"


def test_a_number_that_no_evidence_holds_is_refused() -> None:
    claim = Claim(states="Reports on 13 themes.", evidence=(_EVIDENCE,), support="derived")
    assert fault_of(claim, _SHELF, _draft(claim)) == "numbers without a source: 13"


def test_numbers_may_come_from_the_label_of_what_is_cited() -> None:
    claim = Claim(states="Resolution 900 (2022) reports on 12 themes.", evidence=(_EVIDENCE,), support="derived")
    assert fault_of(claim, _SHELF, _draft(claim)) is None


def test_a_claim_without_evidence_is_refused() -> None:
    claim = replace(_CLAIM, evidence=())
    assert fault_of(claim, _SHELF, _draft(claim)) == "no evidence"


def test_a_former_revision_may_be_quoted_where_the_question_names_it() -> None:
    claim = replace(_CLAIM, evidence=(replace(_EVIDENCE, revision="pp-18"),))
    draft = replace(_draft(claim), pinned=frozenset({("pp-res-900", "pp-18")}))
    assert fault_of(claim, _SHELF, draft) is None


def test_as_of_a_date_the_revision_of_that_time_serves_and_a_later_one_is_refused() -> None:
    before = replace(_draft(_CLAIM), as_of=date(2020, 1, 1))
    old = replace(_CLAIM, evidence=(replace(_EVIDENCE, revision="pp-18"),))
    assert fault_of(old, _SHELF, before) is None
    assert fault_of(_CLAIM, _SHELF, before) == "a newer revision is held"
    assert fault_of(_CLAIM, _SHELF, replace(before, history=True)) == "later than the date asked for"


def test_citations_are_numbered_in_order_of_appearance_and_the_same_words_once() -> None:
    other = replace(_EVIDENCE, start=8, end=14, quote="Report")
    second = Claim(states="Report", evidence=(other, _EVIDENCE), support="quoted")
    verified = verify(_draft(_CLAIM, second), _SHELF)
    assert [citation.n for citation in verified.citations] == [1, 2]
    assert [statement.citations for statement in verified.statements] == [(1,), (2, 1)]
    assert verified.blocks[0].items[1] == (Run(text="Report"), Run(cite=2), Run(cite=1))


def test_what_is_dropped_takes_its_item_its_row_and_a_bare_heading_with_it() -> None:
    false = replace(_CLAIM, states="invented")
    draft = Draft(
        kind="passage",
        blocks=(
            heading("Gone"),
            paragraph("Before: ", false),
            heading("Kept"),
            table(["a", "b"], [[("x",), (false,)], [("y",), (_CLAIM,)], [("z",), ("–",)]]),
        ),
    )
    verified = verify(draft, _SHELF)
    assert [block.type for block in verified.blocks] == ["heading", "table"]
    assert verified.blocks[0].text == "Kept"
    assert [row[0][0].text for row in verified.blocks[1].rows] == ["y", "z"]
    assert len(verified.statements) == 1
    assert len(verified.dropped) == 2


def test_a_citation_tells_status_basis_and_an_address_with_its_offsets() -> None:
    citation = verify(_draft(_CLAIM), _SHELF).citations[0]
    assert (citation.status, citation.basis, citation.text_kind) == ("in-force", "seen", "digest")
    assert citation.label == "Resolution 900 (Rev. Bucharest, 2022)"
    assert citation.permalink.startswith("/documents/pp-res-900@pp-22?from=8&to=53#")


def test_the_address_of_the_original_stands_with_the_newest_revision_alone() -> None:
    steps = tuple(
        RevisionStep(revision=code, action=action, basis="seen")
        for code, action in (("pp-14", "adopted"), ("pp-18", "revised"), ("pp-22", "suppressed"))
    )
    held = Document(
        id="pp-res-900", kind="resolution", body="pp", title="T", history=steps, original="https://example.org/r.pdf"
    )
    assert original_of(held, "pp-18") == "https://example.org/r.pdf"
    assert original_of(held, None) == "https://example.org/r.pdf"
    assert original_of(held, "pp-14") is None


@pytest.mark.parametrize(
    ("states", "fault"),
    [
        ("It asks them to “report to the Council each year” on 12 themes.", None),
        ("It asks them to “REPORT to the Council\neach year” on 12 themes.", None),
        ("It asks them to “report … each year on 12 themes”.", None),
        (
            "It asks them to “report to the Council every year” on 12 themes.",
            "a quotation in it has other words than its source",
        ),
        (
            "It asks them to “never report to the Council each year”.",
            "a quotation in it has other words than its source",
        ),
        ("It asks them to “each year … report to the Council”.", "a quotation in it has other words than its source"),
        ("Its title is “An invented text”.", None),
    ],
)
def test_what_a_statement_sets_in_quotation_marks_stands_in_its_source(states: str, fault: str | None) -> None:
    claim = Claim(states=states, evidence=(_EVIDENCE,), support="generated")
    assert fault_of(claim, _SHELF, _draft(claim)) == fault


SOURCE = "Report to the Council each year on the lamps"


@pytest.mark.parametrize(
    ("statement", "holds"),
    [
        (f"It says “{SOURCE}”.", True),
        (f"It says “{SOURCE} and the candles”.", False),
        (f"“{SOURCE}” and “never report to the Council at all”", False),
        (f"“Report to nobody « {SOURCE} » never at all”", False),
    ],
)
def test_a_quotation_that_is_its_source_is_passed_over_and_one_that_holds_more_is_not(
    statement: str, holds: bool
) -> None:
    assert (misquoted(statement, [SOURCE]) is None) == holds
