from __future__ import annotations

from urllib.parse import urlsplit

import httpx
import pytest
from factories_surfaces import RESOLUTION

from assistant.answer_schema import answer_schema, faults


def ask(client: httpx.Client, question: str, **more: object) -> httpx.Response:
    return client.post("/v1/ask", json={"question": question, **more})


def test_an_answer_is_json_that_meets_the_published_schema(client: httpx.Client) -> None:
    response = ask(client, "What does Resolution 191 say?")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert faults(response.json()) == []
    assert client.get("/schemas/answer.json").json() == answer_schema()


def test_an_abstention_is_an_answer(client: httpx.Client) -> None:
    response = ask(client, "What is the boiling point of tungsten?")
    assert response.status_code == 200
    assert (response.json()["abstained"], response.json()["reason"]) == (True, "out-of-scope")


def test_every_quotation_stands_in_the_text_its_citation_names_and_is_marked_at_its_permalink(
    client: httpx.Client,
) -> None:
    citations = ask(client, "What does Resolution 191 say?").json()["citations"]
    assert len(citations) == 2
    for citation in citations:
        text = client.get(f"/v1/documents/{citation['document']}@{citation['revision']}/text").text
        assert text[citation["start"] : citation["end"]] == citation["quote"]
        page = client.get(citation["permalink"])
        assert page.status_code == 200
        assert f"{citation['quote']}</mark>" in page.text
        assert f'id="{urlsplit(citation["permalink"]).fragment}"' in page.text


def test_what_narrows_a_question_reaches_the_assistant_as_the_store_writes_it(client_of) -> None:
    from factories_surfaces import fake_service

    service = fake_service()
    client = client_of(lambda: service)
    filters = {"bodies": ["PP"], "sectors": ["ITU-R"], "kinds": ["resolution"], "themes": ["accessibility"]}
    assert ask(client, "What?", language="en", as_of="PP-18", filters=filters).status_code == 200
    assert service.assistant.asked == [
        {
            "question": "What?",
            "language": "en",
            "as_of": "PP-18",
            "filters": {
                "bodies": ("pp",),
                "sectors": ("R",),
                "kinds": ("resolution",),
                "themes": ("theme-accessibility",),
            },
        }
    ]


def test_a_search_gives_passages_with_their_place(client: httpx.Client) -> None:
    response = client.get("/v1/search", params={"q": "coordination", "limit": 1, "body": "PP", "as_of": "PP-22"})
    (result,) = response.json()["results"]
    assert set(result) == {"document", "revision", "clause", "text", "start", "end", "score", "permalink"}
    text = client.get("/v1/documents/pp-res-191@pp-22/text").text
    assert text[result["start"] : result["end"]] == result["text"]


def test_a_record_tells_the_history_and_what_is_held(client: httpx.Client) -> None:
    record = client.get("/v1/documents/pp-res-191").json()
    assert set(record) == {
        "document", "title", "kind", "body", "status", "themes", "sectors", "sources", "revisions",
    }  # fmt: skip
    assert record["revisions"] == [
        {"revision": "pp-14", "place": "Busan", "year": 2014, "action": "adopted", "held": "missing"},
        {"revision": "pp-18", "place": "Dubai", "year": 2018, "action": "revised", "held": "original"},
        {"revision": "pp-22", "place": "Bucharest", "year": 2022, "action": "revised", "held": "digest"},
    ]


def test_a_revision_gives_its_clauses_cut_from_its_text(client: httpx.Client) -> None:
    revision = client.get("/v1/documents/pp-res-191@pp-18").json()
    assert set(revision) == {
        "document", "revision", "label", "title", "kind", "body", "language", "languages", "text_kind", "status",
        "sources", "versions", "clauses",
    }  # fmt: skip
    assert (revision["label"], revision["status"]) == ("Resolution 191 (Rev. Dubai, 2018)", "superseded")
    text = client.get("/v1/documents/pp-res-191@pp-18/text").text
    assert [clause["path"] for clause in revision["clauses"]] == ["resolves 1", "resolves 2"]
    for clause in revision["clauses"]:
        assert text[clause["start"] : clause["end"]] == clause["text"]
        assert (clause["call"], clause["operative"], clause["basis"]) == ("resolves", True, "original")


