"""Proposals from a file to the page: read, stored, compared, shown as what they are, never taken for a revision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from factories import Line, resolution, word_file, word_paragraph
from factories_surfaces import served

from assistant.settings import load_settings
from bots.app import create_app
from indexer.cli import index

HELD = """RESOLUTION 191 (REV. BUCHAREST, 2022)
Strategy for the sharing of lighthouses
The Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),
considering
that lighthouses are costly,
resolves
1\tthat the three Sectors share their lighthouses;
2\tthat a list of lighthouses be kept,
instructs the Secretary-General
to report each year on the lighthouses.
"""

PLAIN = """Document PP-26/15-E
14 June 2026
Proposals for the work of the Conference

MOD\tABC/15/1
RESOLUTION 191 (REV. DOHA, 2026)
Strategy for the sharing of lighthouses
The Plenipotentiary Conference of the International Telecommunication Union (Doha, 2026),
considering
that lighthouses are costly,
resolves
1\tthat the three Sectors share their lighthouses;
2\tthat a public list of lighthouses be kept;
3\tthat no lighthouse be built twice,
instructs the Secretary-General
to report each year on the lighthouses.
Reasons:\tLists are of use where all can read them.

SUP\tABC/15/2
RESOLUTION 64 (REV. BUCHAREST, 2022)
Non-discriminatory access to lamps
Reasons:\tIt has been done.

NOC\tABC/15/3
RESOLUTION 140 (REV. BUCHAREST, 2022)

