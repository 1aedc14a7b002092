"""Papers over HTTP: overlaps in the contract's shape, a brief in three forms."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from docx import Document as WordFile
from factories_surfaces import fake_service, served
from holdings_double import Held

from assistant.api.ports import Service
from assistant.settings import load_settings
from bots.app import create_app


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    holdings: Any = Held()
    service = Service(assistant=fake_service().assistant, holdings=holdings)
    with served(create_app(load_settings(), open_service=lambda: service)) as base, httpx.Client(base_url=base) as made:
        yield made


@pytest.mark.parametrize("query", ["?theme=lights", "?theme=theme-lights", ""])
def test_overlaps_are_pairs_with_a_citation_at_both_ends(client: httpx.Client, query: str) -> None:
    (pair,) = client.get(f"/v1/overlaps{query}").json()["pairs"]
    assert (pair["type"], pair["a"]["document"], pair["b"]["document"]) == ("duplicate", "wtsa-res-9", "wtdc-res-9")
    assert pair["b"]["quote"] == "Help schools to repair lighthouses."
    assert pair["reason"] == "Both ask the same addressee. They share: lighthouses, repair."


def test_the_reason_is_given_in_the_language_asked_for(client: httpx.Client) -> None:
    (pair,) = client.get("/v1/overlaps?theme=lights&language=fr").json()["pairs"]
    assert pair["reason"].startswith("Les deux s'adressent au même destinataire.")


@pytest.mark.parametrize("address", ["/v1/overlaps?theme=nowhere", "/v1/documents/pp-res-1/brief"])
def test_what_is_not_held_is_not_found(client: httpx.Client, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_a_brief_comes_as_json_with_its_citations_and_generation(client: httpx.Client) -> None:
    brief = client.get("/v1/documents/wtsa-res-9/brief").json()
    assert brief["generation"] == "5-beef"
    assert "“Help to repair lighthouses.”" in brief["text"]
    assert "Help to repair lighthouses." in [one["quote"] for one in brief["citations"]]
    assert "carry no authority" in brief["authority"]


def test_a_brief_comes_as_markdown_and_as_a_word_file(client: httpx.Client) -> None:
    page = client.get("/v1/documents/theme-lights/brief?format=md")
    assert page.text.startswith("# Brief: Lights\n")
    file = client.get("/v1/documents/theme-lights/brief?format=docx")
    assert "brief-theme-lights.docx" in file.headers["content-disposition"]
    assert WordFile(io.BytesIO(file.content)).paragraphs[0].text == "Brief: Lights"


def test_a_form_that_is_none_is_refused(client: httpx.Client) -> None:
    assert client.get("/v1/documents/wtsa-res-9/brief?format=exe").status_code == 422


def test_the_report_on_a_theme_comes_as_a_word_file_with_its_rules(client: httpx.Client) -> None:
    file = WordFile(io.BytesIO(client.get("/v1/overlaps?theme=lights&format=docx").content))
    assert file.paragraphs[0].text == "Overlapping mandates: Lights"
    assert "The rules by which pairs are found" in [one.text for one in file.paragraphs]


def test_the_page_of_a_theme_shows_both_clauses_and_leads_to_the_files(client: httpx.Client) -> None:
    page = client.get("/overlaps?theme=lights").text
    assert page.count("Help schools to repair lighthouses.") == 2  # in the table, and among the sources
    assert 'href="/v1/overlaps?theme=theme-lights&amp;format=docx&amp;language=en"' in page


def test_the_page_without_a_theme_lists_those_that_have_overlaps(client: httpx.Client) -> None:
    page = client.get("/overlaps").text
    assert '<a href="/overlaps?theme=theme-lights">' in page


def test_a_brief_is_a_page_in_the_readers_language(client: httpx.Client) -> None:
    page = client.get("/documents/wtsa-res-9/brief?interface=es").text
    assert "Lo que se pide" in page
    assert 'href="/v1/documents/wtsa-res-9/brief?format=docx&amp;language=es"' in page