def test_the_original_is_served_and_the_digest_on_request(client: httpx.Client) -> None:
    address = "/v1/documents/pp-res-191@pp-18"
    assert client.get(address).json()["text_kind"] == "original"
    assert client.get(address, params={"kind": "digest"}).json()["text_kind"] == "digest"
    response = client.get(f"{address}/text", params={"kind": "digest"})
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.headers["content-language"] == "en"
    assert "Digest in our own words" in response.text


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("/v1/documents/pp-res-999", "There is no document pp-res-999 here"),
        ("/v1/documents/PP-RES-191", "is not a document identifier"),
        (
            "/v1/documents/pp-res-191@pp-98",
            "no revision pp-98. Known: pp-14 (missing), pp-18 (original), pp-22 (digest)",
        ),
        ("/v1/documents/pp-res-191@pp-14", "known from its history, but its text is not held"),
        ("/v1/documents/pp-res-191@pp-14/text", "known from its history, but its text is not held"),
        ("/v1/documents/theme-accessibility@pp-22", "has no revisions"),
        ("/v1/documents/pp-res-191@pp-22/text?kind=original", "It is held as: digest in en"),
        ("/v1/documents/pp-res-191@pp-22/text?language=fr", "It is held as: digest in en"),
        ("/v1/documents/pp-res-191@pp-22/history", "Name the document without a revision: pp-res-191"),
        ("/v1/documents/pp-res-999/related", "There is no document pp-res-999 here"),
        ("/v1/documents/..%2f..%2fetc%2fpasswd", ""),
        ("/v1/themes/nothing", "There is no document theme-nothing here"),
        ("/v1/nothing", "There is nothing at this address"),
    ],
)
def test_what_is_not_there_is_404_and_says_what_there_is(client: httpx.Client, path: str, detail: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert detail in problem["detail"]
    assert (problem["status"], problem["title"]) == (404, "Not Found")
    assert problem["type"].startswith("urn:problem-type:iscg:")


def test_a_bad_revision_names_those_known_for_programs_too(client: httpx.Client) -> None:
    assert client.get("/v1/documents/pp-res-191@pp-98").json()["known"] == ["pp-14", "pp-18", "pp-22"]


def test_history_and_relations_are_the_facts_of_an_answer(client: httpx.Client) -> None:
    assert client.get("/v1/documents/pp-res-191/history").json()["document"] == RESOLUTION.id
    assert client.get("/v1/documents/pp-res-191/related").json() == {"document": "pp-res-191", "related": []}


def test_themes_are_listed_and_told(client: httpx.Client) -> None:
    listed = client.get("/v1/themes").json()
    assert listed == {"themes": [{"theme": "theme-accessibility", "name": "Accessibility", "iscg_topic": True}]}
    theme = client.get("/v1/themes/accessibility").json()
    assert theme == client.get("/v1/themes/theme-accessibility").json()
    assert theme["sectors"]["D"] == {"role": "lead", "groups": ["group-bdt"], "units": ["BDT"], "basis": "seen"}
    assert theme["resolutions"] == ["pp-res-191"]
    assert theme["coordinators"] == []
    assert theme["official_list"] is None


def test_openapi_lists_every_path_and_no_page(client: httpx.Client) -> None:
    schema = client.get("/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    assert set(schema["paths"]) == {
        "/v1/ask",
        "/v1/conversations/{identifier}",
        "/v1/search",
        "/v1/documents/{name}",
        "/v1/documents/{name}/text",
        "/v1/documents/{name}/history",
        "/v1/documents/{name}/diff",
        "/v1/documents/{name}/related",
        "/v1/themes",
        "/v1/themes/{name}",
        "/healthz",
        "/v1/verify",
        "/v1/overlaps",
        "/v1/documents/{name}/brief",
        "/v1/exports",
        "/v1/exports/{table}",
        "/v1/feedback",
        "/readyz",
        "/schemas/answer.json",
        "/metrics",
        "/v1/chat/completions",
        "/v1/models",
        "/v1/models/{name}",
    }  # fmt: skip
    for reference in references(schema):
        if reference.startswith("#/"):
            found = schema
            for part in reference[2:].split("/"):
                found = found[part]


def references(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [found for value in node.values() for found in references(value)]
    return [found for item in node for found in references(item)] if isinstance(node, list) else []


def test_health_and_readiness(client: httpx.Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json() | {"canary_ms": 0} == {
        "status": "ready", "degraded": None, "generation": "gen-1", "canary": "document", "canary_ms": 0,
    }  # fmt: skip