ADD\tABC/15/4
DRAFT NEW RESOLUTION [ABC-1]
Lamps for remote islands
The Plenipotentiary Conference of the International Telecommunication Union (Doha, 2026),
resolves
that remote islands have lamps.
"""

ONE_LINE = """Document PP-26/16-E
MOD RESOLUTION 191 (REV. BUCHAREST, 2022)
Strategy for the sharing of lighthouses
The Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),
considering
that lighthouses are costly,
resolves
1\tthat all Sectors share their lighthouses;
2\tthat a list of lighthouses be kept,
instructs the Secretary-General
to report each year on the lighthouses.
"""


def tracked() -> bytes:
    """The Resolution with tracked changes: a number reworded, a word taken out, an item put in."""

    def insertion(words: str) -> str:
        return f"<w:ins><w:r><w:t xml:space='preserve'>{words}</w:t></w:r></w:ins>"

    def deletion(words: str) -> str:
        return f"<w:del><w:r><w:delText xml:space='preserve'>{words}</w:delText></w:r></w:del>"

    def run(words: str) -> str:
        return f"<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>"

    item = "<w:p><w:r><w:t>{0}</w:t><w:tab/></w:r>{1}</w:p>"
    lines = [*resolution(body=[Line("call", "considering"), Line("plain", "that lighthouses are costly,")])]
    body = word_paragraph(Line("plain", "Document PP-26/14-E"))
    body += "".join(word_paragraph(line) for line in lines)
    body += word_paragraph(Line("call", "resolves"))
    changed = run("that the ") + deletion("three ") + run("Sectors share their lighthouses;")
    body += item.format("1", changed)
    new = "<w:r><w:t>2</w:t><w:tab/></w:r>"
    body += "<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr><w:ins>" + new + "</w:ins>"
    body += insertion("that lamps be shared too.") + "</w:p>"
    return word_file(body)


def tracked_with_others() -> bytes:
    """Tracked changes in one text of three: the other two are to be suppressed, and to be new."""
    adopts = "The Plenipotentiary Conference of the International Telecommunication Union (Doha, 2026),"
    head = [
        "Document PP-26/17-E",
        "MOD ABC/17/1",
        "RESOLUTION 191 (Rev. Bucharest, 2022)",
        "Strategy",
        adopts,
        "resolves",
    ]
    tail = ["SUP ABC/17/2", "RESOLUTION 64 (REV. BUCHAREST, 2022)", "Non-discriminatory access to lamps"]
    tail += ["ADD ABC/17/3", "DRAFT NEW RESOLUTION [ABC-1]", "Lamps for islands", adopts, "resolves"]
    changed = "<w:p><w:r><w:t xml:space='preserve'>1 that lighthouses be shared </w:t></w:r>"
    changed += "<w:del><w:r><w:delText>yearly</w:delText></w:r></w:del><w:ins><w:r><w:t>monthly</w:t></w:r></w:ins>"
    changed += "<w:r><w:t>;</w:t></w:r></w:p>"
    body = "".join(word_paragraph(Line("plain", one)) for one in head) + changed
    return word_file(
        body + "".join(word_paragraph(Line("plain", one)) for one in (*tail, "1 that islands have lamps,"))
    )


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("files")
    for name, text in (("res-191.txt", HELD), ("plain.txt", PLAIN), ("one-line.txt", ONE_LINE)):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "tracked.docx").write_bytes(tracked())
    (folder / "others.docx").write_bytes(tracked_with_others())
    store = folder.parent / "store-of-proposals"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ISCG_EMBEDDER", "hashing")
        assert index([str(folder), "--store", str(store), "--only"]) == 0
    app = create_app(load_settings(store=store, embedder="hashing"))
    with served(app) as base, httpx.Client(base_url=base, timeout=30) as made:
        yield made


def changes_of(answer: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    return [(one["change"], one["before"], one["after"]) for one in answer["changes"]]


def test_a_proposal_is_a_document_of_its_own_and_no_revision(client: httpx.Client) -> None:
    record = client.get("/v1/documents/pp-26-14").json()
    assert record["kind"] == "proposal"
    assert record["revisions"] == []
    impact = record["proposal"].pop("impact")
    assert [one["document"] for one in impact] == ["pp-res-191"]
    assert record["proposal"] == {
        "in_force": False,
        "proposes": [
            {
                "instruction": "MOD",
                "heading": "RESOLUTION 191 (REV. BUCHAREST, 2022)",
                "document": "pp-res-191",
                "revision": "pp-22",
                "starts_from": "former",
            }
        ],
    }
    assert [clause["path"] for clause in record["clauses"] if clause["operative"]] == ["resolves 1", "resolves 2"]
    held = client.get("/v1/documents/pp-res-191").json()
    assert [step["revision"] for step in held["revisions"]] == ["pp-22"]


def test_tracked_changes_are_compared_with_the_text_before_them(client: httpx.Client) -> None:
    answer = client.get("/v1/documents/pp-26-14/diff").json()
    assert (answer["from"], answer["to"]) == ("former", "proposed")
    assert changes_of(answer) == [
        ("modified", "that the three Sectors share their lighthouses;", "that the Sectors share their lighthouses;"),
        ("added", None, "that lamps be shared too."),
    ]


def test_tracked_changes_in_one_of_several_texts_are_told_text_by_text(client: httpx.Client) -> None:
    texts = client.get("/v1/documents/pp-26-17/diff").json()["texts"]
    assert [(one["instruction"], one["document"], one["from"]) for one in texts][::2] == [
        ("MOD", "pp-res-191", "former"),
        ("ADD", None, None),
    ]
    assert [(one["instruction"], one["document"]) for one in texts][1] == ("SUP", "pp-res-64")
    before, after = "that lighthouses be shared yearly;", "that lighthouses be shared monthly;"
    assert changes_of(texts[0]) == [("modified", before, after)]
    assert [changes_of(one) for one in texts[1:]] == [[], []]


def test_the_text_before_the_changes_can_be_read(client: httpx.Client) -> None:
    former = client.get("/v1/documents/pp-26-14/text", params={"kind": "former"}).text
    assert "that the three Sectors share" in former
    assert "lamps" not in former
    proposed = client.get("/v1/documents/pp-26-14/text").text
    assert "that lamps be shared too." in proposed


def test_a_plain_proposal_tells_each_text_and_what_it_does_to_it(client: httpx.Client) -> None:
    proposal = client.get("/v1/documents/pp-26-15").json()["proposal"]
    told = [(one["instruction"], one["document"], one["starts_from"]) for one in proposal["proposes"]]
    assert told == [
        ("MOD", "pp-res-191", "pp-res-191@pp-22"),
        ("SUP", "pp-res-64", None),
        ("NOC", "pp-res-140", None),
        ("ADD", None, None),
    ]


def test_a_plain_proposal_is_compared_with_the_revision_held(client: httpx.Client) -> None:
    answer = client.get("/v1/documents/pp-26-15/diff").json()
    modified = answer["texts"][0]
    assert modified["from"] == "pp-res-191@pp-22"
    assert [(one["change"], one["to_clause"]) for one in modified["changes"]] == [
        ("modified", "resolves 2"),
        ("added", "resolves 3"),
    ]
    assert [one["changes"] for one in answer["texts"][1:]] == [[], [], []]


def test_instruction_and_heading_may_stand_on_one_line(client: httpx.Client) -> None:
    answer = client.get("/v1/documents/pp-26-16/diff").json()
    assert answer["from"] == "pp-res-191@pp-22"
    assert changes_of(answer) == [
        ("modified", "that the three Sectors share their lighthouses;", "that all Sectors share their lighthouses;")
    ]


def test_the_page_says_what_it_is_and_leads_to_what_would_change(client: httpx.Client) -> None:
    page = client.get("/documents/pp-26-15").text
    assert "Proposal, not in force" in page
    assert "would suppress</span> RESOLUTION 64" in page
    assert 'href="/documents/pp-26-15/diff"' in page
    changed = client.get("/documents/pp-26-15/diff").text
    assert "public</ins>" in changed.replace(" </ins>", "</ins>")
    assert 'href="/documents/pp-res-191@pp-22"' in changed
    assert "The whole text would be suppressed." in changed
    assert "is a new text" in changed


def test_the_page_of_tracked_changes_links_the_text_before_them(client: httpx.Client) -> None:
    page = client.get("/documents/pp-26-14/diff")
    assert "three</del>" in page.text.replace(" </del>", "</del>")
    former = client.get("/documents/pp-26-14", params={"kind": "former"})
    assert former.status_code == 200
    assert "text that a proposal starts from" in former.text


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_pages_speak_the_language_of_the_interface(client: httpx.Client, language: str) -> None:
    for path in ("/documents/pp-26-15", "/documents/pp-26-15/diff"):
        page = client.get(path, params={"interface": language}).text
        assert "Proposal, not in force" not in page


def test_an_answer_that_cites_a_proposal_says_that_it_is_not_in_force(client: httpx.Client) -> None:
    answer = client.post("/v1/ask", json={"question": "What does document PP-26/15 say about remote islands?"}).json()
    assert "pp-26-15" in {one["document"] for one in answer["citations"]}
    assert next(one["label"] for one in answer["citations"] if one["document"] == "pp-26-15") == "PP-26/15 (proposal)"
    assert [note["code"] for note in answer["notes"]].count("proposal") == 1


def test_a_question_about_the_resolution_is_answered_from_what_is_in_force(client: httpx.Client) -> None:
    answer = client.post("/v1/ask", json={"question": "What does Resolution 191 resolve?"}).json()
    assert {(one["document"], one["revision"]) for one in answer["citations"]} == {("pp-res-191", "pp-22")}
    assert "public list" not in answer["text"]


def test_a_former_text_is_never_found(client: httpx.Client) -> None:
    found = client.get("/v1/search", params={"q": "three Sectors share their lighthouses", "limit": 20}).json()
    shown = [one["text"] for one in found["results"] if one["document"] == "pp-26-14"]
    assert not any("three" in text for text in shown)


def test_two_revisions_of_a_document_that_is_no_proposal_have_to_be_named(client: httpx.Client) -> None:
    response = client.get("/v1/documents/pp-res-191/diff")
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
