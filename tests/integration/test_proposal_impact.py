"""What a proposal touches: from files through the index to an answer, the record over HTTP and the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from factories_surfaces import served

from assistant.settings import load_settings
from bots.app import create_app
from indexer.cli import index

ADOPTER = "The Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),"
FILES = {
    "191.txt": f"""RESOLUTION 191 (REV. BUCHAREST, 2022)
Sharing of lighthouses
{ADOPTER}
resolves
1\tthat the three Sectors share their lighthouses;
2\tthat a list of lighthouses be kept,
instructs the Secretary-General
1\tto report each year on the lighthouses;
2\tto publish the colours of all lighthouse lamps in one table.
""",
    "140.txt": f"""RESOLUTION 140 (REV. BUCHAREST, 2022)
Harbours
{ADOPTER}
considering
a)\tResolution 191 (Rev. Bucharest, 2022), which asks for reports on lighthouses;
b)\twhat is asked in instructs the Secretary-General 2 of Resolution 191 (Rev. Bucharest, 2022),
resolves
to publish the colours of all harbour lamps in one table every second year.
""",
    "123.txt": f"""RESOLUTION 123 (REV. BUCHAREST, 2022)
Fog signals
{ADOPTER}
recalling
Resolution 191, on the sharing of lighthouses,
resolves
that fog signals be heard.
""",
    "123-old.txt": """RESOLUTION 123 (REV. DUBAI, 2018)
Fog signals
The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),
resolves
that fog signals be loud.
""",
    "proposal.txt": """Document PP-26/15-E
14 June 2026
Proposals for the work of the Conference

MOD\tABC/15/1
RESOLUTION 191 (REV. DOHA, 2026)
Sharing of lighthouses
The Plenipotentiary Conference of the International Telecommunication Union (Doha, 2026),
recalling
Resolution 123 (Rev. Dubai, 2018) of this conference, on fog signals,
resolves
1\tthat the three Sectors share their lighthouses;
2\tthat a list of lighthouses be kept,
instructs the Secretary-General
1\tto report each year on the lighthouses;
2\tto publish the colours of all lighthouse lamps in one table every second year.
Reasons:\tLists are of use where all can read them.

SUP\tABC/15/2
RESOLUTION 123 (REV. BUCHAREST, 2022)
Fog signals
Reasons:\tIt has been done.

ADD\tABC/15/3
DRAFT NEW RESOLUTION [ABC-1]
Lamps of islands
The Plenipotentiary Conference of the International Telecommunication Union (Doha, 2026),
resolves
to publish the colours of all island lamps in one table.
""",
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("files")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    store = folder.parent / "store-of-impact"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ISCG_EMBEDDER", "hashing")
        assert index([str(folder), "--store", str(store), "--only"]) == 0
    app = create_app(load_settings(store=store, embedder="hashing"))
    with served(app) as base, httpx.Client(base_url=base, timeout=30) as made:
        yield made


@pytest.fixture(scope="module")
def texts(client: httpx.Client) -> list[dict[str, Any]]:
    """The impact of the three texts proposed, as the record of the proposal gives it."""
    found: list[dict[str, Any]] = client.get("/v1/documents/pp-26-15").json()["proposal"]["impact"]
    return found


def places(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(one["document"], one["clause"]) for one in found]


def test_the_clauses_touched_are_those_whose_words_change(texts: list[dict[str, Any]]) -> None:
    assert [one["instruction"] for one in texts] == ["MOD", "SUP", "ADD"]
    modified = [(one["change"], one["from_clause"], one["to_clause"]) for one in texts[0]["touched"]]
    assert modified == [
        ("added", None, "recalling"),
        ("modified", "instructs the Secretary-General 2", "instructs the Secretary-General 2"),
    ]
    assert [(one["change"], one["before"]) for one in texts[1]["touched"]] == [
        ("removed", "that fog signals be heard.")
    ]
    assert [(one["change"], one["to_clause"]) for one in texts[2]["touched"]] == [("added", "resolves")]


def test_what_cites_the_text_is_told_the_clause_that_is_named_first(texts: list[dict[str, Any]]) -> None:
    citing = texts[0]["citing"]
    assert places(citing) == [
        ("pp-res-140", "considering b)"),
        ("pp-res-140", "considering a)"),
        ("pp-res-123", "recalling"),
    ]
    assert [one["paths"] for one in citing] == [["instructs the Secretary-General 2"], [], []]


def test_references_that_name_the_revision_replaced_would_go_stale(texts: list[dict[str, Any]]) -> None:
    assert [one["goes_stale"] for one in texts[0]["citing"]] == [True, True, False]


def test_the_proposal_s_own_reference_to_a_replaced_revision_is_found(texts: list[dict[str, Any]]) -> None:
    (stale,) = texts[0]["stale"]
    assert (stale["target"], stale["newest"], stale["clause"]) == ("pp-res-123", "pp-22", "recalling")


def test_similar_clauses_elsewhere_are_shown_beside_the_clause(texts: list[dict[str, Any]]) -> None:
    similar = {one["to_clause"]: places(one["similar"]) for one in texts[0]["touched"]}
    assert similar["instructs the Secretary-General 2"] == [("pp-res-140", "resolves")]
    assert places(texts[2]["touched"][0]["similar"])[0][0] in ("pp-res-140", "pp-res-191")


@pytest.mark.parametrize(
    "question",
    ["What would this proposal change?", "impact of the proposal PP-26/15", "What would Document PP-26/15 change?"],
)
def test_the_impact_is_asked_by_symbol_or_of_the_one_proposal_held(client: httpx.Client, question: str) -> None:
    answer = client.post("/v1/ask", json={"question": question}).json()
    assert (answer["kind"], answer["facts"]["document"]) == ("related", "pp-26-15")
    assert "pp-res-140" in {one["document"] for one in answer["facts"]["related"]}
    assert "proposal" in {note["code"] for note in answer["notes"]}
    assert "It names instructs the Secretary-General 2." in answer["text"]
    assert "Revised at PP-22" in answer["text"]
    assert next(run["text"] for run in runs_of(answer) if run.get("mark") == "added").startswith("Resolution 123")


@pytest.mark.parametrize(
    "question",
    [
        "Which proposals on climate change were made for WTDC-25?",
        "Who made the proposal on lamps, and did it change anything?",
        "What does Resolution 191 say?",
    ],
)
def test_a_question_that_only_speaks_of_proposals_is_left_to_others(client: httpx.Client, question: str) -> None:
    assert "would change" not in client.post("/v1/ask", json={"question": question}).json()["text"]


def runs_of(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return [run for block in answer["blocks"] for item in block.get("items", []) for run in item]


def test_the_page_of_the_proposal_shows_what_it_touches(client: httpx.Client) -> None:
    page = client.get("/documents/pp-26-15/diff").text
    assert "What cites this text" in page
    assert "It names the text that would be replaced or suppressed." in page
    assert "Similar clauses elsewhere" in page
    assert "References left stale" in page
    assert "What cites this text" not in client.get("/documents/pp-26-15/diff", params={"interface": "ar"}).text
