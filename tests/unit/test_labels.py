"""What documents are called."""

from __future__ import annotations

import pytest

from corpus.document import Document, Kind, RevisionStep
from corpus.labels import label, label_of, name_in
from corpus.scope import BodyCode


def resolution(body: BodyCode, number: str | None, *steps: tuple[str, str], kind: Kind = "resolution") -> Document:
    """A resolution with a history of (revision, action)."""
    history = tuple(RevisionStep(revision=code, action=action, basis="seen") for code, action in steps)  # type: ignore[arg-type]
    return Document(id=f"{body}-res-{number}", kind=kind, body=body, title="A title", number=number, history=history)


@pytest.mark.parametrize(
    ("document", "revision", "expected"),
    [
        (
            resolution("pp", "191", ("pp-14", "adopted"), ("pp-22", "revised")),
            "pp-22",
            "Resolution 191 (Rev. Bucharest, 2022)",
        ),
        (resolution("pp", "191", ("pp-14", "adopted"), ("pp-22", "revised")), "pp-14", "Resolution 191 (Busan, 2014)"),
        (resolution("pp", "191"), None, "Resolution 191"),
        (resolution("wtsa", "44", ("wtsa-24", "revised")), "wtsa-24", "WTSA Resolution 44 (Rev. New Delhi, 2024)"),
        (resolution("wtsa", "44", ("wtsa-20", "revised")), "wtsa-20", "WTSA Resolution 44 (Rev. Geneva, 2022)"),
        (resolution("wtdc", "59", ("wtdc-17", "revised")), "wtdc-17", "WTDC Resolution 59 (Rev. Buenos Aires, 2017)"),
        (resolution("ra", "75", ("ra-23", "revised")), "ra-23", "Resolution ITU-R 75 (Rev. Dubai, 2023)"),
        (resolution("wrc", "646", ("wrc-15", "revised")), "wrc-15", "WRC Resolution 646 (Rev. Geneva, 2015)"),
        (resolution("pp", "5", ("pp-22", "revised"), kind="decision"), "pp-22", "Decision 5 (Rev. Bucharest, 2022)"),
        (
            resolution("council", "641", ("council-24", "adopted"), kind="decision"),
            "council-24",
            "Council Decision 641 (Council 2024)",
        ),
        (resolution("pp", "11", ("pp-22", "suppressed")), "pp-22", "Resolution 11 (suppressed Bucharest, 2022)"),
        (resolution("wtsa", None), None, "WTSA Resolution (number not known)"),
    ],
)
def test_a_resolution_is_called_by_body_number_and_revision(
    document: Document, revision: str | None, expected: str
) -> None:
    assert label(document, revision) == expected


def test_other_documents_are_called_by_symbol_else_by_title() -> None:
    report = Document(id="c26-35", kind="council-report", body="council", title="A report", symbol="C26/35")
    theme = Document(id="theme-accessibility", kind="theme", body="itu", title="Accessibility")
    assert label(report) == "C26/35"
    assert label(theme) == "Accessibility"


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("pp-res-191", "Resolution 191"),
        ("wtsa-res-18", "WTSA Resolution 18"),
        ("ra-res-75", "Resolution ITU-R 75"),
        ("pp-dec-5", "Decision 5"),
        ("council-dec-641", "Council Decision 641"),
        ("wtsa-res-x-handset-location", "WTSA Resolution (number not known)"),
        ("theme-accessibility", "theme-accessibility"),
    ],
)
def test_an_identifier_alone_gives_a_name(identifier: str, expected: str) -> None:
    assert label_of(identifier) == expected


def test_a_name_in_running_text_has_the_title_or_says_that_it_is_not_held() -> None:
    name_of = name_in({"pp-res-71": resolution("pp", "71")})
    assert name_of("pp-res-71") == "Resolution 71 – A title"
    assert name_of("pp-res-72") == "Resolution 72 (not held)"
