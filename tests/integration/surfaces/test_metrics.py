"""``/metrics``: what was asked is counted, by names of ours alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import httpx
import pytest
from factories_surfaces import fake_service
from mcp import Client as McpClient
from prometheus_client.parser import text_string_to_metric_families

from corpus.errors import StoreMissing

Client = Callable[..., httpx.Client]


def figures(client: httpx.Client) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    told = client.get("/metrics")
    assert told.status_code == 200
    assert told.headers["Content-Type"].startswith("text/plain; version=")
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(told.text)
        for sample in family.samples
    }


def named(name: str, **labels: str) -> tuple[str, frozenset[tuple[str, str]]]:
    return name, frozenset(labels.items())


def answers(kind: str, channel: str, reason: str = "") -> tuple[str, frozenset[tuple[str, str]]]:
    return named("iscg_answers_total", kind=kind, channel=channel, reason=reason)


def test_answers_are_counted_by_kind_channel_and_reason(client_of: Client) -> None:
    client = client_of()
    for question in ("What does 191 say?", "tungsten?", "tungsten?"):
        client.post("/v1/ask", json={"question": question}).raise_for_status()
    client.post("/v1/ask", json={"question": "191?", "stream": True}).raise_for_status()
    chat = {"model": "iscg-assistant", "messages": [{"role": "user", "content": "What does 191 say?"}]}
    client.post("/v1/chat/completions", json=chat).raise_for_status()
    client.get("/readyz").raise_for_status()
    for mode in ("auto", "legacy"):
        asyncio.run(ask_by_mcp(f"{client.base_url}/mcp", mode))
    told = figures(client)
    counted = {name: value for name, value in told.items() if name[0] == "iscg_answers_total"}
    assert counted == {
        answers("document", "api"): 2,
        answers("abstention", "api", "out-of-scope"): 2,
        answers("document", "chat"): 1,
        answers("document", "canary"): 1,
        answers("document", "mcp"): 2,
    }
    assert told[named("iscg_stage_seconds_count", stage="total")] == 8
    assert told[named("iscg_stage_seconds_sum", stage="total")] == pytest.approx(0.008)


async def ask_by_mcp(address: str, mode: str) -> None:
    async with McpClient(address, mode=mode) as client:  # type: ignore[arg-type]
        await client.call_tool("ask", {"question": "What does 191 say?"})


def test_no_word_of_a_question_is_exposed(client_of: Client) -> None:
    client = client_of()
    client.post("/v1/ask", json={"question": "canaryphrase tungsten"}).raise_for_status()
    client.post("/v1/ask", json={"question": "canaryphrase", "as_of": "canaryphrase"})
    client.get("/canaryphrase", params={"q": "canaryphrase"})
    assert "canaryphrase" not in client.get("/metrics").text


def test_failures_are_counted_without_their_words(client_of: Client) -> None:
    def fail(question: str) -> None:
        raise ZeroDivisionError("secret") if "191" in question else StoreMissing("secret")

    client = client_of(lambda: fake_service(fail))
    for question in ("191?", "else?"):
        assert client.post("/v1/ask", json={"question": question}).status_code >= 500
    told = figures(client)
    assert told[named("iscg_failures_total", channel="api", failure="unforeseen")] == 1
    assert told[named("iscg_failures_total", channel="api", failure="StoreMissing")] == 1
    assert not [name for name, _ in told if "secret" in name]


def test_the_age_of_the_index_is_told_once_it_is_open(client_of: Client) -> None:
    client = client_of()
    client.post("/v1/ask", json={"question": "191?"}).raise_for_status()
    told = figures(client)
    assert told[named("iscg_store_open")] == 1
    assert told[named("iscg_store_degraded")] == 0
    assert told[named("iscg_index_age_seconds")] > 86_400  # the fake was built on 1 November 2026


def test_figures_are_there_while_the_store_is_not(client_of: Client) -> None:
    def broken() -> None:
        raise StoreMissing("There is no store here.")

    client = client_of(broken)
    assert client.post("/v1/ask", json={"question": "191?"}).status_code == 503
    assert figures(client)[named("iscg_store_open")] == 0


def test_a_scraper_that_asks_for_open_metrics_gets_them(client_of: Client) -> None:
    client = client_of()
    told = client.get("/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"})
    assert told.headers["Content-Type"].startswith("application/openmetrics-text")
    assert told.text.endswith("# EOF\n")
