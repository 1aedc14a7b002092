"""A4: neither a stuffed document nor a thousand copies of a text keep the answer out of what is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from conftest import PROVE

from eval.opening import Opened, open_system

QUESTION = "When is the drawbridge of the inner basin raised for ferries?"
GOLD = "The drawbridge of the inner basin is raised for ferries at noon and at dusk."
STUFFED = "drawbridge inner basin raised ferries when drawbridge raised inner basin ferries "
COPIES = 1_000 if PROVE else 150
_COLOURS = ("amber", "beige", "coral", "denim", "ebony", "fawn", "grey", "hazel", "ivory", "jade")


def gold() -> dict[str, bytes]:
    return {"bridge.md": f"# Bridges\n\n## Hours\n\n{GOLD}".encode()}


def stuffed() -> dict[str, bytes]:
    paragraphs = (f"{STUFFED * (1 + number % 3)} part {number} of the pamphlet." for number in range(250))
    return {"pamphlet.md": ("# Pamphlet\n\n" + "\n\n".join(paragraphs)).encode()}


def copies() -> dict[str, bytes]:
    words = (
        "The drawbridge of the inner basin is raised for ferries whenever the {} flag of the captain is up, number {}."
    )
    return {
        f"copy-{number}.md": f"# Copy {number}\n\n## Hours\n\n{words.format(_COLOURS[number % 10], number)}".encode()
        for number in range(COPIES)
    }


def magnet() -> dict[str, bytes]:
    return {"magnet.md": f"# Magnet\n\n## Hours\n\n{QUESTION} {QUESTION} {QUESTION}".encode()}


@pytest.mark.parametrize("crowd", [stuffed, copies, magnet])
def test_the_answer_stays_among_the_first_ten(crowd: Callable[[], dict[str, bytes]], store_over) -> None:
    opened: Opened = open_system(store_over(gold() | crowd()), embedder="hashing", today=date(2026, 11, 25))
    search = opened.libraries.current().search
    hits = search.search(QUESTION, limit=20, per_document=8).hits
    places = [hit.rank for hit in hits if GOLD in hit.passage.text]
    assert places
    assert places[0] <= 10
    assert max(Counter(hit.passage.document for hit in hits).values()) <= 8
    assert any(GOLD in one.quote for one in opened.ask(QUESTION).citations)
