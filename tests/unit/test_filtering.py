"""Which rows serve and pass a filter, on a handful of documents whose history is known."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from assistant.filtering import Columns, Filters
from corpus.document import Document, RevisionStep, TextKind, ThemeProfile
from indexer.passages import Passage


def passage(
    document: str, revision: str | None = None, *, dated: str = "", kind: TextKind = "digest", language: str = "en"
) -> Passage:
    return Passage(
        id=f"{document}@{revision}",
        document=document,
        revision=revision,
        language=language,
        kind=kind,
        clause="resolves",
        start=0,
        end=4,
        text="text",
        context="",
        dated=dated,
    )


def step(revision: str, action: str) -> RevisionStep:
    return RevisionStep(revision=revision, action=action, basis="seen")  # type: ignore[arg-type]


DOCUMENTS = {
    one.id: one
    for one in (
        Document(
            id="pp-res-191",
            kind="resolution",
            body="pp",
            title="Coordination",
            status="in-force",
            sectors=("R", "T", "D"),
            history=(step("pp-14", "adopted"), step("pp-18", "revised"), step("pp-22", "revised")),
        ),
        Document(
            id="wtsa-res-44",
            kind="resolution",
            body="wtsa",
            title="Gap",
            status="suppressed",
            history=(step("wtsa-08", "adopted"), step("wtsa-24", "suppressed")),
        ),
        Document(
            id="theme-accessibility",
            kind="theme",
            body="itu",
            title="Accessibility",
            theme=ThemeProfile(resolutions=("wtsa-res-44",)),
        ),
        Document(id="c26-35", kind="council-report", body="council", title="Report", themes=("accessibility",)),
    )
}
PASSAGES = (
    passage("pp-res-191", "pp-14", dated="2014-11-07"),  # 0
    passage("pp-res-191", "pp-18", dated="2018-11-16", kind="original"),  # 1
    passage("pp-res-191", "pp-18", dated="2018-11-16"),  # 2: the digest of the same revision
    passage("pp-res-191", dated="2022-10-14"),  # 3: record text
    passage("wtsa-res-44", "wtsa-08", dated="2008-10-30"),  # 4
    passage("theme-accessibility"),  # 5: undated
    passage("c26-35", dated="2026-03-31"),  # 6
)


@pytest.fixture
def columns() -> Columns:
    return Columns(PASSAGES, DOCUMENTS)


def rows(mask: np.ndarray) -> list[int]:
    return np.flatnonzero(mask).tolist()


def test_today_the_newest_revision_held_serves_as_original_and_nothing_suppressed(columns: Columns) -> None:
    assert rows(columns.serving()) == [1, 3, 5, 6]  # pp-22 is not held, so pp-18 serves
    assert rows(columns.serving(suppressed=True)) == [1, 3, 4, 5, 6]


def test_at_a_date_nothing_later_or_undated_is_found(columns: Columns) -> None:
    assert rows(columns.serving(as_of=date(2016, 1, 1))) == [0, 4]
    assert rows(columns.serving(as_of=date(2012, 1, 1))) == [4]
    assert rows(columns.serving(as_of=date(2025, 1, 1))) == [1, 3]
    assert rows(columns.serving(as_of=date(2000, 1, 1))) == []


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), [0, 1, 2, 3, 4, 5, 6]),
        (Filters(bodies=("pp",)), [0, 1, 2, 3]),
        (Filters(bodies=("wtsa", "council")), [4, 6]),
        (Filters(sectors=("T",)), [0, 1, 2, 3, 4]),  # WTSA's own Sector
        (Filters(sectors=("T",), bodies=("pp",)), [0, 1, 2, 3]),
        (Filters(sectors=("GS",)), []),
        (Filters(kinds=("theme",)), [5]),
        (Filters(status=("suppressed",)), [4]),
        (Filters(themes=("theme-accessibility",)), [4, 5, 6]),  # mapped, itself, naming it
        (Filters(documents=("c26-35", "pp-res-999")), [6]),
        (Filters(bodies=("nowhere",)), []),
        (Filters(themes=("theme-unknown",)), []),
    ],
)
def test_filters_keep_the_rows_of_documents_that_pass_all_of_them(
    columns: Columns, filters: Filters, found: list[int]
) -> None:
    assert rows(columns.matching(filters)) == found


def test_without_passages_every_mask_is_empty() -> None:
    columns = Columns((), DOCUMENTS)
    assert columns.serving().shape == columns.matching(Filters(bodies=("pp",))).shape == (0,)
