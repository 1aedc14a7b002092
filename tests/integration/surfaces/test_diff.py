"""The comparison of two revisions over HTTP: as JSON and as a page without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from factories_surfaces import fake_service, original

from assistant.comparing import computed_changes
from corpus.document import Clause, Text
from indexer.assembly import TextKey

DIFF = "/v1/documents/pp-res-191/diff"


def revised() -> Text:
    """Resolution 191 at PP-22: the first item is reworded, a second one comes in, the former second is renumbered."""
    items = {
        "resolves 1": "that the work of the <b>three</b> Sectors be coordinated;",
        "resolves 2": "that a register of lighthouses be kept by the Secretary-General;",
        "resolves 3": "that no work be done twice.",
    }
    content, clauses = "RESOLUTION 191 (REV. BUCHAREST, 2022)\nresolves\n", []
    for path, words in items.items():
        content += f"{path[-1]}\t"
        clauses.append(
            Clause(path=path, start=len(content), end=len(content) + len(words), basis="original", call="resolves")
        )
        content += f"{words}\n"
    return Text(
        document="pp-res-191",
        revision="pp-22",
        language="en",
        kind="original",
        content=content,
        clauses=tuple(clauses),
    )


@pytest.fixture
def both(client_of: Callable[..., httpx.Client]) -> httpx.Client:
    """A client of a service that holds the originals of PP-18 and PP-22."""
    service = fake_service()
    service.holdings.catalogue.texts[TextKey("pp-res-191", "pp-22", "en", "original")] = revised()
    return client_of(lambda: service)


def test_two_originals_are_compared_clause_by_clause(both: httpx.Client) -> None:
    response = both.get(DIFF, params={"from": "pp-18", "to": "pp-22"})
    assert response.status_code == 200
    assert response.json() == {
        "document": "pp-res-191",
        "from": "pp-18",
        "to": "pp-22",
        "changes": [
            {
                "change": "modified",
                "editorial": False,
                "from_clause": "resolves 1",
                "to_clause": "resolves 1",
                "before": "that the work of the Sectors be coordinated;",
                "after": "that the work of the <b>three</b> Sectors be coordinated;",
                "text_kind": "original",
            },
            {
                "change": "added",
                "editorial": False,
                "from_clause": None,
                "to_clause": "resolves 2",
                "before": None,
                "after": "that a register of lighthouses be kept by the Secretary-General;",
                "text_kind": "original",
            },
            {
                "change": "moved",
                "editorial": False,
                "from_clause": "resolves 2",
                "to_clause": "resolves 3",
                "before": "that no work be done twice.",
                "after": "that no work be done twice.",
                "text_kind": "original",
            },
        ],
    }


def test_the_names_of_conferences_are_read_as_people_write_them(both: httpx.Client) -> None:
    assert both.get(DIFF, params={"from": "PP-18", "to": "PP-22"}).json()["from"] == "pp-18"


def test_a_comparison_of_digests_says_so(client: httpx.Client) -> None:
    changes = client.get(DIFF, params={"from": "pp-18", "to": "pp-22"}).json()["changes"]
    assert changes
    assert {change["text_kind"] for change in changes} == {"digest"}
    page = client.get("/documents/pp-res-191/diff", params={"from": "pp-18", "to": "pp-22"})
    assert "our own digests" in page.text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"from": "pp-18", "to": "pp-98"}, "no revision pp-98"),
        ({"from": "pp-14", "to": "pp-22"}, "pp-res-191@pp-14 is known from its history, but its text is not held"),
    ],
)
def test_a_revision_that_is_not_held_is_a_problem_that_names_those_held(
    client: httpx.Client, asked: dict[str, str], told: str
) -> None:
    response = client.get(DIFF, params=asked)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    detail = response.json()["detail"]
    assert told in detail
    assert "pp-18 (original)" in detail
    assert response.json()["known"] == ["pp-14", "pp-18", "pp-22"]


def test_what_is_no_revision_is_told_so(client: httpx.Client) -> None:
    response = client.get(DIFF, params={"from": "bucharest", "to": "pp-22"})
    assert response.status_code == 404
    assert response.json()["detail"] == "“bucharest” is not a revision (a conference's code such as pp-22)."


def test_an_original_is_not_compared_with_a_summary(client_of: Callable[..., httpx.Client]) -> None:
    service = fake_service()
    del service.holdings.catalogue.texts[TextKey("pp-res-191", "pp-18", "en", "digest")]
    response = client_of(lambda: service).get(DIFF, params={"from": "pp-18", "to": "pp-22"})
    assert response.status_code == 404
    assert "pp-18 is held as original in en; pp-22 as digest in en" in response.json()["detail"]


def test_both_revisions_have_to_be_named_to_a_program(client: httpx.Client) -> None:
    response = client.get(DIFF, params={"from": "pp-18"})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


def test_the_page_marks_the_words_that_differ_and_escapes_them(both: httpx.Client) -> None:
    page = both.get("/documents/pp-res-191/diff", params={"from": "pp-18", "to": "pp-22"})
    assert page.status_code == 200
    assert "<ins>&lt;b&gt;three&lt;/b&gt; </ins>" in page.text
    assert "<b>three" not in page.text
    assert "<script" not in page.text
    assert 'href="/documents/pp-res-191@pp-22#resolves_2"' in page.text


def test_the_page_picks_the_last_two_revisions_that_can_be_compared(both: httpx.Client) -> None:
    page = both.get("/documents/pp-res-191/diff")
    assert page.status_code == 200
    assert '<option value="pp-18" selected>PP-18</option>' in page.text
    assert '<option value="pp-22" selected>PP-22</option>' in page.text
    assert "/documents/pp-res-191/diff" in both.get("/documents/pp-res-191/history").text


def test_a_document_without_revisions_has_nothing_to_compare(client: httpx.Client) -> None:
    page = client.get("/documents/theme-accessibility/diff", headers={"accept": "text/html"})
    assert page.status_code == 404
    assert "no revisions" in page.text


def test_changes_are_computed_between_originals_that_follow_each_other_alone() -> None:
    catalogue = fake_service().holdings.catalogue
    assert computed_changes("pp-res-191", catalogue) == {}
    catalogue.texts[TextKey("pp-res-191", "pp-22", "en", "original")] = revised()
    computed = computed_changes("pp-res-191", catalogue)
    assert [(code, [one.change for one in found.changes]) for code, found in computed.items()] == [
        ("pp-22", ["modified", "added", "moved"])
    ]
    del catalogue.texts[TextKey("pp-res-191", "pp-18", "en", "original")]
    catalogue.texts[TextKey("pp-res-191", "pp-14", "en", "original")] = original("pp-14")
    assert computed_changes("pp-res-191", catalogue) == {}
    assert computed_changes("no-such-document", catalogue) == {}


def test_the_history_page_marks_the_words_that_changed_where_both_texts_are_held(both: httpx.Client) -> None:
    page = both.get("/documents/pp-res-191/history").text
    assert "by comparing the original texts held" in page
    assert "added 1</span>" in page
    assert "modified 1</span>" in page
    assert "<ins>that a register of lighthouses be kept by the Secretary-General;</ins>" in page
    assert "&lt;b&gt;three&lt;/b&gt;" in page
    assert "Only moved, or only brought up to date: 1" in page
    assert 'href="/documents/pp-res-191/diff?from=pp-18&amp;to=pp-22"' in page


def test_the_history_page_says_that_recorded_changes_are_no_comparison(client: httpx.Client) -> None:
    page = client.get("/documents/pp-res-191/history").text
    assert "they are no comparison of the texts" in page
    assert "recorded in our digest" in page
    assert "<ins>" not in page
