"""Topics with their roles: spread as the README says, and true to the records of the themes."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from corpus.shelf import Shelf, read_shelf

DATASETS = Path(__file__).parents[2] / "eval" / "datasets"
LINES: list[dict[str, Any]] = [
    json.loads(line) for line in (DATASETS / "responsibility.jsonl").read_text(encoding="utf-8").splitlines()
]
TOPICS = [line for line in LINES if not line["off_topic"]]


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return read_shelf()


def test_there_are_sixty_topics_and_fifteen_questions_off_topic():
    assert len(TOPICS) >= 60
    assert len(LINES) - len(TOPICS) >= 15


def test_each_further_language_has_five_topics():
    spread = Counter(line["language"] for line in TOPICS)

    assert all(spread[code] >= 5 for code in ("fr", "es", "ru", "zh", "ar"))


def test_topics_are_documents_of_the_corpus(shelf: Shelf):
    kinds = {line["topic"]: shelf.documents[line["topic"]].kind for line in TOPICS}

    assert set(kinds.values()) == {"theme", "resolution"}


def test_roles_of_a_theme_are_those_of_its_record(shelf: Shelf):
    for line in TOPICS:
        theme = shelf.documents[line["topic"]].theme
        if theme is not None:
            assert line["roles"] == {one.sector: one.role for one in theme.roles}, line["id"]


def test_another_reading_differs_from_the_first_and_has_a_source_of_its_own():
    for line in LINES:
        also = line.get("roles_also", [])
        assert len(also) == len(line.get("also_sources", [])), line["id"]
        assert all(line["roles"][sector] != role for one in also for sector, role in one.items()), line["id"]


def test_every_role_and_every_sector_is_asked_for():
    cells = Counter((sector, role) for line in TOPICS for sector, role in line["roles"].items())

    assert all(cells[sector, role] >= 5 for sector in ("R", "T", "D", "GS") for role in ("lead", "contributes", "none"))
