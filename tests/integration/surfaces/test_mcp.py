"""The Model Context Protocol at ``/mcp``, spoken to by the official client over real HTTP."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import httpx
import jsonschema
import pytest
from factories_surfaces import FakeHoldings, fake_service, served
from mcp import Client, MCPError

from assistant.settings import load_settings
from bots.app import create_app
from bots.mcp.endpoint import allowed_names

TOOLS = ["ask", "document", "fetch", "history", "related", "search", "verify"]
PING: dict[str, Any] = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
ACCEPT = {"Accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with served(create_app(load_settings(), open_service=fake_service)) as address:
        yield address


def talk(base: str, act: Callable[[Client], Awaitable[Any]], **options: Any) -> Any:
    async def run() -> Any:
        async with Client(f"{base}/mcp", **options) as client:
            return await act(client)

    return asyncio.run(run())


def call(base: str, name: str, **arguments: Any) -> Any:
    return talk(base, lambda client: client.call_tool(name, arguments))


def test_m1_every_tool_says_what_it_does_and_gives(base: str) -> None:
    listed = talk(base, lambda client: client.list_tools()).tools
    assert sorted(tool.name for tool in listed) == TOOLS
    for tool in listed:
        assert tool.title
        assert tool.description
        assert tool.output_schema
        assert tool.annotations
        assert tool.annotations.read_only_hint is True


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("ask", {"question": "What does Resolution 191 say?"}),
        ("ask", {"question": "tungsten?"}),
        ("search", {"query": "coordination", "limit": 1}),
        ("fetch", {"id": "pp-res-191@pp-22"}),
        ("document", {"id": "pp-res-191"}),
        ("document", {"id": "pp-res-191@pp-18", "clause": "resolves 2"}),
        ("history", {"id": "pp-res-191"}),
        ("related", {"id": "pp-res-191"}),
        ("verify", {"text": "See Resolution 901 (Rev. Dubai, 2018)."}),
    ],
)
def test_m1_outputs_meet_their_schema(base: str, name: str, arguments: dict[str, Any]) -> None:
    async def act(client: Client) -> Any:
        schemas = {tool.name: tool.output_schema for tool in (await client.list_tools()).tools}
        return schemas[name], await client.call_tool(name, arguments)

    schema, result = talk(base, act)
    assert result.is_error is not True
    jsonschema.validate(result.structured_content, schema)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_m3_an_answer_comes_with_citations_in_the_new_and_the_old_protocol(base: str, mode: str) -> None:
    told = talk(base, lambda client: client.call_tool("ask", {"question": "What does 191 say?"}), mode=mode)
    answer = told.structured_content
    assert answer["generation"] == "gen-1"
    assert [one["citations"] for one in answer["statements"]] == [[1], [2]]
    for one in answer["citations"]:
        assert one["url"].startswith(f"{base}/documents/pp-res-191@pp-22?from={one['start']}&to={one['end']}#")
        assert httpx.get(one["url"]).status_code == 200
        text = httpx.get(f"{base}/v1/documents/pp-res-191@pp-22/text").text
        assert text[one["start"] : one["end"]] == one["quote"]


def test_m1_a_clause_is_read_by_its_path(base: str) -> None:
    read = call(base, "document", id="pp-res-191@pp-18", clause="resolves 2").structured_content
    assert read["text"] == "that no work be done twice."
    assert [clause["path"] for clause in read["clauses"]] == ["resolves 2"]
    assert [step["held"] for step in read["revisions"]] == ["missing", "original", "digest"]
    assert read["next_offset"] is None


def test_m1_a_stored_text_is_a_resource(base: str) -> None:
    async def act(client: Client) -> Any:
        templates = (await client.list_resource_templates()).resource_templates
        return templates, await client.read_resource("doc://pp-res-191@pp-18")

    templates, read = talk(base, act)
    assert [one.uri_template for one in templates] == ["doc://{name}"]
    stored = FakeHoldings().catalogue.text("pp-res-191", "pp-18")
    assert stored is not None
    assert read.contents[0].text == stored.content


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("ask", {"question": " "}, "The question is empty"),
        ("ask", {"question": "x", "as_of": "PP-99"}, "PP-99"),
        ("ask", {"question": "x", "language": "klingon"}, "is not a value of language"),
        ("fetch", {"id": "pp-res-999"}, "There is no document pp-res-999 here"),
        ("document", {"id": "pp-res-191@pp-14"}, "its text is not held"),
        ("document", {"id": "pp-res-191@pp-18", "clause": "resolves 9"}, "Known: resolves 1, resolves 2"),
        ("search", {"query": "x", "sectors": ["Q"]}, "is not a value of sectors"),
    ],
)
def test_m2_what_cannot_be_done_is_said_in_words_a_model_can_act_on(
    base: str, name: str, arguments: dict[str, Any], words: str
) -> None:
    result = call(base, name, **arguments)
    assert result.is_error is True
    assert words in result.content[0].text


def test_m2_a_failure_keeps_its_words_to_itself() -> None:
    def fail(_: str) -> None:
        raise ZeroDivisionError("secret words")

    with served(create_app(load_settings(), open_service=lambda: fake_service(fail))) as base:
        result = call(base, "ask", question="What does Resolution 191 say?")
    assert result.is_error is True
    assert "secret words" not in result.content[0].text


def test_m2_a_resource_that_is_not_there_is_an_error_of_the_protocol(base: str) -> None:
    async def act(client: Client) -> Any:
        with pytest.raises(MCPError) as told:
            await client.read_resource("doc://pp-res-999")
        return told.value

    told = talk(base, act)
    assert told.message == "There is no document pp-res-999 here. Search for it at /v1/search."


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:1"}, 200),
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1.evil.example:80"}, 421),
        ({"Origin": "http://localhost:3000"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost.evil.example"}, 403),
    ],
)
def test_a15_another_sites_page_cannot_reach_it_by_its_name(base: str, headers: dict[str, str], status: int) -> None:
    answered = httpx.post(f"{base}/mcp", json=PING, headers=ACCEPT | headers)
    assert answered.status_code == status
    assert "Access-Control-Allow-Origin" not in answered.headers


def test_a24_its_responses_have_the_security_headers(base: str) -> None:
    for headers in ({}, {"Host": "evil.example"}):
        answered = httpx.post(f"{base}/mcp", json=PING, headers=ACCEPT | headers)
        assert answered.headers["X-Content-Type-Options"] == "nosniff"
        assert answered.headers["Cache-Control"] in ("no-store", "no-cache, no-transform")
        assert "frame-ancestors 'none'" in answered.headers["Content-Security-Policy"]


def test_m2_a_body_over_the_limit_is_refused(base: str) -> None:
    big = PING | {"params": {"words": "x" * 1_000_001}}
    assert httpx.post(f"{base}/mcp", json=big, headers=ACCEPT).status_code == 413


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT", "OPTIONS"])
def test_m3_there_is_no_session_to_listen_to_or_to_end(base: str, method: str) -> None:
    answered = httpx.request(method, f"{base}/mcp", headers=ACCEPT)
    assert (answered.status_code, answered.headers["Content-Type"]) == (405, "application/problem+json")


def test_the_protocol_costs_nothing_before_it_is_used() -> None:
    code = (
        "import sys; from bots.app import create_app; from assistant.settings import load_settings; "
        "create_app(load_settings()); print([name for name in sys.modules if name.split('.')[0] == 'mcp'])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_public_address_is_a_name_it_answers_under() -> None:
    loopback = ("127.0.0.1", "localhost", "[::1]")
    assert allowed_names("127.0.0.1", None) == loopback
    assert allowed_names("0.0.0.0", "https://iscg.example/") == (*loopback, "iscg.example")
    assert allowed_names("::", None) == loopback
    assert allowed_names("192.0.2.7", None) == (*loopback, "192.0.2.7")


def test_links_begin_with_the_public_address() -> None:
    app = create_app(load_settings(public_url="https://iscg.example/"), open_service=fake_service)
    with served(app) as base:
        told = call(base, "ask", question="What does Resolution 191 say?").structured_content
    assert told["citations"][0]["url"].startswith("https://iscg.example/documents/pp-res-191@pp-22?")


def test_m1_references_and_quotations_are_checked(base: str) -> None:
    text = "PP Resolution 901: “to share landing stations wherever this is economically possible”."
    told = call(base, "verify", text=text).structured_content
    reference, quotation = told["items"]
    assert (reference["verdict"], quotation["verdict"]) == ("exists", "altered")
    assert text[quotation["start"] : quotation["end"]] == quotation["text"]
    assert quotation["citation"]["document"] == "pp-res-901"
    assert told["generation"]


def test_m2_a_text_with_nothing_in_it_is_refused_in_words(base: str) -> None:
    result = call(base, "verify", text="  ")
    assert result.is_error is True
    assert "There is nothing to check" in result.content[0].text
