"""What serves as evidence, and what is in force: worked out by hand on invented histories."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.document import Action, Clause, Document, EarlierTitle, RevisionStep, Status
from corpus.force import (
    document_status,
    end_of,
    known_since,
    missing_revisions,
    revisions_until,
    serving_revision,
    status_at,
    title_at,
)


def _document(*steps: tuple[str, Action], status: Status = "in-force", **more: object) -> Document:
    history = tuple(RevisionStep(revision=code, action=action, basis="seen") for code, action in steps)
    return Document(
        id="pp-res-900", kind="resolution", body="pp", title="Today", history=history, status=status, **more
    )  # type: ignore[arg-type]


_THREE = _document(("pp-14", "adopted"), ("pp-18", "revised"), ("pp-22", "revised"))
_GONE = _document(("pp-14", "adopted"), ("pp-22", "suppressed"), status="suppressed")
_AT_PP_18 = date(2018, 11, 16)  # the last day of PP-18


def test_the_newest_revision_held_serves() -> None:
    assert serving_revision(_THREE, {"pp-14", "pp-18"}) == "pp-18"
    assert serving_revision(_THREE, {"pp-22"}) == "pp-22"
    assert serving_revision(_THREE, ()) is None


def test_as_of_a_date_nothing_later_serves() -> None:
    assert serving_revision(_THREE, {"pp-14", "pp-18", "pp-22"}, as_of=_AT_PP_18) == "pp-18"
    assert serving_revision(_THREE, {"pp-22"}, as_of=_AT_PP_18) is None
    assert revisions_until(_THREE, date(2014, 1, 1)) == ()


def test_revisions_known_and_not_held_are_missing() -> None:
    assert missing_revisions(_THREE, {"pp-18"}) == ("pp-14", "pp-22")
    assert missing_revisions(_THREE, {"pp-18"}, as_of=_AT_PP_18) == ("pp-14",)


def test_a_suppression_has_no_text_and_ends_the_force() -> None:
    assert revisions_until(_GONE) == ("pp-14",)
    assert status_at(_GONE, "pp-14") == "suppressed"
    assert document_status(_GONE, as_of=date(2020, 1, 1)) == "in-force"


@pytest.mark.parametrize(
    ("revision", "as_of", "status"),
    [
        ("pp-22", None, "in-force"),
        ("pp-18", None, "superseded"),
        ("pp-18", _AT_PP_18, "in-force"),
        ("pp-14", _AT_PP_18, "superseded"),
        (None, None, "in-force"),
        (None, date(2010, 1, 1), "unknown"),
    ],
)
def test_the_status_of_a_revision_is_that_of_the_day(revision: str | None, as_of: date | None, status: str) -> None:
    assert status_at(_THREE, revision, as_of=as_of) == status


def test_a_document_of_unknown_status_was_in_force_before_it_was_revised() -> None:
    unknown = _document(("pp-14", "adopted"), ("pp-22", "revised"), status="unknown")
    assert document_status(unknown) == "unknown"
    assert document_status(unknown, as_of=_AT_PP_18) == "in-force"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026", date(2026, 12, 31)),
        ("2026-02", date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 29)),
        ("2026-12", date(2026, 12, 31)),
        ("2026-03-05", date(2026, 3, 5)),
        ("2026-02-30", None),
        ("2026-13", None),
        ("spring 2026", None),
    ],
)
def test_a_vague_date_ends_on_its_last_day(written: str, day: date | None) -> None:
    assert end_of(written) == day


def test_a_line_is_known_from_its_conference_and_an_undated_one_tells_of_today() -> None:
    history = Clause(path="History pp-18", start=0, end=1, basis="seen", part="history", revision="pp-18")
    note = Clause(path="Notes", start=0, end=1, basis="seen", part="note")
    title = Clause(path="Title", start=0, end=1, basis="seen", part="title")
    assert known_since(_THREE, None, history) == _AT_PP_18
    assert known_since(_THREE, "pp-18") == _AT_PP_18
    assert known_since(_THREE, None, note) is None
    assert known_since(_THREE, None, title) == date(2014, 11, 7)
    report = Document(id="c26-900", kind="council-report", body="council", title="A report", date="2026-04")
    assert known_since(report, None, note) == date(2026, 4, 30)


def test_a_revision_bears_the_nearest_title_recorded_at_or_after_it() -> None:
    renamed = _document(
        ("pp-14", "adopted"),
        ("pp-18", "revised"),
        ("pp-22", "revised"),
        earlier_titles=(EarlierTitle(title="Before", revision="pp-18", basis="seen"),),
    )
    assert title_at(renamed, "pp-14") == "Before"
    assert title_at(renamed, "pp-18") == "Before"
    assert title_at(renamed, "pp-22") == "Today"
    assert title_at(renamed, None) == "Today"
    assert title_at(renamed, None, as_of=_AT_PP_18) == "Before"


def test_a_title_that_names_later_years_is_not_given_before_them() -> None:
    plan = Document(
        id="pp-res-900",
        kind="resolution",
        body="pp",
        title="Plan for 2024-2027",
        history=_THREE.history,
        status="in-force",
    )
    assert title_at(plan, None) == "Plan for 2024-2027"
    assert title_at(plan, None, as_of=_AT_PP_18) == ""
